"""Every page looked at in the light on a desk and in the dark on a phone: axe-core finds no barrier, nothing is cut.

On the desk what opens is opened before axe-core looks. Each page is visited once for all that is asked of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import settle
from tests.browser.test_journeys import WORDS_OF_CHARTS
from tests.pages.test_pages import PAGES
from tests.server.test_front_door import path_of

pytestmark = pytest.mark.browser
SETTINGS = {"light desk": ("light", 1280), "dark phone": ("dark", 390)}
# A desk's window enlarged twice is half as wide; what differs from a phone is looked at on the fullest pages.
ENLARGED = ("burglary.py", "borough.py", "compare.py", "explore.py")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe says of a control that is switched off is left out, as WCAG 1.4.3 does: Streamlit draws its label pale.
VIOLATIONS = """async rules => {
  const switchedOff = target => document.querySelector(target)
    ?.closest('[data-testid=stSelectbox], [data-testid=stButtonGroup]')?.querySelector('[disabled]');
  const {violations} = await axe.run(document, {resultTypes: ['violations'], runOnly: rules});
  return violations.flatMap(({id, nodes}) => nodes
    .filter(node => !(id === 'color-contrast' && switchedOff(node.target[0])))
    .map(node => `${id}: ${node.html.slice(0, 200)}`));
}"""


CUT = """() => [...document.querySelectorAll('.tile *, .panel-head *, h1')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(e => e.textContent.slice(0, 80))"""


@pytest.fixture(scope="module")
def axe(repo: Path) -> str:
    """The source of axe-core: `npm install --prefix tests/markup`; required in CI."""
    source = repo / "tests" / "markup" / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        message = "axe-core is not there: npm install --prefix tests/markup"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    return source.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[Any]:
    """What axe-core objects to in the page as it stands."""
    page.evaluate(axe)
    return list(page.evaluate(VIOLATIONS, RULES))


def open_tools(page: Page) -> None:
    """Turn the first three panels to their table, their definitions and their citation."""
    for n, choice in enumerate(("Table", "About", "Cite")):
        buttons = page.locator("[data-testid='stButtonGroup']").get_by_role("button", name=choice, exact=True)
        if buttons.count() > n:
            buttons.nth(n).click()
            settle(page)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found on one page at one size: each is empty, or 0, where all is well."""

    barriers: list[str]
    beyond_its_frame: int
    beyond_the_window: int
    cut: list[str]
    words_of_charts: list[str]


@pytest.fixture(scope="module")
def look_at(address: str, opened: Browser, axe: str) -> Callable[[str, str], Look]:
    """What was found on a page in a setting; visited once, and again where something was view."""
    seen: dict[tuple[str, str], Look] = {}

    def look(name: str, setting: str) -> Look:
        if (name, setting) not in seen or any(astuple(seen[name, setting])):
            seen[name, setting] = _look(address, opened, axe, name, setting)
        return seen[name, setting]

    return look


def _look(address: str, opened: Browser, axe: str, name: str, setting: str) -> Look:
    scheme, width = SETTINGS[setting]
    context = opened.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, has_touch=width < 640)
    with closing(context):
        page = context.new_page()
        page.goto(f"{address}/{path_of(name)}?area=Kingston+upon+Thames")
        settle(page)
        main = page.get_by_test_id("stMain")
        beyond = main.evaluate("e => e.scrollWidth - e.clientWidth")
        beyond_window = max(0, page.evaluate("document.documentElement.scrollWidth") - width)
        cut, words = page.evaluate(CUT), page.evaluate(WORDS_OF_CHARTS)
        if scheme == "light":
            open_tools(page)
        return Look(violations(page, axe), beyond, beyond_window, cut, words)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("name", PAGES)
def test_no_barrier_is_found(look_at: Callable[[str, str], Look], name: str, setting: str) -> None:
    assert look_at(name, setting).barriers == []


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_whole(look_at: Callable[[str, str], Look], name: str, setting: str) -> None:
    """Nothing scrolls sideways, no word of a chart, a tile or a title is cut or covered."""
    view = look_at(name, setting)
    assert (view.beyond_its_frame, view.beyond_the_window) == (0, 0)
    assert view.cut == []
    assert view.words_of_charts == []


@pytest.mark.parametrize("name", ENLARGED)
def test_no_barrier_at_twice_the_size(address: str, opened: Browser, axe: str, name: str) -> None:
    page = opened.new_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page.goto(f"{address}/{path_of(name)}?area=Croydon")
    settle(page)
    assert violations(page, axe) == []
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") == 0
    page.close()


def test_it_would_be_found(context: Any, axe: str) -> None:
    """The check sees a picture without words and pale text: silence is no accident."""
    page = context.new_page()
    page.set_content("<main><img src='data:,'><p style='color:#ccc;background:#fff'>pale</p></main>")
    assert {line.split(":")[0] for line in violations(page, axe)} >= {"image-alt", "color-contrast"}
