"""Pictures and copies for a report; the way past the menu; word of a lost connection; colours that a reader forces."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.test_journeys import open_page, panel, query

pytestmark = [pytest.mark.browser, pytest.mark.server]
TREND = "knife_crime_trend"


def test_a_chart_is_saved_with_its_title_source_and_address(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon")
    shown = panel(page, TREND)
    title = shown.locator(".panel-head h2").inner_text()
    with page.expect_download() as vector:
        shown.get_by_role("button", name="SVG").click()
    assert vector.value.suggested_filename == "knife-crime-trend_croydon_rolling-12_count_2026-02.svg"
    text = Path(vector.value.path()).read_text(encoding="utf-8")
    words = "".join(part.split("<")[0] for part in text.split(">"))
    for part in (title[:30], "Source: Metropolitan Police Service", "/knife_crime?area=Croydon", "13,552"):
        assert part in words
    with page.expect_download() as pixels:
        shown.get_by_role("button", name="PNG").click()
    with Image.open(pixels.value.path()) as picture:
        # A4 between its margins is some 170 mm wide: 2,000 pixels at 300 to the inch.
        assert picture.width >= 2_000
        colours = picture.convert("RGB").getcolors(1 << 24) or []
        assert len(colours) > 20


def test_a_table_is_copied_as_cells(opened: Browser, address: str) -> None:
    context = opened.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    open_page(page, f"{address}/knife_crime?area=Croydon")
    shown = panel(page, TREND)
    shown.get_by_role("radio", name="Table").click()
    copies = shown.get_by_role("button", name="Copy table")
    copies.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0].split("\t") == ["Period", "Indicator", "Count", "95% interval"]
    assert lines[1].split("\t")[:3] == ["Year to February 2026", "Knife crime", "13,552"]
    assert len(lines) == 1 + shown.locator("tbody tr").count()
    context.close()


def test_controls_say_which_chart_they_belong_to(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon")
    names = page.locator("a.tool, [data-does]").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert len(names) > 6
    assert all(":" in name and len(name) > 20 for name in names), names
    groups = page.get_by_role("radiogroup").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    shows = [name for name in groups if name.startswith("Show")]
    assert len(shows) == len(set(shows)) > 3


def test_the_keyboard_passes_the_menu(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the choices")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-area input")).to_be_focused()


def test_the_control_that_was_pressed_stays_in_sight(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon")
    about = panel(page, TREND).get_by_role("radio", name="About", exact=True)
    about.focus()
    page.keyboard.press("Space")
    expect(panel(page, TREND).locator(".about")).to_be_visible()
    expect(about).to_be_focused()
    expect(about).to_be_in_viewport(ratio=1)


def test_a_lost_connection_is_said(page: Page, address: str) -> None:
    lines: list[WebSocketRoute] = []
    closed = False

    def between(line: WebSocketRoute) -> None:
        if closed:
            line.close()
            return
        line.connect_to_server()
        lines.append(line)

    page.route_web_socket("**/_stcore/stream", between)
    open_page(page, f"{address}/knife_crime")
    word = page.locator(".under-way")
    expect(word).to_be_empty()
    closed = True
    for line in lines:
        line.close()
    expect(word).to_contain_text("No connection")
    closed = False
    expect(word).to_be_empty()


def test_a_parameter_that_no_choice_has_is_named_and_leaves(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon&borough=Camden")
    expect(page.locator(".notice")).to_contain_text("“borough” is no choice of this page")
    page.wait_for_url(f"{address}/knife_crime?area=Croydon")


def test_an_indicator_under_its_other_name_is_understood(page: Page, address: str) -> None:
    open_page(page, f"{address}/indicator?indicator=bicycle_theft")
    expect(page.locator("h1")).to_contain_text("ycle")
    page.wait_for_url(f"{address}/indicator?id=bicycle_theft")
    assert query(page) == {"id": ["bicycle_theft"]}


def test_forced_colours_keep_chosen_apart_and_bars_visible(opened: Browser, address: str) -> None:
    page = opened.new_page(viewport={"width": 1280, "height": 900}, forced_colors="active")
    open_page(page, f"{address}/knife_crime")
    looks = "all => all.map(e => { const s = getComputedStyle(e); return `${s.outlineStyle} ${s.outlineWidth}`; })"
    radios = page.locator(f".st-key-panel_{TREND} [role=radio]")
    assert radios.evaluate_all(looks)[0] == "solid 2px"
    assert "solid 2px" not in radios.evaluate_all(looks)[1:]
    bar = page.locator(".bar i").first
    ground = bar.evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(document.body).backgroundColor]")
    assert ground[0] != ground[1]
    page.close()


GROUND = "app => getComputedStyle(app).backgroundColor"


def test_the_theme_is_chosen_once_for_every_page(opened: Browser, address: str) -> None:
    context = opened.new_context(color_scheme="light")
    page = context.new_page()
    open_page(page, f"{address}/explore")
    app = page.get_by_test_id("stApp")
    light = app.evaluate(GROUND)
    with page.expect_navigation():
        page.get_by_role("button", name="Light or dark").click()
    open_page(page, f"{address}/methods")
    dark = app.evaluate(GROUND)
    assert dark != light
    with page.expect_navigation():
        page.get_by_role("button", name="Light or dark").click()
    open_page(page, f"{address}/explore")
    assert app.evaluate(GROUND) == light
    context.close()


def test_the_menu_of_the_framework_is_gone_and_printing_is_at_hand(page: Page, address: str) -> None:
    open_page(page, f"{address}/methods")
    expect(page.get_by_test_id("stMainMenu")).to_have_count(0)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.evaluate("window.printed") is True
