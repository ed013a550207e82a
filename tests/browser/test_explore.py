"""The explorer in the real browser: what is chosen goes into the address, comes back from it, and is downloaded."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.server import settle

pytestmark = [pytest.mark.browser, pytest.mark.server]

ROBBERY = "/explore?what=Robbery&where=Selected&areas=Croydon&areas=Lambeth&keep=The+newest+12&measures=Rate"


def open_page(page: Page, url: str) -> None:
    page.goto(url)
    settle(page)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def downloaded(page: Page, name: str) -> Path:
    with page.expect_download() as download:
        page.locator(".files").get_by_role("link", name=name, exact=True).click()
    return Path(download.value.path())


def test_choices_go_into_the_address_and_come_back_from_it(page: Page, opened: Browser, address: str) -> None:
    open_page(page, f"{address}/explore")
    expect(page.locator("h1")).to_contain_text("knife crime in London")
    page.locator(".st-key-where").get_by_role("radio", name="Selected", exact=True).click()
    page.locator(".st-key-areas input").click()
    page.keyboard.type("Croydon")
    page.get_by_role("option", name="Croydon", exact=True).click()
    page.keyboard.press("Escape")
    page.locator(".st-key-span").get_by_role("radio", name="Month", exact=True).click()
    expect(page.locator("h1")).to_contain_text("knife crime in Croydon, each month")
    settle(page)
    assert query(page) == {"where": ["Selected"], "areas": ["Croydon"], "span": ["Month"]}
    elsewhere = opened.new_page()
    open_page(elsewhere, page.url)
    assert elsewhere.locator("h1").inner_text() == page.locator("h1").inner_text()
    codes = "[data-testid='stCode']"
    assert elsewhere.locator(codes).all_inner_texts() == page.locator(codes).all_inner_texts()
    elsewhere.close()


def test_every_file_holds_what_the_page_counts(page: Page, address: str) -> None:
    open_page(page, f"{address}{ROBBERY}")
    expect(page.locator("h1")).to_contain_text("24 rows: robbery in Croydon and Lambeth")
    csv = pd.read_csv(downloaded(page, "CSV"))
    assert (len(csv), set(csv["area_name"]), set(csv["measure"])) == (24, {"Croydon", "Lambeth"}, {"rate"})
    assert pd.read_parquet(downloaded(page, "PARQUET"))["value"].tolist() == csv["value"].tolist()
    book = CalamineWorkbook.from_filelike(io.BytesIO(downloaded(page, "XLSX").read_bytes()))
    assert [row[7] for row in book.get_sheet_by_name("data").to_python()[1:]] == csv["value"].tolist()
    with zipfile.ZipFile(downloaded(page, "ZIP")) as archive:
        assert pd.read_csv(archive.open("data.csv"))["value"].tolist() == csv["value"].tolist()
        assert f"{address}/api/v1/series.csv?" in archive.read("README.txt").decode()


def test_the_address_that_is_shown_is_the_one_that_answers(page: Page, address: str) -> None:
    open_page(page, f"{address}{ROBBERY}")
    plain, pinned = (page.locator("[data-testid='stCode']").nth(i).inner_text().strip() for i in range(2))
    assert plain.startswith(f"{address}/api/v1/series.csv?indicator=robbery")
    assert f"{plain}&as_of=" in pinned
    assert page.request.get(plain).text() == page.request.get(pinned).text() == downloaded(page, "CSV").read_text()


def test_the_boroughs_of_another_page_come_along(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 2000, "height": 900})
    open_page(page, f"{address}/knife_crime?area=Hackney")
    page.get_by_role("link", name="Explore data").first.click()
    expect(page.locator("h1")).to_contain_text("knife crime in Hackney")


def test_the_back_button_undoes_a_choice(page: Page, address: str) -> None:
    open_page(page, f"{address}/explore?what=Robbery")
    page.locator(".st-key-span").get_by_role("radio", name="Month", exact=True).click()
    expect(page.locator("h1")).to_contain_text("each month")
    settle(page)
    open_page(page, f"{address}/explore?what=Burglary")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("robbery in London, each month")


def test_a_wrong_address_gets_a_notice(page: Page, address: str) -> None:
    open_page(page, f"{address}/explore?what=Vibes&what=burglary&where=Mars&areas=Narnia&since=2025-13")
    for words in ("Vibes", "Mars", "2025-13"):
        expect(page.locator(".notice")).to_contain_text(words)
    expect(page.locator("h1")).to_contain_text("burglary in London")


@pytest.mark.parametrize(
    "path", [ROBBERY, "/explore?measures=Rate&span=Month", "/explore?where=Boroughs&keep=The+newest"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(opened: Browser, address: str, path: str, scheme: str) -> None:
    page = opened.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    open_page(page, f"{address}{path}")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_paper_has_the_figures_and_not_the_choices(page: Page, address: str) -> None:
    open_page(page, f"{address}{ROBBERY}")
    page.emulate_media(media="print")
    expect(page.locator(".st-key-explore_choices")).to_be_hidden()
    expect(page.locator(".st-key-panel_files .files")).to_be_visible()
    expect(page.locator(".st-key-panel_preview")).to_be_visible()
