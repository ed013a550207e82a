"""CSV over HTTP: requests a second and p95 beside a bare endpoint with the same bytes; rows a second of an
export and of the writer alone.

Client and server share the machine, and the client is one thread that reuses one connection.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.csv

from analytics.geography.areas import areas_at
from analytics.periods import WindowKind
from analytics.requests.selection import Selection
from analytics.tables.csv_writer import lines
from analytics.tables.figures_table import Measure
from benchmarks.processes import PATIENCE, free_port

SMALL = "indicator=knife_crime&window=rolling_12&area=Croydon&last=12"
MEDIUM = "indicator=burglary&indicator=robbery&level=borough&window=month&from=2015-06"
LARGE = "&".join(f"indicator={i}" for i in ("burglary", "robbery", "homicide", "rape")) + "&level=ward"
SECONDS, ROUNDS = 4.0, 8
DUCKDB = duckdb.connect()
WRITTEN: tuple[tuple[str, WindowKind, Measure], ...] = (
    ("counts", "month", "count"),
    ("rates", "rolling_12", "rate"),
    ("changes", "rolling_12", "change"),
)


@contextmanager
def server(app: str, **environment: str) -> Iterator[tuple[int, int]]:
    """Port and process of uvicorn with an application."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", app, "--port", str(port), "--log-level", "error", "--no-access-log"]
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@dataclass
class Load:
    """What one client got: how long each request took, in rounds, what it cost the server, and the last body."""

    port: int
    path: str
    pid: int
    cpu: float = 0.0
    rounds: list[list[float]] = field(default_factory=list)
    body: bytes = b""

    def ask(self, seconds: float) -> None:
        """A round of requests over one connection, the first of which does not count."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        taken, before, began = [], cpu(self.pid), time.perf_counter()
        while time.perf_counter() - began < seconds or len(taken) < 5:
            start = time.perf_counter()
            connection.request("GET", self.path)
            answer = connection.getresponse()
            self.body = answer.read()
            taken.append(time.perf_counter() - start)
            if answer.status != 200:
                raise RuntimeError(self.body[:500].decode())
        self.cpu += cpu(self.pid) - before
        self.rounds.append(taken)

    @property
    def rate(self) -> float:
        """Requests a second of the median round."""
        return statistics.median((len(taken) - 1) / sum(taken[1:]) for taken in self.rounds)

    @property
    def p95(self) -> float:
        """Milliseconds."""
        taken = sorted(each for taken in self.rounds for each in taken[1:])
        return 1000 * taken[int(0.95 * len(taken))]

    @property
    def cpu_each(self) -> float:
        """Microseconds that the server computed for a request: hardly moved by what else the machine does."""
        return 1e6 * self.cpu / sum(len(taken) for taken in self.rounds)


def beside_bare(port: int, pid: int, path: str) -> tuple[Load, Load]:
    """The dashboard and a bare endpoint that gives the same bytes, in turns, so that both have the same neighbours."""
    body = Load(port, path, pid)
    body.ask(0)
    with tempfile.NamedTemporaryFile() as file:
        file.write(body.body)
        file.flush()
        with server("benchmarks.bare:app", BENCHMARK_BODY=file.name) as (bare_port, bare_pid):
            ours, bare = Load(port, path, pid), Load(bare_port, "/body", bare_pid)
            for _ in range(ROUNDS):
                ours.ask(SECONDS / ROUNDS)
                bare.ask(SECONDS / ROUNDS)
    if bare.body != ours.body:
        raise RuntimeError("the bare endpoint gives other bytes")
    return ours, bare


def cpu(pid: int) -> float:
    """Seconds that a process has computed, in its main thread (Linux)."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def resident(pid: int) -> float:
    """Megabytes that a process holds now (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def export(port: int, pid: int) -> dict[str, float]:
    """A large export, streamed: rows, seconds, the peak of the server, its growth after the first half."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    began = time.perf_counter()
    connection.request("GET", f"/api/v1/series.csv?{LARGE}")
    answer, rows, size, held = connection.getresponse(), 0, 0, []
    while piece := answer.read(1 << 20):
        rows, size = rows + piece.count(b"\n"), size + len(piece)
        held.append(resident(pid))
    return {
        "export_rows": rows - 1,
        "export_bytes": size,
        "export_seconds": time.perf_counter() - began,
        "export_memory": max(held),
        "export_growth": max(held) - max(held[: len(held) // 2]),
    }


def writing() -> dict[str, float]:
    """Rows a second of the CSV writer alone, beside pyarrow's and DuckDB's COPY of the same tables in memory.

    Counts of wards repeat few values, rates and changes hardly any.
    """
    found: dict[str, float] = {}
    for name, window, measure in WRITTEN:
        figures = Selection(("burglary",), areas_at("ward"), window, (measure,)).figures().combine_chunks()
        found |= {
            f"written_{name}": figures.num_rows,
            f"writer_{name}": figures.num_rows / _best(lambda t=figures: lines(t)),
            f"arrow_{name}": figures.num_rows / _best(lambda t=figures: pa.csv.write_csv(t, pa.BufferOutputStream())),
            f"duckdb_{name}": figures.num_rows / _best(lambda t=figures: _copied(t)),
        }
    return found


def _copied(figures: pa.Table) -> None:
    """DuckDB writes only to a file; the system may well keep it in memory."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        DUCKDB.register("figures", figures)
        DUCKDB.execute(f"COPY figures TO '{file.name}' (HEADER false)")


def _best(work: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def measure() -> dict[str, float]:
    """Everything, as one flat dictionary."""
    found: dict[str, float] = {}
    with server("dashboard:app") as (port, pid):
        for name, query in (("small", SMALL), ("medium", MEDIUM)):
            ours, bare = beside_bare(port, pid, f"/api/v1/series.csv?{query}")
            found |= {name: ours.rate, f"{name}_p95": ours.p95, f"{name}_rows": ours.body.count(b"\n") - 1}
            found |= {f"bare_{name}": bare.rate, f"bare_{name}_p95": bare.p95}
            found |= {f"{name}_cpu": ours.cpu_each, f"bare_{name}_cpu": bare.cpu_each}
        found |= export(port, pid)
    return found | writing()


def words(found: dict[str, float]) -> list[str]:
    """What was measured, each beside its yardsticks."""
    said = [
        f"CSV of {found[f'{name}_rows']:,.0f} rows, kept: {found[name]:,.0f} requests/s, "
        f"{found[name] / found[f'bare_{name}']:.2f} x a bare endpoint; p95 {found[f'{name}_p95']:.2f} ms; "
        f"the server's CPU {found[f'{name}_cpu']:.0f} µs beside {found[f'bare_{name}_cpu']:.0f}"
        for name in ("small", "medium")
    ]
    rate = found["export_rows"] / found["export_seconds"]
    said.append(f"Export of {found['export_rows']:,.0f} rows: {rate / 1e6:.2f} M rows/s over HTTP")
    for name, _, _ in WRITTEN:
        ours = found[f"writer_{name}"]
        said.append(
            f"Writer alone, {found[f'written_{name}']:,.0f} {name}: {ours / 1e6:.2f} M rows/s, "
            f"{ours / found[f'arrow_{name}']:.2f} x pyarrow.csv, {ours / found[f'duckdb_{name}']:.2f} x DuckDB's COPY"
        )
    return said


if __name__ == "__main__":
    results = measure()
    print(*words(results), json.dumps(results), sep="\n")
