"""The journeys of three readers, counted: how many taps and entries, and how many screens, until each has an answer.

A step is a tap, an entry or a choice; a screen is one height of the window that must be scrolled to see an answer
whole. What is asked stays the same while the pages change, so counts of two versions can be set side by side:
`python -m tests.browser.journeys [ADDRESS]` prints them, of the sources here or of a server that runs elsewhere.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from math import ceil

from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import TimeoutError as NeverSeen

from tests.browser.server import browser, served, settle

PHONE, DESK = (390, 844), (1280, 900)
BOROUGH, WARD = "Kingston upon Thames", "Berrylands"
CLAIM = "Knife crime fell 17% in the year to February 2026"
MENU = "[data-testid='stExpandSidebarButton']"
DRAWER_CLOSES = "[data-testid='stSidebarCollapseButton'] button"
# The smallest piece of a page, in reading order, whose text (and column names) matches every pattern.
ANSWER = """patterns => {
  const all = [...document.querySelectorAll('[data-testid=stMain] :is(tr, li, p, h1, h2, section, article)')];
  const named = e => [...e.querySelectorAll('[data-is]')].map(one => one.dataset.is).join(' ');
  const fits = e => e.offsetParent && patterns.every(p => new RegExp(p, 'is').test(`${e.innerText} ${named(e)}`));
  const found = all.filter(fits).filter(e => e.innerText.length < 700);
  return found.find(e => !found.some(other => other !== e && e.contains(other))) ?? null;
}"""


@dataclass
class Journey:
    """A page in a reader's hands; `answers` holds, for each question, the steps and screens so far (None: no way)."""

    page: Page
    steps: int = 0
    screens: int = 0
    answers: dict[str, tuple[int, int] | None] = field(default_factory=dict)

    @property
    def is_phone(self) -> bool:
        return (self.page.viewport_size or {})["width"] < 640

    def tap(self, target: Locator) -> None:
        self._in_sight(target)
        target.click()
        self.steps += 1

    def enter(self, text: str) -> None:
        self.page.keyboard.type(text, delay=15)
        self.steps += 1

    def choose(self, field_of: Locator, text: str, option: str) -> None:
        """Tap a field, type part of a name, take the option."""
        self.tap(field_of)
        self.enter(text)
        self.page.get_by_role("option", name=option, exact=True).first.click()
        self.steps += 1
        self.page.wait_for_timeout(1_500)
        settle(self.page)

    def go_to(self, title: str) -> None:
        """By the menu; a drawer that stays over the page must be closed."""
        menu = self.page.locator(MENU)
        if menu.count() and menu.first.is_visible():
            self.tap(menu.first)
            self.page.wait_for_timeout(400)
        self.tap(self.page.get_by_role("link", name=title, exact=True).first)
        settle(self.page)
        self.page.wait_for_timeout(400)
        closes = self.page.locator(DRAWER_CLOSES)
        if self.is_phone and closes.count() and closes.first.is_visible():
            box = closes.first.bounding_box()
            if box and 0 <= box["x"] < 390:
                self.tap(closes.first)
                self.page.wait_for_timeout(400)

    def see(self, question: str, *patterns: str) -> None:
        """Scroll until the first piece that answers the question is whole in sight."""
        piece = self.page.evaluate_handle(ANSWER, list(patterns)).as_element()
        if piece is None:
            self.answers[question] = None
            return
        self._scroll_to(piece.evaluate("e => e.getBoundingClientRect().top"), piece.evaluate("e => e.offsetHeight"))
        self.answers[question] = (self.steps, self.screens)

    def _in_sight(self, target: Locator) -> None:
        box = target.bounding_box()
        if box and target.evaluate("e => !!e.closest('[data-testid=stMain]')"):
            self._scroll_to(box["y"], box["height"])

    def _scroll_to(self, top: float, height: float) -> None:
        """By whole screens, as a thumb does."""
        window = (self.page.viewport_size or {})["height"]
        beyond = top + min(height, window) - window
        turns = ceil(beyond / window) if beyond > 0 else -ceil((60 - top) / window) if top < 0 else 0
        self.screens += abs(turns)
        self.page.get_by_test_id("stMain").evaluate("(e, by) => e.scrollBy(0, by)", turns * window)
        self.page.wait_for_timeout(150)


def councillor(journey: Journey, address: str) -> None:
    """Ten minutes on a phone: level, change and similar boroughs for three subjects, then the ward."""
    journey.page.goto(address)
    settle(journey.page)
    journey.go_to("Your borough")
    finder = journey.page.get_by_label("Find my area").or_(journey.page.get_by_label("Borough or ward"))
    journey.choose(finder.first, "Kingston", BOROUGH)
    settle(journey.page)
    for subject, name in (
        ("burglary", "^(all )?burglary"),
        ("knife crime", "^knife crime"),
        ("violence against women and girls", "^violence against women and girls|^VAWG"),
    ):
        journey.see(
            f"{subject}: level, change, similar", name, r"\d", r"\b(up|down|no clear change|rose|fell)", "similar"
        )
    another = journey.page.get_by_label("Find another borough or ward")
    journey.choose(another.first, WARD, f"{WARD}, {BOROUGH}")
    settle(journey.page)
    journey.see("the ward", WARD, r"\d", r"\b(up|down|no clear change|rose|fell|from \d+)")


def journalist(journey: Journey, address: str) -> None:
    """A claim was sent: is it true, where is the file behind it, which address can be cited."""
    journey.page.goto(address)
    settle(journey.page)
    journey.go_to("Check a claim")
    journey.tap(journey.page.get_by_role("textbox").first)
    journey.enter(CLAIM)
    journey.page.keyboard.press("Enter")
    journey.steps += 1
    journey.page.wait_for_timeout(1500)
    settle(journey.page)
    journey.see("the verdict", r"17\.5")
    _find(journey, "the file", "a[href*='.csv']:visible, [class*=st-key-csv_] button:visible")
    _find(journey, "the address to cite", "a[href*='as_of=']:visible, a[href*='published=']:visible")


def analyst(journey: Journey, address: str) -> None:
    """A report on burglary in Croydon since 2023: the borough's own chart, its rows, its picture."""
    journey.page.goto(address)
    settle(journey.page)
    journey.go_to("Burglary")
    journey.choose(journey.page.locator(".st-key-area input"), "Croydon", "Croydon")
    journey.page.keyboard.press("Escape")
    journey.tap(journey.page.locator(".st-key-from input"))
    journey.page.get_by_role("option", name="2023", exact=True).click()
    journey.steps += 1
    settle(journey.page)
    journey.page.wait_for_timeout(500)
    chart = journey.page.locator("[class*=st-key-panel_]:has(.stPlotlyChart)").filter(has_text="Croydon").first
    journey._in_sight(chart)
    journey.answers["the borough's chart"] = (journey.steps, journey.screens)
    journey.tap(chart.get_by_text("Table", exact=True).first)
    settle(journey.page)
    journey.answers["its rows"] = (journey.steps, journey.screens)
    picture = chart.locator("a[href*='chart.png'], a[href*='.png'], button:has-text('PNG')")
    if picture.count():
        journey.tap(picture.first)
        journey.answers["its picture"] = (journey.steps, journey.screens)
    else:
        journey.answers["its picture"] = None


def _find(journey: Journey, question: str, selector: str) -> None:
    link = journey.page.locator(f"[data-testid=stMain] :is({selector.replace(':visible', '')})").locator("visible=true")
    try:
        link.first.wait_for(timeout=2_000)
    except NeverSeen:
        journey.answers[question] = None
        return
    journey._in_sight(link.first)
    journey.answers[question] = (journey.steps, journey.screens)


READERS = {"councillor": councillor, "journalist": journalist, "analyst": analyst}


def counted(opened: Browser, address: str, reader: str, size: tuple[int, int]) -> dict[str, tuple[int, int] | None]:
    """The steps and screens of a reader until each question is answered."""
    width, height = size
    context = opened.new_context(viewport={"width": width, "height": height}, has_touch=width < 640)
    journey = Journey(context.new_page())
    try:
        READERS[reader](journey, address)
    finally:
        context.close()
    return journey.answers


def main(address: str) -> None:
    """Print the counts as JSON: reader, width, question, steps and screens."""
    with browser() as opened:
        for reader in READERS:
            for size in (PHONE, DESK):
                print(json.dumps({f"{reader} {size[0]}": counted(opened, address, reader, size)}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with served() as here:
            main(here)
