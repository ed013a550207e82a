"""Panels over time: the course of an indicator, and its control chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from analytics.comparability import drawn_events, rebase_months, start_event
from analytics.indicators import Level, indicator
from analytics.narrative import line_alternative, number
from analytics.periods import month_name
from analytics.recording_events import RecordingEvent
from analytics.requests.selection import Selection
from analytics.statistics.control_chart import ControlChart, control_chart
from data.published_areas import MPS
from pages.parts import cached_figures, figures, tables, words
from pages.parts.cached_figures import LONDON, Fact
from pages.parts.figures import ChartLine
from pages.parts.indicator import control_chart_figure
from pages.parts.panels import Panel
from pages.parts.view import View

CONTROL_MONTHS = 24
STATISTICS = {
    "rolling_12": "12 months to each month",
    "month": "each month",
    "financial_year_to_date": "financial year to the same month",
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
        chart = figures.trend(lines, events=_marked(fact, lines), decimals=places, unit=unit, with_points=is_yearly)
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


def _marked(fact: Fact, lines: Sequence[ChartLine]) -> list[RecordingEvent]:
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


@cached_figures.kept_panel
def control(indicator_id: str, view: View) -> Panel:
    """Which of the last 24 months lie outside ordinary variation: in the first chosen borough, or in London."""
    area = view.boroughs[0] if view.boroughs else None
    level: Level = "borough" if area else "mps"
    fact = cached_figures.latest((indicator_id,), areas=(area.code,) if area else (), level=level, kind="month")[0]
    selection = cached_figures.selected((indicator_id,), areas=(fact.area.code,), window="month", last=CONTROL_MONTHS)
    rows = cached_figures.figures(selection)
    months = [end.replace(day=1) for end in rows.column("period_end").to_pylist()]
    values = rows.column("value").to_pylist()
    chart = control_chart(
        months, values=values, rebase_at=rebase_months(indicator_id, level=level, area_code=fact.area.code)
    )
    return Panel(
        key=f"{indicator_id}_control",
        title=_control_title(chart, len(months), fact),
        statistic=f"{fact.indicator.noun[1].capitalize()} a month in {fact.place}; "
        "the grey band holds what ordinary variation explains",
        alt=_control_alternative(chart, fact, months, values),
        figures=with_limits(rows, chart),
        chart=control_chart_figure.control(months, values, chart),
        indicators=(fact.indicator,),
        level=level,
        formulas=("count", "control"),
        note=" ".join(words.sentence(signal.words) for signal in chart.signals if len(signal.months) > 1),
        request=selection,
    )


def _control_title(chart: ControlChart, months: int, fact: Fact) -> str:
    outside = [signal for signal in chart.signals if len(signal.months) == 1]
    place = "" if fact.is_london else f" in {fact.place}"
    count = words.spelled(len(outside)).capitalize()
    lie = "lies" if len(outside) == 1 else "lie"
    return f"{count} of the last {months} months{place} {lie} outside the range of ordinary variation"


def _control_alternative(chart: ControlChart, fact: Fact, months: Sequence[object], values: Sequence[float]) -> str:
    last = chart.segments[-1]
    limits = (
        f"; limits {number(last.lower)} to {number(last.upper)}"
        if last.lower is not None and last.upper is not None
        else ""
    )
    signals = "; ".join(signal.words for signal in chart.signals) or "no signals"
    return (
        f"Control chart of {fact.indicator.in_sentence} in {fact.place}, {len(months)} months to "
        f"{month_name(fact.window.end)}, last {number(values[-1])}: mean {number(last.mean)}{limits}. "
        f"Signals: {signals}."
    )


def with_limits(rows: pa.Table, chart: ControlChart) -> pa.Table:
    """The rows with the mean and the limits that the chart draws, and each month's signal."""
    months = [end.replace(day=1) for end in rows.column("period_end").to_pylist()]
    segments = [next(s for s in chart.segments if s.start <= month <= s.end) for month in months]
    signals = [" and ".join(s.kind for s in chart.signals if month in s.months) for month in months]
    return (
        rows.append_column("mean", pa.array([s.mean for s in segments], pa.float64()))
        .append_column("lower_limit", pa.array([s.lower for s in segments], pa.float64()))
        .append_column("upper_limit", pa.array([s.upper for s in segments], pa.float64()))
        .append_column("signal", pa.array(signals, pa.string()))
    )
