"""python -m benchmarks.visits: what a visitor waits for, in a real browser, ours beside two yardsticks.

An empty Streamlit page is what nobody can beat; a typical pandas + plotly.express page is what most dashboards are.
Cold: a browser that has never been here. Warm: the second visit. Every figure is the median of several visits.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.processes import ROOT, is_healthy

VISITS = 3
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
HEADING, FIGURE, TILE = "h1", '.st-key-lead [data-testid="stMarkdownContainer"] p', ".tile .figure"
CHART = ".js-plotly-plot .main-svg"
SIZE = {"width": 1280, "height": 900}


@contextmanager
def serving(script: str) -> Iterator[str]:
    """A Streamlit server for a script, as long as the block lasts; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not is_healthy(f"http://127.0.0.1:{port}/_stcore/health"):
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def seen(browser: Browser, address: str, selector: str) -> tuple[float, float]:
    """Median milliseconds until the element is visible: cold and warm."""
    _visit(browser.new_context(viewport=SIZE).new_page(), address, selector)  # the server's own first time
    cold, warm = [], []
    for _ in range(VISITS):
        context = browser.new_context(viewport=SIZE)
        page = context.new_page()
        cold.append(_visit(page, address, selector))
        warm.append(_visit(page, address, selector))
        context.close()
    return median(cold), median(warm)


def _visit(page: Page, address: str, selector: str) -> float:
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(selector).first.wait_for(state="visible", timeout=30_000)
    return 1000 * (time.perf_counter() - began)


def redrawn(browser: Browser, address: str, options: tuple[str, str]) -> float:
    """Median milliseconds from a click on a filter to the first chart with other lines."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.goto(address)
    page.locator(CHART).first.wait_for(state="visible", timeout=30_000)
    page.wait_for_timeout(1500)
    taken = []
    # The points of the first line: other windows have other numbers of them.
    path = "document.querySelector('.js-plotly-plot')?._fullData?.[0]?.y?.length"
    for turn in range(2 * VISITS):
        before = page.evaluate(path)
        began = time.perf_counter()
        page.get_by_text(options[turn % 2], exact=True).first.click()
        page.wait_for_function(f"(b) => {{ const d = {path}; return d && d !== b }}", arg=before, timeout=20_000)
        taken.append(1000 * (time.perf_counter() - began))
        page.wait_for_timeout(300)
    return median(taken)


def main() -> int:
    """Measure and print one table."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("These benchmarks need chromium on the path.\n")
        return 2
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS) as browser,
        serving("benchmarks/empty_app.py") as empty,
        serving("benchmarks/typical_app.py") as typical,
        serving("dashboard.py") as ours,
    ):
        heading = seen(browser, empty, HEADING)
        rows = {
            "Empty page: heading": heading,
            "Overview: first figure, in words": seen(browser, ours, FIGURE),
            "Overview: first tile": seen(browser, ours, TILE),
            "Knife crime: first chart": seen(browser, f"{ours}/knife_crime", CHART),
            "Typical page: first chart": seen(browser, typical, CHART),
        }
        clicks = {
            "Knife crime: filter click to redrawn chart": redrawn(
                browser, f"{ours}/knife_crime", ("Month", "12 months")
            ),
            "Typical page: filter click to redrawn chart": redrawn(browser, typical, ("Month", "12 months")),
        }
    for name, (cold, warm) in rows.items():
        ratios = f"({cold / heading[0]:.2f} × and {warm / heading[1]:.2f} × the empty page)"
        print(f"{name:46} cold {cold:6.0f} ms   warm {warm:6.0f} ms   {ratios}")
    for name, taken in clicks.items():
        print(f"{name:46} {taken:6.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
