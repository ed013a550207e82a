"""Refreshes that the server makes by itself, and figures that change under a server that runs on."""

from __future__ import annotations

import datetime as dt
import logging
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import httpx2
import pytest

from data.errors import DashboardError
from data.file_lock import alone
from data.refresh import refresh_outcomes, refresh_schedule
from tests.data.publisher import held_back
from tests.data.refresh.test_refresh_interrupted import wait_for
from tests.data.small import KNIFE, digests
from tests.server.conftest import serve

OFTEN = "0.0003"  # hours: about a second
ADDRESS = "/api/v1/series.json?indicator=knife_crime&level=mps&window=month&from=2025-03&to=2025-07"


@pytest.mark.parametrize("text", ["daily", "-1", "0", "nan", "inf"])
def test_a_setting_that_is_no_number_of_hours_is_told(monkeypatch, text):
    monkeypatch.setenv(refresh_schedule.VARIABLE, text)
    with pytest.raises(DashboardError, match=f"'{text}' is no number of hours"), refresh_schedule.running():
        pass


def test_it_is_off_by_default(small, monkeypatch):
    monkeypatch.delenv(refresh_schedule.VARIABLE, raising=False)
    with refresh_schedule.running():
        time.sleep(0.3)
    assert not (small.var / ".schedule.lock").exists()
    assert not small.publisher.asked


@pytest.fixture
def runs(tmp_path, monkeypatch):
    """Something quick in place of a refresh: each run leaves a line."""
    told = tmp_path / "runs"
    told.touch()
    program = f"print('refresh: 0 new, 0 unchanged, 1 failed'); open({str(told)!r}, 'a').write('run\\n'); exit(1)"
    monkeypatch.setattr(refresh_schedule, "COMMAND", (sys.executable, "-S", "-c", program))
    return lambda: len(told.read_text().splitlines())


def test_of_several_workers_one_keeps_the_schedule_and_another_takes_over(small, monkeypatch, caplog, runs):
    monkeypatch.setenv(refresh_schedule.VARIABLE, OFTEN)
    with caplog.at_level(logging.WARNING):
        with alone(small.var / ".schedule.lock", ""), refresh_schedule.running():
            time.sleep(1)
            assert runs() == 0
        with refresh_schedule.running():
            wait_for(lambda: runs() >= 2)
        ended = runs()
        time.sleep(1.5)
        assert runs() == ended
    # What went wrong stands in the log of the server.
    assert "refresh: 0 new, 0 unchanged, 1 failed" in caplog.text


def test_a_worker_takes_over_from_one_that_has_ended(small, monkeypatch, runs):
    monkeypatch.setenv(refresh_schedule.VARIABLE, OFTEN)
    with ExitStack() as other:
        other.enter_context(alone(small.var / ".schedule.lock", ""))
        with refresh_schedule.running():
            other.close()
            wait_for(lambda: runs() >= 1)


def test_it_counts_from_the_last_refresh_whoever_made_it(small, monkeypatch, runs):
    monkeypatch.setenv(refresh_schedule.VARIABLE, "24")
    refresh_outcomes.remember(
        refresh_outcomes.Record("knife", dt.datetime.now(dt.UTC) - dt.timedelta(hours=23), "unchanged")
    )
    with refresh_schedule.running():
        time.sleep(1)
    assert runs() == 0
    refresh_outcomes.remember(
        refresh_outcomes.Record("knife", dt.datetime.now(dt.UTC) - dt.timedelta(hours=26), "unchanged")
    )
    with refresh_schedule.running():
        wait_for(lambda: runs() == 1)
        time.sleep(0.5)
    assert runs() == 1


def test_a_refresh_in_the_future_does_not_count(small, monkeypatch, runs):
    """The clock was ahead when it was made, and has been put back."""
    monkeypatch.setenv(refresh_schedule.VARIABLE, "24")
    refresh_outcomes.remember(
        refresh_outcomes.Record("knife", dt.datetime.now(dt.UTC) + dt.timedelta(days=400), "unchanged")
    )
    with refresh_schedule.running():
        wait_for(lambda: runs() == 1)
        time.sleep(0.5)
    assert runs() == 1


def test_one_made_by_hand_meanwhile_puts_the_next_off(small, monkeypatch, runs):
    monkeypatch.setenv(refresh_schedule.VARIABLE, "0.002")  # 7.2 seconds
    began = dt.datetime.now(dt.UTC)
    refresh_outcomes.remember(refresh_outcomes.Record("knife", began, "unchanged"))
    with refresh_schedule.running():
        time.sleep(3)
        refresh_outcomes.remember(refresh_outcomes.Record("knife", dt.datetime.now(dt.UTC), "unchanged"))
        time.sleep(max(0.0, 8.6 - (dt.datetime.now(dt.UTC) - began).total_seconds()))
        assert runs() == 0


def test_a_refresh_at_work_is_stopped_with_the_server(small, monkeypatch):
    monkeypatch.setenv(refresh_schedule.VARIABLE, "24")
    opened = Event()
    small.publisher.faults[f"/{KNIFE}.csv"].append(held_back(opened))
    monkeypatch.setenv("LONDON_CRIME_REFRESH_LIMITS", "read=60,total=60,grace=60")
    with refresh_schedule.running():
        wait_for(lambda: any(KNIFE in a.path for a in small.publisher.asked))
    opened.set()
    with alone(small.var / ".refresh.lock", "the refresh still runs", wait=5):
        assert digests()["knife"] == small.old["knife"]


@pytest.mark.server
def test_a_running_server_serves_the_new_figures_without_a_restart(small, publications, repo: Path, monkeypatch):
    """Two workers with a schedule: the old figures, then a release, then the new ones from both, and no answer fails."""
    monkeypatch.setenv(refresh_schedule.VARIABLE, OFTEN)
    small.publisher.files = publications.files(new=False)
    with serve("uvicorn", "dashboard:app", "--workers", "2", "--port", folder=repo) as server:

        def told() -> set[int]:
            answers = [httpx2.get(server + ADDRESS, timeout=30) for _ in range(6)]
            assert [a.status_code for a in answers] == [200] * 6
            return {sum(row["value"] for row in a.json()["rows"]) for a in answers}

        wait_for(lambda: bool(refresh_outcomes.remembered()))
        (before,) = told()
        small.publisher.files = publications.files()
        seen = set[int]()

        def all_new() -> bool:
            now = told()
            seen.update(now)
            return len(now) == 1 and before not in now

        wait_for(lambda: all_new() and digests() == small.new, seconds=120)
    assert len(seen - {before}) == 1
