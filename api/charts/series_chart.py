"""A selection of figures → the chart of it: its lines, the changes in recording, and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.comparability import drawn_events
from analytics.geography.areas import Area
from analytics.indicators import INDICATORS, Indicator
from analytics.narrative import headline, line_alternative, number
from analytics.periods import add_months, months_between, window_ending
from analytics.recording_events import RecordingEvent
from analytics.requests.figures_address import Address
from analytics.requests.selection import Selection
from analytics.series.monthly_series import monthly_of, windowed
from analytics.series.publication_dates import named_in
from api.charts.chart_document import ChartWords
from api.charts.trend_figure import ChartMark, TrendLine, marks_of
from api.public_address import declared_address
from api.series.readme_lines import sources_of
from data.published_areas import MPS

Row = Mapping[str, Any]
STATISTICS = {
    "rolling_12": "12 months to each month",
    "month": "each month",
    "financial_year_to_date": "financial year to each month",
    "calendar_year": "each calendar year",
}
# What follows a change is dotted only where the figures themselves add up months from both sides.
COVID = "covid_2020"


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """What a chart of a selection shows; without months there is no figure in the selection."""

    words: ChartWords
    months: tuple[date, ...]
    lines: tuple[TrendLine, ...]
    marks: tuple[ChartMark, ...]
    decimals: int


def series_chart(address: Address) -> SeriesChart:
    """The chart of a selection of one measure and at most four lines."""
    selection = address.selection
    rows: list[Row] = [row for row in selection.figures().to_pylist() if row["value"] is not None]
    ends = [row["period_end"].replace(day=1) for row in rows]
    months = _months(min(ends), max(ends)) if ends else ()
    decimals = _decimals(rows)
    named = _names(selection)
    lines = tuple(_line(name, [r for r in rows if _key(r) == key], months) for key, name in named.items())
    lines = tuple(line for line in lines if line.last)
    unit = str(rows[-1]["unit"]) if rows else ""
    words = ChartWords(
        key="chart",
        title=_title(selection, rows, lines, unit, decimals),
        statistic=_statistic(selection, unit),
        description=" ".join(_description(selection, row_key, months, rows, decimals) for row_key in named),
        source=f"Source: {sources_of(address, named_in({row['edition'] for row in rows}))}.",
        link=_link(address),
    )
    marks = marks_of(_events(selection, months), after=months[0]) if months else ()
    return SeriesChart(words, months, lines, marks, decimals)


def _months(first: date, last: date) -> tuple[date, ...]:
    return tuple(add_months(first, i) for i in range(months_between(first, last) + 1))


def _key(row: Row) -> tuple[str, str]:
    return row["indicator"], row["area_code"]


def _place(area: Area) -> str:
    return "London" if area.code == MPS else area.name


def _names(selection: Selection) -> dict[tuple[str, str], str]:
    """The name of each line: its indicator, its area, or both, whichever tell the lines apart."""
    names = {}
    for indicator in (INDICATORS[name] for name in selection.indicators):
        for area in selection.areas:
            parts = [indicator.short_title] if len(selection.indicators) > 1 else []
            parts += [_place(area)] if len(selection.areas) > 1 or not parts else []
            names[indicator.id, area.code] = ", ".join(parts)
    return names


def _line(name: str, rows: Sequence[Row], months: Sequence[date]) -> TrendLine:
    known = {row["period_end"].replace(day=1): row for row in rows}
    values = tuple(float(known[month]["value"]) if month in known else None for month in months)
    spans = tuple(month in known and known[month]["status"] == "spans" for month in months)
    return TrendLine(name, values, spans)


def _decimals(rows: Sequence[Row]) -> int:
    """Decimals that tell the values apart: none for counts, one for changes, for rates by their size."""
    if not rows or rows[0]["measure"] == "count":
        return 0
    largest = max(abs(float(row["value"])) for row in rows)
    return 1 if rows[0]["measure"] == "change" or largest >= 10 else 2


def _title(
    selection: Selection, rows: Sequence[Row], lines: Sequence[TrendLine], unit: str, decimals: int
) -> str:  # fmt: skip
    """The finding: of one line its latest change in words, of several their latest values."""
    if not rows:
        names = [INDICATORS[name].short_title for name in selection.indicators]
        return f"{', '.join(names)}: there are no figures for this selection"
    if len(selection.indicators) * len(selection.areas) == 1:
        return _headline(selection, rows[-1]["period_end"].replace(day=1))
    highest_first = sorted(lines, key=lambda line: -(line.last or (0, 0.0))[1])
    ends = [f"{line.name} {number(line.last[1], decimals=decimals)}" for line in highest_first if line.last]
    of = f"{INDICATORS[selection.indicators[0]].short_title}, " if len(selection.indicators) == 1 else ""
    return f"{of}{unit[:1].lower() if of else unit[:1].upper()}{unit[1:]}: {'; '.join(ends)}"


def _headline(selection: Selection, last: date) -> str:
    indicator, area = INDICATORS[selection.indicators[0]], selection.areas[0]
    codes = [] if area.is_pseudo else [area.code]
    (monthly,) = monthly_of((indicator.id,), codes, level=area.level, as_of=selection.as_of)
    series, window = windowed(monthly, selection.window), window_ending(last, selection.window)
    before = selection.baseline or window.year_earlier()
    change = series.change_at(area.code, window, earlier=before)
    place = None if area.code == MPS else area.name
    return headline(indicator, change, window, place, base_window=before)


def _statistic(selection: Selection, unit: str) -> str:
    names = [INDICATORS[name].short_title for name in selection.indicators]
    places = [_place(area) for area in selection.areas]
    what = "change on a year earlier, in per cent" if selection.measures == ("change",) else unit
    return f"{', '.join(names)} in {', '.join(places)}: {what}, {STATISTICS[selection.window]}"


def _description(
    selection: Selection, key: tuple[str, str], months: Sequence[date], rows: Sequence[Row], decimals: int
) -> str:
    known = {row["period_end"].replace(day=1): float(row["value"]) for row in rows if _key(row) == key}
    area = next(area for area in selection.areas if area.code == key[1])
    return line_alternative(
        key[0], months, [known.get(month) for month in months], area_name=_place(area),
        statistic=STATISTICS[selection.window], decimals=decimals,
    )  # fmt: skip


def _events(selection: Selection, months: Sequence[date]) -> list[RecordingEvent]:
    """The changes in recording to be seen on the lines, each once, oldest first."""
    events: dict[RecordingEvent, None] = {}
    for name in selection.indicators:
        indicator: Indicator = INDICATORS[name]
        for area in selection.areas:
            drawn = drawn_events(indicator, months[0], months[-1], level=area.level, area_code=area.code)
            events |= dict.fromkeys(event for event in drawn if event.kind != "caution" or event.id == COVID)
    return sorted(events, key=lambda event: event.starts)


def _link(address: Address) -> str:
    """Where the figures stay: with its host where the dashboard knows its address."""
    return f"{declared_address()}/{address.pinned.path('csv')}"
