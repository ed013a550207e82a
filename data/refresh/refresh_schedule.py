"""A refresh from time to time, by the server itself: off unless LONDON_CRIME_REFRESH_EVERY says every how many hours.

It runs `python -m data refresh` in a process of its own, so that reading a workbook takes neither memory nor time
from the pages. Of several workers one does it, and another takes over when that one ends.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from data import folders
from data.errors import DashboardError
from data.file_lock import alone
from data.refresh.refresh_outcomes import remembered

VARIABLE = "LONDON_CRIME_REFRESH_EVERY"
COMMAND = (sys.executable, "-m", "data", "--quiet", "refresh")
# Seconds between two looks at whether the worker that has the schedule is still there.
LOOK = 60.0
LOG = logging.getLogger(__name__)


def every() -> dt.timedelta | None:
    """The time between two refreshes, or None. Raises DashboardError for a setting that is no number of hours."""
    text = os.environ.get(VARIABLE, "")
    try:
        hours = float(text or 0)
        if not text or 0 < hours < 24 * 366:
            return dt.timedelta(hours=hours) if text else None
    except ValueError:
        pass
    raise DashboardError(f"{VARIABLE}: {text!r} is no number of hours", "Give a number, as 24 for once a day.")


@contextmanager
def running() -> Iterator[None]:
    """Keep the schedule, if there is one, as long as the block lasts. A refresh at work is then stopped: it is safe."""
    interval = every()
    if interval is None:
        yield
        return
    stop = Event()
    thread = Thread(target=_keep, args=(interval, stop), name="schedule of refreshes", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=20)


def _keep(interval: dt.timedelta, stop: Event) -> None:
    """Wait until no other worker keeps the schedule, then keep it."""
    while not stop.is_set():
        try:
            with alone(folders.var_folder() / ".schedule.lock", "another worker keeps the schedule"):
                _refresh_when_due(interval, stop)
        except DashboardError:
            stop.wait(min(LOOK, interval.total_seconds()))
        except OSError as error:
            LOG.warning("no refresh could be started: %s", error)
            stop.wait(LOOK)


def _refresh_when_due(interval: dt.timedelta, stop: Event) -> None:
    began: dt.datetime | None = None
    while not stop.is_set():
        # And a little more: not all servers ask at the same minute.
        wait = interval * random.uniform(1, 1.05)  # noqa: S311 - spreads load, hides nothing
        # Asked again after each pause: somebody may have refreshed meanwhile.
        while seconds := _seconds_until_due(wait, began):
            if stop.wait(seconds):
                return
        began = dt.datetime.now(dt.UTC)
        _refresh(stop)


def _seconds_until_due(wait: dt.timedelta, began: dt.datetime | None) -> float:
    """Counted from the last refresh, whoever made it; one in the future, by a clock since put back, does not count."""
    now = dt.datetime.now(dt.UTC)
    known = [began] if began else []
    try:
        known += [record.at for record in remembered().values()]
    except DashboardError as error:
        LOG.warning("%s", error)
    past = [moment for moment in known if moment <= now]
    return max(0.0, (max(past) + wait - now).total_seconds()) if past else 0.0


def _refresh(stop: Event) -> None:
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(COMMAND, cwd=folders.ROOT, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
        os.setpriority(os.PRIO_PROCESS, process.pid, 10)
        while process.poll() is None:
            if stop.wait(0.1):
                process.terminate()
                process.wait()
                return
        output.seek(0)
        LOG.log(logging.WARNING if process.returncode else logging.INFO, "%s", output.read().rstrip())
