"""Find my area with the keyboard alone, and the address that comes of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import settle

pytestmark = pytest.mark.browser
AS_FEW_AS = 25


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def reach(page: Page, label: str) -> None:
    """Press Tab until the field has the focus."""
    for _ in range(AS_FEW_AS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''").startswith(label):
            return
    raise AssertionError(f"{label!r} is not within {AS_FEW_AS} steps of the keyboard")


@pytest.mark.parametrize(
    ("typed", "query", "said"),
    [
        ("Fairfield", "?area=Croydon&ward=Fairfield", "Fairfield ward: "),
        ("Faifield", "?area=Croydon&ward=Fairfield", "Fairfield ward: "),
        ("Lambeth", "?area=Lambeth", "Lambeth"),
    ],
)
def test_a_place_is_found_with_the_keyboard_alone(page: Page, address: str, typed: str, query: str, said: str) -> None:
    open_page(page, f"{address}/borough")
    reach(page, "Find my area")
    page.keyboard.type(typed, delay=20)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/borough{query}")
    expect(page.locator(".st-key-lead")).to_contain_text(said)


def test_a_name_that_several_wards_have_is_offered_with_its_boroughs(page: Page, address: str) -> None:
    open_page(page, f"{address}/borough")
    reach(page, "Find my area")
    page.keyboard.type("Abbey", delay=20)
    for name in ("Abbey, Merton", "Abbey, Barking and Dagenham"):
        expect(page.get_by_role("option", name=name, exact=True)).to_be_visible()


def test_what_is_not_found_has_a_way_on(page: Page, address: str) -> None:
    open_page(page, f"{address}/borough")
    reach(page, "Find my area")
    page.keyboard.type("SW1A 1AA", delay=20)
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("SW1A 1AA is a postcode")
    expect(page.locator(".st-key-finder")).to_contain_text("website says which ward you live in")


def test_a_ward_stays_in_an_address_that_is_corrected(page: Page, address: str) -> None:
    open_page(page, f"{address}/borough?area=croydon&ward=fairfield")
    page.wait_for_function("new URLSearchParams(location.search).get('ward') === 'Fairfield'")
    assert page.evaluate("new URLSearchParams(location.search).getAll('area')") == ["Croydon"]
    expect(page.locator(".st-key-lead")).to_contain_text("Fairfield ward: ")


def test_links_in_the_page_lead_to_the_wards(page: Page, address: str) -> None:
    open_page(page, f"{address}/borough?area=Croydon&ward=Fairfield")
    page.get_by_role("link", name="Wards", exact=True).click()
    expect(page.get_by_role("heading", name="The wards of Croydon")).to_be_in_viewport()
    assert page.evaluate("new URLSearchParams(location.search).get('ward')") == "Fairfield"


def test_a_phone_shows_the_whole_scorecard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{address}/borough?area=Kingston+upon+Thames")
    page.locator("details:has(.table.cards)").evaluate_all("all => all.forEach(e => (e.open = true))")
    tables = page.locator(".table.cards").all()
    assert tables
    for table in tables:
        assert table.evaluate("e => e.scrollWidth - e.clientWidth") == 0
