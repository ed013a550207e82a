"""A process killed at any point of adding or building leaves the last good warehouse, and the next run completes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import folders, warehouse
from data.edition_store import Store

SHIPPED = Path(__file__).parents[2] / "data" / "snapshot"
NEWEST = "recorded_crime-borough-202407-202606"
YEAR = (
    "SELECT sum(value)::BIGINT AS n FROM current WHERE series = 'burglary' AND level = 'mps' AND month >= '2025-04-01'"
)
BEFORE = 47_798


@pytest.fixture
def one_edition_short(fresh, tmp_path, monkeypatch):
    """An installation whose snapshot lacks the newest edition of recorded crime, with its warehouse built."""
    copy = Store(tmp_path / "snapshot")
    copy.folder.mkdir()
    editions = [e for e in Store(SHIPPED).editions() if not e.id.startswith(NEWEST)]
    for edition in editions:
        (copy.folder / edition.file).write_bytes((SHIPPED / edition.file).read_bytes())
    copy.write_log(editions)
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(copy.folder))
    warehouse.build(progress=False)
    return type(fresh)(fresh.var, copy.folder)


def _run(installation, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "data", "--quiet", *(str(a) for a in arguments)]
    return subprocess.Popen(
        command, cwd=folders.ROOT, env=installation.environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def _newest_file(published: Path) -> Path:
    return published / "mps_recorded_crime_borough" / "borough_recent_202407-202606.csv"


def test_killed_while_adding(one_edition_short, published):
    """Killed after 8 stretches of time, from the start of the interpreter to the end of the build."""
    figures = set()
    for eighth in range(1, 9):
        process = _run(one_edition_short, "add", _newest_file(published))
        time.sleep(0.35 * eighth)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        # Whatever it was doing, a reader finds one whole set of figures and the log names only files that exist.
        served = warehouse.current().rows(YEAR)[0]["n"]
        figures.add(served)
        added = Store(folders.added_folder())
        assert all(added.path(e).exists() for e in added.editions())
    done = _run(one_edition_short, "add", _newest_file(published))
    _, said = done.communicate()
    assert done.returncode == 0, said
    whole = warehouse.current().rows(
        "SELECT max(month) AS last, count(*) AS n FROM winner WHERE resource = 'recorded_crime'"
    )
    assert str(whole[0]["last"]) == "2026-06-01"
    final = warehouse.current().rows(YEAR)[0]["n"]
    assert figures <= {BEFORE, final}
    assert not list((one_edition_short.var / "warehouse").glob("*.building*"))


@pytest.mark.parametrize("blocks", [4, 4_000], ids=["rows", "warehouse"])
def test_a_full_disk_keeps_the_old_warehouse(one_edition_short, published, blocks):
    """A limit on the size of files a process may write stands in for a full disk: what cannot be built is not recorded."""
    before = (one_edition_short.var / "warehouse" / "CURRENT").read_text()
    command = f"ulimit -f {blocks}; exec {sys.executable} -m data --quiet add {_newest_file(published)}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folders.ROOT, env=one_edition_short.environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not Store(folders.added_folder()).editions()
    assert (one_edition_short.var / "warehouse" / "CURRENT").read_text() == before
    assert warehouse.current().rows(YEAR)[0]["n"] == BEFORE


def test_interrupted_from_the_keyboard_while_it_builds(one_edition_short, published):
    before = (one_edition_short.var / "warehouse" / "CURRENT").read_text()
    process = _run(one_edition_short, "add", _newest_file(published))
    while not list((one_edition_short.var / "warehouse").glob("*.building")):
        assert process.poll() is None
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    said = process.communicate()
    assert (process.returncode, said) == (130, ("", "error: stopped; the figures are as they were\n"))
    assert (one_edition_short.var / "warehouse" / "CURRENT").read_text() == before
    assert not list(one_edition_short.var.rglob("*.building*"))
    assert [path.name for path in (one_edition_short.var / "editions").iterdir()] == [".lock"]


def test_two_at_once_do_not_meet(one_edition_short):
    """While one process holds the store, a second one says so and changes nothing."""
    with Store(folders.added_folder()).lock():
        second = _run(one_edition_short, "add", SHIPPED / "manifest.json")
        _, said = second.communicate()
    assert second.returncode == 2
    assert "another process" in said
    assert "Traceback" not in said


def test_builds_that_start_together_end_with_one_warehouse(one_edition_short):
    (one_edition_short.var / "warehouse" / "CURRENT").unlink()
    for old in (one_edition_short.var / "warehouse").glob("*.duckdb"):
        old.unlink()
    both = [_run(one_edition_short, "build") for _ in range(2)]
    assert all(p.communicate() for p in both)
    assert [p.returncode for p in both] == [0, 0]
    assert len(list((one_edition_short.var / "warehouse").glob("*.duckdb"))) == 1
    assert warehouse.current().rows(YEAR)[0]["n"] == BEFORE
