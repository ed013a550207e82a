"""Panels over time: the course of an indicator, and its control chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from analytics.comparability import drawn_events, start_event
from analytics.indicators import indicator
from analytics.narrative import line_alternative, number
from analytics.periods import month_name
from analytics.recording_events import RecordingEvent
from analytics.requests.selection import Selection
from data.published_areas import MPS
from pages.parts import cached_figures, figures, tables, words
from pages.parts.cached_figures import LONDON, Fact
from pages.parts.figures import ChartLine
from pages.parts.panels import Panel
from pages.parts.view import View

CONTROL_MONTHS = 24
STATISTICS = {
    "rolling_12": "12 months to each month",
    "month": "each month",
    "financial_year_to_date": "financial year to the same month",
    "calendar_year": "each calendar year",
}
VALUE_OF = {"rolling_12": "The 12-month total", "month": "The monthly figure"}
RATE_OF = "The rate"
NO_RATE = "Where there is no line, there is no population estimate for the year in which the twelve months begin."
Names = Mapping[tuple[str, str], str]


def first(indicator_ids: Sequence[str], view: View) -> Panel:
    """The first chart of a page: of the chosen boroughs where there are any, else of London."""
    in_boroughs = view.boroughs and view.measure == "count"
    return borough_trend(indicator_ids[0], view) if in_boroughs else trend(indicator_ids, view)


@cached_figures.kept_panel
def trend(indicator_ids: Sequence[str], view: View) -> Panel:
    """The course of indicators in London; as a rate, of the first of them with the chosen boroughs beside it."""
    beside = view.boroughs if view.measure == "rate" else ()
    shown = (indicator_ids[0],) if beside or view.window == "financial_year_to_date" else tuple(indicator_ids)
    selection = _in_view(shown, (MPS, *(area.code for area in beside)), view)
    names = {(indicator_id, MPS): indicator(indicator_id).short_title for indicator_id in shown}
    if beside:
        names = {(indicator_ids[0], MPS): LONDON} | {(indicator_ids[0], area.code): area.name for area in beside}
    fact = cached_figures.latest((indicator_ids[0],), kind=view.window)[0]
    return _course(f"{indicator_ids[0]}_trend", fact, selection, names, view)


@cached_figures.kept_panel
def borough_trend(indicator_id: str, view: View) -> Panel:
    """The course of an indicator in the chosen boroughs: counts, on their own scale."""
    fact = cached_figures.latest((indicator_id,), areas=view.codes, level="borough", kind=view.window)[0]
    names = {(indicator_id, area.code): area.name for area in view.boroughs}
    return _course(f"{indicator_id}_trend_boroughs", fact, _in_view((indicator_id,), view.codes, view), names, view)


def _in_view(indicator_ids: Sequence[str], areas: Sequence[str], view: View) -> Selection:
    return cached_figures.selected(
        indicator_ids, areas=areas, window=view.window, measures=(view.measure,), start=view.start, end=view.end
    )


def _course(key: str, fact: Fact, selection: Selection, names: Names, view: View) -> Panel:
    is_yearly = view.window == "financial_year_to_date"
    rows = cached_figures.figures(selection)
    rows = cached_figures.same_month(rows) if is_yearly else rows
    listed = rows.to_pylist()
    lines = figures.lines_of(listed, names, context=MPS if _areas(names) > 1 else "")
    if not lines:
        return _empty(key, fact, rows, view)
    fact = cached_figures.between(fact, view.start, view.end)
    measure, unit = listed[-1]["measure"], listed[-1]["unit"]
    places = tables.decimals(measure)
    unrated = any(row["status"] == "no_denominator" for row in listed)
    if is_yearly and len(lines) == 1:
        chart = figures.bars(lines[0], decimals=places, unit=unit)
    else:
        marked = marked_events(fact, lines)
        chart = figures.trend(lines, events=marked, decimals=places, unit=unit, with_points=is_yearly)
    return Panel(
        key=key,
        title=_title(fact, lines, view, unit=unit, places=places, several=_areas(names) > 1),
        statistic=f"{fact.indicator.short_title}: {unit}, {STATISTICS[view.window]}",
        alt=" ".join(_alternative(fact, line, view, places, several=_areas(names) > 1) for line in lines),
        figures=rows,
        chart=chart,
        indicators=tuple(
            indicator(indicator_id) for indicator_id in dict.fromkeys(indicator_id for indicator_id, _ in names)
        ),
        level=fact.level,
        formulas=(measure, "trend") if view.window == "rolling_12" else (measure,),
        note=NO_RATE if unrated else "",
        request=None if is_yearly else selection,
    )


def _empty(key: str, fact: Fact, rows: pa.Table, view: View) -> Panel:
    """No month of the series lies between those chosen, or none has a rate."""
    since = f"{fact.indicator.short_title} is published from {month_name(fact.indicator.start_at(fact.level))}"
    why = f"{NO_RATE} " if rows.num_rows else ""
    return Panel(
        key=key,
        title=f"{fact.indicator.short_title}: no figures in the months chosen",
        statistic=STATISTICS[view.window],
        alt="",
        figures=rows,
        chart="",
        indicators=(fact.indicator,),
        level=fact.level,
        empty=f"{why}{since} to {month_name(fact.window.end)}. Choose other months, or Reset.",
    )


def _areas(names: Names) -> int:
    return len({code for _, code in names})


def _title(fact: Fact, lines: Sequence[ChartLine], view: View, *, unit: str, places: int, several: bool) -> str:
    if not several:
        if view.window == "financial_year_to_date":
            return words.opening(fact)
        what = RATE_OF if view.measure == "rate" else VALUE_OF[view.window]
        return words.course_opening(
            fact,
            lines[0].points,
            what,
            decimals=places,
            is_newest=view.end is None,
            names_london=bool(view.boroughs),
        )
    highest_first = sorted(lines, key=lambda line: -line.last)
    last = [f"{line.name} {number(line.last, decimals=places)}" for line in highest_first]
    return f"{words.capital(unit)}: {words.listed(last)}"


def _alternative(fact: Fact, line: ChartLine, view: View, places: int, *, several: bool) -> str:
    subject = fact.indicator if several else line.indicator
    place = line.name if several else fact.place
    return line_alternative(
        subject, line.months, line.values, area_name=place, statistic=STATISTICS[view.window], decimals=places
    )


def marked_events(fact: Fact, lines: Sequence[ChartLine]) -> list[RecordingEvent]:
    """Breaks, steps and new definitions, and the restrictions of 2020–21: what a reader must see on the line itself."""
    months = [month for line in lines for month in line.months]
    first, last = min(months), max(months)
    events: dict[RecordingEvent, None] = {}
    for indicator_id in dict.fromkeys(line.indicator for line in lines):
        events |= dict.fromkeys(drawn_events(indicator_id, first, last, level=fact.level, area_code=fact.area.code))
        begins = start_event(indicator_id)
        if begins and first < begins.starts <= last:
            events[begins] = None
    drawn = (event for event in events if event.kind in ("break", "step", "start") or event.id == "covid_2020")
    return sorted(drawn, key=lambda event: event.starts)
