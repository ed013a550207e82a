"""Checking a claim in the real browser: paste, correct, share; on a phone; on paper."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import settle

LEAD = '.st-key-lead [data-testid="stMarkdownContainer"] p'

pytestmark = [pytest.mark.browser, pytest.mark.server]

SENTENCE = "Knife crime in London fell 19 per cent between April and June 2025"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_paste_correct_share(page: Page, opened: Browser, address: str) -> None:
    page.goto(f"{address}/claims")
    settle(page)
    page.get_by_label("Paste a sentence or a press release, or fill the form").fill(SENTENCE)
    page.get_by_role("button", name="Read the sentence").click()
    expect(page.locator("h1")).to_have_text("Right direction, different size")
    expect(page.locator(".understood")).to_contain_text("19 per cent")
    when = page.get_by_label("When", exact=True)
    expect(when).to_have_value("Q1 2025/26 (April to June 2025)")
    when.fill("year to February 2026")
    when.press("Enter")
    expect(page.locator("h1")).to_contain_text("Matches our figures")
    settle(page)
    assert query(page) == {
        "text": [SENTENCE], "indicator": ["Knife crime"], "direction": ["Fell"], "size": ["19"],
        "period": ["year to February 2026"],
    }  # fmt: skip
    link = page.get_by_test_id("stCode").first.inner_text().replace("\n", "").strip()
    for shared in (page.url, link):
        elsewhere = opened.new_page()
        elsewhere.goto(shared)
        settle(elsewhere)
        assert elsewhere.locator("h1").inner_text() == page.locator("h1").inner_text()
        assert elsewhere.locator(LEAD).all_inner_texts() == page.locator(LEAD).all_inner_texts()
        expect(elsewhere.get_by_label("When", exact=True)).to_have_value("year to February 2026")
        elsewhere.close()


def test_a_sentence_in_the_address_fills_the_form_and_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/claims?{urlencode({'text': SENTENCE})}")
    settle(page)
    expect(page.get_by_label("By how much", exact=True)).to_have_value("19")
    assert query(page)["indicator"] == ["Knife crime"]
    assert query(page)["size"] == ["19"]


def test_a_claim_of_the_gallery_opens_in_the_checker(page: Page, address: str) -> None:
    page.goto(f"{address}/claims")
    settle(page)
    item = page.locator("#claim-12")
    said, verdict = item.locator(".claim").inner_text(), item.locator(".verdict").inner_text()
    item.locator(".claim a").click()
    expect(page.locator("h1")).to_contain_text(verdict)
    # The figures come first, then the claim in our own words.
    expect(page.locator(LEAD).nth(1)).to_contain_text(said)


@pytest.mark.parametrize(("text", "scheme"), [("", "light"), (SENTENCE, "dark")])
def test_a_phone_never_scrolls_sideways(opened: Browser, address: str, text: str, scheme: str) -> None:
    page = opened.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    page.goto(f"{address}/claims?{urlencode({'text': text})}")
    settle(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    cut = page.evaluate(
        "[...document.querySelectorAll('.claims *, .understood *, .panel-head *, .st-key-panel_claim_alternatives td')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(e => e.textContent)"
    )
    assert cut == []
    page.close()


def test_on_paper_the_answer_is_there_and_the_form_is_not(page: Page, address: str) -> None:
    page.goto(f"{address}/claims?{urlencode({'text': SENTENCE})}")
    settle(page)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".st-key-panel_claim_series")).to_be_visible()
    expect(page.get_by_label("Paste a sentence or a press release, or fill the form")).to_be_hidden()
    expect(page.locator("#claim-12")).to_be_visible()
