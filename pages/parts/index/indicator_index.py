"""The index: every indicator by theme, with its newest figure, its change, its course and what it covers."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import pyarrow as pa
import streamlit as st

from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import INDICATORS, Indicator, indicator
from analytics.narrative import change_in_cell, number
from analytics.periods import short_month
from analytics.requests.subject_search import indicators_about, subjects_about
from analytics.series.coverage import coverage
from analytics.statistics.change import DOWN, UP
from data.published_areas import MPS
from pages.parts import cached_figures, page_opening, tables, tiles, words
from pages.parts.cached_figures import LONDON, Fact
from pages.parts.indicator import percentage_panel
from pages.parts.panels import Panel
from pages.parts.reoffending import cohort_opening
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View
from pages.parts.words import html

FIND = "find"
REOFFENDING = "Reoffending"
BESIDE = (
    '<p class="briefing">Beside the indicators: <a href="confidence" target="_self">Public confidence</a> '
    '<a href="homicide" target="_self">Homicide victims by age, sex and method</a> '
    '<a href="compare#other-forces" target="_self">London beside other police forces</a> '
    '<a href="explore" target="_self">Explore data</a></p>'
)


def link_to(entry: Indicator) -> str:
    """The address of an indicator's own page."""
    return f"indicator?id={quote(entry.id)}"


def search_field() -> str:
    """The words that the reader looks for, kept in the address."""
    text = st.text_input(
        "Find an indicator", key=FIND, bind="query-params", width=420, max_chars=80,
        placeholder="car crime, hate, robbery, stop and search",
    )  # fmt: skip
    return text or ""


def opening(view: View) -> None:
    """How many indicators there are, and for what."""
    listed = [entry for entry in INDICATORS.values() if entry.kind == "crime"]
    in_boroughs = sum("borough" in entry.levels for entry in listed)
    place = view.first.name if view.first else LONDON
    themes = len(dict.fromkeys(entry.theme for entry in INDICATORS.values()))
    title = f"{number(len(INDICATORS))} indicators in {number(themes)} themes"
    text = (
        f"The newest 12 months of each in {place}, against the 12 months before. {number(in_boroughs)} are published "
        "for boroughs. Each name leads to a page of its own."
    )
    page_opening.write(view, ("Indicators", place, words.NOT_ACCREDITED), title, [text])


def themes_about(text: str) -> dict[str, tuple[str, ...]]:
    """The ids of the indicators that a reader's words fit, by theme; reoffending, which is no count, apart."""
    by_theme: dict[str, tuple[str, ...]] = {}
    for entry in indicators_about(text):
        by_theme[entry.theme] = (*by_theme.get(entry.theme, ()), entry.id)
    return by_theme


def is_of_crime(indicator_ids: Sequence[str]) -> bool:
    """Whether these indicators are counts and shares of offences, in a theme that is told by months."""
    return all(indicator(entry).kind == "crime" for entry in indicator_ids)


def reoffending() -> None:
    """The theme that has cohorts in place of months: its newest figure, and the way to its page."""
    names = words.listed([entry.in_sentence for entry in INDICATORS.values() if entry.kind == "reoffending"])
    st.html(
        f'<div class="section-head"><h2>{REOFFENDING}</h2><p class="statistic">{html(words.capital(names))}</p></div>'
    )
    tiles.row((), more=[cohort_opening.overview_tile("reoffending")])


def not_covered(text: str, *, anything: bool) -> None:
    """What of a reader's words is not here, who publishes it, and what is nearest."""
    subjects = subjects_about(text)
    if not subjects and text and not anything:
        st.html(f'<p class="notice" role="status">No indicator is called {html(repr(text))}, and no subject that is '
                'known not to be here. Other words may be understood: <a href="methods#not_covered" '
                'target="_self">what is not here</a>.</p>')  # fmt: skip
    if subjects:
        items = "".join(_subject(entry.name, entry.reason, entry.where, entry.url, entry.nearest) for entry in subjects)
        st.html(f'<div class="section-head"><h2>Not here</h2></div><ul class="plain-list">{items}</ul>')


def _subject(name: str, reason: str, where: str, url: str, nearest: Sequence[str]) -> str:
    ways = [f'<a href="{link_to(indicator(i))}" target="_self">{html(indicator(i).short_title)}</a>' for i in nearest]
    near = f" Nearest here: {words.listed(ways)}." if ways else ""
    return (
        f"<li><strong>{html(name)}</strong>: {html(reason)} Published by "
        f'<a href="{html(url)}" rel="noopener">{html(where)}</a>.{near}</li>'
    )


@cached_figures.kept_panel
def theme(name: str, indicator_ids: tuple[str, ...], view: View) -> Panel:
    """The indicators of a theme in the first chosen borough or in London; London's where boroughs have none."""
    facts = [_fact(entry, view) for entry in indicator_ids]
    judged = [fact.change for fact in facts if fact.indicator.measure == "count"]
    place = view.first.name if view.first else LONDON
    return Panel(
        key=f"index_{_slug(name)}",
        title=f"{name}: {_movements(facts)}",
        statistic=f"{place}, the newest 12 months of each, against the 12 months before",
        figures=_figures(facts),
        chart=tables.html_table(
            f"Indicators of {words.lower(name)}",
            ("Indicator", "Newest", "Change", "Course", "Published"),
            [_line(fact, view) for fact in facts],
            numbers=(1,),
            stacking=True,
            whole=True,
        ),
        indicators=tuple(fact.indicator for fact in facts),
        level="borough" if view.first else "mps",
        formulas=("count", "change"),
        note=" ".join(filter(None, (words.expected(judged), words.with_care([fact.change for fact in facts], facts)))),
    )


def _slug(name: str) -> str:
    return "_".join(word for word in name.lower().replace(",", " ").split() if word.isalpha())


def _fact(indicator_id: str, view: View) -> Fact:
    """All are read at once, so that the parts of the page share one query."""
    of_place = _facts(view.first.code if view.first else MPS)
    return of_place.get(indicator_id) or _facts(MPS)[indicator_id]


@cached_figures.kept
def _facts(area_code: str) -> dict[str, Fact]:
    level = "mps" if area_code == MPS else "borough"
    ids = tuple(entry.id for entry in INDICATORS.values() if level in entry.levels)
    areas = () if level == "mps" else (area_code,)
    return {fact.indicator.id: fact for fact in cached_figures.latest(ids, areas=areas, level=level)}


def _figures(facts: Sequence[Fact]) -> pa.Table:
    """The rows behind a theme: each newest figure and, of counts, its change."""
    rows = []
    for fact in facts:
        measures = ("count", "change") if fact.indicator.measure == "count" else ("count",)
        selection = cached_figures.selected((fact.indicator.id,), areas=(fact.area.code,), measures=measures, last=1)
        rows.append(cached_figures.figures(selection))
    return pa.concat_tables(rows)


def _movements(facts: Sequence[Fact]) -> str:
    """Which clearly fell and which rose; percentages are given no verdict."""
    clear = [fact for fact in facts if fact.indicator.measure == "count" and fact.change.verdict in (DOWN, UP)]
    moved = words.movements([fact.change for fact in clear], clear) if clear else "Nothing clearly fell or rose"
    return words.lower(moved)


def _line(fact: Fact, view: View) -> TableRow:
    registered = fact.indicator
    is_share = registered.measure == "percentage_of"
    only_london = bool(view.first) and fact.is_london
    points = [(i, value) for i, value in enumerate(fact.course) if value is not None]
    return TableRow(
        (
            Cell(registered.short_title, link=link_to(registered), second="London only" if only_london else ""),
            _share(fact) if is_share else _count(fact),
            Cell("No verdict on a percentage" if is_share else change_in_cell(fact.change), second=_bounds(fact)),
            Cell("", picture=tiles.spark(points)),
            Cell(_covered(registered), second=_levels(registered)),
        )
    )


def _count(fact: Fact) -> Cell:
    count = fact.change.count
    return Cell(tables.NOTHING if count is None else number(count), second=_year_to(fact))


def _share(fact: Fact) -> Cell:
    row = percentage_panel.newest(fact.indicator.id, area_code=fact.area.code)
    known = row is not None and row["value"] is not None
    return Cell(f"{number(row['value'], decimals=1)}%" if row and known else tables.NOTHING, second=_year_to(fact))


def _year_to(fact: Fact) -> str:
    return f"{fact.indicator.noun[1]}, year to {short_month(fact.window.end)}".removeprefix("per cent, ")


def _bounds(fact: Fact) -> str:
    return "" if fact.indicator.measure == "percentage_of" else tables.bounds_of(fact.change)


def _covered(registered: Indicator) -> str:
    """From when to when London's figures go."""
    months = coverage(registered, "mps")
    return f"{short_month(months[0])} to {short_month(months[1])}" if months else tables.NOTHING


def _levels(registered: Indicator) -> str:
    names = [AREA_LEVELS[level].plural for level in registered.levels if level != "mps"]
    return words.listed(["London", *names])
