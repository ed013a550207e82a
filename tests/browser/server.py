"""The real server and the real browser, for journeys and for the gallery."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# How long a busy machine may take; how fast a page should be is for the benchmarks.
PATIENCE_S = 180
PATIENCE_MS = 90_000


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of its own, from healthy until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait_until_healthy(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} was not healthy within {PATIENCE_S} s")


def chromium() -> str | None:
    """Where the system's browser is; None where there is none.

    The one without windows of its own takes a third less of the processor for a visit.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def browser(*arguments: str) -> Iterator[Browser]:
    """A browser without a window, whose visitors prefer no motion, started with further arguments.

    Sixty pictures a second of what turns while a page comes take up to a third of a visit's processor time.
    """
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *arguments])
        for visit in ("new_page", "new_context"):
            setattr(opened, visit, partial(getattr(opened, visit), reduced_motion="reduce"))
        try:
            yield opened
        finally:
            opened.close()


def settle(page: Page) -> None:
    """Wait until the page has run to its footer, the first paint has gone and every chart is drawn."""
    page.locator(".site-footer").wait_for(timeout=PATIENCE_MS)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for(timeout=PATIENCE_MS)
    # The library of the charts comes late on a first visit: until then no chart is there to wait for.
    page.locator("#first-paint, .fp-over").first.wait_for(state="detached", timeout=PATIENCE_MS)
    for chart in page.locator("[data-testid='stPlotlyChart']").all():
        chart.locator(".main-svg").first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(300)
