"""What visitors do, in the real browser against the real server."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.server import settle

pytestmark = [pytest.mark.browser, pytest.mark.server]

# Streamlit's page asks for these beside a deep link first, before it finds its own address.
OWN_PROBES = ("/_stcore/health", "/_stcore/host-config")


def open_page(page: Page, url: str) -> None:
    page.goto(url)
    settle(page)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def choose_borough(page: Page, name: str) -> None:
    page.locator(".st-key-area input").click()
    page.keyboard.type(name)
    page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Escape")


def panel(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-panel_{key}")


def test_a_cold_deep_link_shows_what_it_names(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon")
    expect(page.locator("h1")).to_contain_text("Knife crime in Croydon")
    assert query(page) == {"area": ["Croydon"]}


def test_choices_go_into_the_address_and_come_back_from_it(page: Page, opened: Browser, address: str) -> None:
    open_page(page, f"{address}/knife_crime")
    choose_borough(page, "Croydon")
    expect(page.locator("h1")).to_contain_text("Croydon")
    choose_borough(page, "Lambeth")
    page.get_by_role("radio", name="Month", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Knife crime in February 2026: ")
    for name in ("Croydon", "Lambeth"):
        expect(page.locator("h1")).to_contain_text(name)
    settle(page)
    assert query(page) == {"area": ["Croydon", "Lambeth"], "window": ["Month"]}
    elsewhere = opened.new_page()
    open_page(elsewhere, page.url)
    assert elsewhere.locator("h1").inner_text() == page.locator("h1").inner_text()
    titles = ".panel-head h2"
    assert elsewhere.locator(titles).all_inner_texts() == page.locator(titles).all_inner_texts()
    elsewhere.close()


def test_the_choice_follows_from_page_to_page_and_can_be_reset(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Hackney")
    page.get_by_role("link", name="Overview").first.click()
    expect(page.locator("h1")).to_contain_text("In Hackney, ")
    settle(page)
    assert query(page) == {"area": ["Hackney"]}
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("button", name="Reset")).to_have_count(0)
    assert query(page) == {}


def test_a_wrong_address_gets_a_notice(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Narnia&area=City+of+London&window=Century")
    notice = page.locator(".notice")
    expect(notice).to_contain_text("Narnia")
    expect(notice).to_contain_text("own police force")
    expect(notice).to_contain_text("Century")
    expect(page.locator("h1")).to_have_text("Knife crime fell 17.5% in the year to February 2026")
    choose_borough(page, "Croydon")
    expect(notice).to_have_count(0)


def test_a_click_on_the_map_chooses_a_borough(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime")
    area = panel(page, "knife_crime_map").locator("g.choroplethlayer path").nth(7)
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("h1")).to_contain_text("Knife crime in ")
    assert len(query(page)["area"]) == 1


def test_the_csv_is_what_the_table_shows(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon")
    trend = panel(page, "knife_crime_trend")
    with page.expect_download() as download:
        trend.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "2_indicators_mps-area_rolling_12_count.csv"
    csv = pd.read_csv(download.value.path())
    last = csv[(csv["indicator"] == "knife_crime") & (csv["period_end"] == "2026-02-28")]
    assert last["value"].to_list() == [13_552]
    trend.get_by_role("radio", name="Table").click()
    rows = trend.locator("tbody tr")
    expect(rows).to_have_count(len(csv))
    assert "13,552" in rows.first.inner_text()


def test_about_and_cite(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon")
    trend = panel(page, "knife_crime_trend")
    trend.get_by_role("radio", name="About").click()
    expect(trend.locator(".about")).to_contain_text("Possession is not included")
    trend.get_by_role("radio", name="Cite").click()
    expect(trend.locator(".cite")).to_have_count(2)
    quotation, frame = trend.locator(".cite").all()
    expect(quotation).to_contain_text(f"{address}/knife_crime?area=Croydon")
    expect(frame).to_contain_text(f'src="{address}/knife_crime?area=Croydon&embed=true&panel=knife_crime_trend"')


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/knife_crime?area=Kensington+and+Chelsea&area=Barking+and+Dagenham&measure=Rate",
        "/compare?view=Map",
        "/compare?view=Ranking",
    ],
)
def test_nothing_comes_from_another_host_and_nothing_complains(page: Page, address: str, path: str) -> None:
    requested: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("response", lambda answer: answer.status >= 400 and complaints.append(answer.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(f"{said.text} {said.location['url']}"))
    open_page(page, f"{address}{path}")
    hosts = {urlsplit(url).netloc for url in requested if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {urlsplit(address).netloc}
    assert [said for said in complaints if not said.endswith(OWN_PROBES)] == []


def test_the_overview_needs_no_chart_library(page: Page, address: str) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    open_page(page, f"{address}/")
    assert page.locator(".tile").count() >= 9
    assert [url for url in requested if "Plotly" in url or "Vega" in url] == []


@pytest.mark.parametrize(
    "path", ["/?area=Kensington+and+Chelsea&area=Croydon", "/knife_crime?area=Barking+and+Dagenham"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(opened: Browser, address: str, path: str, scheme: str) -> None:
    page = opened.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    open_page(page, f"{address}{path}")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    cut = page.evaluate(
        "[...document.querySelectorAll('.tile *, .panel-head *')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(e => e.textContent)"
    )
    assert cut == []
    page.close()


WORDS_OF_CHARTS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
  const whole = chart.getBoundingClientRect();
  const words = [...chart.querySelectorAll('.annotation-text, .xtick text, .ytick text, .bartext')]
    .map(each => [each.textContent, each.getBoundingClientRect()]).filter(([, box]) => box.width);
  const cut = words.filter(([, box]) => box.left < whole.left - 1 || box.right > whole.right + 1
    || box.top < whole.top - 1 || box.bottom > whole.bottom + 1).map(([text]) => `${text} is cut`);
  const met = words.flatMap(([text, a], i) => words.slice(i + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4).map(([other]) => `${text} covers ${other}`));
  return [...cut, ...met];
})"""
LONG_NAMES = (
    "area=Kensington+and+Chelsea&area=Barking+and+Dagenham&area=Hammersmith+and+Fulham&area=Richmond+upon+Thames"
)


@pytest.mark.parametrize("width", [390, 1280])
def test_words_in_charts_are_neither_cut_nor_covered(opened: Browser, address: str, width: int) -> None:
    page = opened.new_page(viewport={"width": width, "height": 844})
    for path in (
        f"knife_crime?{LONG_NAMES}",
        "burglary?window=Financial+year+to+date&area=Croydon",
        f"burglary?{LONG_NAMES}&measure=Rate",
        "vawg",
        "vawg?measure=Rate&area=Hillingdon",
        "reoffending",
    ):
        open_page(page, f"{address}/{path}")
        assert page.evaluate(WORDS_OF_CHARTS) == [], path
    page.close()


@pytest.mark.parametrize("path", ["/", "/burglary", "/knife_crime?area=Barking+and+Dagenham", "/vawg", "/reoffending"])
def test_no_table_is_cut_on_a_phone(opened: Browser, address: str, path: str) -> None:
    page = opened.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    open_page(page, f"{address}{path}")
    cut = page.evaluate(
        "[...document.querySelectorAll('.table')].filter(e => e.scrollWidth > e.clientWidth)"
        ".map(e => e.querySelector('caption').textContent)"
    )
    assert cut == []
    page.close()


def test_an_address_can_be_copied(opened: Browser, address: str) -> None:
    context = opened.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    open_page(page, f"{address}/knife_crime?area=Croydon&window=Month")
    trend = panel(page, "knife_crime_trend")
    trend.get_by_role("radio", name="Cite").click()
    copies = trend.get_by_role("button", name="Copy")
    copies.nth(1).click()
    expect(trend.get_by_role("button", name="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/knife_crime?area=Croydon&window=Month"
    copies.first.click()
    expect(trend.get_by_role("button", name="Copied")).to_have_count(2)
    assert page.evaluate("navigator.clipboard.readText()") == trend.locator(".cite").first.inner_text()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    context.close()


def test_a_table_is_sorted_by_any_column(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=Croydon")
    table = panel(page, "knife_crime_boroughs").locator("table")
    rate = table.locator("thead th").nth(2)
    expect(rate).to_have_attribute("aria-sort", "descending")
    names = table.locator("tbody th")
    assert names.all_inner_texts()[:3] == ["London", "Croydon", "Westminster"]
    name = table.get_by_role("button", name="Borough")
    name.focus()
    page.keyboard.press("Enter")
    assert names.all_inner_texts()[:3] == ["London", "Croydon", "Barking and Dagenham"]
    expect(table.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    name.click()
    assert names.all_inner_texts()[2] == "Westminster"
    table.get_by_role("button", name="Offences").click()
    counts = [int(text.replace(",", "")) for text in table.locator("tbody td:nth-child(2)").all_inner_texts()][2:]
    assert counts == sorted(counts, reverse=True)
    table.get_by_role("button", name="Change").click()
    changes = table.locator("tbody td:nth-child(4)").evaluate_all("all => all.map(e => Number(e.dataset.key))")[2:]
    assert changes == sorted(changes, reverse=True)
    assert len(changes) == 31


def test_a_dark_page_is_printed_light_and_whole(opened: Browser, address: str) -> None:
    page = opened.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    open_page(page, f"{address}/knife_crime")
    page.emulate_media(media="print")
    found = page.evaluate(
        "['.stApp', 'h1', '.statistic', '.table td'].map(e => document.querySelector(e)).map(e => getComputedStyle(e))"
        ".flatMap((style, i) => i ? [style.color] : [style.backgroundColor])"
    )
    assert found[0] == "rgb(255, 255, 255)"
    assert all(max(map(int, re.findall(r"\d+", colour)[:3])) < 100 for colour in found[1:])
    assert page.locator(".js-plotly-plot").first.evaluate("e => getComputedStyle(e).filter").startswith("invert")
    long = page.locator(".table.long").first
    assert long.evaluate("e => e.scrollHeight - e.clientHeight") == 0
    expect(page.locator(".st-key-filters")).to_be_hidden()
    page.close()


def test_another_spelling_in_the_address_is_corrected_there(page: Page, address: str) -> None:
    open_page(page, f"{address}/knife_crime?area=E09000008&window=Month")
    expect(page.locator("h1")).to_contain_text("Croydon")
    page.wait_for_url(f"{address}/knife_crime?area=Croydon&window=Month")


def test_a_ward_that_was_found_by_typing_stands_in_the_address(page: Page, address: str) -> None:
    open_page(page, f"{address}/borough")
    field = page.get_by_label("Find my area")
    field.click()
    field.press_sequentially("Addiscombe W", delay=20)
    page.get_by_role("option", name="Addiscombe West, Croydon").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/borough?area=Croydon&ward=Addiscombe+West")
    expect(page.locator("h1")).to_contain_text("Croydon")
