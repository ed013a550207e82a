"""python -m benchmarks.street [FOLDER] [ROWS…]: how the counting of record files grows, and beside what.

Archives are made in FOLDER (a temporary one by default) and removed again: 230 bytes a row. Each run is a process of
its own; its seconds are those on the clock, from start to end, its memory the most that was resident.
"""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.processes import Run, best, run

ROWS = (100_000, 1_000_000, 10_000_000)
# Beyond these a way takes too long or too much to be shown beside.
MOST_PANDAS, MOST_SPARK = 10_000_000, 10_000_000
# Runs of each way, the quickest of which counts; of many rows one.
TIMES, MANY = 2, 10_000_000
HEADS = (
    "Rows", "CSV", "Build", "Rows a second", "Peak", "Parquet", "count(*)", "Its share of the build", "pandas",
    "By processor", "Spark local[2]", "Queries",
)  # fmt: skip


def _best(what: str, folder: Path, times: int) -> Run:
    return best(times, lambda: run("benchmarks.street_runs", what, str(folder)))


def measured(rows: int, root: Path) -> tuple[float, str]:
    """Seconds of the build at a number of rows, and its line of the table."""
    folder = root / f"rows-{rows}"
    written = int(run("benchmarks.street_archive", str(rows), str(folder)).output.split()[0])
    size = sum(path.stat().st_size for path in folder.rglob("*.csv"))
    times = TIMES if rows < MANY else 1
    scan, build = _best("scan", folder, times), _best("build", folder, times)
    queries = run("benchmarks.street_runs", "query", str(folder)).output.strip().replace(" ", " and ")
    pandas = f"{_best('pandas', folder, 1).seconds:,.1f} s" if rows <= MOST_PANDAS else "–"
    spark = f"{run('benchmarks.street_runs', 'spark', str(folder)).seconds:,.1f} s" if rows <= MOST_SPARK else "–"
    parquet = int(build.output.split()[1])
    for leftover in root.glob(f"rows-{rows}*"):
        shutil.rmtree(leftover)
    return build.seconds, (
        f"| {written:,} | {size / 1e6:,.0f} MB | {build.seconds:,.1f} s | {written / build.seconds:,.0f} | "
        f"{build.megabytes:,.0f} MB | {parquet / 1e6:,.1f} MB | {scan.seconds:,.1f} s | "
        f"{scan.seconds / build.seconds:.2f} × | {pandas} | "
        f"{scan.processor / build.processor:.2f} × | {spark} | {queries} ms |"
    )


def main(arguments: list[str]) -> None:
    """Print a line for each number of rows, and the exponent of growth between the last two."""
    sizes = [int(float(text)) for text in arguments[1:]] or ROWS
    with tempfile.TemporaryDirectory(dir=arguments[0] if arguments else None) as root:
        print(f"| {' | '.join(HEADS)} |\n|{'---:|' * len(HEADS)}")
        taken = []
        for rows in sizes:
            seconds, line = measured(rows, Path(root))
            taken.append(seconds)
            print(line, flush=True)
    if len(taken) > 1:
        growth = math.log(taken[-1] / taken[-2]) / math.log(sizes[-1] / sizes[-2])
        print(f"Growth between the last two: rows to the power of {growth:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
