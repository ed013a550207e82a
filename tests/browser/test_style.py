"""The stylesheet reaches the page: where the sanitiser dislikes one character of it, all of it is dropped."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.server import settle

pytestmark = pytest.mark.browser


def test_the_stylesheet_reaches_the_page(address: str, page: Page) -> None:
    page.goto(address)
    settle(page)
    assert page.locator(".tile").first.evaluate("tile => getComputedStyle(tile).borderTopStyle") == "solid"
