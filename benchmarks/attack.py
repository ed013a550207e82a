"""python -m benchmarks.attack [SECONDS]: what ordinary visitors wait while one client asks for far too much.

One process of the real server, and the load in a process of its own. Prints the median wait of cheap requests under
each load, beside that of the same server unloaded, the peak of its memory, and what the load was answered.
"""

from __future__ import annotations

import http.client
import itertools
import json
import multiprocessing
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from typing import Any

from benchmarks.serving_csv import server

SECONDS, PAUSE = 12.0, 0.05
# The load comes from an address of its own (Linux), as that of another visitor would.
ATTACKER = "127.0.0.2"
SERIES = "/api/v1/series"
BOROUGHS = ("Barnet", "Brent", "Camden", "Croydon", "Ealing", "Enfield", "Hackney", "Lambeth", "Merton", "Newham")
# New to the server each time: another area, indicator or number of months.
NEW = itertools.cycle(
    f"{SERIES}.csv?indicator={indicator}&window=rolling_12&area={area}&last={last}"
    for last in range(13, 120)
    for indicator in ("burglary", "robbery", "knife_crime")
    for area in BOROUGHS
)
CHEAP: dict[str, Callable[[], str]] = {
    "health": lambda: "/_stcore/health",
    "page": lambda: "/knife_crime",
    "kept figures": lambda: f"{SERIES}.csv?indicator=knife_crime&window=rolling_12&area=Croydon&last=12",
    "new figures": lambda: next(NEW),
    "briefing": lambda: "/briefing/croydon",
}


@dataclass
class Waits:
    """Milliseconds that cheap requests took, by kind, and how many failed."""

    taken: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in CHEAP})
    failures: Counter[str] = field(default_factory=Counter)

    def measure(self, port: int, seconds: float) -> None:
        """Ask for each kind in turn, with a pause between, each over a connection of its own."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for name, path in CHEAP.items():
                began = time.perf_counter()
                try:
                    status = _status(port, path())
                except OSError as error:
                    status = type(error).__name__
                self.taken[name].append(1000 * (time.perf_counter() - began))
                if status != 200:
                    self.failures[f"{name}: {status}"] += 1
                time.sleep(PAUSE)

    def p95(self, name: str) -> float:
        return quantiles(self.taken[name], n=20)[18]


def _status(port: int, path: str, source: str = "127.0.0.1") -> int | str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def ward_changes(n: int) -> Iterator[str]:
    """Changes of all wards as they stood on a day, another day each time."""
    for turn in itertools.count(n, 40):
        yield f"{SERIES}.csv?indicator=burglary&level=ward&window=rolling_12&measure=change&as_of={_day(turn)}"


def workbooks(n: int) -> Iterator[str]:
    """Workbooks of 50,000 rows."""
    for turn in itertools.count(n, 8):
        yield f"{SERIES}.xlsx?indicator=burglary&level=ward&last={60 + turn % 9}&as_of={_day(turn)}"


def large_json(n: int) -> Iterator[str]:
    """All wards and months of several indicators as JSON."""
    chosen = "&".join(f"indicator={name}" for name in ("burglary", "robbery", "theft_from_the_person"))
    for turn in itertools.count(n, 8):
        yield f"{SERIES}.json?{chosen}&level=ward&as_of={_day(turn)}"


def unknown_briefings(n: int) -> Iterator[str]:
    """Briefings of boroughs that there are not."""
    for turn in itertools.count(n, 16):
        yield f"/briefing/unknown-{turn}"


def _day(turn: int) -> str:
    return f"{2026 - turn // 336 % 2}-{turn // 28 % 5 + 5:02}-{turn % 28 + 1:02}"


def ask(port: int, paths: Iterator[str], end: float, statuses: Any) -> None:
    """Ask for one path after the other until the end; do not listen to anybody who says when to come again."""
    while time.time() < end:
        try:
            status = _status(port, next(paths), ATTACKER)
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        statuses[status] = statuses.get(status, 0) + 1
        if status == 429:
            time.sleep(0.1)


def half_sent(port: int, end: float, statuses: dict[int | str, int]) -> None:
    """Open 900 connections that never finish their request, and open those again that the server closes."""
    opened: list[socket.socket] = []
    while time.time() < end:
        while len(opened) < 900:
            try:
                connection = socket.create_connection(("127.0.0.1", port), timeout=5, source_address=(ATTACKER, 0))
                connection.sendall(b"GET / HTTP/1.1\r\nHost: local")
                connection.setblocking(False)
                opened.append(connection)
            except OSError as error:
                statuses[type(error).__name__] = statuses.get(type(error).__name__, 0) + 1
                break
        time.sleep(0.5)
        for connection in [connection for connection in opened if _is_closed(connection)]:
            opened.remove(connection)
            statuses["closed"] = statuses.get("closed", 0) + 1
    statuses["open at the end"] = len(opened)


def _is_closed(connection: socket.socket) -> bool:
    try:
        return not connection.recv(1)
    except BlockingIOError:
        return False
    except OSError:
        return True


LOADS: dict[str, tuple[int, Any]] = {
    "40 x ward changes": (40, ward_changes),
    "8 x workbook of 50,000 rows": (8, workbooks),
    "8 x JSON of all wards": (8, large_json),
    "16 x unknown briefing": (16, unknown_briefings),
    "900 half-sent requests": (0, half_sent),
}


def attack(port: int, name: str, seconds: float, results: Any) -> None:
    """The load of a name, as many clients at once as it has, in this process for so many seconds."""
    clients, paths = LOADS[name]
    end = time.time() + seconds
    results.put("begun")
    statuses: dict[int | str, int] = {}
    if paths is half_sent:
        half_sent(port, end, statuses)
    else:
        threads = [Thread(target=ask, args=(port, paths(n), end, statuses), daemon=True) for n in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, end - time.time()) + 5)
    results.put(dict(statuses))


def under(port: int, name: str, seconds: float) -> tuple[Waits, dict[int | str, int]]:
    """Waits under a load, once it has begun, and the statuses that it got."""
    waits = Waits()
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=attack, args=(port, name, seconds + 2, results), daemon=True)
    process.start()
    results.get(timeout=60)
    time.sleep(1)
    waits.measure(port, seconds)
    statuses = results.get(timeout=120)
    process.join(10)
    process.terminate()
    return waits, statuses


def peak(pid: int) -> float:
    """The most megabytes that a process has held (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main(seconds: float, names: list[str]) -> None:
    """Measure and print; a server of its own for each load, unloaded first: other work on the machine disturbs both."""
    results = {}
    for name in [name for name in LOADS if not names or any(part in name for part in names)]:
        with server("dashboard:app") as (port, pid):
            for path in CHEAP.values():
                _status(port, path())
            time.sleep(12)  # the pages are warmed up
            usual = Waits()
            usual.measure(port, seconds)
            waits, statuses = under(port, name, seconds)
            memory = peak(pid)
        print(f"{name}: at most {memory:,.0f} MB; it was answered {statuses}")
        print(f"  cheap requests that failed: {sum(waits.failures.values())} {dict(waits.failures) or ''}")
        medians = {}
        for kind, taken in waits.taken.items():
            medians[kind] = (median(usual.taken[kind]), median(taken))
            alone, beside = medians[kind]
            print(
                f"  {kind:13} unloaded {alone:6.1f} ms, beside the load {beside:6.1f} ms "
                f"({beside / alone:4.1f} x), 95% within {waits.p95(kind):6.1f} ms",
                flush=True,
            )
        results[name] = {"memory": memory, "medians": medians, "answered": {str(k): v for k, v in statuses.items()}}
    print(json.dumps(results))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS, sys.argv[2:])
