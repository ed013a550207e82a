"""python -m benchmarks.replicas [SECONDS]: three replicas behind nginx, and what readers notice of their mishaps.

Prints a table: for each event the answers, those that failed, the median and the 95th percentile of the waits, and how
many times those of an undisturbed run of the same service they are. The events: one replica killed with -9, a rolling
replacement of all, a release in the middle, shared storage cut off. Everything runs on loopback, so the processors are
shared with the readers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import httpx2

from benchmarks.processes import ROOT
from benchmarks.replica_set import NAME, ReplicaSet
from data import folders
from data.edition_store import Store

READERS, PAUSE, SECONDS = 4, 0.1, 20.0
SERIES = "/api/v1/series.csv?indicator=knife_crime&window=rolling_12&area=Camden&last="
AFFINITY = {
    "LONDON_CRIME_AFFINITY": "yes",
    "LONDON_CRIME_HOSTS": NAME,
    "LONDON_CRIME_SOURCE_EVERY": "1",
    "LONDON_CRIME_DRAIN": "3",
}


@dataclass
class Noticed:
    """What readers noticed while something happened."""

    waits: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> int:
        """Answers other than 200, and requests without one."""
        return self.answers.total() - self.answers["200"]

    @property
    def median(self) -> float:
        return median(self.waits)

    @property
    def p95(self) -> float:
        return quantiles(self.waits, n=20)[18]

    def row(self, what: str, usual: Noticed) -> str:
        """A line of the table, beside what was usual."""
        failures = {answer: count for answer, count in self.answers.items() if answer != "200"}
        return (
            f"| {what:40} | {self.answers.total():7,} | {f'{self.failed} {failures or str()}':6} "
            f"| {self.median:6.0f} ms | {self.median / usual.median:5.1f} × "
            f"| {self.p95:6.0f} ms | {self.p95 / usual.p95:5.1f} × |"
        )


HEADER = (
    f"| {'What happens meanwhile':40} | Answers | Failed |    Median | Unloaded | 95% within | Unloaded |\n"
    f"|{'-' * 42}|{'-' * 8}:|{'-' * 8}|{'-' * 10}:|{'-' * 9}:|{'-' * 11}:|{'-' * 9}:|"
)


def noticed_during(service: ReplicaSet, event: Callable[[], object]) -> Noticed:
    """What readers noticed from before an event to after it."""
    over, noticed = threading.Event(), Noticed()

    def read(n: int) -> None:
        paths = ("/healthz", "/vawg", "/briefing/barnet", SERIES)
        with service.reader() as client:
            turn = 50 * n
            while not over.is_set():
                turn += 1
                path = paths[turn % len(paths)]
                began = time.perf_counter()
                try:
                    answer = str(client.get(f"{path}{12 + turn % 200}" if path is SERIES else path).status_code)
                except httpx2.TransportError as error:
                    answer = type(error).__name__
                noticed.waits.append(1000 * (time.perf_counter() - began))
                noticed.answers[answer] += 1
                time.sleep(PAUSE)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        event()
    finally:
        over.set()
        for thread in threads:
            thread.join()
    return noticed


def publish(figures: Path, publisher: Path, *command: str) -> None:
    """A command of the publisher, then a release."""
    environment = {**os.environ, "LONDON_CRIME_VAR": str(publisher)}
    environment.pop("LONDON_CRIME_SOURCE", None)
    for arguments in (command, ("publish", figures.as_uri())):
        subprocess.run(
            [sys.executable, "-m", "data", "--quiet", *arguments], cwd=ROOT, env=environment, check=True,
            capture_output=True,
        )  # fmt: skip


def main(seconds: float) -> None:
    """Measure and print a line for each event."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures, publisher = folder / "figures", folder / "publisher"
        if (folders.warehouse_folder() / "CURRENT").exists():
            shutil.copytree(folders.warehouse_folder(), publisher / "warehouse")
        publish(figures, publisher, "build")
        service = ReplicaSet(folder, {**AFFINITY, "LONDON_CRIME_SOURCE": figures.as_uri()})
        service.certify()
        service.install()
        try:
            service.start()
            # What the first readers of each replica wait for is another matter.
            noticed_during(service, lambda: time.sleep(seconds))
            usual = noticed_during(service, lambda: time.sleep(seconds))
            print(HEADER, usual.row("nothing", usual), sep="\n", flush=True)
            for what, event in events(service, figures, publisher, seconds).items():
                print(noticed_during(service, event).row(what, usual), flush=True)
        finally:
            service.close()


def events(service: ReplicaSet, figures: Path, publisher: Path, seconds: float) -> dict[str, Callable[[], object]]:
    """What happens to the service, by name, in this order."""

    def killed() -> None:
        time.sleep(seconds / 4)
        service.replicas[0].kill()
        time.sleep(seconds / 2)
        service.replicas[0].start()
        service.replicas[0].wait_until_ready()

    def replaced() -> None:
        for replica in service.replicas:
            service.install(replica)
            replica.stop()
            replica.start()
            replica.wait_until_ready()
            service.install()

    def released() -> None:
        publish(figures, publisher, "withdraw", _an_edition(), "--why", "A release in the middle of a measurement.")
        time.sleep(seconds / 2)

    def cut_off() -> None:
        figures.rename(figures.with_name("away"))
        time.sleep(seconds)
        figures.with_name("away").rename(figures)

    return {
        "one of three killed, and started again": killed,
        "all three replaced, one by one": replaced,
        "a release taken by all": released,
        "shared storage cut off": cut_off,
    }


def _an_edition() -> str:
    editions = Store(folders.snapshot_folder()).editions()
    return max(edition.id for edition in editions if edition.id.startswith("knife-borough"))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
