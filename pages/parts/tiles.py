"""Tiles: one figure each, with its verdict in words, its interval and its course. No chart library is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import streamlit as st

from analytics.comparability import drawn_events
from analytics.narrative import change_in_cell, interval, number, signed_percent, verdict_words
from analytics.periods import months_between
from analytics.requests.twelve_months_only import shown_for_boroughs
from analytics.statistics.change import DOWN, UP
from pages.parts import cached_figures
from pages.parts.cached_figures import Fact
from pages.parts.finding_evidence import turn
from pages.parts.view import View
from pages.parts.words import html, lower

WIDTH, HEIGHT, PAD = 200, 40, 3
# Legible on a light and on a dark ground alike: a picture cannot ask the page for its colours.
GREY = "#7d868c"


def row(
    facts: Sequence[Fact], *, links: Mapping[str, str] | None = None, query: str = "", more: Sequence[str] = ()
) -> None:
    """Tiles side by side, in rows of equal length; `links` gives where an indicator leads, if anywhere.

    `more` are tiles of figures that are no count of offences, made by `frame`.
    """
    _grid([*(_tile(fact, (links or {}).get(fact.indicator.id), query) for fact in facts), *more])


def _grid(tiles: Sequence[str]) -> None:
    columns = next((n for n in (4, 3, 5) if len(tiles) % n == 0), 4)
    st.html(f'<div class="tiles" style="--columns: {columns}">{"".join(tiles)}</div>')


def of_view(
    indicator_ids: Sequence[str],
    view: View,
    *,
    in_boroughs: Sequence[str] = (),
    links: Mapping[str, str] | None = None,
    more: Sequence[str] = (),
) -> None:
    """A tile for each indicator of what the reader chose: London, one borough with London in small, or each borough.

    `in_boroughs` are the indicators that stand for these where boroughs are chosen, if they are others.
    """
    period = {"kind": view.window, "baseline": view.baseline}
    if not view.boroughs:
        row(cached_figures.latest(tuple(indicator_ids), **period), links=links, query=view.query_string, more=more)
        return
    available = shown_for_boroughs(in_boroughs or indicator_ids, view.window)
    london = cached_figures.latest(available, **period)
    facts = cached_figures.latest(available, areas=view.codes, level="borough", **period)
    tiles = []
    for of_london in london:
        of_boroughs = [fact for fact in facts if fact.indicator == of_london.indicator]
        page = (links or {}).get(of_london.indicator.id)
        if view.only:
            tiles.append(_tile(of_boroughs[0], page, view.query_string, beside=_in_short(of_london)))
        else:
            tiles.append(_several(of_boroughs, of_london, page, view.query_string))
    _grid([*tiles, *more])


def _several(facts: Sequence[Fact], london: Fact, page: str | None, query: str) -> str:
    """One indicator in several boroughs, one line for each, London last."""
    title = html(london.indicator.short_title)
    name = f'<a href="{html(_with_query(page, query))}" target="_self">{title}</a>' if page else title
    lines = "".join(f"<li><strong>{html(fact.place)}</strong> {html(_figure_in_short(fact))}</li>" for fact in facts)
    return (
        f'<section class="tile"><h2>{name}</h2><ul class="places">{lines}</ul>'
        f'<p class="bounds">{html(_in_short(london))}</p><p class="period">{html(london.window.label)}</p></section>'
    )


def _in_short(fact: Fact) -> str:
    """`London: 13,552, down 17.5%`."""
    return f"{fact.place}: {_figure_in_short(fact)}"


def _figure_in_short(fact: Fact) -> str:
    count = "no figure" if fact.change.count is None else number(fact.change.count)
    return f"{count}, {lower(change_in_cell(fact.change))}"


def _tile(fact: Fact, page: str | None, query: str, *, beside: str = "") -> str:
    change = fact.change
    bounds = f"{change.note.partition('. ')[0].rstrip('.')}." if change.note else ""
    if change.lower is not None and change.upper is not None:
        bounds = f"95% interval {interval(change.lower, change.upper)}{_turn(fact)}"
    return frame(
        fact.indicator.short_title,
        number(change.count) if change.count is not None else "No figure",
        noun=fact.indicator.noun[0 if change.count == 1 else 1],
        size="" if change.percent is None else signed_percent(change.percent),
        verdict=verdict_words(change),
        bounds=bounds,
        picture=_sparkline(fact),
        period=f"{fact.place}, {fact.window.label}",
        beside=beside,
        link=_with_query(page, query) if page else "",
        clear=change.verdict in (UP, DOWN),
    )


def _turn(fact: Fact) -> str:
    text = turn(fact)
    return f". {text}" if text else ""


def _with_query(page: str, query: str) -> str:
    """A page, which may bring a choice of its own, with the choices of this one."""
    return page + (("&" if "?" in page else "?") + query if query else "")


def frame(
    title: str, figure: str, *, noun: str, verdict: str, bounds: str, period: str,
    size: str = "", picture: str = "", link: str = "", clear: bool = False, beside: str = "",
) -> str:  # fmt: skip
    """A tile as HTML; `picture` is a sparkline of `spark`, `clear` sets off a verdict that is up or down.

    `beside` is the same figure of London, in small, where the tile is of a borough.
    """
    other = f'<p class="bounds beside">{html(beside)}</p>' if beside else ""
    name = f'<a href="{html(link)}" target="_self">{html(title)}</a>' if link else html(title)
    sized = f"<span>{html(size)}</span> " if size else ""
    return (
        f'<section class="tile"><h2>{name}</h2><p class="figure">{html(figure)} <span>{html(noun)}</span></p>'
        f'<p class="verdict{" clear" if clear else ""}">{sized}{html(verdict)}</p><p class="bounds">{html(bounds)}</p>'
        f'{other}{picture}<p class="period">{html(period)}</p></section>'
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


def spark(points: Sequence[tuple[int, float]], *, marks: Sequence[int] = (), from_zero: bool = False) -> str:
    """A line without axes through (position, value), with a dashed line at each of `marks`; nothing of one point.

    It fills the height between its lowest and its highest value or, `from_zero`, between zero and the highest.
    """
    if len(points) < 2:
        return ""
    (first, _), (last, _) = points[0], points[-1]
    values = [value for _, value in points]
    low, high = 0.0 if from_zero else min(values), max(values)
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
