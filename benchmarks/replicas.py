"""python -m benchmarks.replicas [SECONDS]: three replicas behind nginx, and what readers notice of their mishaps.

Prints for each event the answers, those that failed, and the median and 95th percentile of the waits, beside an
undisturbed run of the same service: one replica killed with -9, a rolling replacement of all, a release in the middle,
shared storage cut off. Everything runs on loopback, so the processors are shared with the readers.
"""

from __future__ import annotations

import os
import shutil
import ssl
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
AFFINITY = {"LONDON_CRIME_AFFINITY": "yes", "LONDON_CRIME_HOSTS": NAME, "LONDON_CRIME_SOURCE_EVERY": "1"}


class ToThisMachine(httpx2.HTTPTransport):
    """Sends requests for the service's name to loopback, as its DNS entry would."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """httpx2's interface."""
        here = httpx2.Request(
            request.method, request.url.copy_with(host="127.0.0.1"), headers=request.headers, stream=request.stream,
            extensions={**request.extensions, "sni_hostname": NAME},
        )  # fmt: skip
        return super().handle_request(here)


@dataclass
class Noticed:
    """What readers noticed while something happened."""

    waits: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    versions: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        failed = sum(count for answer, count in self.answers.items() if answer != "200")
        told = f" {dict(self.answers)}" if failed else ""
        p95 = quantiles(self.waits, n=20)[18]
        return (
            f"{len(self.waits):6} answers, {failed} failed{told}; "
            f"median {median(self.waits):6.1f} ms, 95% within {p95:7.1f} ms"
        )


def noticed_during(service: ReplicaSet, event: Callable[[], object]) -> Noticed:
    """What readers noticed from before an event to after it."""
    over, noticed = threading.Event(), Noticed()
    trusted = ssl.create_default_context(cafile=str(service.folder / "certificate" / "fullchain.pem"))

    def read(n: int) -> None:
        paths = ("/healthz", "/vawg", "/briefing/barnet", SERIES)
        with httpx2.Client(base_url=service.address, transport=ToThisMachine(verify=trusted), timeout=120) as client:
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
            for what, event in events(service, figures, publisher, seconds).items():
                print(f"{what:38} {noticed_during(service, event)}", flush=True)
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
        "undisturbed": lambda: time.sleep(seconds),
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
