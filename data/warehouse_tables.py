"""The tables of a warehouse, made from the rows of the recorded editions."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet
from tqdm import tqdm

from data import corrections, published_areas
from data.catalogue import SERIES
from data.editions import Edition
from data.errors import DashboardError
from data.open_warehouse import Config

# Editions by id, each with the file of its rows.
Recorded = dict[str, tuple[Edition, Path]]

SQL = Path(__file__).parent / "sql"
BUILDING: Config = {"memory_limit": "500MB", "threads": "2", "preserve_insertion_order": "false"}
_RESTORE = "Restore the file from version control, or add the published file again."


def fill(path: Path, editions: Recorded, *, recorded: Recorded, progress: bool) -> None:
    """Make the tables of a warehouse in a new file, from the editions that count.

    `recorded`: these and the withdrawn ones, of which only the correction is told. Raises DashboardError when there is
    no edition or its rows are damaged.
    """
    if not editions:
        raise DashboardError(
            "No edition is recorded: there is nothing to build from",
            "Restore data/snapshot from version control, or add published files: python -m data add FILE…",
        )
    with duckdb.connect(str(path), config=BUILDING) as con:
        _name(con, editions)
        con.execute((SQL / "schema.sql").read_text())
        con.register("known", pa.Table.from_pylist([vars(a) for a in _known_areas(editions)]))
        con.execute("INSERT INTO area BY NAME SELECT * FROM known")
        bar = tqdm(editions.values(), desc="Building the warehouse", unit="edition", disable=not progress, leave=False)
        for edition, file in bar:
            _insert(con, edition, file)
        _insert_corrections(con, recorded)
        con.execute((SQL / "publish.sql").read_text())
        con.execute("CHECKPOINT")


def _known_areas(editions: Recorded) -> list[published_areas.Area]:
    """Every area by code: those of the registry, and the wards and LSOAs of the recorded lookups."""
    areas = {a.code: a for a in published_areas.borough_areas()}
    for edition, file in editions.values():
        if edition.table == "area":
            rows = pyarrow.parquet.read_table(file).to_pylist()
            areas |= {row["code"]: published_areas.Area(**row) for row in rows}
    return list(areas.values())


def _name(con: duckdb.DuckDBPyConnection, editions: Recorded) -> None:
    """Enumerations of the names that observations repeat: series, areas (those that a file adds too), editions."""
    names = {
        "series_id": sorted(SERIES),
        "level_name": list(published_areas.LEVELS),
        "edition_id": sorted(editions) or [""],
        "area_code": sorted({a.code for a in _known_areas(editions)} | _observed_areas(editions)),
    }
    for name, values in names.items():
        con.execute(f"CREATE TYPE {name} AS ENUM (SELECT unnest($values::VARCHAR[]))", {"values": values})


def _observed_areas(editions: Recorded) -> set[str]:
    """LSOA codes may come without a lookup; every other level's areas are checked against one."""
    files = [file for edition, file in editions.values() if edition.table == "observation" and edition.level == "lsoa"]
    return {
        c for f in files for c in pyarrow.parquet.read_table(f, columns=["area_code"])["area_code"].unique().to_pylist()
    }


def _insert(con: duckdb.DuckDBPyConnection, edition: Edition, file: Path) -> None:
    marks = ", ".join("?" for _ in vars(edition))
    values = [list(v) if isinstance(v, tuple) else v for v in vars(edition).values()]
    con.execute(f"INSERT INTO edition VALUES ({marks})", values)
    try:
        if edition.table == "area":
            return
        con.execute(
            f"INSERT INTO {edition.table} BY NAME SELECT *, $id AS edition_id FROM read_parquet($file)",
            {"id": edition.id, "file": str(file)},
        )
        rows = con.fetchall()[0][0]
    except duckdb.Error as error:
        if "Could not write" in str(error):
            raise
        raise DashboardError(f"{file}: the rows of edition {edition.id} cannot be read ({error})", _RESTORE) from error
    if rows != edition.rows:
        raise DashboardError(f"{file}: {rows:,} rows, but the edition log says {edition.rows:,}", _RESTORE)


def _insert_corrections(con: duckdb.DuckDBPyConnection, recorded: Recorded) -> None:
    """What is withdrawn or dated anew, so that pages and the API can say it."""
    for correction in corrections.in_force().values():
        if correction.edition in recorded:
            edition = recorded[correction.edition][0]
            values = [correction.edition, correction.kind, correction.why, correction.at, correction.published_on]
            con.execute(
                "INSERT INTO correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [*values, edition.resource, edition.level, edition.title, edition.published_on],
            )
