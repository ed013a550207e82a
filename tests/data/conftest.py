"""Fixtures of refreshes: a small installation, the publisher, and a reader that never stops asking."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from data import folders, intake, warehouse
from data.__main__ import main
from data.edition_store import Store
from data.refresh import resource_refresh
from tests.data.one_installation import MONTHS, SOURCE, Installation, Table, as_text, status_of
from tests.data.publisher import Publisher, publishing
from tests.data.small import Publications, cut, digests

SHIPPED = Path(__file__).parents[2] / "data" / "snapshot"
# On a machine that is busy with other tests a whole answer takes its time: nothing is given up for that.
PATIENT = "connect=60,read=60,total=300,grace=60,slowest=1,tries=3,pause=0.01,longest_retry_after=5,lock=60"
# Quick to give up, for tests of faults: a module that has them names these as its LIMITS.
IMPATIENT = "connect=2,read=1,total=20,grace=0.3,slowest=100000,tries=3,pause=0.01,longest_retry_after=5,lock=10"
RELEASED = ("knife", "mps_recorded_crime")


@pytest.fixture(scope="session")
def publications(published: Path) -> Publications:
    return cut(published)


@dataclass
class Small:
    """An installation that holds the old edition of each publication, with a publisher that has the new ones."""

    var: Path
    snapshot: Path
    publisher: Publisher
    old: dict[str, str]
    new: dict[str, str]
    seen: list[dict[str, str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def run(self, *names: str) -> resource_refresh.Refreshed:
        """Refresh in this process, with a reader asking throughout; what it was told is looked at at the end."""
        with self.reading():
            return resource_refresh.refresh(names or RELEASED, show_progress=False)

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """`python -m data …` in a process of its own."""
        command = [sys.executable, "-m", "data", "--quiet", *(str(a) for a in arguments)]
        return subprocess.Popen(
            command, cwd=folders.ROOT, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A reader of its own thread: every answer is one whole edition of each publication, and none fails."""
        done, errors, asked = Event(), list[Exception](), list[dict[str, str]]()

        def ask() -> None:
            try:
                while not done.is_set():
                    asked.append(digests())
                    time.sleep(0.1)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
                errors.append(error)

        reader = Thread(target=ask)
        reader.start()
        try:
            yield
        finally:
            done.set()
            reader.join()
        asked.append(digests())
        assert not errors, errors
        assert all(told.keys() == self.old.keys() for told in asked), asked
        assert all(told[name] in (self.old[name], self.new[name]) for told in asked for name in told)
        self.seen = asked

    def outcome(self, resource: str) -> resource_refresh.Outcome:
        return next(o for o in resource_refresh.outcomes() if o.resource == resource)

    def editions(self) -> list[str]:
        return [edition.id for edition in Store(folders.added_folder()).editions()]

    def assert_tidy(self) -> None:
        """Nothing is left over: no download, no half-written file, no warehouse beyond the two that may be."""
        names = {str(path.relative_to(self.var)) for path in self.var.rglob("*") if path.is_file()}
        names = {name for name in names if not name.startswith("warehouse/derived-")}
        warehouses = {name for name in names if name.endswith(".duckdb")}
        kept = {f"editions/{edition.file}" for edition in Store(folders.added_folder()).editions()}
        rest = {"editions/manifest.json", "editions/.lock", "warehouse/CURRENT", "warehouse/.lock"}
        assert len(warehouses) <= 2
        assert names - warehouses - kept - rest <= {"refresh.json", ".refresh.lock"}


@pytest.fixture(scope="session")
def small_installations(
    publications: Publications, own_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    """The old and the new figures, each added by hand: what a refresh must come to."""
    root = tmp_path_factory.mktemp("small")
    wards = Store(root / "snapshot")
    wards.folder.mkdir()
    chosen = [e for e in Store(SHIPPED).editions() if e.resource == "wards"]
    for edition in chosen:
        shutil.copy(SHIPPED / edition.file, wards.folder)
    wards.write_log(chosen)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LONDON_CRIME_SNAPSHOT", str(wards.folder))
        patch.setenv("LONDON_CRIME_VAR", str(root / "old"))
        old = _added(publications, root / "files-old", new=False)
        shutil.copytree(root / "old", root / "new")
        patch.setenv("LONDON_CRIME_VAR", str(root / "new"))
        new = _added(publications, root / "files-new", new=True)
    assert all(old[name] != new[name] for name in old)
    return {"root": root, "old": old, "new": new}


def _added(publications: Publications, folder: Path, *, new: bool) -> dict[str, str]:
    folder.mkdir()
    for file in [file for files in publications.files(new=new).values() for file in files]:
        (folder / file.name).write_bytes(file.body)
    intake.add(sorted(folder.iterdir()), progress=False)
    warehouse.build(progress=False)
    return digests()


@pytest.fixture
def small(
    request: pytest.FixtureRequest,
    small_installations: dict[str, object],
    publications: Publications,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Small]:
    """A copy of the installation with the old figures, and the publisher of the new ones."""
    root = Path(str(small_installations["root"]))
    var = tmp_path / "var"
    shutil.copytree(root / "old", var)
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(root / "snapshot"))
    monkeypatch.setenv("LONDON_CRIME_VAR", str(var))
    monkeypatch.setenv("LONDON_CRIME_REFRESH_LIMITS", getattr(request.module, "LIMITS", PATIENT))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with publishing(publications.files()) as publisher:
        monkeypatch.setenv("LONDON_CRIME_DATASTORE", publisher.address)
        yield Small(var, root / "snapshot", publisher, small_installations["old"], small_installations["new"])


@pytest.fixture(scope="module")
def table(published: Path) -> Table:
    """Six months of the real file, all rows, header first."""
    with (published / SOURCE).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    columns = [0, 1, 2, *(rows[0].index(month) for month in MONTHS)]
    return [[row[i] for i in columns] for row in rows]


@pytest.fixture(scope="module")
def installation(table: Table, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LONDON_CRIME_VAR", str(folder / "var"))
        environment.setenv("LONDON_CRIME_SNAPSHOT", str(folder / "no snapshot"))
        good = folder / "good.csv"
        good.write_text(as_text(table))
        assert main(["--quiet", "add", str(good)]) == 0
        homicides = sum(int(count) for row in table if row[1] == "HOMICIDE" for count in row[3:])
        held = Installation(folder / "var", homicides, status_of())
        held.before = held.files()
        yield held
