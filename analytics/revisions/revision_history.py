"""How a figure moved from its first publication to now, and how large revisions are by the age of a month.

A figure "as first published" is the one that stood on the first day on which all its months had been published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

import numpy as np

from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Indicator, indicator
from analytics.periods import Window, add_months, financial_year_start, months_between, window_ending
from analytics.revisions.latest_revision import NO_VERDICT, percentage, revision_row, status
from analytics.series.monthly_series import Series, monthly
from analytics.series.publication_dates import editions
from analytics.series.window_totals import total_of
from analytics.tables.published_rows import PublishedRow
from data.published_areas import MPS

# Ages of a month, in whole months between its end and the publication that is revised: from, to (None: no end).
AGES: tuple[tuple[int, int | None], ...] = ((0, 2), (3, 5), (6, 11), (12, 23), (24, None))


@dataclass(frozen=True, slots=True)
class PublishedStanding:
    """What a window's count was from a day on: `value`, the editions that it drew on."""

    since: date
    value: int
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A window of London from its first publication to now; `standings`: one for each publication of its months."""

    indicator: Indicator
    window: Window
    standings: tuple[PublishedStanding, ...]

    @property
    def first(self) -> PublishedStanding:
        return self.standings[0]

    @property
    def now(self) -> PublishedStanding:
        return self.standings[-1]

    @property
    def difference(self) -> int:
        return self.now.value - self.first.value

    @property
    def percent(self) -> float | None:
        """100 × (now ÷ first − 1); None where the first count was too small."""
        return percentage(self.first.value, self.now.value)


@dataclass(frozen=True, slots=True)
class MonthRevision:
    """A month of London in one publication and in the next; `published` is when the earlier came out."""

    indicator: Indicator
    month: date
    published: date
    before: int
    after: int
    editions: tuple[str, ...]

    @property
    def age(self) -> int:
        """Whole months between the end of the month and the earlier publication."""
        return months_between(self.month, self.published.replace(day=1)) - 1

    @property
    def percent(self) -> float | None:
        """100 × (after ÷ before − 1); None where there were too few before."""
        return percentage(self.before, self.after)


@dataclass(frozen=True, slots=True)
class RevisionsAtAge:
    """Revisions of months of one age by the next publication: how many, their median and largest size in percent."""

    from_age: int
    to_age: int | None
    months: int
    median: float
    largest: float


def publications(indicator_or_id: str | Indicator) -> tuple[tuple[date, Series], ...]:
    """The series of London as it stood after each publication that changed it, oldest first."""
    entry = indicator(indicator_or_id)
    days = sorted({e.published_on for e in editions().values() if _concerns(e.level, e.table) and e.published_on})
    stood: list[tuple[date, Series]] = []
    for day in days:
        series = monthly(entry, as_of=day)
        if not np.isnan(series.values).all() and (not stood or _differs(stood[-1][1], series)):
            stood.append((day, series))
    return tuple(stood)


def _concerns(level: str, table: str) -> bool:
    return table == "observation" and level in AREA_LEVELS["mps"].in_editions_of


def _differs(one: Series, other: Series) -> bool:
    same = one.months == other.months and one.editions == other.editions
    return not (same and np.array_equal(one.values, other.values, equal_nan=True))


def yearly_paths(indicator_or_id: str | Indicator) -> tuple[Path, ...]:
    """Each financial year, and the newest 12 months, that more than one publication had; oldest first."""
    stood = publications(indicator_or_id)
    paths = [Path(indicator(indicator_or_id), window, _standings(window, stood)) for window in _windows(stood)]
    return tuple(path for path in paths if len(path.standings) > 1)


def _windows(stood: Sequence[tuple[date, Series]]) -> Iterator[Window]:
    """Financial years that a publication before the newest had whole, then the last 12 months that it had."""
    if len(stood) < 2:
        return
    before = stood[-2][1]
    year = financial_year_start(before.months[0])
    while (end := add_months(year, 11)) <= before.last:
        yield window_ending(end, "financial_year")
        year = add_months(year, 12)
    if before.last != add_months(year, -1):
        yield window_ending(before.last)


def _standings(window: Window, stood: Sequence[tuple[date, Series]]) -> tuple[PublishedStanding, ...]:
    """The window's count after each publication that published its months anew, from the first that had them all."""
    standings: list[PublishedStanding] = []
    for day, series in stood:
        total = total_of(series, MPS, window)
        if total.count is not None and (not standings or total.editions != standings[-1].editions):
            standings.append(PublishedStanding(day, total.count, total.editions))
    return tuple(standings)


def month_revisions(indicator_or_id: str | Indicator) -> tuple[MonthRevision, ...]:
    """Every month that a publication had again, oldest publication first."""
    stood = publications(indicator_or_id)
    return tuple(
        MonthRevision(before.indicator, month, day, then, now, (*old, *new))
        for (day, before), (_, after) in pairwise(stood)
        for month in before.months
        if (then := before.value(MPS, month)) is not None
        and (now := after.value(MPS, month)) is not None
        and (old := before.editions_of(month, month)) != (new := after.editions_of(month, month))
    )


def revisions_by_age(indicator_or_id: str | Indicator) -> tuple[RevisionsAtAge, ...]:
    """How much the next publication moved a month, by how old it was when it was published before.

    Sizes are in percent of the earlier count, without sign. Months of too few for a percentage are left out.
    """
    sizes: dict[tuple[int, int | None], list[float]] = {}
    for revision in month_revisions(indicator_or_id):
        if revision.percent is not None and revision.age >= 0:
            sizes.setdefault(_bin(revision.age), []).append(abs(revision.percent))
    return tuple(
        RevisionsAtAge(*ages, len(sizes[ages]), median(sizes[ages]), max(sizes[ages])) for ages in AGES if ages in sizes
    )


def _bin(age: int) -> tuple[int, int | None]:
    return next((low, high) for low, high in AGES if age >= low and (high is None or age <= high))


def rows(paths: Sequence[Path]) -> list[PublishedRow]:
    """Paths in the columns of the open-data CSV: `value` in percent, `base_value` as first published."""
    return [
        _row(p.indicator, p.window, p.percent, p.first.value, p.now.value, (*p.first.editions, *p.now.editions))
        for p in paths
    ]


def month_rows(revised: Sequence[MonthRevision]) -> list[PublishedRow]:
    """Months in the same columns: `value` in percent, `base_value` in the publication before."""
    return [
        _row(m.indicator, window_ending(m.month, "month"), m.percent, m.before, m.after, m.editions) for m in revised
    ]


def _row(
    measured: Indicator, window: Window, percent: float | None, before: int, after: int, editions: Sequence[str]
) -> PublishedRow:
    return revision_row(
        measured,
        window,
        percent=percent,
        before=before,
        difference=after - before,
        status=status(before, percent),
        note=NO_VERDICT,
        editions=editions,
    )
