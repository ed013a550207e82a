"""Tiles: one figure each, with its verdict in words, its interval and its course. No chart library is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import streamlit as st

from analytics.comparability import annotations
from analytics.narrative import interval, number, signed_percent, verdict_words
from analytics.periods import months_between
from pages.parts.facts import Fact
from pages.parts.words import html

WIDTH, HEIGHT, PAD = 200, 40, 3
# Legible on a light and on a dark ground alike: a picture cannot ask the page for its colours.
GREY = "#7d868c"


def row(facts: Sequence[Fact], *, links: Mapping[str, str] | None = None, query: str = "") -> None:
    """Tiles side by side; `links` gives the page of an indicator that has one."""
    tiles = "".join(_tile(fact, (links or {}).get(fact.indicator.id), query) for fact in facts)
    st.html(f'<div class="tiles">{tiles}</div>')


def _tile(fact: Fact, page: str | None, query: str) -> str:
    change = fact.change
    name = html(fact.indicator.short_title)
    if page:
        name = f'<a href="{html(page)}{"?" + html(query) if query else ""}" target="_self">{name}</a>'
    figure = number(change.count) if change.count is not None else "No figure"
    size = "" if change.percent is None else f"<b>{html(signed_percent(change.percent))}</b> "
    bounds = ""
    if change.lower is not None and change.upper is not None:
        bounds = f"95% interval {interval(change.lower, change.upper)}"
    elif change.note:
        bounds = change.note
    noun = fact.indicator.noun[0 if change.count == 1 else 1]
    return (
        f'<section class="tile" title="{html(change.note)}"><h3>{name}</h3>'
        f'<p class="figure">{html(figure)} <span>{html(noun)}</span></p>'
        f'<p class="verdict">{size}{html(verdict_words(change))}</p>'
        f'<p class="bounds">{html(bounds)}</p>{_sparkline(fact)}'
        f'<p class="period">{html(fact.window.label[:1].upper() + fact.window.label[1:])}</p></section>'
    )


def _sparkline(fact: Fact) -> str:
    """The course of the figure as a picture that says nothing new, so it has no text alternative."""
    points = [(t, value) for t, value in enumerate(fact.course) if value is not None]
    if len(points) < 2:
        return ""
    (first, _), (last, _) = points[0], points[-1]
    values = [value for _, value in points]
    low, high = min(values), max(values)
    across, up = (WIDTH - 2 * PAD) / (last - first), (HEIGHT - 2 * PAD) / ((high - low) or 1)

    def place(t: float, value: float) -> str:
        return f"{PAD + (t - first) * across:.1f},{HEIGHT - PAD - (value - low) * up:.1f}"

    path = " ".join(place(t, value) for t, value in points)
    x, y = place(*points[-1]).split(",")
    marks = "".join(
        f'<path d="M{place(months_between(fact.months[0], event.starts), low).split(",")[0]},0V{HEIGHT}" '
        f'stroke-dasharray="2 2"/>'
        for event in annotations(fact.indicator, fact.months[first], fact.months[last], level=fact.level)
        if event.kind in ("break", "step")
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<g fill="none" stroke="{GREY}" vector-effect="non-scaling-stroke">{marks}'
        f'<polyline points="{path}" stroke-width="1.5"/></g><circle cx="{x}" cy="{y}" r="2.5" fill="{GREY}"/></svg>'
    )
    return f'<img class="spark" alt="" src="data:image/svg+xml,{quote(svg)}">'
