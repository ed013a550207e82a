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
    codes = {code for table in tables for code in _distinct(table.column("area_code"))}
    return tuple(sorted(codes))


def _distinct(column: pa.ChunkedArray) -> list[str]:
    return [str(code) for code in pc.unique(column.cast(pa.string())).to_pylist()]


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
    for edition, table in sorted(editions, key=lambda pair: _rank(pair[0])):
        span = [n for n, month in enumerate(months) if month in months_of(edition)]
        carried = [n for n, name in enumerate(series) if name in edition.covers]
        if span and carried:
            block = np.ix_(carried, range(len(areas)), span)
            values[block] = _dense(table, series, areas, months)[block]
            covered[np.ix_(carried, span)] = True
            published[np.ix_(carried, span)] = edition.published_on.toordinal() if edition.published_on else 0
    return FigureGrid(tuple(series), tuple(areas), tuple(months), values, covered, published)


def _rank(edition: Edition) -> tuple[int, dt.date, str]:
    return -len(edition.lacks), edition.published_on or dt.date.min, edition.id


def _dense(table: pa.Table, series: Sequence[str], areas: Sequence[str], months: Sequence[int]) -> Floats:
    dense = np.zeros((len(series), len(areas), len(months)))
    if not months:
        return dense
    at = (_places(table.column("series"), series), _places(table.column("area_code"), areas))
    month = table.column("month").to_numpy().astype("datetime64[M]").astype(np.int64) - months[0]
    inside = (at[0] >= 0) & (at[1] >= 0) & (month >= 0) & (month < len(months))
    counts = table.column("value").to_numpy()
    np.add.at(dense, (at[0][inside], at[1][inside], month[inside]), counts[inside])
    return dense


def _places(column: pa.ChunkedArray, names: Sequence[str]) -> NDArray[np.int64]:
    """For each row the position of its name in `names`, −1 for one that is not there."""
    encoded = column.cast(pa.string()).dictionary_encode().unify_dictionaries().combine_chunks()
    place = {name: n for n, name in enumerate(names)}
    lookup = np.array([place.get(name, -1) for name in encoded.dictionary.to_pylist()], dtype=np.int64)
    positions: NDArray[np.int64] = lookup[encoded.indices.to_numpy().astype(np.int64)]
    return positions
