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
from analytics.periods import month_range
from analytics.street import record_rows
from analytics.street.record_rows import ALL, record_row, schema
from analytics.street.street_counts import FORCES
from analytics.version_cache import kept_by_version

Dimension = Literal["month", "search_type", "object", "outcome", "age_range", "ethnicity"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
NOT_STATED = "Not stated"
SCHEMA = schema(*DIMENSIONS[1:])
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
    lacking = f" Without {len(gone)} {'month' if len(gone) == 1 else 'months'}, of which there is no file."
    note = NO_RATES + (lacking if gone else "")
    rows = [
        record_row(
            month or first,
            month or last,
            (force, *FORCES[force][1:]),
            dict(zip(DIMENSIONS[1:], kinds, strict=True)),
            value=value,
            unit="searches",
            status="caution" if gone and not month else "ok",
            note=note,
            edition=";".join(sorted(editions)),
        )
        for (month, *kinds), value in sorted(sums.items(), key=lambda item: tuple(str(part) for part in item[0]))
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def require_dimension(name: str) -> str:
    """The name of a dimension. Raises UnknownName, with those that there are."""
    return record_rows.require_dimension(name, DIMENSIONS, records="Searches")


@kept_by_version()
def _searches() -> tuple[dict[str, Any], ...]:
    return tuple(queries.rows("searches"))
