"""Tiles: one figure each, with its verdict in words, its interval and its course. No chart library is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import streamlit as st

from analytics.comparability import drawn_events
from analytics.narrative import interval, number, signed_percent, verdict_words
from analytics.periods import months_between
from analytics.statistics.change import DOWN, UP
from pages.parts.cached_figures import Fact
from pages.parts.words import html

WIDTH, HEIGHT, PAD = 200, 40, 3
# Legible on a light and on a dark ground alike: a picture cannot ask the page for its colours.
GREY = "#7d868c"


def row(
    facts: Sequence[Fact], *, links: Mapping[str, str] | None = None, query: str = "", more: Sequence[str] = ()
) -> None:
    """Tiles side by side, in rows of equal length; `links` gives where an indicator leads, if anywhere.

    `more` are tiles of figures that are no count of offences, made by `frame`.
    """
    tiles = [*(_tile(fact, (links or {}).get(fact.indicator.id), query) for fact in facts), *more]
    columns = next((n for n in (4, 3, 5) if len(tiles) % n == 0), 4)
    st.html(f'<div class="tiles" style="--columns: {columns}">{"".join(tiles)}</div>')


def _tile(fact: Fact, page: str | None, query: str) -> str:
    change = fact.change
    bounds = change.note
    if change.lower is not None and change.upper is not None:
        bounds = f"95% interval {interval(change.lower, change.upper)}"
    return frame(
        fact.indicator.short_title,
        number(change.count) if change.count is not None else "No figure",
        noun=fact.indicator.noun[0 if change.count == 1 else 1],
        size="" if change.percent is None else signed_percent(change.percent),
        verdict=verdict_words(change),
        bounds=bounds,
        picture=_sparkline(fact),
        period=f"{fact.place}, {fact.window.label}",
        link=_with_query(page, query) if page else "",
        clear=change.verdict in (UP, DOWN),
    )


def _with_query(page: str, query: str) -> str:
    """A page, which may bring a choice of its own, with the choices of this one."""
    return page + (("&" if "?" in page else "?") + query if query else "")


def frame(
    title: str, figure: str, *, noun: str, verdict: str, bounds: str, period: str,
    size: str = "", picture: str = "", link: str = "", clear: bool = False,
) -> str:  # fmt: skip
    """A tile as HTML; `picture` is a sparkline of `spark`, `clear` sets off a verdict that chance does not explain."""
    name = f'<a href="{html(link)}" target="_self">{html(title)}</a>' if link else html(title)
    sized = f"<span>{html(size)}</span> " if size else ""
    return (
        f'<section class="tile"><h2>{name}</h2><p class="figure">{html(figure)} <span>{html(noun)}</span></p>'
        f'<p class="verdict{" clear" if clear else ""}">{sized}{html(verdict)}</p><p class="bounds">{html(bounds)}</p>'
        f'{picture}<p class="period">{html(period)}</p></section>'
    )


def _sparkline(fact: Fact) -> str:
    """The course of the figure as a picture that says nothing new, so it has no text alternative."""
    is_yearly = fact.window.kind == "financial_year_to_date"
    points = [
        (t, value)
        for t, (month, value) in enumerate(zip(fact.months, fact.course, strict=True))
        if value is not None and (not is_yearly or month.month == fact.window.end.month)
    ]
    if not points:
        return ""
    ends = (fact.indicator, fact.months[points[0][0]], fact.months[points[-1][0]])
    breaks = [e.starts for e in drawn_events(*ends, level=fact.level) if e.kind in ("break", "step")]
    return spark(points, marks=[months_between(fact.months[0], at) for at in breaks])


def spark(points: Sequence[tuple[int, float]], *, marks: Sequence[int] = ()) -> str:
    """A line without axes through (position, value), with a dashed line at each of `marks`; nothing of one point."""
    if len(points) < 2:
        return ""
    (first, _), (last, _) = points[0], points[-1]
    values = [value for _, value in points]
    low, high = min(values), max(values)
    across, up = (WIDTH - 2 * PAD) / (last - first), (HEIGHT - 2 * PAD) / ((high - low) or 1)

    def place(t: float, value: float) -> str:
        return f"{PAD + (t - first) * across:.1f},{HEIGHT - PAD - (value - low) * up:.1f}"

    across_at = [place(at, low).split(",")[0] for at in marks]
    drawn = [
        *(f'd="M{x},0V{HEIGHT}" stroke-dasharray="2 2"' for x in across_at),
        f'd="M{" L".join(place(t, value) for t, value in points)}" stroke-width="1.5"',
        f'd="M{place(*points[-1])}h0" stroke-width="5" stroke-linecap="round"',
    ]
    paths = "".join(f'<path {path} vector-effect="non-scaling-stroke"/>' for path in drawn)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<g fill="none" stroke="{GREY}">{paths}</g></svg>'
    )
    return f'<img class="spark" alt="" src="data:image/svg+xml,{quote(svg)}">'
