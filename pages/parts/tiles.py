"""Tiles: one figure each, with its verdict in words, its interval and its course. No chart library is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import streamlit as st

from analytics.change import DOWN, UP
from analytics.comparability import annotations
from analytics.narrative import interval, number, signed_percent, verdict_words
from analytics.periods import months_between
from pages.parts.facts import Fact
from pages.parts.words import html

WIDTH, HEIGHT, PAD = 200, 40, 3
# Legible on a light and on a dark ground alike: a picture cannot ask the page for its colours.
GREY = "#7d868c"


def row(facts: Sequence[Fact], *, links: Mapping[str, str] | None = None, query: str = "") -> None:
    """Tiles side by side, in rows of equal length; `links` gives the page of an indicator that has one."""
    tiles = "".join(_tile(fact, (links or {}).get(fact.indicator.id), query) for fact in facts)
    columns = next((n for n in (4, 3, 5) if len(facts) % n == 0), 4)
    st.html(f'<div class="tiles" style="--columns: {columns}">{tiles}</div>')


def _tile(fact: Fact, page: str | None, query: str) -> str:
    change = fact.change
    name = html(fact.indicator.short_title)
    if page:
        name = f'<a href="{html(page)}{"?" + html(query) if query else ""}" target="_self">{name}</a>'
    figure = number(change.count) if change.count is not None else "No figure"
    size = "" if change.percent is None else f"<span>{html(signed_percent(change.percent))}</span> "
    bounds = change.note
    if change.lower is not None and change.upper is not None:
        bounds = f"95% interval {interval(change.lower, change.upper)}"
    noun = fact.indicator.noun[0 if change.count == 1 else 1]
    clear = " clear" if change.verdict in (UP, DOWN) else ""
    return (
        f'<section class="tile"><h2>{name}</h2><p class="figure">{html(figure)} <span>{html(noun)}</span></p>'
        f'<p class="verdict{clear}">{size}{html(verdict_words(change))}</p><p class="bounds">{html(bounds)}</p>'
        f'{_sparkline(fact)}<p class="period">{html(f"{fact.place}, {fact.window.label}")}</p></section>'
    )


def _sparkline(fact: Fact) -> str:
    """The course of the figure as a picture that says nothing new, so it has no text alternative."""
    is_yearly = fact.window.kind == "financial_year_to_date"
    points = [
        (t, value)
        for t, (month, value) in enumerate(zip(fact.months, fact.course, strict=True))
        if value is not None and (not is_yearly or month.month == fact.window.end.month)
    ]
    if len(points) < 2:
        return ""
    (first, _), (last, _) = points[0], points[-1]
    values = [value for _, value in points]
    low, high = min(values), max(values)
    across, up = (WIDTH - 2 * PAD) / (last - first), (HEIGHT - 2 * PAD) / ((high - low) or 1)

    def place(t: float, value: float) -> str:
        return f"{PAD + (t - first) * across:.1f},{HEIGHT - PAD - (value - low) * up:.1f}"

    ends = (fact.indicator, fact.months[first], fact.months[last])
    breaks = [e.starts for e in annotations(*ends, level=fact.level) if e.kind in ("break", "step")]
    across_at = [place(months_between(fact.months[0], at), low).split(",")[0] for at in breaks]
    drawn = [
        *(f'd="M{x},0V{HEIGHT}" stroke-dasharray="2 2"' for x in across_at),
        f'd="M{" L".join(place(t, value) for t, value in points)}" stroke-width="1.5"',
        f'd="M{place(*points[-1])}h0" stroke-width="5" stroke-linecap="round"',
    ]
    paths = "".join(f'<path {each} vector-effect="non-scaling-stroke"/>' for each in drawn)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<g fill="none" stroke="{GREY}">{paths}</g></svg>'
    )
    return f'<img class="spark" alt="" src="data:image/svg+xml,{quote(svg)}">'
