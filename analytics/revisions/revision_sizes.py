"""How far figures moved after they were first published: a month's count and a 12-month change, by age of the month.

Estimated from every edition that is held, against what stands now. The newest figures are young, and corrections go
mostly one way, so a reader is told by how much figures as new as these have moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

from analytics import queries
from analytics.comparability import SMALL_BASE
from analytics.geography.areas import areas_at
from analytics.geography.borough_groups import whole_of_parts
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Indicator, Level, indicator
from analytics.narrative import signed
from analytics.periods import months_between
from analytics.series.caution_figures import counts_before_loss
from analytics.series.monthly_series import monthly
from analytics.series.publication_dates import editions
from analytics.statistics.change import DOWN, NO_CLEAR_CHANGE, UP, Change, verdict
from analytics.version_cache import kept_by_version
from data.editions import Edition
from data.published_areas import MPS

Floats = NDArray[np.float64]

# A figure is told as a 90% range from so many on, below as the whole range.
ENOUGH_FOR_A_RANGE = 20
# Ages of months, in months before the last of their edition: first and last of each class.
AGES = ((0, 0), (1, 2), (3, 5), (6, 11), (12, 23))
YEAR = 12
# Months from the last of an edition to its publication; a historical file comes two years later.
LONGEST_DELAY = 4


@dataclass(frozen=True, slots=True)
class RevisionSize:
    """How some figures moved: the median and the middle 90%, the whole range where there are fewer than 20.

    In percent of a count, in percentage points of a change. `number` figures; `editions` they come from.
    """

    median: float
    low: float
    high: float
    number: int
    editions: int

    @property
    def is_whole_range(self) -> bool:
        return self.number < ENOUGH_FOR_A_RANGE


@dataclass(frozen=True, slots=True)
class RevisionSizes:
    """Revisions of an indicator at a level: of a month's count by its age, and of a change of 12 months.

    `months` has one size for each class of `AGES` that occurs; `change` is of the newest 12 months of an edition
    against the 12 before; None where no older edition holds 24 months.
    """

    indicator: str
    level: Level
    months: tuple[tuple[tuple[int, int], RevisionSize], ...]
    change: RevisionSize | None


def revision_size(moves: ArrayLike, *, editions: int) -> RevisionSize | None:
    """The size of movements, one-dimensional, NaN left out; None without any."""
    values = np.asarray(moves, dtype=np.float64)
    values = values[~np.isnan(values)]
    if not values.size:
        return None
    ends = (0.05, 0.95) if values.size >= ENOUGH_FOR_A_RANGE else (0.0, 1.0)
    low, high = (float(x) for x in np.quantile(values, ends))
    return RevisionSize(float(np.median(values)), low, high, int(values.size), editions)


@kept_by_version(maxsize=256)
def revision_sizes(indicator_or_id: str | Indicator, *, level: Level = "mps") -> RevisionSizes:
    """From the editions at a level, each against the figures that stand now."""
    entry = indicator(indicator_or_id)
    now, then = _now(entry, level), _by_edition(entry, level)
    of_months: dict[tuple[int, int], list[Floats]] = {age: [] for age in AGES}
    of_changes: list[Floats] = []
    for counts in then:
        months = counts.values.shape[1]
        current = now.between(counts.first, months)
        if current is None or now.edition_at(counts.first + months - 1) == counts.edition:
            continue
        with np.errstate(divide="ignore", invalid="ignore"):
            moved = np.where(counts.values >= 1, 100 * (current / counts.values - 1), np.nan)
        # What no later edition has replaced has not been revised, and could not be.
        moved[:, [now.edition_at(counts.first + n) == counts.edition for n in range(months)]] = np.nan
        age = np.arange(months)[::-1]
        for first, last in AGES:
            of_class = moved[:, (age >= first) & (age <= last)]
            if np.isfinite(of_class).any():
                of_months[first, last].append(of_class.ravel())
        of_changes += [_changed(current, counts.values)] if months >= 2 * YEAR else []
    sizes = ((age, _together(moves)) for age, moves in of_months.items())
    return RevisionSizes(entry.id, level, tuple((age, size) for age, size in sizes if size), _together(of_changes))


def _together(moves: Sequence[Floats]) -> RevisionSize | None:
    return revision_size(np.concatenate(moves), editions=len(moves)) if moves else None


def _changed(now: Floats, then: Floats) -> Floats:
    """By how many points the change of the newest 12 months of an edition differs now, for each area."""
    changes = []
    for counts in (now, then):
        later, earlier = counts[:, -YEAR:].sum(axis=1), counts[:, -2 * YEAR : -YEAR].sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            changes.append(np.where(earlier >= SMALL_BASE, 100 * (later / earlier - 1), np.nan))
    moved: Floats = changes[0] - changes[1]
    return moved


@dataclass(frozen=True, eq=False)
class _RevisedCounts:
    """Counts of all areas of a level, (areas, months from the month numbered `first`), as one edition has them."""

    edition: str
    first: int
    values: Floats


@dataclass(frozen=True, eq=False)
class _Now:
    """The same as they stand now, with the edition of each month."""

    first: int
    values: Floats
    editions: Sequence[str | None]

    def between(self, first: int, months: int) -> Floats | None:
        """The counts of so many months from `first`; None where one of them has no figure."""
        start = first - self.first
        span = self.values[:, max(start, 0) : start + months]
        whole = start >= 0 and span.shape[1] == months and not np.isnan(span).any()
        return span if whole else None

    def edition_at(self, month: int) -> str | None:
        return self.editions[month - self.first] if 0 <= month - self.first < len(self.editions) else None


EPOCH = date(1970, 1, 1)


def _now(entry: Indicator, level: Level) -> _Now:
    series = monthly(entry, [area.code for area in areas_at(level, pseudo=False)], level=level)
    first, values = months_between(EPOCH, series.months[0]), series.values.copy()
    # Offences that a publication left out are no correction of those before it.
    for month, count in counts_before_loss(entry).items() if level == "mps" else ():
        values[0, months_between(EPOCH, month) - first] = count
    return _Now(first, values, series.editions)


def _by_edition(entry: Indicator, level: Level) -> list[_RevisedCounts]:
    """The indicator as each edition of recent months has it, months without a row zero; none from before its start."""
    codes = [area.code for area in areas_at(level, pseudo=False)]
    whole_of = whole_of_parts(codes)
    names = [term.series for term in entry.terms]
    parameters = {
        "series": names,
        "whole": level == "mps",
        "mps": MPS,
        "level": AREA_LEVELS[level].added_up_from or level,
    }
    rows = queries.ask("counts_by_edition", parameters)
    signs = np.array([term.sign for term in entry.terms])
    values = rows.column("value").to_numpy() * signs[_positions(rows, "series", names)]
    months = rows.column("month").to_numpy().astype("datetime64[M]").astype(np.int64)
    area_of_part = np.array([codes.index(whole) for whole in whole_of.values()])
    part = _positions(rows, "area_code", list(whole_of))
    place = np.where(part >= 0, area_of_part[part], -1)
    edition_of = _positions(rows, "edition_id", list(editions()))
    counts = []
    for n, edition in enumerate(editions().values()):
        of_edition = (edition_of == n) & (place >= 0)
        if not of_edition.any() or not _is_recent(edition):
            continue
        begin = months_between(EPOCH, edition.months_from)
        grid = np.zeros((len(codes), months_between(edition.months_from, edition.months_to) + 1))
        np.add.at(grid, (place[of_edition], months[of_edition] - begin), values[of_edition])
        skipped = max(months_between(EPOCH, entry.start) - begin, 0)
        if skipped < grid.shape[1]:
            counts.append(_RevisedCounts(edition.id, begin + skipped, grid[:, skipped:]))
    return counts


def _is_recent(edition: Edition) -> bool:
    """A historical file repeats months that were published long before it: they are not young in it."""
    day = edition.published_on
    return day is not None and months_between(edition.months_to, day.replace(day=1)) <= LONGEST_DELAY


def _positions(rows: pa.Table, column: str, names: Sequence[str]) -> NDArray[np.int64]:
    """For each row the position of its name, −1 for one that is not there."""
    indices = pc.index_in(rows.column(column), value_set=pa.array(names, pa.string()))
    positions: NDArray[np.int64] = indices.fill_null(-1).to_numpy().astype(np.int64)
    return positions


def revision_words(sizes: RevisionSizes) -> str:
    """What figures as new as these have done since, in one sentence; empty without older editions.

    `Changes as new as this have usually moved by −0.1 to +0.9 points since (median +0.4; 18 editions).`
    """
    size = sizes.change
    if size is None:
        return ""
    usually = "moved" if size.is_whole_range else "usually moved"
    low, middle, high = (signed(x, decimals=1) for x in (size.low, size.median, size.high))
    span = low if low == high else f"{low} to {high}"
    if size.editions == 1:
        its = "its change: it" if size.number == 1 else f"its changes in {size.number} areas: they"
        return f"Of one earlier edition it is known what became of {its} moved by {span} points."
    return f"Changes as new as this have {usually} by {span} points since (median {middle}; {size.editions} editions)."


def could_turn(change: Change, sizes: RevisionSizes) -> bool:
    """Whether a revision of the usual size would give the change another verdict."""
    size = sizes.change
    if (
        size is None
        or change.lower is None
        or change.upper is None
        or change.verdict not in (UP, DOWN, NO_CLEAR_CHANGE)
    ):
        return False
    return any(verdict(change.lower + move, change.upper + move) != change.verdict for move in (size.low, size.high))


def revision_note(change: Change, sizes: RevisionSizes) -> str:
    """What became of changes as new as this, and whether as much could turn its verdict; empty where none is told."""
    if change.percent is None:
        return ""
    return " ".join(filter(None, (revision_words(sizes), TURN_NOTE if could_turn(change, sizes) else "")))


TURN_NOTE = "A revision of the usual size could turn this verdict."
