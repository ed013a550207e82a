"""A briefing on paper and on a small screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from data.published_areas import BOROUGHS, CITY_OF_LONDON, slug

PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b")
A4 = re.compile(rb"/MediaBox \[0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\]")
SLUGS = [slug(name) for code, name in BOROUGHS.items() if code != CITY_OF_LONDON]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("borough", SLUGS)
def test_it_prints_on_two_a4_pages(address: str, page: Page, borough: str) -> None:
    page.goto(f"{address}/briefing/{borough}")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(PAGE_OF_A_PDF.findall(printed)) == len(A4.findall(printed)) == 2


@pytest.mark.parametrize("path", ["/briefing", "/briefing/kingston-upon-thames", "/briefing/narnia"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_cut_off_and_nothing_else_is_asked_for(opened: Browser, address: str, path: str, width: int) -> None:
    """Without scripts, as an old phone would show it."""
    context = opened.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}{path}")
    right = [box["x"] + box["width"] for each in page.locator("main *:visible").all() if (box := each.bounding_box())]
    assert max(right) <= width + 1
    assert {url for url in asked if not url.endswith("favicon.ico")} == {f"{address}{path}"}
    assert [text for text in complaints if "404" not in text] == []
    context.close()
