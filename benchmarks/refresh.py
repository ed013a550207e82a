"""python -m benchmarks.refresh: kills and cycles between two real editions, at full size, under a reading load.

A publisher on loopback serves the files of 2026 (knife crime of March; recorded crime of April). The installation
begins with those of 2025. Readers ask a real server for figures all the time, over HTTP, and this process asks the
warehouse itself. Each cycle refreshes and then forgets the new editions, so that the next has the same way to go.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tqdm import tqdm

from benchmarks.processes import ROOT, free_port, is_healthy
from benchmarks.reading_load import Reading, Use
from data import folders, warehouse
from data.edition_store import Store
from tests.data.publisher import File, publishing
from tests.data.small import BOROUGH, BOROUGH_BEFORE, DASHBOARD, KNIFE, RECORDED, WARD, WARD_BEFORE

PUBLISHED = ROOT.parent / "shared" / "published"
REFRESH = ("refresh", "--dataset", "knife", "--dataset", "mps_recorded_crime")
# What the publisher releases: the editions that the installation does not begin with.
NEW = ("knife", "202602"), ("recorded_crime", "202603"), ("recorded_crime", "202606"), ("recorded_crime", "202403")
NEW_WARDS = ("recorded_crime", "202602")
# Knife crime of the financial year 2024/25, in the editions of August 2025 and of March 2026.
BEFORE, AFTER = 16_138, 16_156
KNIFE_YEAR = """
SELECT sum(value)::BIGINT AS n FROM current WHERE series = 'knife_crime' AND level = 'mps'
AND month BETWEEN '2024-04-01' AND '2025-03-01'
"""


def released() -> dict[str, list[File]]:
    """The files that the publisher offers."""

    def file(title: str, path: str, form: str = "csv") -> File:
        return File(title, (PUBLISHED / path).read_bytes(), form)

    boroughs, wards = "mps_recorded_crime_borough", "mps_recorded_crime_ward"
    return {
        DASHBOARD: [
            file(KNIFE, "mps_monthly_dashboard/M1045_MonthlyCrimeDashboard_KnifeCrimeData_rebuilt.csv"),
        ],
        RECORDED: [
            file(BOROUGH, f"{boroughs}/borough_recent_202404-202603.csv"),
            file(BOROUGH_BEFORE, f"{boroughs}/borough_historical_201004-202403.csv"),
            file(WARD, f"{wards}/ward_recent_202402-202602.parquet", "parquet"),
            file(WARD_BEFORE, f"{wards}/ward_historical_201004-202402.parquet", "parquet"),
        ],
    }


def install(folder: Path) -> None:
    """The figures that ship, without those of 2026, and their warehouse."""
    shipped, ours = Store(folders.snapshot_folder()), Store(folder / "snapshot")
    ours.folder.mkdir()
    kept = [e for e in shipped.editions() if not _is_new(e.resource, f"{e.months_to:%Y%m}", e.level)]
    for edition in kept:
        shutil.copy(shipped.path(edition), ours.folder)
    ours.write_log(kept)
    os.environ |= {"LONDON_CRIME_SNAPSHOT": str(ours.folder), "LONDON_CRIME_VAR": str(folder / "var")}
    warehouse.build(progress=False)


def _is_new(resource: str, until: str, level: str) -> bool:
    return (resource, until) in NEW or (level == "ward" and (resource, until) == NEW_WARDS)


def refreshing() -> subprocess.Popen[str]:
    """`python -m data refresh` in a process of its own."""
    command = [sys.executable, "-m", "data", "--quiet", *REFRESH]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def refreshed() -> float:
    """A refresh from start to end, in seconds. Raises RuntimeError when it fails."""
    began = time.perf_counter()
    process = refreshing()
    printed, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(printed)
    return time.perf_counter() - began


def forgotten() -> None:
    """The installation as it began: the added editions leave the log, and a warehouse is built without them."""
    added = Store(folders.added_folder())
    with added.lock():
        added.write_log([])
    (folders.var_folder() / "refresh.json").unlink(missing_ok=True)
    warehouse.build(progress=False)


def year() -> int:
    """Knife crime of 2024/25 as it is served now."""
    count: int = warehouse.current().rows(KNIFE_YEAR)[0]["n"]
    return count


def killing(times: int, seconds: float) -> int:
    """Kill so many refreshes at random moments of their course; how many more had ended before their moment came.

    Half of them begin anew, half where the one before was killed. `seconds`: how long one takes from the beginning.
    """
    killed = ended = 0
    is_clean = True
    with tqdm(total=times, desc="Kills") as bar:
        while killed < times:
            process, began = refreshing(), time.perf_counter()
            try:
                process.wait(random.uniform(0, seconds))  # noqa: S311 - any moment will do
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
                bar.update()
            else:
                ended += 1
                # How long one takes depends on what else the machine does.
                seconds = time.perf_counter() - began if is_clean else seconds
            process.communicate()
            check_whole()
            is_clean = year() == AFTER or random.random() < 0.5  # noqa: S311
            if is_clean:
                forgotten()
    return ended


def check_whole() -> None:
    """Raise RuntimeError when the log names rows that are not there, or the figure is neither the old nor the new."""
    added = Store(folders.added_folder())
    lost = [edition.id for edition in added.editions() if not added.path(edition).exists()]
    if lost or year() not in (BEFORE, AFTER):
        raise RuntimeError(f"knife crime of 2024/25 is {year():,}; rows that are not there: {lost}")


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """The dashboard in a process of its own: its address and process id."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "dashboard:app", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not is_healthy(f"http://127.0.0.1:{port}/_stcore/health"):
            if process.poll() is not None:
                raise RuntimeError("the server ended before it was healthy")
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


def cycling(times: int, pid: int) -> tuple[list[float], list[Use], list[Use]]:
    """So many refreshes, each forgotten again: their seconds, and what the server and this process then hold."""
    taken, server, ours = [], [], []
    var = folders.var_folder()
    for _ in tqdm(range(times), desc="Cycles"):
        taken.append(refreshed())
        assert year() == AFTER, f"{year():,}"
        server.append(Use.of(pid, var))
        ours.append(Use.of(os.getpid(), var))
        forgotten()
        assert year() == BEFORE, f"{year():,}"
    return taken, server, ours


def left_over() -> list[str]:
    """Files in the installation that nothing needs."""
    var, added = folders.var_folder(), Store(folders.added_folder())
    known = {added.path(edition) for edition in added.editions()} | {added.manifest, added.folder / ".lock"}
    known |= {var / "refresh.json", var / ".refresh.lock", *(var / "warehouse" / n for n in ("CURRENT", ".lock"))}
    warehouses = sorted(var.rglob("*.duckdb"))
    extra = [path for path in var.rglob("*") if path.is_file() and path not in known and path not in warehouses]
    return [str(path.relative_to(var)) for path in (*extra, *warehouses[warehouse.KEPT :])]


def main() -> int:
    """Measure, and print what docs/refresh.md holds. Exit status 1 when anything was lost or has leaked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--cycles", type=int, default=100)
    parser.add_argument("--readers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, publishing(released()) as publisher:
        install(Path(name))
        os.environ["LONDON_CRIME_DATASTORE"] = publisher.address
        with serving() as (server, pid):
            reading = Reading(server)
            with reading.going_on(options.readers):
                first = refreshed()
                forgotten()
                ended = killing(options.kills, first)
                whole = refreshed()
                assert year() == AFTER
                forgotten()
                taken, held, ours = cycling(options.cycles, pid)
                refreshed()
        return report(options, reading, ended, whole, taken, held, ours)


def report(
    options: argparse.Namespace,
    reading: Reading,
    ended: int,
    whole: float,
    taken: list[float],
    held: list[Use],
    ours: list[Use],
) -> int:
    """Print the findings; 1 when something is wrong with them."""
    leaks = [*_grown(held), *_grown(ours)]
    mixed = {name: len(found) for name, found in reading.digests.items() if len(found) > 2}
    print(f"kills: {options.kills} ({ended} more came too late); the refresh after them took {whole:.1f} s")
    print(f"cycles: {len(taken)}, median {median(taken):.1f} s, slowest {max(taken):.1f} s a refresh")
    print(f"answers over HTTP: {sum(reading.statuses.values()):,}, by status {dict(reading.statuses)}")
    print(f"knife crime 2024/25 in them: {dict(sorted(reading.years.items()))}")
    print(f"looks at the warehouse: {reading.asked_warehouse:,}; figures seen of each publication: "
          f"{ {name: len(found) for name, found in sorted(reading.digests.items())} }")  # fmt: skip
    for title, found in (("server", held), ("reader", ours)):
        for cycle in sorted({0, len(found) // 4, len(found) // 2, 3 * len(found) // 4, len(found) - 1}):
            print(f"{title} after cycle {cycle + 1}: {found[cycle]}")
    problems = [*reading.failures[:20], *leaks, *(f"more than two editions seen: {mixed}" for _ in mixed)]
    problems += [f"left over: {name}" for name in left_over()]
    problems += [f"knife crime 2024/25 was {n:,}" for n in reading.years if n not in (BEFORE, AFTER)]
    problems += [f"knife crime 2024/25 was never {n:,}" for n in (BEFORE, AFTER) if n not in reading.years]
    print("nothing was lost and nothing has leaked" if not problems else "\n".join(problems))
    return 1 if problems else 0


def _grown(uses: list[Use]) -> list[str]:
    """What the last quarter of the cycles holds more of than the second, by more than noise."""
    quarter = len(uses) // 4
    if quarter < 2:
        return []
    early, late = uses[quarter : 2 * quarter], uses[-quarter:]
    grown = []
    for name, tolerance in (("memory", 1.10), ("files", 1.05), ("disk", 1.05)):
        before, after = (median(getattr(use, name) for use in part) for part in (early, late))
        if after > before * tolerance:
            grown.append(f"{name} grew from {before:,.1f} to {after:,.1f}")
    return grown


if __name__ == "__main__":
    sys.exit(main())
