"""The file of every panel: a link to the open data gives the rows of the chart, and its pinned form gives them again."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from analytics.requests.figures_address import Address
from analytics.tables.figures_table import SCHEMA, to_csv
from api.app import app
from pages.parts.panels import Panel
from tests.pages.test_pages import HAS_WINDOW, PAGES, Shown, show, shown_once

# Views of a page whose panels differ from those of another view.
VIEWS = ("default", "four boroughs", "rates", "months", "year to date", "since May 2016", "some years")
# Rows of the published columns and measures that no single request gives: an area that only a page has, a quoted figure,
# two requests in one chart, each financial year to the same month, an index of indicators whose years end apart.
MADE_HERE = re.compile(r"^beside_|^index_|_usual$|^knife_crime_definitions$|^domestic_abuse_trend$")
SERVED = {"count", "rate", "percentage", "change"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=[Mount("/api/v1", app=app)]))


def rows(csv: bytes) -> pd.DataFrame:
    frame = pd.read_csv(pd.io.common.BytesIO(csv), keep_default_na=False, dtype=str)
    return frame.sort_values(list(frame.columns)).reset_index(drop=True)


def linked_files(shown: Shown) -> list[str]:
    return [unescape(link) for link in re.findall(r'class="tool" href="([^"]+)"', shown.html)]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("page", PAGES)
def test_the_file_behind_a_link_has_the_rows_of_the_chart(page: str, view: str, client: TestClient) -> None:
    shown = shown_once(page, view)
    links = [link for link in linked_files(shown) if not link.startswith("/figures/")]
    linked = [panel for panel in shown.panels if panel.address]
    assert [f"/{panel.address.path('csv')}" for panel in linked] == links
    for panel, link in zip(linked, links, strict=True):
        answer = client.get(link)
        assert answer.status_code == 200, answer.text
        pd.testing.assert_frame_equal(rows(answer.content), rows(to_csv(panel.figures)))
        pinned(panel, answer.content, client)


def pinned(panel: Panel, csv: bytes, client: TestClient) -> None:
    """The permanent address gives the same bytes."""
    if isinstance(panel.address, Address):
        assert "as_of=" in panel.address.pinned.query
        assert client.get(f"/{panel.address.pinned.path('csv')}").content == csv


def is_made_here(panel: Panel) -> bool:
    """Whether a panel has columns or measures of its own, or is known to have no address."""
    names, measures = panel.figures.schema.names, set(panel.figures.column("measure").to_pylist())
    return names != SCHEMA.names or not measures <= SERVED or MADE_HERE.search(panel.key) is not None


@pytest.mark.parametrize("page", PAGES)
def test_only_what_no_request_gives_is_made_by_running_its_page(page: str) -> None:
    shown = shown_once(page, "rates")
    made = [panel for panel in shown.panels if not panel.address]
    assert [panel.key for panel in made if not is_made_here(panel)] == []
    name = page.removesuffix(".py")
    links = [link for link in linked_files(shown) if link.startswith("/figures/")]
    assert [link.split("?")[0] for link in links] == [f"/figures/{name}/{panel.key}.csv" for panel in made]
    # With the choices of the view, so that any process can make it.
    assert all("measure=Rate" in link for link in links if page in HAS_WINDOW)


def test_no_file_is_in_the_process_that_drew_the_page(repo: Path) -> None:
    """What a button of Streamlit offers is gone with that process; an address is answered by any."""
    pages = sorted((repo / "pages").rglob("*.py"))
    assert len(pages) > 50
    assert [path.name for path in pages if "download_button" in path.read_text(encoding="utf-8")] == []


def test_cite_has_the_permanent_address(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show("knife_crime.py", {}, monkeypatch)
    shown.app.session_state["show_knife_crime_trend"] = "Cite"
    shown.app.session_state["show_knife_crime_control"] = "Cite"
    shown.app.run()
    trend, control = (unescape(text) for text in re.findall(r'<div class="about">(.*?)</div>', shown.html, re.DOTALL))
    query = "indicator=knife_crime&indicator=knife_crime_with_injury&window=rolling_12"
    assert f"Figures: /api/v1/series.csv?{query}&as_of=2026-" in trend
    assert f"/api/v1/series.zip?{query}" in trend
    assert "No single request to the open data gives these rows" in control
    columns = "per_30_days, adjusted, mean, lower_limit, upper_limit and signal"
    assert f"without the columns {columns}" in control
    assert re.search(r"/api/v1/series\.csv\?indicator=knife_crime&last=\d+&as_of=2026-", control)
