"""The chart of one measure of what the explorer was asked for: over time or, of one period, as bars.

Up to four lines share a chart; more stand each in a small one of its own. Where there are too many for that, the chart
has the highest only, and its own rows and address, while the files have everything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from analytics.comparability import drawn_events
from analytics.indicators import indicator
from analytics.narrative import bars_alternative, line_alternative, number
from analytics.periods import window_ending
from analytics.recording_events import RecordingEvent
from analytics.requests.selection import Selection
from analytics.tables.figures_table import Measure
from data.published_areas import MPS
from pages.parts import cached_figures, figures, tables, words
from pages.parts.explore.bar_figure import bars
from pages.parts.explore.chart_selection import COLOURED, drawable, is_one_period, left_out, places_of
from pages.parts.explore.small_multiples import small_multiples, words_of
from pages.parts.figures import ChartLine, Row
from pages.parts.indicator.time_series_panels import STATISTICS
from pages.parts.panels import Panel

Key = tuple[str, str]


@cached_figures.kept_panel
def chart(selection: Selection) -> Panel:
    """The panel of a selection that has an answer with rows."""
    drawn = drawable(selection)
    rows, of_one = drawn.figures(), is_one_period(selection)
    is_whole = drawn.window != "financial_year_to_date" or of_one
    rows = rows if is_whole else cached_figures.same_month(rows)
    panel = _panel(drawn, rows, notes=left_out(selection, drawn), request=drawn if is_whole else None)
    if rows.column("value").null_count == rows.num_rows:
        return replace(panel, title="No figure to draw", empty=_why_empty(rows))
    if of_one:
        return _as_bars(panel, drawn, rows)
    is_part = len(drawn.areas) < sum(not area.is_pseudo for area in selection.areas)
    return _as_lines(panel, drawn, rows, is_part=is_part)


def _why_empty(rows: pa.Table) -> str:
    """Why no row has a value: its reasons, each once."""
    reasons = [note for note in rows.column("note").unique().to_pylist() if note]
    return words.listed(reasons[:2]) if reasons else "There are no figures for these choices."


def _panel(drawn: Selection, rows: pa.Table, *, notes: str, request: Selection | None) -> Panel:
    indicators = [indicator(indicator_id) for indicator_id in drawn.indicators]
    level, listed = drawn.levels[0], rows.to_pylist()
    unit = _unit(listed)
    as_of = f", as it stood on {words.day(drawn.as_of)}" if drawn.as_of else ""
    what = indicators[0].short_title
    if len(indicators) > 1:
        what = f"{words.capital(words.spelled(len(indicators)))} indicators{_in_one_place(drawn)}"
    change = "change in " if drawn.measures[0] == "change" else ""
    return Panel(
        key="explored",
        title="",
        statistic=f"{what}: {change}{unit}, {STATISTICS[drawn.window]}{as_of}",
        figures=rows,
        chart="",
        indicators=tuple(indicators),
        level=level,
        formulas=_formulas(drawn),
        note=notes,
        follows_filters=False,
        request=request,
    )


def _formulas(drawn: Selection) -> tuple[str, ...]:
    measure: Measure = drawn.measures[0]
    name: str = measure
    if measure == "count" and indicator(drawn.indicators[0]).measure == "percentage_of":
        name = "percentage"
    if measure == "rate" and "ward" in drawn.levels:
        name = "ward_rate"
    return (name, "trend") if drawn.window == "rolling_12" else (name,)


def names_of(drawn: Selection) -> dict[Key, str]:
    """A name for each line or bar: by what differs."""
    titles, places = (
        {indicator_id: indicator(indicator_id).short_title for indicator_id in drawn.indicators},
        places_of(drawn.areas),
    )

    def name(indicator_id: str, code: str) -> str:
        if len(places) == 1:
            return titles[indicator_id]
        return places[code] if len(titles) == 1 else f"{titles[indicator_id]} in {places[code]}"

    return {(indicator_id, code): name(indicator_id, code) for indicator_id in titles for code in places}


def _in_one_place(drawn: Selection) -> str:
    """` in Croydon` where all lines or bars are of one area, and so bear the names of indicators only."""
    places = list(places_of(drawn.areas).values())
    return f" in {places[0]}" if len(places) == 1 else ""


def _unit(rows: Sequence[Row]) -> str:
    """The unit of rows; of burglaries and robberies together, offences."""
    units = {row["unit"] for row in rows}
    return units.pop() if len(units) == 1 else re.sub(r"^\w+", "offences", max(units, default=""))


def _decimals(row: Row) -> int:
    return 1 if row["measure"] == "change" else tables.decimals(row["measure"])


def _as_lines(panel: Panel, drawn: Selection, rows: pa.Table, *, is_part: bool) -> Panel:
    listed = rows.to_pylist()
    lines = _ranked(figures.lines_of(listed, names_of(drawn)))
    events, is_many = _marked(drawn, lines), len(lines) > COLOURED
    draw = small_multiples if is_many else figures.trend
    return replace(
        panel,
        title=_title(drawn, lines, listed[-1], unit=_unit(listed), is_part=is_part),
        alt=_alternatives(drawn, lines, decimals=_decimals(listed[-1])),
        note=" ".join(filter(None, (words_of(events) if is_many else "", panel.note))),
        chart=draw(
            lines,
            events=events,
            decimals=_decimals(listed[-1]),
            unit=_unit(listed),
            with_points=drawn.window == "financial_year_to_date",
        ),
    )


def _title(drawn: Selection, lines: Sequence[ChartLine], row: Row, *, unit: str, is_part: bool) -> str:
    """The last figures of the highest lines."""
    ends = {line.points[-1][0] for line in lines}
    when = window_ending(ends.pop(), drawn.window).when if len(ends) == 1 else "at last"
    values = {line.name: tables.figure_text(row | {"value": line.last}) for line in lines[:COLOURED]}
    if len(lines) > 1:
        where = _in_one_place(drawn)
        first = "Highest" if len(lines) > len(values) or (is_part and not where) else "Figures"
        named = words.listed([f"{name} {figure}" for name, figure in values.items()])
        return f"{first}{where} {when}: {named}"
    counted = "" if row["measure"] == "change" else f" {unit}"
    place = next(iter(places_of(drawn.areas).values()))
    return f"{indicator(lines[0].indicator).short_title} in {place}: {values[lines[0].name]}{counted} {when}"


def _ranked(lines: Sequence[ChartLine]) -> list[ChartLine]:
    """The highest first."""
    return sorted(lines, key=lambda line: -line.last)


def _alternatives(drawn: Selection, lines: Sequence[ChartLine], *, decimals: int) -> str:
    change = "change in per cent, " if drawn.measures[0] == "change" else ""
    places = places_of(drawn.areas)
    where = {name: places[code] for (_, code), name in names_of(drawn).items()}
    if len(places) == 1:
        where = dict.fromkeys(where, next(iter(places.values())))
    sentences = [
        line_alternative(
            line.indicator,
            line.months,
            line.values,
            area_name=where[line.name],
            statistic=f"{change}{STATISTICS[drawn.window]}",
            decimals=decimals,
        )
        for line in lines[:COLOURED]
    ]
    lower = [f"{line.name} {number(line.last, decimals=decimals)}" for line in lines[COLOURED:]]
    return " ".join([*sentences, f"Then, at last: {words.listed(lower)}."] if lower else sentences)


def _marked(drawn: Selection, lines: Sequence[ChartLine]) -> list[RecordingEvent]:
    """Breaks, steps and the restrictions of 2020–21 between the first month and the last."""
    months = [month for line in lines for month in line.months]
    code = drawn.areas[0].code if len(drawn.areas) == 1 else MPS
    events: dict[RecordingEvent, None] = {}
    for indicator_id in drawn.indicators:
        events |= dict.fromkeys(
            drawn_events(indicator_id, min(months), max(months), level=drawn.levels[0], area_code=code)
        )
    drawn_on = (event for event in events if event.kind in ("break", "step") or event.id == "covid_2020")
    return sorted(drawn_on, key=lambda event: event.starts)


def _as_bars(panel: Panel, drawn: Selection, rows: pa.Table) -> Panel:
    listed = [row for row in rows.to_pylist() if row["value"] is not None]
    listed.sort(key=lambda row: -row["value"])
    names, places = names_of(drawn), _decimals(listed[0])
    labels = [names[row["indicator"], row["area_code"]] for row in listed]
    windows = {tables.window_of(row) for row in listed}
    when = words.capital(windows.pop().label) if len(windows) == 1 else "The newest period of each"
    highest = [f"{name} {tables.figure_text(row)}" for name, row in zip(labels[:3], listed, strict=False)]
    statistic = panel.statistic.replace(STATISTICS[drawn.window], words.lower(when))
    return replace(
        panel,
        title=f"{when}: {words.listed(highest)}{' come first' if len(labels) > len(highest) else ''}",
        statistic=statistic,
        alt=bars_alternative(f"Bar chart. {statistic}", labels, [row["value"] for row in listed], decimals=places),
        chart=bars(labels, listed, decimals=places),
    )
