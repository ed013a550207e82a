"""One published warehouse, open read-only: queries, and whether its file is still the one that was opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data.errors import WarehouseMissing

Config = dict[str, str | bool | int | float | list[str]]
READ_ONLY: Config = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "memory_limit": "1GB",
    "threads": "2",
}
BUILD = "Run: python -m data build"
# What DuckDB makes of a file that was cut short or overwritten while it was open.
UNREADABLE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


def version_of(path: Path) -> str:
    """The version in the name of a warehouse's file."""
    return path.stem.removeprefix("london-")


class Warehouse:
    """One published warehouse, open read-only. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = version_of(path)
        self._as_opened = _file_state(path)
        self._parent = duckdb.connect(str(path), read_only=True, config=READ_ONLY)

    @property
    def is_intact(self) -> bool:
        """Whether the file is still the one that was opened: nobody writes to a published one.

        Reading it again would not tell, because DuckDB answers from what it has in memory as long as it can.
        """
        return _file_state(self.path) == self._as_opened

    def query(self, sql: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        """The result of one statement, with named parameters, as an Arrow table.

        Raises WarehouseMissing where the file can no longer be read.
        """
        try:
            with self._parent.cursor() as cursor:
                return cursor.sql(sql, params=parameters or {}).to_arrow_table()
        except UNREADABLE as error:
            message = f"{self.path.name}: the warehouse cannot be read ({str(error).splitlines()[0]})"
            raise WarehouseMissing(message, BUILD) from error

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The same, as one dict a row: for short answers."""
        answer: list[dict[str, Any]] = self.query(sql, parameters).to_pylist()
        return answer


def _file_state(path: Path) -> tuple[int, int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns
