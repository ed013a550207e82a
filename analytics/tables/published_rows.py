"""Rows of the published table: their columns, declared once, and how single figures and arrays become them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, get_type_hints

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.periods import Window, last_day, window_ending
from analytics.recording_events import EVENTS
from analytics.series.monthly_series import Floats, Series

Row = dict[str, Any]
Ends = NDArray[np.int64]
Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """One row of the published columns, in their order; every field is required, None says that there is none.

    A new column is a field here, last, and a parameter of `build`: the type checker then names every place that
    makes rows. `editions` are ids, in the order of the months that they supplied, joined by `;` in the column.
    `dispersion` is the φ by which `lower` and `upper` are widened; `usual_low` and `usual_high` are the 10th and 90th
    percentile of the area's own 12-month changes.
    """

    indicator: str
    area_code: str
    area_name: str
    period_start: date
    period_end: date
    window: str
    measure: str
    value: float | None
    lower: float | None
    upper: float | None
    base_value: float | None
    difference: float | None
    verdict: str | None
    unit: str
    status: str
    note: str
    edition: str
    dispersion: float | None
    usual_low: float | None
    usual_high: float | None

    @property
    def cells(self) -> Row:
        """The row as one cell for each column."""
        return {name: getattr(self, name) for name in COLUMNS}


_ARROW_TYPES: dict[object, pa.DataType] = {
    str: pa.string(),
    str | None: pa.string(),
    date: pa.date32(),
    float | None: pa.float64(),
}
COLUMNS = tuple(field.name for field in fields(PublishedRow))
SCHEMA = pa.schema([(name, _ARROW_TYPES[kind]) for name, kind in get_type_hints(PublishedRow).items()])
# Decimals in what is written out: enough to recompute any figure shown, without the noise of binary fractions.
DECIMALS = 6
_NAMED_AREAS = frozenset(code for event in EVENTS for code in event.areas)


class Words:
    """Texts that rows repeat, each kept once: rows hold its number."""

    def __init__(self) -> None:
        self._codes: dict[str | None, int] = {}

    @property
    def texts(self) -> list[str | None]:
        """Those known so far, each at its number."""
        return list(self._codes)

    def code(self, text: str | None) -> int:
        return self._codes.setdefault(text, len(self._codes))

    def codes(self, texts: Sequence[str | None]) -> Codes:
        return np.array([self.code(text) for text in texts], dtype=np.int32)

    def appended(self, codes: Codes, where: Mask, text: str) -> Codes:
        """The numbers of the same texts, with one more sentence in the cells that are so marked."""
        texts, longer = self.texts, codes.copy()
        for code in np.unique(codes[where]):
            longer[where & (codes == code)] = self.code(sentences(texts[code] or "", text))
        return longer

    def column(self, codes: Codes) -> pa.Array:
        """The texts of an array of numbers, row by row."""
        return pa.array(list(self._codes), pa.string()).take(pa.array(codes.ravel()))


def windows_of(series: Series, ends: Ends) -> list[Window]:
    """The windows that end in these months of a series."""
    return [window_ending(series.months[t], series.window) for t in ends]


def area_classes(series: Series) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Areas that breaks and steps may tell apart: a code for each class, and for each area its class.

    Only areas that an event names stand for themselves; all others share one answer.
    """
    keys = [area.code if area.code in _NAMED_AREAS else "" for area in series.areas]
    classes = sorted(set(keys))
    codes = tuple(key or series.areas[keys.index("")].code for key in classes)
    return codes, np.array([classes.index(key) for key in keys], dtype=np.int64)


def joined(editions: Iterable[str]) -> str:
    """Ids of editions, each once, as the column `edition` holds them."""
    return ";".join(dict.fromkeys(editions))


def table_of(rows: Iterable[PublishedRow]) -> pa.Table:
    """Rows as a table of `SCHEMA`, in the order given."""
    return pa.Table.from_pylist([row.cells for row in rows], schema=SCHEMA)


def build(
    series: Series,
    ends: Ends,
    *,
    measure: str,
    unit: str,
    value: Floats,
    lower: Floats | None,
    upper: Floats | None,
    base_value: Floats | None,
    difference: Floats | None,
    verdict: pa.Array | None,
    status: pa.Array,
    note: pa.Array,
    editions: Sequence[str],
    dispersion: Floats | None,
    usual_low: Floats | None,
    usual_high: Floats | None,
) -> pa.Table:
    """A table of `SCHEMA`, area by area, for the windows of a series that end in the months numbered `ends`.

    Numbers have the shape (areas, ends) and are rounded here, texts one element a row, `editions` one a window
    (see `joined`). None fills a column with nulls: the measure has no such figure.
    """
    places, rows = len(series.areas), len(series.areas) * len(ends)
    windows = windows_of(series, ends)
    words = Words()
    by_window = words.codes(editions)
    columns: Mapping[str, pa.Array] = {
        "indicator": pa.repeat(series.indicator.id, rows),
        "area_code": _each([area.code for area in series.areas], len(ends)),
        "area_name": _each([area.name for area in series.areas], len(ends)),
        "period_start": _again(pa.array([w.start for w in windows], pa.date32()), places),
        "period_end": _again(pa.array([last_day(w.end) for w in windows], pa.date32()), places),
        "window": pa.repeat(series.window, rows),
        "measure": pa.repeat(measure, rows),
        "value": _numbers(value, rows),
        "lower": _numbers(lower, rows),
        "upper": _numbers(upper, rows),
        "base_value": _numbers(base_value, rows),
        "difference": _numbers(difference, rows),
        "verdict": pa.nulls(rows, pa.string()) if verdict is None else verdict,
        "unit": pa.repeat(unit, rows),
        "status": status,
        "note": note,
        "edition": words.column(np.tile(by_window, places)),
        "dispersion": _numbers(dispersion, rows),
        "usual_low": _numbers(usual_low, rows),
        "usual_high": _numbers(usual_high, rows),
    }
    return pa.table([columns[name] for name in COLUMNS], schema=SCHEMA)


def _numbers(values: Floats | None, rows: int) -> pa.Array:
    return pa.nulls(rows, pa.float64()) if values is None else pa.array(rounded(values).ravel(), from_pandas=True)


def _each(names: Sequence[str], times: int) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(np.repeat(np.arange(len(names)), times)))


def _again(column: pa.Array, times: int) -> pa.Array:
    return column.take(pa.array(np.tile(np.arange(len(column)), times)))


def rounded_figure(value: float | None) -> float | None:
    """One figure to `DECIMALS`."""
    return None if value is None else round(float(value), DECIMALS)


def rounded(values: Floats) -> Floats:
    """Values to `DECIMALS`; where a value lies close to the middle, exactly as Python rounds it."""
    scaled = values * 10**DECIMALS
    nearest: Floats = np.rint(scaled) / 10**DECIMALS
    middle = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6
    for at in zip(*np.nonzero(middle), strict=True):
        nearest[at] = round(float(values[at]), DECIMALS)
    return nearest


def sentences(*notes: str) -> str:
    """Notes one after the other, empty ones left out."""
    return " ".join(note for note in notes if note)


def last_windows(series: Series, ends: Sequence[int], last: int | None) -> Ends:
    """The ends asked for from the first whole window on: earlier ones are not missing, they never existed."""
    whole = ~np.isnan(series.values).all(axis=0)
    first = int(np.argmax(whole)) if whole.any() else len(series.months)
    final = int(np.flatnonzero(whole)[-1]) if whole.any() else -1
    kept = [t for t in ends if first <= t <= final]
    return np.array(kept[-last:] if last else kept, dtype=np.int64)
