"""One server and one browser for all journeys.

They end with this folder: as long as its browser is open, Playwright runs an event loop in the thread of the tests, and
no other test could start one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server import PATIENCE_MS, browser, chromium, served

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser beside a server may fall over its own timing: a journey that failed is made again once, and is told.

    The closing line counts what was run again. All other tests are run once.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    """Where the dashboard is served."""
    with served() as found:
        yield found


@pytest.fixture(scope="package")
def opened() -> Iterator[Browser]:
    """A browser; without one the journeys are skipped."""
    if chromium() is None:
        pytest.skip("no chromium is installed")
    with browser() as found:
        yield found


@pytest.fixture(autouse=True)
def nothing_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test has opened is closed, also when it failed: a page that stays open slows down all that follow."""
    if "opened" not in request.fixturenames:
        yield
        return
    opened: Browser = request.getfixturevalue("opened")
    before = opened.contexts
    yield
    for left in opened.contexts:
        if left not in before:
            left.close()


@pytest.fixture
def context(opened: Browser) -> Iterator[BrowserContext]:
    """A visitor of their own, who accepts downloads."""
    visitor = opened.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    visitor.set_default_timeout(PATIENCE_MS)
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab."""
    return context.new_page()
