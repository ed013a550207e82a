"""python -m benchmarks.visits: what a visitor waits for, in a real browser, ours beside two yardsticks.

An empty Streamlit page is what nobody can beat with Streamlit alone; a typical pandas + plotly.express page is what
most dashboards are. Cold: a browser that has never been here. Warm: the second visit. Slow: a line of 400 ms and
50 kB/s. Every figure is the median of several visits, by the browser's own clock: when an element was first there to
be painted, looked at in each frame, and not when a test program heard of it.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.processes import ROOT, is_healthy

VISITS, SLOW_VISITS = 3, 1
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SIZE = {"width": 1280, "height": 900}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
# What is looked for on each page: a name for the table, and where it stands. Ours may stand there twice, first still.
EMPTY = {"heading": "h1"}
TYPICAL = {"first chart": ".js-plotly-plot .main-svg"}
OVERVIEW = {"finding": "#first-paint h1, .st-key-lead h1", "first tile": ".tile .figure"}
KNIFE = {
    "finding": "#first-paint h1, .st-key-lead h1",
    "first chart, still": ".fp-chart svg, .js-plotly-plot .main-svg",
    "live page": "#root .st-key-lead h1",
    "first chart, live": ".js-plotly-plot .main-svg",
}
Times = dict[str, float]

WATCH = """
(targets => {
  const seen = window.seen = {};
  const look = () => {
    for (const [name, selector] of Object.entries(targets)) {
      if (name in seen) continue;
      const found = [...document.querySelectorAll(selector)].find(e => e.checkVisibility({visibilityProperty: true}));
      if (found && found.getBoundingClientRect().height) seen[name] = performance.now();
    }
    if (Object.keys(seen).length < Object.keys(targets).length) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})(TARGETS);
"""


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


def seen(browser: Browser, address: str, targets: Mapping[str, str], *, is_slow: bool = False) -> tuple[Times, Times]:
    """Median milliseconds until each target is there: cold and warm."""
    _visit(_page(browser, targets), address, targets)  # the server's own first time
    cold, warm = [], []
    for _ in range(SLOW_VISITS if is_slow else VISITS):
        page = _page(browser, targets, is_slow=is_slow)
        cold.append(_visit(page, address, targets))
        warm.append(_visit(page, address, targets))
        page.context.close()
    return _medians(cold), _medians(warm)


def _page(browser: Browser, targets: Mapping[str, str], *, is_slow: bool = False) -> Page:
    page = browser.new_context(viewport=SIZE).new_page()
    page.add_init_script(WATCH.replace("TARGETS", json.dumps(targets)))
    if is_slow:
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
    return page


def _visit(page: Page, address: str, targets: Mapping[str, str]) -> Times:
    page.goto(address, wait_until="commit", timeout=120_000)
    page.wait_for_function("n => Object.keys(window.seen || {}).length >= n", arg=len(targets), timeout=240_000)
    times: Times = page.evaluate(
        "() => ({...window.seen, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0})"
    )
    return times


def _medians(visits: list[Times]) -> Times:
    return {name: median(visit[name] for visit in visits) for name in visits[0]}


def redrawn(browser: Browser, address: str, options: tuple[str, str]) -> float:
    """Median milliseconds from a click on a filter to the first chart with other lines."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.goto(address)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(state="visible", timeout=60_000)
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
    """Measure and print one table for each line."""
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
        pages = (
            ("Empty page", empty, EMPTY),
            ("Typical page", typical, TYPICAL),
            ("Overview", ours, OVERVIEW),
            ("Knife crime", f"{ours}/knife_crime", KNIFE),
        )
        for is_slow in (False, True):
            _table(browser, pages, is_slow=is_slow)
        for name, address in (("Knife crime", f"{ours}/knife_crime"), ("Typical page", typical)):
            print(f"{name}: filter click to redrawn chart {redrawn(browser, address, ('Month', '12 months')):.0f} ms")
    return 0


def _table(browser: Browser, pages: tuple[tuple[str, str, dict[str, str]], ...], *, is_slow: bool) -> None:
    print("Slow line" if is_slow else "Fast line", flush=True)
    heading: tuple[float, float] | None = None
    for name, address, targets in pages:
        cold, warm = seen(browser, address, targets, is_slow=is_slow)
        heading = heading or (cold["heading"], warm["heading"])
        for target in ("paint", *targets):
            ratios = f"{cold[target] / heading[0]:5.2f} × {warm[target] / heading[1]:5.2f} × the empty page's heading"
            print(
                f"{name:13} {target:20} cold {cold[target]:7.0f} ms  warm {warm[target]:7.0f} ms  {ratios}", flush=True
            )


if __name__ == "__main__":
    sys.exit(main())
