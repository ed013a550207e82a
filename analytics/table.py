"""One table of figures for every reader: pages, CSV files and the API take their rows from `table`.

Its columns are those of the open-data CSV, in their order; what is withheld has no value, a status, and the
reason in words.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.csv

from analytics.change import changes
from analytics.comparability import Comparability, spans, status_for_ends, with_base
from analytics.indicators import Indicator, Level
from analytics.periods import WindowKind, last_day, window_ending
from analytics.population import population
from analytics.rates import denominator_year, no_population_note, poisson_interval
from analytics.series import Series, monthly_of, ratio, windowed, year_before
from data.areas import MPS
from data.errors import UnknownName

Measure = Literal["count", "rate", "household_rate", "change"]
MEASURES: tuple[Measure, ...] = ("count", "rate", "household_rate", "change")
SCHEMA = pa.schema(
    [
        ("indicator", pa.string()), ("area_code", pa.string()), ("area_name", pa.string()),
        ("period_start", pa.date32()), ("period_end", pa.date32()), ("window", pa.string()),
        ("measure", pa.string()), ("value", pa.float64()), ("lower", pa.float64()), ("upper", pa.float64()),
        ("base_value", pa.float64()), ("difference", pa.float64()), ("verdict", pa.string()),
        ("unit", pa.string()), ("status", pa.string()), ("note", pa.string()), ("edition", pa.string()),
    ]
)  # fmt: skip
# Decimals in what is written out: enough to recompute any figure shown, without the noise of binary fractions.
DECIMALS = 4
Row = dict[str, Any]
TWO_EDITIONS = "The two periods draw on more than one edition of the publication."


def table(
    which: Sequence[str | Indicator],
    areas: Sequence[str] = (),
    *,
    level: Level = "mps",
    window: WindowKind = "rolling_12",
    measure: Measure = "count",
    start: date | None = None,
    end: date | None = None,
    as_of: date | None = None,
) -> pa.Table:
    """Figures of indicators for areas, one row per indicator, area and window; `SCHEMA` has the columns.

    `start` and `end` bound the month in which a window ends. Rows are sorted by indicator, area code and period.
    Raises UnknownName for an indicator, area, level, window or measure that does not exist or does not fit.
    """
    if measure not in MEASURES:
        raise UnknownName(f"{measure} is no measure", f"Choose one of {', '.join(MEASURES)}.")
    if measure in ("rate", "household_rate") and window != "rolling_12":
        raise UnknownName("Rates exist for 12 months only", "Choose the window rolling_12.")
    rows: list[Row] = []
    for monthly in monthly_of(which, areas, level=level, as_of=as_of):
        series = windowed(monthly, window)
        ends = [t for t, m in enumerate(series.months) if (not start or m >= start) and (not end or m <= end)]
        ends = [t for t in ends if t >= _first_whole(series)]
        for area_row in range(len(series.areas)):
            rows += _ROWS[measure](series, area_row, ends)
    rows.sort(key=lambda r: (r["indicator"], r["area_code"], r["period_end"]))
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def to_csv(figures: pa.Table) -> bytes:
    """A table of figures as RFC 4180 CSV: UTF-8, one header row, empty where there is no value."""
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(_whole_numbers(figures), buffer, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return buffer.getvalue()


def _whole_numbers(figures: pa.Table) -> pa.Table:
    """Columns that hold only whole numbers as integers, so that 13552 is not written 13552.0."""
    for i, field in enumerate(figures.schema):
        if pa.types.is_floating(field.type):
            values = figures.column(i).to_numpy()
            if np.all(np.isnan(values) | (values == np.round(values))):
                figures = figures.set_column(i, field.name, figures.column(i).cast(pa.int64()))
    return figures


def _first_whole(series: Series) -> int:
    """The first window that begins inside the series: earlier ones are not missing, they never existed."""
    whole = ~np.isnan(series.values).all(axis=0)
    return int(np.argmax(whole)) if whole.any() else len(series.months)


def _base_row(series: Series, area_row: int, t: int) -> Row:
    area, window = series.areas[area_row], window_ending(series.months[t], series.window)
    return dict.fromkeys(SCHEMA.names) | {
        "indicator": series.indicator.id,
        "area_code": area.code,
        "area_name": area.name,
        "period_start": window.start,
        "period_end": last_day(window.end),
        "window": series.window,
        "note": "",
        "edition": ";".join(series.editions_of(window.start, window.end)),
    }


def _count_rows(series: Series, area_row: int, ends: Sequence[int]) -> list[Row]:
    is_percentage = series.indicator.measure == "percentage_of"
    values = ratio(series)[area_row] if is_percentage else series.values[area_row]
    lower, upper = poisson_interval(values)
    rows = []
    for t in ends:
        row = _base_row(series, area_row, t) | {"measure": "count", "unit": series.indicator.unit}
        if is_percentage:
            row |= {"measure": "percentage", "base_value": _number(series.denominators[area_row][t])}  # type: ignore[index]
        else:
            row |= {"lower": _number(lower[t]), "upper": _number(upper[t])}
        row |= {"value": _number(values[t])} | _value_status(series, area_row, t, values[t])
        rows.append(row)
    return rows


def _value_status(series: Series, area_row: int, t: int, value: float) -> Row:
    if np.isnan(value):
        below = series.denominators
        empty = below is not None and below[area_row][t] == 0
        note = "There were no offences to take a share of." if empty else "A month of this period is not published."
        return {"status": "no_denominator" if empty else "missing", "note": note}
    window = window_ending(series.months[t], series.window)
    inside = spans(series.indicator, window, level=series.level, area_code=series.areas[area_row].code)
    return {"status": "spans" if inside else "ok", "note": " ".join(event.words for event in inside)}


def _rate_rows(series: Series, area_row: int, ends: Sequence[int]) -> list[Row]:
    found = series.indicator
    if found.denominator is None:
        raise UnknownName(f"{found.title} has no rate", "Choose the measure count or change.")
    people = "residents aged 1 to 24" if found.denominator == "residents_1_24" else "residents"
    return _per(series, area_row, ends, found.denominator, found.per, people)


def _household_rows(series: Series, area_row: int, ends: Sequence[int]) -> list[Row]:
    if not series.indicator.household_rate:
        raise UnknownName(f"{series.indicator.title} has no rate per household", "Choose the measure rate.")
    return _per(series, area_row, ends, "households", 1_000, "households")


def _per(series: Series, area_row: int, ends: Sequence[int], measure: str, per: int, people: str) -> list[Row]:
    area, counts = series.areas[area_row], series.values[area_row]
    denominators = population(measure)
    lower, upper = poisson_interval(counts)
    rows = []
    for t in ends:
        window = window_ending(series.months[t], series.window)
        chosen = denominator_year(window.start, denominators.years(series.level))
        if measure != "residents" and denominators.years(series.level):
            # One census, one table of single ages: the only year there is serves every window, and says so.
            only = denominators.years(series.level)[-1]
            source = "Census 2021 households" if measure == "households" else f"the mid-{only} estimate"
            chosen = chosen._replace(year=only, note=f"Per {people} of {source}.")
        size = denominators.counts.get((area.code, chosen.year or 0))
        row = _base_row(series, area_row, t) | {
            "measure": "rate",
            "unit": f"{series.indicator.unit} per {per:,} {people}",
        }
        row |= _value_status(series, area_row, t, counts[t])
        if size and row["status"] != "missing":
            row |= {"value": _number(counts[t] * per / size), "base_value": float(size)}
            row |= {"lower": _number(lower[t] * per / size), "upper": _number(upper[t] * per / size)}
            row["note"] = " ".join(n for n in (row["note"], chosen.note) if n)
        elif row["status"] != "missing":
            none = no_population_note(area.name) if area.is_pseudo else chosen.note
            row |= {"status": "no_denominator", "note": none or f"There is no number of {people} for this area."}
        rows.append(row)
    return rows


def _change_rows(series: Series, area_row: int, ends: Sequence[int]) -> list[Row]:
    if series.indicator.measure == "percentage_of":
        raise UnknownName(f"{series.indicator.title} is a percentage: its change is not given", "Choose count.")
    area, months = series.areas[area_row], [series.months[t] for t in ends]
    now, before = series.values[area_row], year_before(series.values)[area_row]
    found = status_for_ends(series.indicator, series.window, months, level=series.level, area_code=area.code)
    found = [_judged(series.indicator, c, before[t]) for c, t in zip(found, ends, strict=True)]
    results = changes([_whole(now[t]) for t in ends], [_whole(before[t]) for t in ends], found)
    rows = []
    for t, result in zip(ends, results, strict=True):
        window = window_ending(series.months[t], series.window)
        editions = series.editions_of(window.year_earlier().start, window.end)
        rows.append(
            _base_row(series, area_row, t)
            | {
                "measure": "change",
                "value": _number(result.percent),
                "lower": _number(result.lower),
                "upper": _number(result.upper),
                "base_value": _number(result.base),
                "difference": _number(result.difference),
                "verdict": result.verdict,
                "unit": "percent",
                "status": result.status,
                "note": f"{result.note} {TWO_EDITIONS}".strip() if len(editions) > 1 else result.note,
                "edition": ";".join(editions),
            }
        )
    return rows


def _judged(which: Indicator, found: Comparability, base: float) -> Comparability:
    return found if np.isnan(base) else with_base(found, int(base), which)


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _number(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(float(value), DECIMALS)


_ROWS = {"count": _count_rows, "rate": _rate_rows, "household_rate": _household_rows, "change": _change_rows}
__all__ = ["MEASURES", "MPS", "SCHEMA", "Measure", "table", "to_csv"]
