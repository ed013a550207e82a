"""One table of figures for every reader: pages, CSV files and the API take their rows from `table`.

Its columns are those of the open-data CSV, in their order; what is withheld has no value, a status, and the
reason in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import pyarrow as pa

from analytics.indicators import Indicator, Level
from analytics.periods import Window, WindowKind
from analytics.series.monthly_series import WINDOW_MONTHS, Series, may_end, monthly_of, windowed
from analytics.tables import csv_writer, published_rows
from analytics.tables.change_rows import change_figures
from analytics.tables.published_rows import last_windows
from analytics.tables.value_rows import count_figures, rate_figures
from data.errors import UnknownName

Measure = Literal["count", "rate", "household_rate", "change"]
MEASURES: tuple[Measure, ...] = ("count", "rate", "household_rate", "change")
ORDER = ("indicator", "area_code", "period_end")
SCHEMA = published_rows.SCHEMA


def table(
    indicators: Sequence[str | Indicator],
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
    check(measure, window, baseline)
    monthly_counts = monthly_of(indicators, areas, level=level, as_of=as_of)
    parts = [
        figures_of(windowed(series, window), measure, start=start, end=end, last=last, baseline=baseline, as_of=as_of)
        for series in monthly_counts
    ]
    return pa.concat_tables([SCHEMA.empty_table(), *parts]).sort_by([(name, "ascending") for name in ORDER])


def figures_of(
    series: Series,
    measure: Measure,
    *,
    start: date | None = None,
    end: date | None = None,
    last: int | None = None,
    baseline: Window | None = None,
    as_of: date | None = None,
) -> pa.Table:
    """One measure of one windowed series: a row for each of its areas, in their order, and window."""
    inside = [
        t
        for t, month in enumerate(series.months)
        if (not start or month >= start) and (not end or month <= end) and may_end(month, series.window)
    ]
    ends = last_windows(series, inside, last)
    if measure == "count":
        return count_figures(series, ends)
    if measure == "change":
        return change_figures(series, ends, baseline)
    return rate_figures(series, ends, households=measure == "household_rate", as_of=as_of)


def check(measure: Measure, window: WindowKind, baseline: Window | None = None) -> None:
    """Raises UnknownName for a measure that does not exist, or not for such a window or baseline."""
    if measure not in MEASURES:
        raise UnknownName(f"{measure} is no measure", f"Choose one of {', '.join(MEASURES)}.")
    if measure in ("rate", "household_rate") and window not in ("rolling_12", "calendar_year"):
        raise UnknownName("Rates exist for 12 months only", "Choose the window rolling_12 or calendar_year, 12 months.")
    if baseline and measure != "change":
        raise UnknownName("A baseline belongs to a change", "Choose the measure change.")
    if baseline and baseline.months != WINDOW_MONTHS.get(window):
        raise UnknownName(
            f"{baseline.name} cannot be the baseline of {window.replace('_', ' ')}",
            "Choose a baseline as long as the window: a year for 12 months, a month for a month.",
        )


def to_csv(figures: pa.Table) -> bytes:
    """A table of figures as RFC 4180 CSV: UTF-8, one header row, empty where there is no value."""
    return csv_writer.header(figures.schema) + csv_writer.lines(figures)
