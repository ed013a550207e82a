"""The figure of an indicator for any window of months: a count, a percentage, or a rate per residents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from analytics.geography.areas import Area
from analytics.geography.denominators import population
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import Window, months_between
from analytics.series.monthly_series import Series, monthly
from analytics.statistics.rates import Rate, denominator_year, rate
from analytics.version_cache import kept_by_version

NO_RATE_BUT_OF_A_YEAR = "Rates are given for twelve months only."
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Total:
    """The sum over a window; None where a month of it has no figure. `below` is what a percentage is of."""

    count: int | None
    below: int | None
    editions: tuple[str, ...]

    @property
    def counts(self) -> tuple[int | None, int | None]:
        return self.count, self.below

    @property
    def percent(self) -> float | None:
        return None if self.count is None or not self.below else 100 * self.count / self.below


NO_TOTAL = Total(None, None, ())


def total(counted: str | Indicator, window: Window, area: Area, *, as_of: date | None = None) -> Total:
    """The figure of an area for a window. Raises UnknownName for a level that the indicator does not have."""
    # All boroughs at once, since a rank asks for each; a ward alone, since there are 679.
    alone = area.code if area.level == "ward" else ""
    return total_of(_series(indicator(counted).id, area.level, alone, as_of), area.code, window)


def total_of(series: Series, area_code: str, window: Window) -> Total:
    """The figure of an area in a monthly series. Raises UnknownName for an area that the series does not have."""
    first, after = months_between(series.months[0], window.start), months_between(series.months[0], window.end) + 1
    if first < 0 or after > len(series.months):
        return NO_TOTAL
    numerator = series.of(area_code)[first:after].sum()
    row = next(row for row, area in enumerate(series.areas) if area.code == area_code)
    below = None if series.denominators is None else series.denominators[row, first:after].sum()
    if np.isnan(numerator) or (below is not None and np.isnan(below)):
        return NO_TOTAL
    return Total(int(numerator), None if below is None else int(below), series.editions_of(window.start, window.end))


@kept_by_version(maxsize=512)
def _series(counted: str, level: Level, code: str, as_of: date | None) -> Series:
    return monthly(counted, [code] if code else [], level=level, as_of=as_of)


def rate_of(
    counted: str | Indicator,
    count: int | None,
    window: Window,
    area: Area,
    *,
    per: int | None = None,
    as_of: date | None = None,
) -> Rate:
    """A count as a rate per so many residents, by the handbook's rule for the year of the population."""
    rated = indicator(counted)
    sizes = population(rated.population, as_of=as_of)
    if window.months != _YEAR:
        return Rate(None, None, None, per or rated.per, None, NO_RATE_BUT_OF_A_YEAR)
    year = denominator_year(window.start, sizes.years(area.level))
    people = None if year.year is None else sizes.counts.get((area.code, year.year))
    return rate(count, people, per=per or rated.per, note=year.note)
