"""Series × areas × months → one array of monthly counts, read from the warehouse once and kept.

The current counts of a series at a level are the same for every question until another warehouse is published, so
each is read once, for all areas of its level, and questions cut from it what they need. The figures of a past day
cost the same to find for one series as for a whole publication: they are read together, and those of the days that
were asked for last are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics import queries
from analytics.geography.areas import Area, areas_at
from analytics.geography.borough_groups import parts_of
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Level, Term
from analytics.series.publication_dates import newest_day
from analytics.version_cache import kept_by_version
from data.catalogue import SERIES

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cube:
    """Counts of shape (series, areas, months), NaN where there is no figure; editions of shape (series, months)."""

    names: tuple[str, ...]
    months: tuple[date, ...]
    values: Floats
    editions: NDArray[np.object_]

    def total(self, terms: Sequence[Term]) -> Floats:
        """The signed sum of series, (areas, months): NaN where one of them has no figure, never a short sum."""
        parts = [term.sign * self.values[self.names.index(term.series)] for term in terms]
        total: Floats = np.sum(parts, axis=0) if len(parts) > 1 else parts[0]
        return total


@dataclass(frozen=True, slots=True)
class _Kept:
    """One series at one level: counts of shape (areas of the level, months from `first`), editions by month."""

    first: int
    values: Floats
    editions: NDArray[np.object_]


def cube(names: Sequence[str], areas: Sequence[Area], level: Level, *, as_of: date | None = None) -> Cube:
    """The series in the order of `names`, for areas of one level, as they stand or, with `as_of`, stood on a day.

    The months are those from the first to the last that any of the series has for the level.
    """
    if AREA_LEVELS[level].is_of_groups:
        return _of_groups(names, areas, as_of)
    every = areas_at(level)
    past = as_of if is_past(names, level, as_of) else None
    kept = _past(names, every, level, past) if past else _current(names, every, level)
    with_figures = [counted for counted in kept if len(counted.editions)]
    first = min((counted.first for counted in with_figures), default=0)
    after = max((counted.first + len(counted.editions) for counted in with_figures), default=0)
    place = {area.code: n for n, area in enumerate(every)}
    rows = np.array([place[area.code] for area in areas], dtype=np.int64)
    values = np.full((len(names), len(areas), after - first), np.nan)
    editions = np.full((len(names), after - first), None, dtype=object)
    for n, counted in enumerate(kept):
        span = slice(counted.first - first, counted.first - first + len(counted.editions))
        values[n, :, span] = counted.values[rows]
        editions[n, span] = counted.editions
    return Cube(tuple(names), tuple(_month(n) for n in range(first, after)), values, editions)


def _of_groups(names: Sequence[str], groups: Sequence[Area], as_of: date | None) -> Cube:
    """The sums of the boroughs of groups: NaN where one of them has no figure."""
    boroughs = areas_at("borough", pseudo=False)
    parts = cube(names, boroughs, "borough", as_of=as_of)
    place = {area.code: n for n, area in enumerate(boroughs)}
    sums = [parts.values[:, [place[code] for code in parts_of(group.code)]].sum(axis=1) for group in groups]
    values = np.stack(sums, axis=1) if sums else parts.values[:, :0]
    return replace(parts, values=values)


def is_past(names: Sequence[str], level: Level, as_of: date | None) -> bool:
    """Whether the figures of a day may be others than those of now: it lies before that of their newest edition."""
    newest = newest_day(names, (level,)) if as_of else None
    return bool(as_of and newest and as_of < newest)


def _current(names: Sequence[str], every: Sequence[Area], level: Level) -> list[_Kept]:
    with queries.pinned():
        shelf = _shelf()
        if missing := [name for name in names if (name, level) not in shelf]:
            read = _read(missing, every, level)
            shelf.update({(name, level): counted for name, counted in zip(missing, read, strict=True)})
        return [shelf[name, level] for name in names]


def _past(names: Sequence[str], every: Sequence[Area], level: Level, as_of: date) -> list[_Kept]:
    """As they stood on a day; with them, but for wards, all series of their publications, which cost no more."""
    with queries.pinned():
        shelf = _past_shelf(as_of)
        if any((name, level) not in shelf for name in names):
            resources = {SERIES[name].resource for name in names}
            together = [name for name in SERIES if SERIES[name].resource in resources]
            wanted = list(names) if level == "ward" else together
            read = _read(wanted, every, level, as_of)
            shelf.update({(name, level): counts for name, counts in zip(wanted, read, strict=True)})
        return [shelf[name, level] for name in names]


# Some 2 MB a day, for as many days as the feed of releases tells of.
@kept_by_version(maxsize=24)
def _past_shelf(as_of: date) -> dict[tuple[str, Level], _Kept]:  # noqa: ARG001  the key of the cache
    return {}


# Some 3 MB for all boroughs, and 1 MB for each series by ward that somebody asked for.
@kept_by_version()
def _shelf() -> dict[tuple[str, Level], _Kept]:
    return {}


def _read(names: Sequence[str], every: Sequence[Area], level: Level, as_of: date | None = None) -> list[_Kept]:
    """Each series from its first to its last month."""
    answer = queries.ask("monthly", {"series": list(names), "level": level}, as_of=as_of)
    months = answer.column("month").to_numpy().astype("datetime64[M]").astype(np.int64)
    series = _positions(answer.column("series"), names)
    place = _positions(answer.column("area_code"), [area.code for area in every])
    pseudo = np.array([area.is_pseudo for area in every], dtype=bool)
    counts, kept = answer.column("value").to_numpy(), []
    for n in range(len(names)):
        rows = np.flatnonzero((series == n) & (place >= 0))
        first, after = (int(months[rows].min()), int(months[rows].max()) + 1) if len(rows) else (0, 0)
        values = np.full((len(every), after - first), np.nan)
        values[place[rows], months[rows] - first] = counts[rows]
        # Every row of a series and month is of one edition: the winner of that month.
        positions, one = np.unique(months[rows] - first, return_index=True)
        editions = np.full(after - first, None, dtype=object)
        editions[positions] = answer.column("edition_id").take(pa.array(rows[one])).to_pylist()
        kept.append(_Kept(first, _pseudo_zeros(values, pseudo), editions))
    return kept


def _pseudo_zeros(values: Floats, pseudo: NDArray[np.bool_]) -> Floats:
    """An edition that does not name a pseudo-area has none of its offences: zero, where the series has figures."""
    covered = ~np.isnan(values).all(axis=0)
    values[pseudo[:, None] & covered & np.isnan(values)] = 0.0
    return values


def _positions(column: pa.ChunkedArray, names: Sequence[str]) -> Integers:
    """For each row the position of its name in `names`, −1 for one that is not there."""
    encoded = column.unify_dictionaries().combine_chunks()
    place = {name: i for i, name in enumerate(names)}
    table = np.array([place.get(name, -1) for name in encoded.dictionary.to_pylist()], dtype=np.int64)
    indices = encoded.indices.to_numpy().astype(np.int64)
    positions: Integers = table[indices] if len(indices) else indices
    return positions


@lru_cache(maxsize=1024)
def _month(number: int) -> date:
    """The first day of the month with this number, 0 for January 1970."""
    return date(1970 + number // 12, number % 12 + 1, 1)
