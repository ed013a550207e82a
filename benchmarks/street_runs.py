"""python -m benchmarks.street_runs WHAT FOLDER: one way through an archive's street files, in a process of its own.

`build`: the checked counts of every year as Parquet; `spark`: the same on Spark, two threads; `scan`: DuckDB's bare
count(*) over the same files; `pandas`: pandas reads and groups them file by file. `query`: the milliseconds of one
LSOA's twelve months, and of a force's categories, in the Parquet of a build.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd

from data.street import engines
from data.street.record_files import record_files
from data.street.record_kinds import STREET
from data.street.street_intake import StreetIntake, counted_years

MEMORY = "2GB"


def build(folder: Path, engine: str) -> None:
    """Count and check every year of an archive."""
    working = folder.with_name(f"{folder.name}-{engine}")
    shutil.rmtree(working, ignore_errors=True)
    working.mkdir()
    machine = engines.engine_named(engine, master="local[2]")(working / "spill")
    years = counted_years(StreetIntake(), record_files([folder]), working, machine)
    groups = sum(counts.count().execute() for _, counts in years)
    machine.close()
    print(groups, sum(part.stat().st_size for part in working.rglob("*.parquet")))


def scan(folder: Path) -> None:
    """DuckDB counts the rows and does nothing with them."""
    columns = dict.fromkeys(STREET.columns, "VARCHAR")
    connection = duckdb.connect(config={"memory_limit": MEMORY})
    reader = connection.read_csv(
        f"{folder}/*/*.csv", columns=columns, auto_detect=False, header=True, delimiter=",", quotechar='"'
    )
    print(reader.count("*").fetchall()[0][0])


def read_with_pandas(folder: Path) -> None:
    """Each file read and grouped, and the groups of all files put together."""
    keys = ["Month", "Reported by", "LSOA code", "LSOA name", "Crime type", "Last outcome category"]
    frames = (pd.read_csv(path, usecols=keys, dtype="str") for path in folder.glob("*/*.csv"))
    parts = [frame.groupby(keys, dropna=False).size() for frame in frames]
    print(len(pd.concat(parts)))


def query(folder: Path) -> None:
    """Two questions that a page asks, the best of five times each, in milliseconds."""
    parts = f"{folder.with_name(folder.name + '-duckdb')}/street_crime/*/*/*.parquet"
    connection = duckdb.connect()
    own = "read_parquet($f, hive_partitioning = true) WHERE force = 'city-of-london' AND year = 2010"
    statements = (
        f"SELECT month, category, sum(value) FROM {own} GROUP BY ALL",
        f"SELECT category, sum(value) FROM {own} AND lsoa_code = (SELECT min(lsoa_code) FROM {own}) GROUP BY ALL",
    )
    for statement in statements:
        taken = []
        for _ in range(5):
            began = time.perf_counter()
            connection.execute(statement, {"f": parts}).fetchall()
            taken.append(1000 * (time.perf_counter() - began))
        print(f"{min(taken):.1f}", end=" ")
    print()


if __name__ == "__main__":
    what, archive = sys.argv[1], Path(sys.argv[2])
    ways = {
        "build": lambda: build(archive, "duckdb"),
        "spark": lambda: build(archive, "spark"),
        "scan": lambda: scan(archive),
        "pandas": lambda: read_with_pandas(archive),
        "query": lambda: query(archive),
    }
    ways[what]()
