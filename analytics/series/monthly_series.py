"""Indicator × areas × months → a typed series of monthly counts on the completed grid.

Months outside the coverage of the published files, or before the
indicator starts, are NaN: missing is missing, and a window that holds one is missing too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from analytics.geography.areas import Area, areas_at, require_areas
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import Window, WindowKind, financial_year_start, months_between
from analytics.series import count_arrays
from analytics.series.area_change import change_between
from analytics.series.count_arrays import Cube
from analytics.statistics.change import Change
from data.errors import UnknownName

Floats = NDArray[np.float64]
COUNT_FORMULA = "Offences recorded in the months of the period, added up."
ROLLING_FORMULA = "Rolling 12 months: each point is the sum of the month and the eleven before it."
WINDOW_MONTHS = {"month": 1, "rolling_12": 12, "calendar_year": 12}
DECEMBER = 12


@dataclass(frozen=True)
class Series:
    """One indicator for some areas of one level.

    `values`: float64 of shape (areas, months), counts (or percentages of `denominators`), NaN where missing.
    `editions`: for each month the id of the edition that it comes from, None outside coverage.
    `as_of`: the day on which the figures stood so; None for those of now.
    In a monthly series element t belongs to month t; in a windowed one to the window that ends in month t.
    """

    indicator: Indicator
    level: Level
    areas: tuple[Area, ...]
    months: tuple[date, ...]
    values: Floats
    editions: tuple[str | None, ...]
    window: WindowKind = "month"
    denominators: Floats | None = None
    as_of: date | None = None

    @property
    def last(self) -> date:
        """The last month with a figure for any area; the last month of all where no window is whole yet."""
        whole = np.flatnonzero(~np.isnan(self.values).all(axis=0))
        return self.months[int(whole[-1])] if len(whole) else self.months[-1]

    def of(self, area_code: str) -> Floats:
        """One area's values, of shape (months,). Raises UnknownName for an area that the series does not have."""
        for row, area in enumerate(self.areas):
            if area.code == area_code:
                counts: Floats = self.values[row]
                return counts
        raise UnknownName(f"{self.indicator.title}: no figures for {area_code}", "Choose an area of the series.")

    def value(self, area_code: str, month: date) -> int | None:
        """The count of the window that ends in `month`, None where there is none."""
        index = months_between(self.months[0], month)
        if not 0 <= index < len(self.months):
            return None
        count = self.of(area_code)[index]
        return None if np.isnan(count) else int(count)

    def change_at(self, area_code: str, window: Window, *, earlier: Window | None = None) -> Change:
        """The change of an area from `earlier`, by default the same window a year before, to `window`, judged.

        The series must be of windows of that kind. A window outside its months has no figure, and the change says so.
        """
        before = earlier or window.year_earlier()
        return change_between(
            self.indicator,
            window,
            before,
            count=self.value(area_code, window.end),
            base=self.value(area_code, before.end),
            level=self.level,
            area_code=area_code,
            as_of=self.as_of,
        )

    def editions_of(self, start: date, end: date) -> tuple[str, ...]:
        """The editions that the months from `start` to `end` draw on, oldest month first."""
        first, after = months_between(self.months[0], start), months_between(self.months[0], end) + 1
        span = self.editions[max(0, first) : max(0, after)]
        return tuple(dict.fromkeys(e for e in span if e))


def monthly(
    indicator_or_id: str | Indicator, areas: Sequence[str] = (), *, level: Level = "mps", as_of: date | None = None
) -> Series:
    """The monthly series of one indicator; without `areas`, all areas of the level. See `monthly_of`."""
    return monthly_of([indicator_or_id], areas, level=level, as_of=as_of)[0]


def monthly_of(
    indicators: Sequence[str | Indicator],
    areas: Sequence[str] = (),
    *,
    level: Level = "mps",
    as_of: date | None = None,
) -> list[Series]:
    """The monthly series of several indicators.

    `as_of` gives the figures as they stood on a day. Raises UnknownName for an indicator, a level at which an
    indicator is not published, or an area that does not exist.
    """
    entries = [indicator(w) for w in indicators]
    for entry in entries:
        if level not in entry.levels:
            has = ", ".join(entry.levels) or "none: it is published by region"
            raise UnknownName(f"{entry.title} has no figures at the level {level}", f"Its levels are: {has}.")
    chosen = require_areas(areas, level) if areas else areas_at(level)
    names = tuple(dict.fromkeys(t.series for entry in entries for t in (*entry.terms, *entry.denominator_terms)))
    cube = count_arrays.cube(names, chosen, level, as_of=as_of)
    return [_series(entry, cube, chosen, level, as_of) for entry in entries]


def _series(entry: Indicator, cube: Cube, chosen: Sequence[Area], level: Level, as_of: date | None) -> Series:
    """One indicator from its start, or its first published month if that is later, to the last published month."""
    values = cube.total(entry.terms)
    covered = np.flatnonzero(~np.isnan(values).all(axis=0))
    first = max(int(covered[0]), months_between(cube.months[0], entry.start_at(level))) if len(covered) else None
    if first is None or first > covered[-1]:
        nothing = np.full((len(chosen), 1), np.nan)
        below = nothing if entry.measure == "percentage_of" else None
        return Series(entry, level, tuple(chosen), (entry.start_at(level),), nothing, (None,), "month", below)
    span = slice(first, int(covered[-1]) + 1)
    editions = tuple(cube.editions[cube.names.index(entry.terms[0].series), span])
    below = cube.total(entry.denominator_terms)[:, span] if entry.measure == "percentage_of" else None
    return Series(entry, level, tuple(chosen), cube.months[span], values[:, span], editions, "month", below, as_of)


def windowed(series: Series, kind: WindowKind) -> Series:
    """Sums over the window that ends in each month; NaN where a month of it is missing.

    For an indicator that is a percentage, numerator and denominator are summed first.
    """
    sums = window_sums(series.values, series.months, kind)
    below = None if series.denominators is None else window_sums(series.denominators, series.months, kind)
    return replace(series, values=sums, window=kind, denominators=below)


def window_sums(values: Floats, months: Sequence[date], kind: WindowKind) -> Floats:
    """(areas, months) of monthly counts → the same shape: element t is the sum over the window ending in month t.

    NaN where no window of the kind ends in that month: calendar years end in December.
    """
    if kind == "financial_year_to_date":
        return _since_april(values, months)
    if kind not in WINDOW_MONTHS:
        raise UnknownName(f"{kind} is no window of a series", f"Choose one of {', '.join(WINDOWS)}.")
    length = WINDOW_MONTHS[kind]
    sums = np.full_like(values, np.nan)
    if values.shape[1] >= length:
        sums[:, length - 1 :] = np.lib.stride_tricks.sliding_window_view(values, length, axis=1).sum(axis=2)
    if kind == "calendar_year":
        sums[:, [month.month != DECEMBER for month in months]] = np.nan
    return sums


def may_end(month: date, kind: WindowKind) -> bool:
    """Whether a window of a kind can end in a month: a calendar year ends in December alone."""
    return kind != "calendar_year" or month.month == DECEMBER


WINDOWS: tuple[WindowKind, ...] = ("month", "rolling_12", "financial_year_to_date", "calendar_year")


def _since_april(values: Floats, months: Sequence[date]) -> Floats:
    sums = np.full_like(values, np.nan)
    for t, month in enumerate(months):
        april = months_between(months[0], financial_year_start(month))
        if april >= 0:
            sums[:, t] = values[:, april : t + 1].sum(axis=1)
    return sums


def ratio(series: Series) -> Floats:
    """Percentages of a windowed `percentage_of` series, shape (areas, months); NaN where the denominator is 0."""
    if series.denominators is None:
        raise UnknownName(f"{series.indicator.title} is a count, not a percentage", "Use its values.")
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Floats = np.where(series.denominators > 0, 100 * series.values / series.denominators, np.nan)
    return shares


def year_before(values: Floats) -> Floats:
    """The same window a year earlier beside each: shape kept, the first twelve columns NaN."""
    before = np.full_like(values, np.nan)
    before[:, 12:] = values[:, :-12]
    return before
