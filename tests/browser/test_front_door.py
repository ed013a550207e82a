"""The front door in a real browser: without scripts, while the live page takes over, and in another site's frame."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import settle
from tests.pages.test_pages import PAGES

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def plain(opened: Browser, address: str):
    """A reader without scripts."""
    context = opened.new_context(viewport=DESK, java_script_enabled=False)
    yield context.new_page()
    context.close()


def painted(page: Page, url: str) -> Page:
    """The page once its document has a first paint: a busy machine may serve the live page alone at first."""
    for _ in range(60):
        page.goto(url)
        if page.locator("#first-paint").count():
            break
        page.wait_for_timeout(500)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_without_scripts_has_the_finding_and_ways_on(plain: Page, address: str, name: str) -> None:
    path = "" if name == "overview.py" else name.removesuffix(".py")
    page = painted(plain, f"{address}/{path}")
    expect(page.locator("#first-paint h1").first).to_be_visible()
    ways = page.locator("noscript a")
    assert [ways.nth(i).get_attribute("href") for i in (0, 2)] == ["/briefing", "/api/v1/docs"]
    assert "series.csv?" in ways.nth(1).get_attribute("href")
    assert page.request.get(ways.nth(1).get_attribute("href")).ok


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_live_page_takes_over_without_a_trace(opened: Browser, address: str, size: dict[str, int]) -> None:
    context = opened.new_context(viewport=size)
    page = painted(context.new_page(), f"{address}/knife_crime")
    settle(page)
    expect(page.locator("#first-paint, .fp-over")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("Knife crime fell 17.5% in the year to February 2026")
    assert page.evaluate("document.documentElement.className").strip() == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()


def test_one_panel_stands_alone_in_a_frame(opened: Browser, address: str) -> None:
    context = opened.new_context(viewport={"width": 700, "height": 640})
    page = context.new_page()
    page.goto(f"{address}/knife_crime?embed=true&panel=knife_crime_trend")
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    expect(page.locator(".panel-head h2")).to_have_count(1)
    expect(page.locator(".panel-head h2")).to_be_visible()
    for hidden in ("h1", ".tiles", ".site-footer", ".stAppHeader"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".source a")).to_have_attribute("href", f"{address}/knife_crime")
    assert page.evaluate("document.querySelector('.panel-head').getBoundingClientRect().top") < 60
    context.close()
