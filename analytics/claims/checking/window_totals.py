"""Our figure of an indicator for any window of months: a count, a percentage, or a rate per residents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analytics.geography.areas import Area
from analytics.geography.denominators import population
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import Window, add_months, month_name, month_range, months_between
from analytics.revisions.month_by_edition import month_by_edition
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
    def counts(self) -> tuple[int | None, int | None]:
        return self.count, self.below

    @property
    def percent(self) -> float | None:
        return None if self.count is None or not self.below else 100 * self.count / self.below


def total(counted: str | Indicator, window: Window, area: Area, *, as_of: date | None = None) -> Total:
    """The figure of an area for a window. Raises UnknownName for a level that the indicator does not have."""
    series = _series(indicator(counted).id, area.level, area.code, as_of)
    first, after = months_between(series.months[0], window.start), months_between(series.months[0], window.end) + 1
    if first < 0 or after > len(series.months):
        return Total(None, None, ())
    numerator = series.of(area.code)[first:after].sum()
    below = None if series.denominators is None else series.denominators[_row(series, area), first:after].sum()
    if np.isnan(numerator) or (below is not None and np.isnan(below)):
        return Total(None, None, ())
    return Total(int(numerator), None if below is None else int(below), series.editions_of(window.start, window.end))


def _row(series: Series, area: Area) -> int:
    return next(row for row, other in enumerate(series.areas) if other.code == area.code)


def _series(counted: str, level: Level, code: str, as_of: date | None) -> Series:
    """All boroughs at once, since a rank asks for each; a ward alone, since there are 679."""
    return _fetched(counted, level, code if level == "ward" else "", as_of)


@kept_by_version(maxsize=512)
def _fetched(counted: str, level: Level, code: str, as_of: date | None) -> Series:
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


_YEAR = 12


def publication_days(counted: str | Indicator, level: Level, windows: Sequence[Window]) -> tuple[date, ...]:
    """The days on which earlier figures of any of these windows came out, the newest first; none before they end."""
    resources = {SERIES[name].resource for name in indicator(counted).series}
    held = AREA_LEVELS[level].in_editions_of
    end = add_months(max(window.end for window in windows), 1)
    known = [edition for edition in editions().values() if edition.resource in resources and edition.level in held]
    newest = max((edition.published_on for edition in known if edition.published_on), default=None)
    days = {
        edition.published_on
        for edition in known
        if edition.published_on is not None
        and any(edition.months_from <= window.end and window.start <= edition.months_to for window in windows)
    }
    return tuple(sorted((day for day in days if end <= day != newest), reverse=True))


def earlier_totals(
    indicator_or_id: str | Indicator, windows: Sequence[Window], area: Area
) -> Iterator[tuple[date, tuple[Total, ...]]]:
    """What earlier editions had for each window, by the day on which they came out, the newest first.

    Of a count it is added up from the newest edition of each month until then, which one question to the warehouse
    answers for all days; of a percentage each day is a question of its own.
    """
    counted, days = indicator(indicator_or_id), publication_days(indicator_or_id, area.level, windows)
    if counted.measure != "count":
        yield from ((day, tuple(total(counted, window, area, as_of=day) for window in windows)) for day in days)
        return
    months: dict[date, list[tuple[date, str, float]]] = {}
    for window in windows if days else ():
        for row in month_by_edition([counted], [area], start=window.start, end=window.end).to_pylist():
            by_edition = months.setdefault(row["period_start"], [])
            by_edition.append((row["published_on"], row["edition"], row["value"]))
    for day in days:
        yield day, tuple(_until(day, window, months) for window in windows)


def _until(day: date, window: Window, months: Mapping[date, Sequence[tuple[date, str, float]]]) -> Total:
    known = [[row for row in months.get(month, ()) if row[0] <= day] for month in month_range(window.start, window.end)]
    if not all(known):
        return Total(None, None, ())
    newest = [rows[-1] for rows in known]
    return Total(int(sum(row[2] for row in newest)), None, tuple(dict.fromkeys(row[1] for row in newest)))


def datasets_of(counted: str | Indicator) -> tuple[Dataset, ...]:
    """The publications that an indicator comes from."""
    datasets = (DATASET_OF[SERIES[name].resource] for name in indicator(counted).series)
    return tuple({dataset.id: dataset for dataset in datasets}.values())


def where_published(counted: str | Indicator) -> str:
    """The publications of an indicator with their pages: where figures that are not here would be."""
    return "; ".join(f"{dataset.publisher}, {dataset.title} ({dataset.page})" for dataset in datasets_of(counted))


def coverage_words(counted: str | Indicator, level: Level) -> str:
    """`April 2010 to June 2026`: the months for which there are figures; empty where there are none."""
    covered = coverage(counted, level)
    return f"{month_name(covered[0])} to {month_name(covered[1])}" if covered else ""
