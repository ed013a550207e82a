"""python -m benchmarks: one table, each row ours beside a yardstick measured in the same run.

This process imports nothing heavy: Linux counts what a parent holds as the peak of the child that it starts.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from benchmarks.processes import ROOT, best, run, start
from data import folders

PUBLISHED = ROOT.parent / "shared" / "published"
# Beside the publications lie files that others made of them, and quoted statements.
NOT_PUBLICATIONS = ("_derived", "published_claims", "MANIFEST")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `ours` and `yardstick` in `unit`."""

    what: str
    ours: float
    yardstick: float
    unit: str
    beside: str
    aim: str

    def __str__(self) -> str:
        digits = 0 if self.unit in {"MB", "ms"} else 1
        ours, yardstick = (f"{value:,.{digits}f} {self.unit}" for value in (self.ours, self.yardstick))
        ratio = f"{self.ours / self.yardstick:.2f} ×"
        return f"| {self.what:46} | {ours:>8} | {yardstick:>9} | {ratio:>7} | {self.beside:42} | {self.aim:8} |"


HEADER = (
    f"| {'What':46} | {'Ours':>8} | {'Yardstick':>9} | {'Ratio':>7} | {'The yardstick':42} | {'Aim':8} |\n"
    f"|{'-' * 48}|{'-' * 9}:|{'-' * 10}:|{'-' * 8}:|{'-' * 44}|{'-' * 10}|"
)


def building(folder: Path) -> Iterator[Row]:
    """The warehouse from the figures that ship."""
    snapshot = [str(path) for path in sorted(folders.snapshot_folder().glob("*.parquet"))]
    fresh = (folder / f"build-{n}" for n in range(9))
    ours = best(3, lambda: run("data", "build", environment={"LONDON_CRIME_VAR": str(next(fresh))}))
    theirs = best(3, lambda: run("benchmarks.read_files", *snapshot))
    beside = "pandas reads the same Parquet files"
    yield Row("Build from the snapshot", ours.seconds, theirs.seconds, "s", beside, "≤ 3 s")
    yield Row("  its peak memory", ours.megabytes, theirs.megabytes, "MB", beside, "≤ 700 MB")


def starting(folder: Path) -> Iterator[Row]:
    """The server, until it says that it is healthy."""
    fresh = (folder / f"start-{n}" for n in range(9))
    app = ("streamlit", "run", "dashboard.py")
    cold = best(3, lambda: start(*app, environment={"LONDON_CRIME_VAR": str(next(fresh))}))
    warm = best(3, lambda: start(*app))
    empty = best(3, lambda: start("streamlit", "run", "benchmarks/empty_app.py"))
    beside = "an empty Streamlit app"
    yield Row("Start to healthy, nothing built yet", cold.seconds, empty.seconds, "s", beside, "≤ 8 s")
    yield Row("Start to healthy, built", warm.seconds, empty.seconds, "s", beside, "")
    yield Row("  its peak memory", warm.megabytes, empty.megabytes, "MB", beside, "≤ 700 MB")


def adding(folder: Path) -> Iterator[Row]:
    """Every published file: recognised, validated, recorded, built."""
    files = [
        str(path)
        for path in sorted(PUBLISHED.rglob("*.*"))
        if path.is_file() and not any(word in path.name for word in NOT_PUBLICATIONS)
    ]
    if not files:
        tqdm.write("No publishers' files in ../shared/published: the row that adds them is left out.")
        return
    store = {"LONDON_CRIME_VAR": str(folder / "add"), "LONDON_CRIME_SNAPSHOT": str(folder / "no-snapshot")}
    ours = run("data", "add", *files, environment=store)
    theirs = run("benchmarks.read_files", *files)
    beside = "pandas reads the same files, no more"
    yield Row(f"Add all {len(files)} published files", ours.seconds, theirs.seconds, "s", beside, "≤ 60 s")
    yield Row("  its peak memory", ours.megabytes, theirs.megabytes, "MB", beside, "≤ 700 MB")


def querying(_folder: Path) -> Iterator[Row]:
    """The queries behind most pages."""
    found = json.loads(run("benchmarks.rolling").output)
    what = f"Rolling 12 months, {found['indicators']} indicators, all boroughs"
    beside = f"pandas, the {found['rows']:,} rows in memory"
    yield Row(what, found["ours"], found["pandas"], "ms", beside, "≤ 0.6 ×")
    what = f"Changes and verdicts, {found['headlines']} indicators, boroughs"
    beside = "pandas, in memory, no breaks or reasons"
    yield Row(what, found["verdicts"], found["pandas_verdicts"], "ms", beside, "≤ 150 ms")


def serving(_folder: Path) -> Iterator[Row]:
    """The open-data API, beside an endpoint that returns the same bytes from memory."""
    found = json.loads(run("benchmarks.serving_csv").output.splitlines()[-1])
    for name, aim in (("small", "≥ 0.5 ×"), ("medium", "")):
        what = f"CSV of {found[f'{name}_rows']:,.0f} rows, kept"
        beside = "bare Starlette endpoint, the same bytes"
        yield Row(what, found[name], found[f"bare_{name}"], "/s", beside, aim)
        yield Row("  its 95th percentile", found[f"{name}_p95"], found[f"bare_{name}_p95"], "ms", beside, "")
    what = f"Export of {found['export_rows']:,.0f} rows, streamed"
    rate = found["export_rows"] / found["export_seconds"] / 1000
    yield Row(what, rate, found["arrow_counts"] / 1000, "k rows/s", "pyarrow.csv writes one table in memory", "")
    yield Row("  its peak memory", found["export_memory"], found["export_memory"], "MB", "", "≤ 700 MB")
    for name, aim in (("counts", "≥ 3,000"), ("rates", ""), ("changes", "")):
        ours = found[f"writer_{name}"] / 1000
        for theirs, beside in (("arrow", "pyarrow.csv, the same table"), ("duckdb", "DuckDB's COPY, the same table")):
            yield Row(f"CSV writer alone, {name}", ours, found[f"{theirs}_{name}"] / 1000, "k rows/s", beside, aim)


def briefing(_folder: Path) -> Iterator[Row]:
    """A borough's briefing, through the application without a network."""
    found = json.loads(run("benchmarks.briefing").output)
    beside = f"a bare route, the same {found['bytes'] / 1000:.0f} kB"
    yield Row("A briefing made (warm process, median)", found["made"], found["bare"], "ms", beside, "≤ 500 ms")
    yield Row("A briefing kept in memory", found["kept"], found["bare"], "ms", beside, "≤ 20 ms")


def main() -> int:
    """Measure everything and print the table."""
    parts = (building, starting, adding, querying, serving, briefing)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LONDON_CRIME_VAR"] = str(folder / "built")
        run("data", "build")
        rows = [row for part in tqdm(parts, desc="Measuring", leave=False) for row in part(folder)]
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}\n")
    print(HEADER)
    print(*rows, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
