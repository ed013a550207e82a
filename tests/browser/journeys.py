"""The journeys of three readers, counted: how many taps and entries, and how many screens, until each has an answer.

A step is a tap, an entry or a choice; a screen is one height of the window that must be scrolled to see an answer
whole. By keyboard a tap is Tab until the control has the focus, then Enter: the keys pressed on the way are counted
beside the steps. What is asked stays the same while the pages change, and the way to it is the shortest that they have:
`python -m tests.browser.journeys [ADDRESS]` prints the counts, of the sources here or of a server elsewhere.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple, dataclass, field
from math import ceil

from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as NeverSeen

from tests.browser.server import PATIENCE_MS, browser, served, settle

PHONE, DESK = (390, 844), (1280, 900)
BOROUGH, WARD = "Kingston upon Thames", "Berrylands"
FIGURES = "burglary in Croydon since 2023"
CLAIM = "Knife crime fell 17% in the year to February 2026"
MOST_TABS = 150
# How long a reader looks for what may not be there.
AS_LONG_AS_MS = 10_000
REACTION_MS = 300
# The key that brings the focus nearer to a control: none where it is there, an arrow within a group of choices.
NEXT_KEY = """e => {
  const active = document.activeElement;
  if (e === active || e.contains(active)) return '';
  const group = e.closest('[role=radiogroup], [role=menu]');
  if (!group || !group.contains(active)) return 'Tab';
  return group.matches('[role=menu]') ? 'ArrowDown' : 'ArrowRight';
}"""
# The smallest piece of a page, in reading order, whose text (and column names) matches every pattern.
ANSWER = """patterns => {
  const all = [...document.querySelectorAll('[data-testid=stMain] :is(tr, li, p, h1, h2, section, article)')];
  const named = e => [...e.querySelectorAll('[data-is]')].map(one => one.dataset.is).join(' ');
  const fits = e => e.offsetParent && patterns.every(p => new RegExp(p, 'is').test(`${e.innerText} ${named(e)}`));
  const found = all.filter(fits).filter(e => e.innerText.length < 700);
  return found.find(e => !found.some(other => other !== e && e.contains(other))) ?? null;
}"""


@dataclass(frozen=True, slots=True)
class Count:
    """What an answer took: steps, screens, and keys pressed only to get somewhere."""

    steps: int
    screens: int
    keys: int


@dataclass
class Journey:
    """A page in a reader's hands; `answers` holds what each question took so far (None: no way to an answer)."""

    page: Page
    by_keyboard: bool = False
    steps: int = 0
    screens: int = 0
    keys: int = 0
    answers: dict[str, Count | None] = field(default_factory=dict)

    def tap(self, target: Locator) -> None:
        target.wait_for()
        self.steps += 1
        if self.by_keyboard:
            self._reach(target)
            is_field = target.evaluate("e => e.matches('input:not([type=radio]), textarea')")
            if not is_field:
                self.page.keyboard.press("Enter")
            return
        self._in_sight(target)
        target.click()

    def enter(self, text: str) -> None:
        self.page.keyboard.type(text, delay=15)
        self.steps += 1

    def look_up(self, text: str, borough: str, address: str) -> None:
        """From the front page: an entry in its field, or without one a borough of its list; the address then holds it."""
        if not text:
            self.tap(self.page.locator(".boroughs summary"))
            self.tap(self.page.locator(".boroughs").get_by_role("link", name=borough, exact=True))
        else:
            self.tap(self.page.locator(".st-key-front_search input"))
            self.enter(text)
            self.page.get_by_role("option").first.wait_for(timeout=AS_LONG_AS_MS)
            # The list is drawn anew with each letter; nobody takes what stands first sooner after the last.
            self.page.wait_for_timeout(REACTION_MS)
            self.page.keyboard.press("Enter")
            self.steps += 1
        self.page.wait_for_url(address)
        settle(self.page)

    def _press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def _reach(self, target: Locator) -> None:
        """Tab until the control, or the group that it is one of, has the focus; then arrows within the group."""
        for _ in range(MOST_TABS):
            key = target.evaluate(NEXT_KEY)
            if not key:
                return
            self._press(key)
        raise AssertionError(f"{target} is not reached within {MOST_TABS} keys")

    def see(self, question: str, *patterns: str) -> None:
        """Scroll until the first piece that answers the question is whole in sight."""
        try:
            piece = self.page.wait_for_function(ANSWER, arg=list(patterns), timeout=AS_LONG_AS_MS).as_element()
        except NeverSeen:
            piece = None
        if piece is None:
            self.answers[question] = None
            return
        self._scroll_to(piece.evaluate("e => e.getBoundingClientRect().top"), piece.evaluate("e => e.offsetHeight"))
        self._note(question)

    def find(self, question: str, selector: str, *, within: Locator | None = None) -> None:
        """Scroll until a link or button that can be seen is in sight; there may be none."""
        target = (within or self.page.get_by_test_id("stMain")).locator(selector).locator("visible=true").first
        try:
            target.wait_for(timeout=AS_LONG_AS_MS)
        except NeverSeen:
            self.answers[question] = None
            return
        self.answer(question, target)

    def answer(self, question: str, target: Locator) -> None:
        """Wait for what answers a question, and scroll until it is in sight."""
        target.wait_for()
        self._in_sight(target)
        self._note(question)

    def wait_for_title(self, part: str) -> None:
        """Until the finding speaks of a place."""
        self.page.locator("h1").filter(has_text=part).wait_for()
        settle(self.page)

    def _note(self, question: str) -> None:
        self.answers[question] = Count(self.steps, self.screens, self.keys)

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


def councillor(journey: Journey, address: str) -> None:
    """Ten minutes on a phone: level, change and similar boroughs for three subjects, then the ward.

    By touch from the list of boroughs; by keyboard the ward itself is entered, whose page has the borough's answers too.
    """
    journey.page.goto(address)
    settle(journey.page)
    journey.look_up(WARD if journey.by_keyboard else "", BOROUGH, "**/borough?area=Kingston**")
    journey.wait_for_title(BOROUGH)
    for subject, name in (
        ("burglary", "^(all )?burglary"),
        ("knife crime", "^knife crime"),
        ("violence against women and girls", "^violence against women and girls|^VAWG"),
    ):
        journey.see(
            f"{subject}: level, change, similar", name, r"\d", r"\b(up|down|no clear change|rose|fell)", "similar"
        )
    if not journey.by_keyboard:
        journey.tap(journey.page.get_by_role("link", name="Wards", exact=True))
        settle(journey.page)
    journey.see("the ward", WARD, r"\d", r"\b(up|down|no clear change|rose|fell|from \d+)")


def journalist(journey: Journey, address: str) -> None:
    """A claim was sent: is it true, where is the file behind it, which address can be cited."""
    journey.page.goto(address)
    settle(journey.page)
    journey.look_up(CLAIM, "", "**/claims?text=**")
    journey.see("the verdict", r"17\.5")
    journey.find("the file", "a[href*='.csv'], [class*=st-key-csv_] button")
    journey.find("the address to cite", "a[href*='as_of=']")


def analyst(journey: Journey, address: str) -> None:
    """A report on burglary in Croydon since 2023: the borough's own chart, its rows, its picture."""
    journey.page.goto(address)
    settle(journey.page)
    journey.look_up(FIGURES, "", "**/burglary?**from=2023**")
    journey.wait_for_title("Croydon")
    drawn = journey.page.locator("[class*=st-key-panel_]:has(.stPlotlyChart)").filter(has_text="Croydon").first
    name = drawn.evaluate("e => [...e.classList].find(one => one.startsWith('st-key-panel_'))")
    chart = journey.page.locator(f".{name}")
    journey.answer("the borough's chart", chart)
    journey.find("its picture", "a[href*='chart.png'], button:has-text('PNG')", within=chart)
    journey.tap(chart.get_by_role("radio", name="Table", exact=True))
    journey.answer("its rows", chart.locator("tbody tr").first)


READERS = {"councillor": councillor, "journalist": journalist, "analyst": analyst}


def counted(
    opened: Browser, address: str, reader: str, size: tuple[int, int], *, by_keyboard: bool = False
) -> dict[str, Count | None]:
    """What each question of a reader took until it was answered."""
    width, height = size
    context = opened.new_context(viewport={"width": width, "height": height}, has_touch=width < 640)
    context.set_default_timeout(PATIENCE_MS)
    journey = Journey(context.new_page(), by_keyboard)
    try:
        READERS[reader](journey, address)
    finally:
        context.close()
    return journey.answers


def main(address: str) -> None:
    """Print the counts as JSON: reader, width, hands, question; steps, screens and keys."""
    with browser() as opened:
        for reader in READERS:
            for size in (PHONE, DESK):
                for by_keyboard in (False, True):
                    hands = "keyboard" if by_keyboard else "touch"
                    try:
                        answers = counted(opened, address, reader, size, by_keyboard=by_keyboard)
                        counts = {question: count and astuple(count) for question, count in answers.items()}
                    except (AssertionError, PlaywrightError) as error:
                        counts = {"not finished": str(error).split("\n")[0]}
                    print(json.dumps({f"{reader} {size[0]} {hands}": counts}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with served() as here:
            main(here)
