"""Where the counting runs: DuckDB in this process, or a Spark cluster (`spark_engine`, for which PySpark is wanted).

An engine makes a table of record files, all of whose columns are text by a given schema, and writes an expression as
Parquet by year and force.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Protocol

import duckdb
import ibis
from ibis import ir

from data.errors import DashboardError, FileRejected
from data.street.counting import FILE
from data.street.record_kinds import RecordKind

PARTITIONS = ("year", "force")
MEMORY = "2GB"


class Engine(Protocol):
    """What counts: reads record files lazily, and writes what an expression over them gives."""

    name: str

    def records(self, kind: RecordKind, paths: Sequence[str]) -> ir.Table:
        """The rows of files of one kind, every column as text, with `file_name`."""
        ...

    def write(self, expression: ir.Table, folder: str) -> None:
        """Write the rows of an expression as Parquet, by year and force. Raises FileRejected for unreadable rows."""
        ...

    def written(self, folder: str) -> ir.Table:
        """What was written to a folder, as a table."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...


class DuckDBEngine:
    """DuckDB in this process: the default. `spill` is a folder for what does not fit into `memory`."""

    name = "duckdb"

    def __init__(self, spill: Path, *, memory: str = MEMORY) -> None:
        self._spill = spill
        self._connection = ibis.duckdb.connect(
            memory_limit=memory, temp_directory=str(spill), preserve_insertion_order=False
        )

    def records(self, kind: RecordKind, paths: Sequence[str]) -> ir.Table:
        return self._connection.read_csv(
            list(paths),
            columns=dict.fromkeys(kind.columns, "VARCHAR"),
            auto_detect=False,
            header=True,
            delim=",",
            quote='"',
            escape='"',
            filename=FILE,
        )

    def write(self, expression: ir.Table, folder: str) -> None:
        # A process that is killed leaves no folder that looks whole: the caller renames it.
        with _in_words():
            self._connection.to_parquet(expression, folder, partition_by=PARTITIONS, compression="zstd")

    def written(self, folder: str) -> ir.Table:
        parts = f"{folder}/*/*/*.parquet"
        table = self._connection.read_parquet(parts, hive_partitioning=True, hive_types_autocast=False)
        return table.mutate(year=table.year.cast("int32"))

    def close(self) -> None:
        self._connection.disconnect()
        shutil.rmtree(self._spill, ignore_errors=True)


def engine_named(name: str, *, master: str) -> Callable[[Path], Engine]:
    """What makes an engine for a folder to spill to. Spark is loaded only where it is wanted.

    Raises DashboardError where PySpark is not installed.
    """
    if name == DuckDBEngine.name:
        return DuckDBEngine
    try:
        spark_engine = import_module("data.street.spark_engine")
    except ImportError as error:
        raise DashboardError(
            f"--engine {name}: {error.name} is not installed", "Run: pip install -r requirements-cluster.txt"
        ) from error
    return partial(spark_engine.SparkEngine, master=master)


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """What DuckDB says of a line that it cannot read, in one sentence."""
    try:
        yield
    except duckdb.InvalidInputException as error:
        lines = str(error).splitlines()
        place = next((line.split("=", 1)[1].strip() for line in lines if line.strip().startswith("file =")), "a file")
        expected = next((line for line in lines if line.startswith("Expected Number of Columns")), lines[0])
        line = next((part.rsplit(":", 1)[-1].strip() for part in lines[:1] if "on Line:" in part), "")
        where = f", line {line}" if line else ""
        raise FileRejected(
            f"{place}{where}: cannot be read as a row ({expected.strip()}); nothing has been recorded",
            "The file may have been cut off or edited: fetch the archive again.",
        ) from error
    except duckdb.Error as error:
        raise DashboardError(
            f"The counts could not be written: {str(error).splitlines()[0]}", "Free space on the disk and try again."
        ) from error
