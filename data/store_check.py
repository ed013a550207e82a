"""`data verify`: every edition against the checksums of its log, the warehouse against its editions."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet

from data import content_hash, warehouse
from data.edition_store import Store
from data.editions import Edition
from data.errors import DashboardError


def problems(store: Store) -> Iterator[str]:
    """What is wrong with the editions of a store, one sentence each."""
    for edition in store.editions():
        if problem := _problem(store, edition):
            yield f"{store.path(edition)}: {problem}"


def _problem(store: Store, edition: Edition) -> str:
    path = store.path(edition)
    if not path.exists():
        return "the file is gone"
    try:
        table = pyarrow.parquet.read_table(path)
    except (pa.ArrowException, OSError) as error:
        return f"cannot be read ({str(error).splitlines()[0]})"
    if table.num_rows != edition.rows:
        return f"has {table.num_rows:,} rows, the log says {edition.rows:,}"
    return "" if content_hash.of_table(table) == edition.content_hash else "its rows are not those that were recorded"


def warehouse_problem() -> str:
    """What is wrong with the warehouse in use; empty where nothing is."""
    try:
        opened = warehouse.current()
        counts = {r["edition_id"]: r["n"] for r in opened.rows(ROWS)}
    except DashboardError as error:
        return error.message
    except Exception as error:  # noqa: BLE001  whatever DuckDB makes of a damaged file
        return f"cannot be read ({str(error).splitlines()[0]})"
    if opened.version != warehouse.version():
        return "is older than the recorded editions"
    for edition, _ in warehouse.held().values():
        if edition.table == "observation" and counts.get(edition.id) != edition.rows:
            return f"holds {counts.get(edition.id, 0):,} rows of {edition.id}, the log says {edition.rows:,}"
    return ""


ROWS = "SELECT edition_id, count(*) AS n FROM observation GROUP BY edition_id"
