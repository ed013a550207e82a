"""Our figure of an indicator for any window of months: a count, a percentage, or a rate per residents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from analytics.geography.areas import Area
from analytics.geography.denominators import population
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import Window, month_name, months_between
from analytics.series.coverage import coverage
from analytics.series.monthly_series import Series, monthly
from analytics.series.publication_dates import editions
from analytics.statistics.rates import Rate, denominator_year, rate
from analytics.version_cache import kept_by_version
from data.catalogue import DATASET_OF, SERIES, Dataset

NO_RATE_BUT_OF_A_YEAR = "Rates are given for twelve months only."


@dataclass(frozen=True, slots=True)
class Total:
    """The sum over a window; None where a month of it has no figure. `below` is what a percentage is of."""

    count: int | None
    below: int | None
    editions: tuple[str, ...]

    @property
    def percent(self) -> float | None:
        return None if self.count is None or not self.below else 100 * self.count / self.below


def total(which: str | Indicator, window: Window, area: Area, *, as_of: date | None = None) -> Total:
    """The figure of an area for a window. Raises UnknownName for a level that the indicator does not have."""
    series = _series(indicator(which).id, area.level, area.code, as_of)
    first, after = months_between(series.months[0], window.start), months_between(series.months[0], window.end) + 1
    if first < 0 or after > len(series.months):
        return Total(None, None, ())
    found = series.of(area.code)[first:after].sum()
    below = None if series.denominators is None else series.denominators[_row(series, area), first:after].sum()
    if np.isnan(found) or (below is not None and np.isnan(below)):
        return Total(None, None, ())
    return Total(int(found), None if below is None else int(below), series.editions_of(window.start, window.end))


def _row(series: Series, area: Area) -> int:
    return next(row for row, each in enumerate(series.areas) if each.code == area.code)


def _series(which: str, level: Level, code: str, as_of: date | None) -> Series:
    """All boroughs at once, since a rank asks for each; a ward alone, since there are 679."""
    return _fetched(which, level, code if level == "ward" else "", as_of)


@kept_by_version(maxsize=512)
def _fetched(which: str, level: Level, code: str, as_of: date | None) -> Series:
    return monthly(which, [code] if code else [], level=level, as_of=as_of)


def rate_of(
    which: str | Indicator,
    count: int | None,
    window: Window,
    area: Area,
    *,
    per: int | None = None,
    as_of: date | None = None,
) -> Rate:
    """A count as a rate per so many residents, by the handbook's rule for the year of the population."""
    found = indicator(which)
    sizes = population(found.population, as_of=as_of)
    if window.months != _YEAR:
        return Rate(None, None, None, per or found.per, None, NO_RATE_BUT_OF_A_YEAR)
    year = denominator_year(window.start, sizes.years(area.level))
    people = None if year.year is None else sizes.counts.get((area.code, year.year))
    return rate(count, people, per=per or found.per, note=year.note)


_YEAR = 12


def publication_days(which: str | Indicator, level: Level, *, until: date | None = None) -> tuple[date, ...]:
    """The days on which editions of an indicator came out, the newest first; that of the current figures left out."""
    resources = {SERIES[name].resource for name in indicator(which).series}
    held = AREA_LEVELS[level].in_editions_of
    days = {e.published_on for e in editions().values() if e.resource in resources and e.level in held}
    known = sorted((day for day in days if day), reverse=True)[1:]
    return tuple(day for day in known if until is None or day <= until)


def datasets_of(which: str | Indicator) -> tuple[Dataset, ...]:
    """The publications that an indicator comes from."""
    found = (DATASET_OF[SERIES[name].resource] for name in indicator(which).series)
    return tuple({dataset.id: dataset for dataset in found}.values())


def where_published(which: str | Indicator) -> str:
    """The publications of an indicator with their pages: where figures that are not here would be."""
    return "; ".join(f"{each.publisher}, {each.title} ({each.page})" for each in datasets_of(which))


def coverage_words(which: str | Indicator, level: Level) -> str:
    """`April 2010 to June 2026`: the months for which there are figures; empty where there are none."""
    covered = coverage(which, level)
    return f"{month_name(covered[0])} to {month_name(covered[1])}" if covered else ""
