"""Refreshes that are killed, that meet, or that run out of disk: nobody who reads notices, and the next one completes."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from data import folders
from data.edition_store import Store
from data.file_lock import alone
from data.refresh import refresh_outcomes, resource_refresh
from tests.data import publisher as faults
from tests.data.conftest import RELEASED
from tests.data.small import DASHBOARD, KNIFE, RECORDED, digests

FILE = f"/{KNIFE}.csv"
ALL = tuple(part for name in RELEASED for part in ("--dataset", name))


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = process.communicate(timeout=300)
    assert "Traceback" not in err, err
    return process.returncode, out + err


@pytest.fixture
def gate(small):
    """The knife file stops half way until the gate is opened; a later request of it is answered at once."""
    opened = Event()
    small.publisher.faults[FILE].append(faults.held_back(opened))
    yield opened
    opened.set()


def test_killed_at_random_points(small):
    """`kill -9` at random moments of the whole course of a refresh, then one that is left alone."""
    with small.reading():
        began = time.monotonic()
        finish(small.start("refresh", *ALL, "--dry-run"))
        start_up = time.monotonic() - began
        for sixth in range(6):
            process = small.start("refresh", *ALL)
            # A refresh takes about twice as long as asking what there is.
            time.sleep(start_up * random.uniform(0.6 + 0.3 * sixth, 0.9 + 0.3 * sixth))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            added = Store(folders.added_folder())
            assert all(added.path(e).exists() for e in added.editions())
            refresh_outcomes.remembered()
        status, said = finish(small.start("refresh", *ALL))
        assert status == 0, said
    assert digests() == small.new
    small.assert_tidy()


def test_killed_while_it_downloads(small, gate):
    process = small.start("refresh", "--dataset", "knife")
    wait_for(lambda: is_downloading(small))
    kill_and_finish(small, process)


def test_killed_between_the_log_and_the_warehouse(small):
    process = small.start("refresh", "--dataset", "knife")
    before = len(small.editions())
    wait_for(lambda: len(small.editions()) > before)
    kill_and_finish(small, process)


def kill_and_finish(small, process: subprocess.Popen[str]) -> None:
    with small.reading():
        process.send_signal(signal.SIGKILL)
        process.communicate()
        status, said = finish(small.start("refresh", "--dataset", "knife"))
        assert status == 0, said
    assert digests()["knife"] == small.new["knife"]
    small.assert_tidy()


def is_downloading(small) -> bool:
    """Whether some of the file has arrived."""
    return any(path.stat().st_size for path in (small.var / "downloads").rglob("*.csv"))


def test_what_killed_runs_left_is_cleared_away(small):
    added, downloads = small.var / "editions", small.var / "downloads" / "1"
    downloads.mkdir(parents=True)
    for leftover in (
        downloads / "half a file.csv",
        added / "knife-borough-209901-209902-00000000.parquet",
        added / ".knife-borough-209901-209902-00000000.parquet.123",
        added / ".manifest.json.123",
        added / ".manifest.before",
        small.var / ".refresh.json.123",
        small.var / "warehouse" / "london-000000000000.duckdb.building",
        small.var / "warehouse" / ".CURRENT.123",
    ):
        leftover.write_text("x")
    assert small.run("knife").exit_status == 0
    small.assert_tidy()


def test_without_its_log_a_store_is_left_alone(small):
    """Somebody has lost the log: the rows may be all that is left of the editions."""
    added = small.var / "editions"
    (added / "manifest.json").unlink()
    rows = {path.name for path in added.glob("*.parquet")}
    resource_refresh.refresh(("knife",), show_progress=False)
    assert rows <= {path.name for path in added.glob("*.parquet")}


def wait_for(happens, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_interrupted_from_the_keyboard_it_says_that_nothing_has_changed(small, gate):
    process = small.start("refresh", "--dataset", "knife")
    wait_for(lambda: is_downloading(small))
    process.send_signal(signal.SIGINT)
    status, said = finish(process)
    assert (status, said) == (130, "error: stopped; the figures are as they were\n")
    assert digests() == small.old
    small.assert_tidy()


# Two at once


def test_two_refreshes_do_not_meet_and_adding_by_hand_is_no_obstacle(small, gate, tmp_path):
    """While a file is on its way a second refresh says so and ends, and files that somebody adds land."""
    for file in small.publisher.files[RECORDED]:
        (tmp_path / file.name).write_bytes(file.body)
    with small.reading():
        first = small.start("refresh", "--dataset", "knife")
        wait_for(lambda: is_downloading(small))
        status, said = finish(small.start("refresh", "--dataset", "knife"))
        assert status == 2
        assert "another refresh is at work" in said
        assert finish(small.start("add", *tmp_path.glob("MPS*.csv")))[0] == 0
        gate.set()
        assert finish(first)[0] == 0
    assert digests() == small.new
    small.assert_tidy()


def test_it_waits_for_somebody_who_is_adding(small, monkeypatch):
    with Store(folders.added_folder()).lock():
        process = small.start("refresh", "--dataset", "knife")
        wait_for(lambda: any(small.publisher.asked))
        time.sleep(0.3)
        assert digests() == small.old
    assert finish(process)[0] == 0
    assert digests()["knife"] == small.new["knife"]


def test_it_does_not_wait_for_ever(small, monkeypatch):
    monkeypatch.setenv("LONDON_CRIME_REFRESH_LIMITS", "lock=0.2")
    with Store(folders.added_folder()).lock():
        done = resource_refresh.refresh(("knife",), show_progress=False)
    assert "another process is adding or building" in done.outcomes[0].message
    assert done.exit_status == 1
    assert digests() == small.old


def test_the_lock_is_free_when_its_holder_is_killed(small):
    holder = "import sys, time; from pathlib import Path; from data.file_lock import alone\nwith alone(Path(sys.argv[1]), ''): print(1, flush=True); time.sleep(60)"
    lock = small.var / ".refresh.lock"
    process = subprocess.Popen(
        [sys.executable, "-c", holder, lock], cwd=folders.ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "1\n"
    with pytest.raises(Exception, match="taken"), alone(lock, "taken"):
        pass
    process.kill()
    process.communicate()
    assert resource_refresh.refresh(("knife",), show_progress=False).exit_status == 0


# No space left


@contextmanager
def a_disk_of(size: int, var: Path):
    """A small file system under `var`, where mounting one is allowed; says whether it is."""
    kept = var.with_name("kept")
    var.rename(kept)
    var.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", var], check=False, capture_output=True
    )
    shutil.copytree(kept, var, dirs_exist_ok=True)
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", "-l", var], check=True)


def used(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def limited(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


# Room beside what is there, once the file has arrived: none for all of it; for it and not for its rows; for these
# and not for a warehouse.
@pytest.mark.parametrize("room", [-500_000, 8_000, 500_000], ids=["download", "rows", "warehouse"])
def test_a_full_disk_keeps_what_is_there(small, publications, room):
    held = small.editions()
    size = len(publications.knife_new) + room
    with a_disk_of(used(small.var) + size, small.var) as is_small, small.reading():
        process = subprocess.run(
            [sys.executable, "-m", "data", "--quiet", "refresh", "--dataset", "knife"],
            cwd=folders.ROOT, env=small.environment, capture_output=True, text=True, check=False,
            preexec_fn=None if is_small else lambda: limited(size // 2),
        )  # fmt: skip
        assert process.returncode == 1, process.stdout + process.stderr
        assert "Traceback" not in process.stderr
        reason = small.outcome("knife").reason
        assert "space" in reason or not is_small
        assert str(small.var) not in reason
        assert small.editions() == held
        assert digests() == small.old
        small.assert_tidy()


@pytest.mark.parametrize("limit", [100_000, 600_000])
def test_a_limit_on_the_size_of_files(small, publications, limit):
    """Room for no download; then, with a small one, none for a warehouse: the log is as it was before."""
    if limit > 500_000:
        knife = small.publisher.files[DASHBOARD]
        knife[0].body, knife[0].form = publications.knife_new_parquet, "parquet"
    held = small.editions()
    with small.reading():
        process = subprocess.run(
            [sys.executable, "-m", "data", "--quiet", "refresh", "--dataset", "knife"],
            cwd=folders.ROOT, env=small.environment, capture_output=True, text=True, check=False,
            preexec_fn=lambda: limited(limit),
        )  # fmt: skip
        assert process.returncode == 1, process.stdout + process.stderr
        assert "Traceback" not in process.stderr
        assert small.editions() == held
        assert digests() == small.old
        assert finish(small.start("refresh", "--dataset", "knife"))[0] == 0
    assert digests()["knife"] == small.new["knife"]
    small.assert_tidy()
