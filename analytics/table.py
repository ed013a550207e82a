"""One table of figures for every reader: pages, CSV files and the API take their rows from `table`.

Its columns are those of the open-data CSV, in their order; what is withheld has no value, a status, and the
reason in words.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.csv

from analytics.indicators import Indicator, Level
from analytics.periods import Window, WindowKind
from analytics.rows import COLUMNS, Ends, Row, change_rows, count_rows, last_windows, rate_rows
from analytics.series import WINDOW_MONTHS, Series, monthly_of, windowed
from data.errors import UnknownName

Measure = Literal["count", "rate", "household_rate", "change"]
MEASURES: tuple[Measure, ...] = ("count", "rate", "household_rate", "change")
_DATES = {"period_start", "period_end"}
_NUMBERS = {"value", "lower", "upper", "base_value", "difference"}
SCHEMA = pa.schema(
    [(c, pa.date32() if c in _DATES else pa.float64() if c in _NUMBERS else pa.string()) for c in COLUMNS]
)


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
    baseline: Window | None = None,
    last: int | None = None,
) -> pa.Table:
    """Figures of indicators for areas, one row per indicator, area and window; `SCHEMA` has the columns.

    `start` and `end` bound the month in which a window ends, `last` keeps the newest few of each indicator. A
    change is against the same window a year earlier, or against `baseline`, a window as long as these. Rows are
    sorted by indicator, area code and period.
    Raises UnknownName for an indicator, area, level, window or measure that does not exist or does not fit.
    """
    _check(measure, window, baseline)
    rows: list[Row] = []
    for monthly in monthly_of(which, areas, level=level, as_of=as_of):
        series = windowed(monthly, window)
        asked = [t for t, m in enumerate(series.months) if (not start or m >= start) and (not end or m <= end)]
        rows += _rows(series, last_windows(series, asked, last), measure, baseline)
    rows.sort(key=lambda r: (r["indicator"], r["area_code"], r["period_end"]))
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _rows(series: Series, ends: Ends, measure: Measure, baseline: Window | None) -> Iterator[Row]:
    if measure == "count":
        return count_rows(series, ends)
    if measure == "change":
        return change_rows(series, ends, baseline)
    return rate_rows(series, ends, households=measure == "household_rate")


def _check(measure: Measure, window: WindowKind, baseline: Window | None) -> None:
    if measure not in MEASURES:
        raise UnknownName(f"{measure} is no measure", f"Choose one of {', '.join(MEASURES)}.")
    if measure in ("rate", "household_rate") and window != "rolling_12":
        raise UnknownName("Rates exist for 12 months only", "Choose the window rolling_12.")
    if baseline and measure != "change":
        raise UnknownName("A baseline belongs to a change", "Choose the measure change.")
    if baseline and baseline.months != WINDOW_MONTHS.get(window):
        raise UnknownName(
            f"{baseline.name} cannot be the baseline of {window.replace('_', ' ')}",
            "Choose a baseline as long as the window: a year for 12 months, a month for a month.",
        )


def to_csv(figures: pa.Table) -> bytes:
    """A table of figures as RFC 4180 CSV: UTF-8, one header row, empty where there is no value."""
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(_whole_numbers(figures), buffer)
    return buffer.getvalue()


def _whole_numbers(figures: pa.Table) -> pa.Table:
    """Columns that hold only whole numbers as integers, so that 13552 is not written 13552.0."""
    for i, field in enumerate(figures.schema):
        if pa.types.is_floating(field.type):
            values = figures.column(i).to_numpy()
            if np.all(np.isnan(values) | (values == np.round(values))):
                figures = figures.set_column(i, field.name, figures.column(i).cast(pa.int64()))
    return figures
