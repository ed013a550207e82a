"""python -m benchmarks.street_latency FOLDER ROWS…: what questions of pages and API take, by the size of an archive.

Of each made-up archive the files of London's two forces are added to an empty installation in FOLDER, since no others
reach the warehouse; twelve months at least, because places are given over twelve. Each question is asked by the
function that page and API call: the first time after a release, of which the best of five releases counts, and again.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from analytics.street import outcome_shares, street_counts
from analytics.street.outcome_shares import outcome_rows
from analytics.street.street_counts import CITY_POLICE, METROPOLITAN, street_table
from benchmarks import street_archive
from benchmarks.processes import run
from data import folders, warehouse
from data.edition_store import Store
from data.editions import Publication
from data.street import street_intake
from data.street.forces import LONDON_FORCES

TIMES = 5
QUESTIONS: dict[str, Callable[[], object]] = {
    "City by month": lambda: street_table(("month", "category"), force=CITY_POLICE),
    "Metropolitan by month": lambda: street_table(("month", "category"), force=METROPOLITAN),
    "Metropolitan by place": lambda: street_table(("lsoa",), force=METROPOLITAN),
    "City by outcome": lambda: outcome_rows(("Burglary",), CITY_POLICE),
    "Metropolitan by outcome": lambda: street_table(("outcome",), force=METROPOLITAN, chosen=("Burglary",)),
}
# What the questions keep for as long as a release is in use.
KEPT = [
    cell.cell_contents
    for module in (street_counts, outcome_shares)
    for function in vars(module).values()
    for cell in getattr(function, "__closure__", None) or ()
    if hasattr(cell.cell_contents, "cache_clear")
]


def prepare(rows: int, root: Path) -> None:
    """An installation with nothing but London's records of an archive of so many rows."""
    archive = root / "archive"
    street_archive.write(rows, archive, fewest_months=street_counts.YEAR, forces=LONDON_FORCES)
    store = Store(folders.added_folder())
    with store.lock(), store.or_nothing():
        street_intake.add([archive], published=Publication(street_archive.PUBLISHED), progress=False)
        warehouse.ensure(progress=False)
    shutil.rmtree(archive)


def milliseconds(question: Callable[[], object]) -> float:
    """The processor's time for an answer, which other work on the machine lengthens less than the clock's."""
    began = time.process_time()
    question()
    return 1000 * (time.process_time() - began)


def first(question: Callable[[], object]) -> float:
    """How long it takes when nothing is kept."""
    for kept in KEPT:
        kept.cache_clear()
    return milliseconds(question)


def main(arguments: list[str]) -> None:
    """Print a line for each number of rows, each measured in a process of its own."""
    root, sizes = Path(arguments[0]), [int(float(text)) for text in arguments[1:]]
    print("| Rows |", " | ".join(QUESTIONS), "|", flush=True)
    print(f"|{'---:|' * (len(QUESTIONS) + 1)}")
    for rows in sizes:
        folder = root / f"latency-{rows}"
        places = {"LONDON_CRIME_VAR": str(folder), "LONDON_CRIME_SNAPSHOT": str(folder / "no-snapshot")}
        print(f"| {rows:,} |", run("benchmarks.street_latency", "ask", str(rows), environment=places).output.strip())
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1] == "ask":
        prepare(int(sys.argv[2]), Path(os.environ["LONDON_CRIME_VAR"]))
        for ask in QUESTIONS.values():
            opening = min(first(ask) for _ in range(TIMES))
            print(f"{opening:,.1f}, {min(milliseconds(ask) for _ in range(TIMES)):,.1f} ms |", end=" ")
    else:
        main(sys.argv[1:])
