"""The one door from analytics to the warehouse: statements by name, from `sql/`, with named parameters."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import warehouse

# All questions within the block are answered by one warehouse, whatever is published meanwhile.
pinned = warehouse.pinned
SQL = Path(__file__).parent / "sql"


def version() -> str:
    """What the figures are now: the key of every cache, since another warehouse may be published at any time."""
    return warehouse.current().version


def ask(name: str, parameters: dict[str, Any] | None = None, *, as_of: date | None = None) -> pa.Table:
    """The answer to `sql/<name>.sql` as an Arrow table.

    A statement that names `{figures}` reads the current figures or, with `as_of`, those of `$series` that stood on
    that day.
    """
    known = dict(parameters or {}) | ({"as_of": as_of} if as_of else {})
    figures = "figures_of($as_of, $series)" if as_of else "current"
    return warehouse.current().query(_statement(name).replace("{figures}", figures), known)


def rows(name: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The same as one dict a row: for short answers."""
    answer: list[dict[str, Any]] = ask(name, parameters).to_pylist()
    return answer


@lru_cache
def _statement(name: str) -> str:
    return (SQL / f"{name}.sql").read_text()
