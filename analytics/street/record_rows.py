"""What the tables of crimes and of searches share: the columns around what tells records apart, and their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from analytics.periods import last_day
from data.errors import UnknownName

ALL = "All"
_BEFORE = ("period_start", "period_end", "force", "area_code", "area_name")
_AFTER = ("value", "unit", "status", "note", "edition")
_TYPES = {"period_start": pa.date32(), "period_end": pa.date32(), "value": pa.float64()}


def schema(*kinds: str) -> pa.Schema:
    """The columns of a table of records, `kinds` being those that tell them apart: all text but days and the value."""
    return pa.schema([(name, _TYPES.get(name, pa.string())) for name in (*_BEFORE, *kinds, *_AFTER)])


def record_row(
    first: date,
    last: date,
    place: tuple[str, str, str],
    kinds: Mapping[str, str],
    *,
    value: int | None,
    unit: str,
    status: str,
    note: str,
    edition: str,
) -> dict[str, Any]:
    """A row of such a table over the months from `first` to `last`; `place` is the force with its area's code and name.

    A value of None is missing, not zero.
    """
    force, code, name = place
    return {
        "period_start": first,
        "period_end": last_day(last),
        "force": force,
        "area_code": code,
        "area_name": name,
        **kinds,
        "value": None if value is None else float(value),
        "unit": unit,
        "status": status,
        "note": note,
        "edition": edition,
    }


def require_dimension(name: str, dimensions: Sequence[str], *, records: str) -> str:
    """The name of a dimension of `records` (Searches). Raises UnknownName, with those that there are."""
    if name not in dimensions:
        raise UnknownName(f"{records} are not told apart by {name[:60]!r}.", f"Choose of {', '.join(dimensions)}.")
    return name
