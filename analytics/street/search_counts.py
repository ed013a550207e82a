"""Stop and search: counts and shares by what was searched for, what came of it, age and self-defined ethnicity.

No rates: there is no table of residents by ethnicity here, and nobody counts whom the police meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, get_args

import pyarrow as pa

from analytics import queries
from analytics.periods import last_day, month_range
from analytics.street.street_counts import FORCES
from analytics.version_cache import kept_by_version
from data.errors import UnknownName

Dimension = Literal["month", "search_type", "object", "outcome", "age_range", "ethnicity"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
ALL, NOT_STATED = "All", "Not stated"
COLUMNS = (
    "period_start", "period_end", "force", "area_code", "area_name", "search_type", "object", "outcome", "age_range",
    "ethnicity", "value", "unit", "status", "note", "edition",
)  # fmt: skip
_TYPES = {"period_start": pa.date32(), "period_end": pa.date32(), "value": pa.float64()}
SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])
NO_RATES = (
    "Counts and shares only: a rate would need the number of residents by ethnicity, which is not held here, and says "
    "little about whom the police meet."
)
CAVEATS = (
    "Searches as the force recorded them: one person may be searched several times, and identical records are kept.",
    NO_RATES,
    "Ethnicity is as the person searched defined it; who did not say is counted as not stated.",
    "Searches of a vehicle alone have no person, and so neither age nor ethnicity.",
    "Times are UTC in the files; a month is that of London’s clock.",
    "A month without a file is missing, not zero.",
)
EMPTY = (
    "No file of stop and search has been added here. Where one is, this shows how many searches there were by what "
    "was searched for, by what came of them, by age and by self-defined ethnicity."
)


def is_held(force: str) -> bool:
    """Whether searches of a force are among the figures of this warehouse."""
    return bool(months(force))


def months(force: str) -> tuple[date, ...]:
    """The months of which a force has a file of searches, oldest first."""
    return tuple(sorted({row["month"] for row in _searches() if row["force"] == force}))


def search_table(
    by: Sequence[str] = ("outcome",), *, force: str, first: date | None = None, last: date | None = None
) -> pa.Table:
    """Rows of `SCHEMA`, one for each combination of the dimensions of `by` that occurs; the others are added up.

    Only months that have a file are in it: without `first` and `last` the newest. Raises UnknownName for a dimension
    that does not exist.
    """
    split = [name for name in DIMENSIONS if name in {require_dimension(name) for name in by}]
    known = months(force)
    if not known:
        return SCHEMA.empty_table()
    first, last = first or known[-1], last or known[-1]
    gone = [f"{month:%Y-%m}" for month in month_range(first, last) if month not in known]
    sums: dict[tuple[Any, ...], int] = defaultdict(int)
    editions: set[str] = set()
    for row in _searches():
        if row["force"] == force and first <= row["month"] <= last:
            kinds = (row[name] or NOT_STATED if name in split else ALL for name in DIMENSIONS[1:])
            sums[row["month"] if "month" in split else None, *kinds] += row["value"]
            editions.add(row["edition_id"])
    note = NO_RATES + (f" Without {len(gone)} months, of which there is no file." if gone else "")
    _, code, area = FORCES[force]
    rows = [
        {
            "period_start": month or first, "period_end": last_day(month or last), "force": force, "area_code": code,
            "area_name": area, **dict(zip(DIMENSIONS[1:], kinds, strict=True)), "value": float(value),
            "unit": "searches", "status": "caution" if gone and not month else "ok", "note": note,
            "edition": ";".join(sorted(editions)),
        }
        for (month, *kinds), value in sorted(sums.items(), key=lambda item: tuple(str(part) for part in item[0]))
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def require_dimension(name: str) -> str:
    """The name of a dimension. Raises UnknownName, with those that there are."""
    if name not in DIMENSIONS:
        raise UnknownName(f"Searches are not told apart by {name[:60]!r}.", f"Choose of {', '.join(DIMENSIONS)}.")
    return name


@kept_by_version()
def _searches() -> tuple[dict[str, Any], ...]:
    return tuple(queries.rows("searches"))
