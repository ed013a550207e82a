"""Readers of a server and of the warehouse while something else goes on, and what a process holds meanwhile."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import httpx2

from data import warehouse

YEAR = "indicator=knife_crime&level=mps&window=financial_year_to_date&from=2025-03&to=2025-03"
ADDRESSES = (
    f"/api/v1/series.json?{YEAR}",
    "/api/v1/series.csv?indicator=burglary&level=borough&window=rolling_12&from=2024-01",
    "/api/v1/series.csv?indicator=knife_crime&level=ward&window=month&last=3",
    "/api/v1/catalogue.json",
)
# One number for the figures of each publication, wards aside: they land with their boroughs.
DIGEST = """
SELECT e.resource, count(*)::VARCHAR || ' ' || sum(hash(c.series, c.area_code, c.month, c.value))::VARCHAR AS d
FROM current c JOIN edition e ON e.id = c.edition_id WHERE c.level <> 'ward' GROUP BY 1
"""


@dataclass
class Reading:
    """What the readers were told, and what went wrong."""

    server: str
    digests: dict[str, set[str]] = field(default_factory=dict)
    years: Counter[int] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    asked_warehouse: int = 0
    failures: list[str] = field(default_factory=list)

    @contextmanager
    def going_on(self, readers: int) -> Iterator[None]:
        """Readers of the server, and one of the warehouse, until the block ends."""
        done = Event()
        work = [self._over_http] * readers + [self._itself]
        threads = [Thread(target=self._kept_up, args=(each, done), daemon=True) for each in work]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            done.set()
            for thread in threads:
                thread.join(60)

    def _kept_up(self, ask: Callable[[Event], None], done: Event) -> None:
        try:
            ask(done)
        except Exception as error:  # noqa: BLE001 - every failure is what is being counted
            self.failures.append(f"{ask.__name__}: {error!r}")

    def _over_http(self, done: Event) -> None:
        with httpx2.Client(base_url=self.server, timeout=60) as client:
            while not done.wait(0.2):
                for address in ADDRESSES:
                    answer = client.get(address)
                    self.statuses[answer.status_code] += 1
                    if answer.status_code != 200:
                        self.failures.append(f"{address}: {answer.status_code}")
                    elif address == ADDRESSES[0]:
                        (row,) = answer.json()["rows"]
                        self.years[int(row["value"])] += 1

    def _itself(self, done: Event) -> None:
        while not done.wait(0.5):
            for row in warehouse.current().rows(DIGEST):
                self.digests.setdefault(row["resource"], set()).add(row["d"])
            self.asked_warehouse += 1


@dataclass(frozen=True, slots=True)
class Use:
    """What a process and the disk hold: megabytes resident, open files, megabytes in the installation's folder."""

    memory: float
    files: int
    disk: float

    @classmethod
    def of(cls, pid: int, var: Path) -> Use:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        disk = sum(path.stat().st_blocks * 512 for path in var.rglob("*") if path.is_file())
        return cls(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, len(list(Path(f"/proc/{pid}/fd").iterdir())), disk / 1e6)

    def __str__(self) -> str:
        return f"{self.memory:,.0f} MB, {self.files} files, {self.disk:,.1f} MB of disk"
