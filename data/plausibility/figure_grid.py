"""Figures as a dense grid of series, areas and months: what two editions must share to be laid beside each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
from numpy.typing import NDArray

from data.editions import Edition

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """`values` of shape (series, areas, months), 0 where nothing was recorded; `covered` of shape (series, months).

    A figure counts only where its series and month are covered. `months` are whole numbers, 0 for January 1970;
    `published` the ordinal of the day on which the edition behind a figure was published, 0 where none is known.
    """

    series: tuple[str, ...]
    areas: tuple[str, ...]
    months: tuple[int, ...]
    values: Floats
    covered: Flags
    published: NDArray[np.int64]

    @property
    def pseudo(self) -> Flags:
        """Which areas are no places: offences move between them and the places from one edition to the next."""
        return np.array([code.startswith("X-") for code in self.areas], dtype=bool)


def month_number(day: dt.date) -> int:
    """date(1970, 3, 1) → 2."""
    return (day.year - 1970) * 12 + day.month - 1


def month_of(number: int) -> dt.date:
    """2 → date(1970, 3, 1)."""
    return dt.date(1970 + number // 12, number % 12 + 1, 1)


def months_of(edition: Edition) -> range:
    """The months that an edition covers, as numbers."""
    return range(month_number(edition.months_from), month_number(edition.months_to) + 1)


def read_rows(edition: Edition, source: Path | pa.Table) -> pa.Table:
    """The observations of an edition, from the store or as they arrive."""
    columns = ["series", "area_code", "month", "value"]
    table = source if isinstance(source, pa.Table) else pyarrow.parquet.read_table(source, columns=columns)
    assert edition.table == "observation", edition.id
    return table


def areas_in(tables: Iterable[pa.Table]) -> tuple[str, ...]:
    """Every area code of the tables, sorted."""
    codes = {str(code) for table in tables for code in pc.unique(table.column("area_code")).to_pylist()}
    return tuple(sorted(codes))


def grid_of(
    editions: Sequence[tuple[Edition, pa.Table]],
    *,
    series: Sequence[str],
    areas: Sequence[str],
    months: Sequence[int],
) -> FigureGrid:
    """The figures that win among editions, series by series and month by month.

    Wins the edition with fewest missing labels, then the newest: the rule of `data/sql/schema.sql`, but where the
    winner of a month lacks a series the next edition that has it supplies it, for there is something to compare.
    """
    values = np.zeros((len(series), len(areas), len(months)))
    covered = np.zeros((len(series), len(months)), dtype=bool)
    published = np.zeros((len(series), len(months)), dtype=np.int64)
    for edition, table in sorted(editions, key=lambda pair: _rank(pair[0]), reverse=True):
        span = [n for n, month in enumerate(months) if month in months_of(edition)]
        carried = [n for n, name in enumerate(series) if name in edition.covers]
        wins = np.zeros_like(covered)
        wins[np.ix_(carried, span)] = ~covered[np.ix_(carried, span)]
        if not wins.any():
            continue
        # Most editions win few months or none beside the newest: only the rows of those are laid out.
        won = np.flatnonzero(wins.any(axis=0))
        dense = _dense(table, series, areas, months[int(won[0]) : int(won[-1]) + 1])
        spread = np.zeros_like(values)
        spread[:, :, won[0] : won[-1] + 1] = dense
        values += np.where(wins[:, None, :], spread, 0.0)
        covered |= wins
        published[wins] = edition.published_on.toordinal() if edition.published_on else 0
    return FigureGrid(tuple(series), tuple(areas), tuple(months), values, covered, published)


def _rank(edition: Edition) -> tuple[int, dt.date, str]:
    return -len(edition.lacks), edition.published_on or dt.date.min, edition.id


def _dense(table: pa.Table, series: Sequence[str], areas: Sequence[str], months: Sequence[int]) -> Floats:
    """The rows of some consecutive months as an array of shape (series, areas, months)."""
    shape = len(series), len(areas), len(months)
    if 0 in shape:
        return np.zeros(shape)
    month = table.column("month").to_numpy().astype("datetime64[M]").astype(np.int64) - months[0]
    chosen = np.flatnonzero((month >= 0) & (month < len(months)))
    if len(chosen) < len(month):
        table, month = table.take(pa.array(chosen)), month[chosen]
    at = (_places(table.column("series"), series), _places(table.column("area_code"), areas))
    inside = (at[0] >= 0) & (at[1] >= 0)
    cells = np.ravel_multi_index((at[0][inside], at[1][inside], month[inside]), shape)
    counts = table.column("value").to_numpy()[inside]
    sums = np.bincount(cells, weights=counts, minlength=int(np.prod(shape)))
    return sums.astype(np.float64, copy=False).reshape(shape)


def _places(column: pa.ChunkedArray, names: Sequence[str]) -> NDArray[np.int64]:
    """For each row the position of its name in `names`, −1 for one that is not there."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    encoded = column.unify_dictionaries().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = pa.array([], pa.dictionary(pa.int32(), pa.string())) if not encoded.num_chunks else encoded.chunk(0)
    place = {name: n for n, name in enumerate(names)}
    lookup = np.array([place.get(name, -1) for name in encoded.dictionary.to_pylist()], dtype=np.int64)
    positions: NDArray[np.int64] = lookup[encoded.indices.to_numpy()]
    return positions
