"""A councillor reaches the answers in half the steps and screens of before; back, the menu and wrong addresses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journeys import DESK, PHONE, counted
from tests.browser.server import settle
from tests.browser.test_journeys import open_page

pytestmark = [pytest.mark.browser, pytest.mark.server]
# Steps and screens at most, by reader, width and question. By keyboard a choice may take one step more, and what has the
# focus moves the page: one screen more.
AT_MOST = {
    ("councillor", PHONE): {"burglary": (2, 2), "knife crime": (2, 2), "violence": (2, 2), "the ward": (3, 3)},
    ("councillor", DESK): {"burglary": (2, 1), "knife crime": (2, 1), "violence": (2, 1), "the ward": (3, 2)},
    ("journalist", PHONE): {"the verdict": (3, 1), "the file": (3, 1), "the address to cite": (3, 1)},
    ("journalist", DESK): {"the verdict": (3, 0), "the file": (3, 0), "the address to cite": (3, 0)},
    ("analyst", PHONE): {"the borough's chart": (3, 3), "its picture": (3, 4), "its rows": (4, 4)},
    ("analyst", DESK): {"the borough's chart": (3, 1), "its picture": (3, 2), "its rows": (4, 2)},
}
KEYS_AT_MOST = 80


@pytest.mark.parametrize("by_keyboard", [False, True], ids=["touch", "keyboard"])
@pytest.mark.parametrize(("reader", "size"), AT_MOST, ids=str)
def test_a_reader_has_the_answers_soon(
    opened: Browser, address: str, reader: str, size: tuple[int, int], by_keyboard: bool
) -> None:
    answers = counted(opened, address, reader, size, by_keyboard=by_keyboard)
    for question, (steps, screens) in AT_MOST[reader, size].items():
        needed = next(count for name, count in answers.items() if name.startswith(question))
        assert needed is not None, f"{question}: no answer"
        assert needed.steps <= steps + by_keyboard, (question, needed)
        assert needed.screens <= screens + by_keyboard, (question, needed)
        assert needed.keys <= KEYS_AT_MOST, (question, needed)


def test_the_menu_of_a_phone_closes_when_a_link_is_followed(opened: Browser, address: str) -> None:
    page = opened.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    open_page(page, f"{address}/")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_test_id("stSidebarNavItems").get_by_role("link", name="Burglary", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Burglary")
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    page.reload()
    settle(page)
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    page.close()


# What a page that is left may do before the next one is there: write its address again, without what only it has.
LAST_WORD = """document.addEventListener("click", () => {
  if (location.pathname === "/burglary") history.pushState({}, "", "/burglary?area=Croydon");
}, true)"""


@pytest.mark.parametrize("leaving", ["null", LAST_WORD], ids=["one address", "a last address"])
def test_back_returns_to_the_page_and_its_choices(page: Page, address: str, leaving: str) -> None:
    open_page(page, f"{address}/burglary?measure=Rate&area=Croydon")
    title = page.locator("h1").inner_text()
    page.evaluate(leaving)
    page.get_by_role("link", name="Compare", exact=True).first.click()
    page.wait_for_url(f"{address}/compare**")
    settle(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text(title)
    settle(page)
    assert "measure=Rate" in page.url
    assert "area=Croydon" in page.url


def test_a_wrong_parameter_leaves_the_address(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Narnia&window=Century&measure=Rate")
    expect(page.locator(".notice").first).to_contain_text("Narnia")
    page.wait_for_url(f"{address}/knife_crime?measure=Rate")
