"""CSV over HTTP: requests a second and p95 beside a bare endpoint with the same bytes; rows a second of an export.

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

import pyarrow as pa
import pyarrow.csv

from analytics.areas import areas_at
from analytics.csv_text import lines
from analytics.selection import Selection
from benchmarks.processes import PATIENCE, free_port

SMALL = "indicator=knife_crime&window=rolling_12&area=Croydon&last=12"
MEDIUM = "indicator=burglary&indicator=robbery&level=borough&window=month&from=2015-06"
LARGE = "&".join(f"indicator={i}" for i in ("burglary", "robbery", "homicide", "rape")) + "&level=ward"
SECONDS = 3.0


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
    """Rows a second of the CSV writer alone, beside pyarrow's on the same table."""
    figures = Selection(("burglary",), areas_at("ward")).figures()
    return {
        "writer": figures.num_rows / _best(lambda: lines(figures)),
        "arrow_writer": figures.num_rows / _best(lambda: pa.csv.write_csv(figures, pa.BufferOutputStream())),
    }


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


if __name__ == "__main__":
    print(json.dumps(measure()))
