"""python -m benchmarks.street_archive ROWS FOLDER: a made-up archive of data.police.uk with the real skew.

Forces by their share of recorded crime; LSOAs within a force by the power that the Metropolitan Police's LSOAs follow
(a tenth of them has two fifths of the records); outcomes as in the 27 months of the City of London; identifiers, places
and streets as long as the real ones. Half a million rows a month, as in all England and Wales; where fewer are asked
for, one month of them.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection
from pathlib import Path

import duckdb

from data.street.forces import METROPOLITAN, REPORTED_AS
from data.street.record_kinds import CATEGORIES, STREET

A_MONTH = 500_000
# After the last month that is ever made up.
PUBLISHED = dt.date(2026, 1, 15)
LARGEST_FORCE = 0.17
LSOAS = 35_000
# Per cent of rows, in the order of CATEGORIES.
SHARES = (16, 1, 4, 8, 3, 2, 8, 1, 7, 1, 8, 2, 6, 33, 0, 0)
# Per cent of the rows that have an outcome; those that are not named have none.
OUTCOME_SHARES = {
    "Action to be taken by another organisation": 1,
    "Awaiting court outcome": 3,
    "Court result unavailable": 7,
    "Formal action is not in the public interest": 1,
    "Further investigation is not in the public interest": 1,
    "Investigation complete; no suspect identified": 50,
    "Local resolution": 1,
    "Offender given a caution": 1,
    "Offender given a drugs possession warning": 1,
    "Status update unavailable": 14,
    "Unable to prosecute suspect": 15,
    "Under investigation": 5,
}
SKEW = 2.5


def months(rows: int, *, fewest: int = 1) -> list[str]:
    """The months that so many rows fill, from December 2010 on."""
    number = max(fewest, min(180, round(rows / A_MONTH)))
    return [f"{2010 + (11 + n) // 12}-{(11 + n) % 12 + 1:02}" for n in range(number)]


def weights() -> dict[str, float]:
    """Force → its share of all rows; the Metropolitan Police first, the others falling away."""
    others = [force for force in REPORTED_AS if force != METROPOLITAN]
    falling = [1 / (n + 4) ** 0.8 for n in range(len(others))]
    scale = (1 - LARGEST_FORCE) / sum(falling)
    return {METROPOLITAN: LARGEST_FORCE} | {force: scale * w for force, w in zip(others, falling, strict=True)}


def write(rows: int, folder: Path, *, fewest_months: int = 1, forces: Collection[str] = REPORTED_AS) -> int:
    """Write the files of an archive, or those of some forces in it; the number of rows in them."""
    connection = duckdb.connect(config={"threads": "2", "memory_limit": "1GB"})
    connection.execute("SELECT setseed(0.5)")
    categories = [name for name, share in zip(CATEGORIES, SHARES, strict=True) for _ in range(share)]
    outcomes = [name for name, share in OUTCOME_SHARES.items() for _ in range(share)]
    for name, labels in (("category", categories), ("outcome", outcomes)):
        place = f"1 + (r * {len(labels)})::INTEGER % {len(labels)}"
        connection.execute(f"CREATE MACRO {name}(r) AS {labels}[{place}]")
    written, listed = 0, months(rows, fewest=fewest_months)
    for month in listed:
        (folder / month).mkdir(parents=True, exist_ok=True)
        start = 0
        for force, weight in weights().items():
            count, places = max(1, round(weight * rows / len(listed))), max(3, round(weight * LSOAS))
            path = folder / month / f"{month}-{force}-street.csv"
            if force in forces:
                connection.execute(_file(month, force, count, start, places, path))
                written += count
            start += places
    return written


def _file(month: str, force: str, count: int, start: int, places: int, path: Path) -> str:
    reporter = REPORTED_AS[force][0].replace("'", "''")
    names = ", ".join(f'"{name}"' for name in STREET.columns)
    return f"""
    COPY (
        SELECT {names} FROM (
            SELECT
                CASE WHEN kind = 'Anti-social behaviour' THEN NULL
                    ELSE md5(i::VARCHAR) || md5((i + 1)::VARCHAR) END AS "Crime ID",
                '{month}' AS "Month", '{reporter}' AS "Reported by", '{reporter}' AS "Falls within",
                CASE WHEN nowhere THEN NULL ELSE printf('%.6f', -3 + 3 * a) END AS "Longitude",
                CASE WHEN nowhere THEN NULL ELSE printf('%.6f', 51 + 3 * b) END AS "Latitude",
                CASE WHEN nowhere THEN 'No Location' ELSE 'On or near '
                    || substr('Victoria Park Station Approach Road', 1, 8 + (a * 24)::INTEGER) END AS "Location",
                CASE WHEN nowhere THEN NULL ELSE printf('E01%06d', {start} + place) END AS "LSOA code",
                CASE WHEN nowhere THEN NULL ELSE printf('Authority {start} %03dA', place % 1000) END AS "LSOA name",
                kind AS "Crime type",
                CASE WHEN kind = 'Anti-social behaviour' THEN NULL ELSE outcome(c) END AS "Last outcome category",
                NULL AS "Context"
            FROM (
                SELECT i, random() AS a, random() AS b, random() AS c, random() < 0.02 AS nowhere,
                    (pow(random(), {SKEW}) * {places - 1})::INTEGER AS place, category(random()) AS kind
                FROM range({count}) AS t (i)
            )
        )
    ) TO '{path}' (HEADER, DELIMITER ',')"""


if __name__ == "__main__":
    began = dt.datetime.now(dt.UTC)
    print(write(int(float(sys.argv[1])), Path(sys.argv[2])), (dt.datetime.now(dt.UTC) - began).total_seconds())
