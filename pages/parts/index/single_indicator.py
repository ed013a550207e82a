"""What the page of a single indicator says before its panels: what it is, where it ends, the ways to its figures."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import INDICATORS, Indicator, caveats
from analytics.requests.twelve_months_only import shown_for_boroughs
from analytics.series.coverage import coverage_words
from pages.parts import page_opening, words
from pages.parts.index.indicator_index import link_to
from pages.parts.indicator import percentage_panel
from pages.parts.view import View
from pages.parts.words import html

# Tiles beside the indicator's own: those that are mixed up with it in speech.
MOST_RELATIVES = 4
PAGES = {
    "knife_crime": "knife_crime", "burglary": "burglary", "vawg": "vawg", "vawg_offences": "vawg",
    "proven_reoffending_rate": "reoffending", "reoffences_per_reoffender": "reoffending",
    "reoffences_per_offender": "reoffending",
    "homicide": "homicide",
}  # fmt: skip


def fitting(shown: Indicator, view: View) -> View:
    """The reader's choices as far as the indicator has them; what it has not is told above the panels."""
    if view.boroughs and "borough" not in shown.levels:
        _notice(f"{shown.short_title} is published for London only, so London is shown.")
        view = replace(view, boroughs=())
    if view.boroughs and not shown_for_boroughs((shown.id,), view.window):
        _notice(f"{shown.short_title} is shown for 12 months only: {shown.twelve_months_only}.")
        view = replace(view, window="rolling_12")
    if shown.denominator is None and view.measure == "rate":
        view = replace(view, measure="count")
    return replace(view, query=(("id", shown.id), *view.query))


def _notice(text: str) -> None:
    st.html(f'<div class="notice" role="status"><p>{html(text)}</p></div>')


def opening(shown: Indicator, view: View) -> None:
    """The finding; of a percentage its newest figure; of reoffending what it is."""
    if shown.kind == "crime" and shown.measure == "count":
        page_opening.indicator((shown.id,), view)
        return
    row = percentage_panel.newest(shown.id) if shown.kind == "crime" else None
    title = f"{shown.title}: {percentage_panel.standing(row)}" if row else shown.title
    texts = percentage_panel.texts(shown) if row else [shown.definition]
    page_opening.write(view, (shown.theme, words.NOT_ACCREDITED), title, texts)


def what_it_is(shown: Indicator) -> None:
    """Definition, caveats, coverage, and the ways to the figures and to the other pages."""
    items = "".join(
        f"<li>{html(text)}</li>" for text in caveats(shown, level=shown.levels[-1] if shown.levels else "mps")
    )
    st.html(
        f'<div class="section-head"><h2>What it is</h2><p class="statistic">{html(shown.definition)} '
        f'{html(_covers(shown))}</p></div><ul class="plain-list">{items}</ul><p class="briefing">{_ways(shown)}</p>'
    )


def _covers(shown: Indicator) -> str:
    months = coverage_words(shown, "mps")
    if not months:
        return ""
    levels = words.listed(["London", *(AREA_LEVELS[level].plural for level in shown.levels if level != "mps")])
    return f"Published for {levels}, {months}."


def _ways(shown: Indicator) -> str:
    ways = [("indicators", "All indicators")]
    if shown.id in PAGES:
        ways.insert(0, (PAGES[shown.id], "More on it"))
    if shown.kind == "crime" and "borough" in shown.levels and shown.measure == "count":
        ways.append((f"compare?indicator={shown.id}", "Compare boroughs"))
    if shown.kind == "crime":
        ways.append((f"api/v1/series.csv?indicator={shown.id}", "Every month as CSV"))
    ways += [(link_to(other), other.short_title) for other in relatives(shown)]
    return " ".join(f'<a href="{html(address)}" target="_self">{html(name)}</a>' for address, name in ways)


def relatives(shown: Indicator) -> tuple[Indicator, ...]:
    """Other counts of its family, at most four: what a reader may have meant, or a part of it."""
    known = (other for other in INDICATORS.values() if other.family == shown.family != "" and other.id != shown.id)
    return tuple(other for other in known if other.measure == "count" and other.kind == "crime")[:MOST_RELATIVES]
