"""A server whose figures come from shared storage: at its start, and from then on every minute or so."""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from data import warehouse
from data.errors import DashboardError
from data.shared_storage import source, take_newest

VARIABLE, USUAL = "LONDON_CRIME_SOURCE_EVERY", 60.0
LOG = logging.getLogger(__name__)


def every() -> float:
    """Seconds between two looks. Raises DashboardError for a setting that is no number of them."""
    text = os.environ.get(VARIABLE, "").strip() or str(USUAL)
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86_400 * 7:
        raise DashboardError(f"{VARIABLE}: {text!r} is no number of seconds", f"Give a number, as {USUAL:.0f}.")
    return seconds


def ensure_figures(*, progress: bool = False) -> str:
    """Figures to start with: the newest release, else the last warehouse that works, else what ships here.

    What to log of it, empty where all is well. Raises DashboardError where there are none at all.
    """
    if not source():
        return warehouse.ensure_or_last(progress=progress)
    every()
    try:
        take_newest(source())
    except DashboardError as error:
        if (last := warehouse.last_whole()) is not None:
            return f"{error.message}; the figures are those of the last warehouse that works, {last.name}"
        warehouse.build(progress=progress)
        return f"{error.message}; the figures are those that ship with the project"
    return ""


@contextmanager
def watching() -> Iterator[None]:
    """Take each new release as long as the block lasts, where figures come from shared storage."""
    if not source():
        yield
        return
    stop = Event()
    thread = Thread(target=_watch, args=(source(), every(), stop), name="newest release", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)


def _watch(url: str, seconds: float, stop: Event) -> None:
    last_warning = ""
    # And a little more or less: not all servers ask at the same moment.
    while not stop.wait(seconds * random.uniform(0.9, 1.1)):  # noqa: S311 - spreads load, hides nothing
        try:
            if version := take_newest(url):
                LOG.info("The figures of release %s are in use", version)
            last_warning = ""
        except (DashboardError, OSError) as error:
            # Once: storage may be away for a day.
            if str(error) != last_warning:
                LOG.warning("%s", error)
            last_warning = str(error)
