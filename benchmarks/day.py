"""python -m benchmarks.day [MINUTES]: a day of traffic in ten minutes, and whether the process grows with it.

One process of the real server. Readers come one after the other, as many as a day brings (2,000 pages, 8,000 open-data
requests, 1,000 live sessions, by default in ten minutes; a shorter run takes its share of each), ever new ones among
them. Prints memory, files and failures ten times along the way, and what was added after the first third, by which
time what is kept within bounds has been filled.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections import Counter
from pathlib import Path

import httpx2

from benchmarks.attack import NEW
from benchmarks.reading_load import Use
from benchmarks.serving_csv import server
from benchmarks.sockets import run, session
from data import folders

MINUTES = 10.0
# Of each kind in a day.
PAGES, FIGURES, SESSIONS = 2_000, 8_000, 1_000
# Under way at a time, of each kind.
AT_ONCE = 2
PATHS = ("/", "/knife_crime", "/burglary", "/vawg", "/compare", "/briefing/croydon", "/methods", "/borough")
LIVE = ("knife_crime", "burglary", "vawg", "borough", "compare", "indicators")
AREAS = ("", "area=Croydon", "area=Barnet", "area=Hackney&area=Newham", "area=Ealing", "area=Sutton")


class Day:
    """The readers of a day, and what they were answered."""

    def __init__(self, address: str, seconds: float) -> None:
        self.address, self.seconds = address, seconds
        self.ends = time.monotonic() + seconds
        self.answers: Counter[str] = Counter()

    async def pages_and_figures(self, client: httpx2.AsyncClient, count: float, paths: itertools.cycle[str]) -> None:
        """Ask for one path after the other, evenly, until the day ends."""
        pause = AT_ONCE * self.seconds / count
        while time.monotonic() < self.ends:
            began = time.monotonic()
            try:
                self.answers[str((await client.get(next(paths))).status_code)] += 1
            except httpx2.TransportError as error:
                self.answers[type(error).__name__] += 1
            await asyncio.sleep(max(0.0, pause - (time.monotonic() - began)))

    async def visits(self, count: float) -> None:
        """Open a live page, change a choice, go, until the day ends."""
        pause = AT_ONCE * self.seconds / count
        pages, areas = itertools.cycle(LIVE), itertools.cycle(AREAS)
        while time.monotonic() < self.ends:
            began = time.monotonic()
            try:
                async with session(self.address) as socket:
                    for query in ("", next(areas)):
                        await run(socket, next(pages), query)
                self.answers["session"] += 1
            except (OSError, TimeoutError) as error:
                self.answers[type(error).__name__] += 1
            await asyncio.sleep(max(0.0, pause - (time.monotonic() - began)))

    async def told(self, pid: int) -> list[Use]:
        """What the process holds, ten times along the way."""
        used = []
        for part in range(1, 11):
            await asyncio.sleep(max(0.0, self.ends - self.seconds * (10 - part) / 10 - time.monotonic()))
            used.append(Use.of(pid, Path(folders.warehouse_folder())))
            print(f"{part * 10:3} % {used[-1]}; {dict(self.answers)}", flush=True)
        return used

    async def goes_by(self, pid: int, share: float) -> list[Use]:
        """All readers until the end of the day."""
        paths = itertools.cycle(f"{path}?{area}" for area in AREAS for path in PATHS)
        async with httpx2.AsyncClient(base_url=self.address, timeout=120) as client, asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self.pages_and_figures(client, PAGES * share, paths))
                group.create_task(self.pages_and_figures(client, FIGURES * share, NEW))
                group.create_task(self.visits(SESSIONS * share))
            uses = group.create_task(self.told(pid))
        return uses.result()


def main(minutes: float) -> int:
    """Measure and print; 1 where anything failed."""
    with server("dashboard:app") as (port, pid):
        day = Day(f"http://127.0.0.1:{port}", 60 * minutes)
        uses = asyncio.run(day.goes_by(pid, minutes / MINUTES))
    third, end = uses[3], uses[-1]
    print(f"after the first third: {end.memory - third.memory:+,.0f} MB, {end.files - third.files:+} files")
    failed = {answer: count for answer, count in day.answers.items() if answer not in {"200", "session"}}
    print(f"{day.answers.total():,} answers, failed: {failed or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
