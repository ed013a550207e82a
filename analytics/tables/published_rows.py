"""Rows of the published table: their columns, and how arrays over areas and windows become them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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

COLUMNS = (
    "indicator", "area_code", "area_name", "period_start", "period_end", "window", "measure", "value", "lower", "upper",
    "base_value", "difference", "verdict", "unit", "status", "note", "edition",
)  # fmt: skip
DATES = ("period_start", "period_end")
NUMBERS = ("value", "lower", "upper", "base_value", "difference")
SCHEMA = pa.schema([(c, pa.date32() if c in DATES else pa.float64() if c in NUMBERS else pa.string()) for c in COLUMNS])
# Decimals in what is written out: enough to recompute any figure shown, without the noise of binary fractions.
DECIMALS = 6
_NAMED_AREAS = frozenset(code for event in EVENTS for code in event.areas)


class Words:
    """Texts that rows repeat, each kept once: rows hold its number."""

    def __init__(self) -> None:
        self._codes: dict[str | None, int] = {}

    def code(self, text: str | None) -> int:
        return self._codes.setdefault(text, len(self._codes))

    def codes(self, texts: Sequence[str | None]) -> Codes:
        return np.array([self.code(text) for text in texts], dtype=np.int32)

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


def build(
    series: Series, ends: Ends, *, measure: str, unit: str, numbers: dict[str, Floats], texts: dict[str, pa.Array]
) -> pa.Table:
    """A table of `SCHEMA`, area by area; `numbers` of shape (areas, ends), `texts` by row, `edition` by window."""
    places, rows = len(series.areas), len(series.areas) * len(ends)
    windows = windows_of(series, ends)
    editions = Words()
    by_window = editions.codes([";".join(series.editions_of(w.start, w.end)) for w in windows])
    columns = {
        "indicator": pa.repeat(series.indicator.id, rows),
        "area_code": _each([area.code for area in series.areas], len(ends)),
        "area_name": _each([area.name for area in series.areas], len(ends)),
        "period_start": _again(pa.array([w.start for w in windows], pa.date32()), places),
        "period_end": _again(pa.array([last_day(w.end) for w in windows], pa.date32()), places),
        "window": pa.repeat(series.window, rows),
        "measure": pa.repeat(measure, rows),
        "unit": pa.repeat(unit, rows),
        "edition": editions.column(np.tile(by_window, places)),
    }
    columns |= {name: pa.array(rounded(values).ravel(), from_pandas=True) for name, values in numbers.items()} | texts
    return pa.table([columns.get(f.name, pa.nulls(rows, f.type)) for f in SCHEMA], schema=SCHEMA)


def _each(names: Sequence[str], times: int) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(np.repeat(np.arange(len(names)), times)))


def _again(column: pa.Array, times: int) -> pa.Array:
    return column.take(pa.array(np.tile(np.arange(len(column)), times)))


def rounded(values: Floats) -> Floats:
    """Values to `DECIMALS`; where a value lies close to the middle, exactly as Python rounds it."""
    scaled = values * 10**DECIMALS
    found: Floats = np.rint(scaled) / 10**DECIMALS
    middle = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6
    for at in zip(*np.nonzero(middle), strict=True):
        found[at] = round(float(values[at]), DECIMALS)
    return found


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
