"""What pages ask of analytics, kept for as long as the warehouse stays the same.

Nothing is computed here: a fact carries the change as analytics judged it, a table the rows as analytics made them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pyarrow as pa

from analytics.geography.areas import Area, all_areas, areas_at
from analytics.indicators import Indicator, Level
from analytics.periods import Window, WindowKind, window_ending
from analytics.requests.selection import Selection
from analytics.series.monthly_series import Series, monthly_of, windowed
from analytics.statistics.change import Change
from analytics.tables.figures_table import Measure
from analytics.version_cache import kept_by_version
from data.published_areas import MPS

LONDON = "London"


kept = kept_by_version(512)
# A finished panel holds its figure and its rows, some 100 kB: those of the views that are asked for again and again.
kept_panel = kept_by_version(48)


@dataclass(frozen=True, slots=True)
class Fact:
    """The latest figure of an indicator for an area, with its change; `course` holds the windows before it."""

    indicator: Indicator
    area: Area
    level: Level
    window: Window
    base_window: Window
    change: Change
    months: tuple[date, ...]
    course: tuple[float | None, ...]
    editions: tuple[str, ...]
    series: Series = field(compare=False, repr=False)

    @property
    def is_london(self) -> bool:
        return self.level == "mps"

    @property
    def place(self) -> str:
        """The area's name as people say it."""
        return place_name(self.area)


def place_name(area: Area) -> str:
    """London for the MPS area; an area's own name otherwise."""
    return LONDON if area.code == MPS else area.name


@kept
def latest(
    indicator_ids: tuple[str, ...],
    *,
    areas: tuple[str, ...] = (),
    level: Level = "mps",
    kind: WindowKind = "rolling_12",
    baseline: Window | None = None,
) -> tuple[Fact, ...]:
    """The latest window of each indicator and area, against the year before or a `baseline`."""
    windows = [windowed(series, kind) for series in monthly_of(indicator_ids, areas, level=level)]
    return tuple(_fact(series, area, baseline) for series in windows for area in series.areas)


def _fact(series: Series, area: Area, baseline: Window | None) -> Fact:
    window = window_ending(series.last, series.window)
    before = baseline or window.year_earlier()
    change = series.change_at(area.code, window, earlier=before)
    course = tuple(None if np.isnan(value) else float(value) for value in series.of(area.code))
    editions = dict.fromkeys(
        (*series.editions_of(before.start, before.end), *series.editions_of(window.start, window.end))
    )
    return Fact(
        series.indicator, area, series.level, window, before, change, series.months, course, tuple(editions), series
    )


def between(fact: Fact, start: date | None, end: date | None) -> Fact:
    """The fact as if its course had only the months from `start` to `end`, of which there must be one.

    Its window is the last of those, and its change that window's against the year before.
    """
    known = dict(zip(fact.months, fact.course, strict=True))
    shown = {m: v for m, v in known.items() if (not start or m >= start) and (not end or m <= end)}
    fact = replace(fact, months=tuple(shown), course=tuple(shown.values()))
    window = window_ending(fact.months[-1], fact.window.kind)
    if window == fact.window:
        return fact
    before = window.year_earlier()
    change = fact.series.change_at(fact.area.code, window, earlier=before)
    return replace(fact, window=window, base_window=before, change=change)


@kept
def boroughs() -> tuple[Area, ...]:
    """The 32 boroughs, by name."""
    return areas_at("borough", pseudo=False)


def selected(
    indicator_ids: Sequence[str],
    *,
    areas: Sequence[str] = (MPS,),
    window: WindowKind = "rolling_12",
    measures: Sequence[Measure] = ("count",),
    start: date | None = None,
    end: date | None = None,
    last: int | None = None,
    baseline: Window | None = None,
) -> Selection:
    """The request for figures of these indicators in the areas with these codes, by default in London.

    A panel that carries it knows the address of its rows. A `baseline` concerns changes only.
    """
    return Selection(
        tuple(indicator_ids),
        tuple(_area(code) for code in areas),
        window,
        tuple(measures),
        start,
        end,
        last,
        baseline if "change" in measures else None,
    )


@kept
def _areas() -> dict[str, Area]:
    return {area.code: area for area in all_areas()}


def _area(code: str) -> Area:
    return _areas()[code]


@kept
def figures(selection: Selection) -> pa.Table:
    """The rows that answer a request, in the published columns: sorted by indicator, area code, period and measure."""
    return selection.figures()


def same_month(rows: pa.Table) -> pa.Table:
    """Only the windows that end in the calendar month of the last one: each financial year to the same date."""
    ends = rows.column("period_end").to_pylist()
    month = max(ends).month if ends else 0
    return rows.filter(pa.array([end.month == month for end in ends], type=pa.bool_()))
