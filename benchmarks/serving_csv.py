"""CSV over HTTP: requests a second and p95 beside a bare endpoint with the same bytes; rows a second of an
export and of the writer alone.

Client and server share the machine, and the client is one thread that reuses one connection.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.csv

from analytics.areas import areas_at
from analytics.csv_text import lines
from analytics.periods import WindowKind
from analytics.selection import Selection
from analytics.table import Measure
from benchmarks.processes import PATIENCE, free_port

SMALL = "indicator=knife_crime&window=rolling_12&area=Croydon&last=12"
MEDIUM = "indicator=burglary&indicator=robbery&level=borough&window=month&from=2015-06"
LARGE = "&".join(f"indicator={i}" for i in ("burglary", "robbery", "homicide", "rape")) + "&level=ward"
SECONDS = 3.0
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
        process.wait(20)


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


def load(port: int, path: str) -> tuple[float, float, bytes]:
    """Requests a second, 95th percentile in milliseconds, and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken, body, began = [], b"", time.perf_counter()
    while time.perf_counter() - began < SECONDS or len(taken) < 20:
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        taken.append(time.perf_counter() - start)
        if answer.status != 200:
            raise RuntimeError(body[:500].decode())
    total = sum(taken[1:])
    return (len(taken) - 1) / total, 1000 * sorted(taken)[int(0.95 * len(taken))], body


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
    bodies = {}
    with server("dashboard:app") as (port, pid):
        for name, query in (("small", SMALL), ("medium", MEDIUM)):
            rate, p95, bodies[name] = load(port, f"/api/v1/series.csv?{query}")
            found |= {name: rate, f"{name}_p95": p95, f"{name}_rows": bodies[name].count(b"\n") - 1}
        found |= export(port, pid)
    for name, body in bodies.items():
        with tempfile.NamedTemporaryFile() as file:
            file.write(body)
            file.flush()
            with server("benchmarks.bare:app", BENCHMARK_BODY=file.name) as (port, _):
                found[f"bare_{name}"], found[f"bare_{name}_p95"], _ = load(port, "/body")
    return found | writing()


def words(found: dict[str, float]) -> list[str]:
    """What was measured, each beside its yardsticks."""
    said = [
        f"CSV of {found[f'{name}_rows']:,.0f} rows, kept: {found[name]:,.0f} requests/s, "
        f"{found[name] / found[f'bare_{name}']:.2f} x a bare endpoint; p95 {found[f'{name}_p95']:.2f} ms"
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
