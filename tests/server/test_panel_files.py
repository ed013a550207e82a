"""The files of panels whose rows no request to the open data gives: any process makes them from their address."""

from __future__ import annotations

import re
from html import unescape

import httpx2
import pytest

from analytics.tables.figures_table import to_csv
from tests.pages.test_pages import shown_once

pytestmark = pytest.mark.server
# A page with filters, one with choices of its own, one without any; and the view of it.
SHOWN = (("knife_crime.py", "four boroughs"), ("compare.py", "default"), ("reoffending.py", "default"))


@pytest.mark.parametrize(("page", "view"), SHOWN)
def test_a_file_has_the_rows_of_the_chart(page: str, view: str, dashboard: str) -> None:
    shown = shown_once(page, view)
    links = re.findall(r'class="tool" href="(/figures/[^"]+)"', shown.html)
    panels = [panel for panel in shown.panels if not panel.address]
    assert len(links) == len(panels) > 0
    for panel, link in zip(panels, links, strict=True):
        # Several times, so that each of several processes is asked.
        answers = [httpx2.get(f"{dashboard}{unescape(link)}", timeout=120) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200] * 3, answers[0].text
        assert {answer.content for answer in answers} == {to_csv(panel.figures)}, panel.key
        assert answers[0].headers["content-type"].startswith("text/csv")
        assert re.fullmatch(r'attachment; filename="[\w.-]+\.csv"', answers[0].headers["content-disposition"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nowhere/knife_crime_control.csv", 404),
        ("knife_crime/nothing.csv", 404),
        ("knife_crime/../../etc.csv", 404),
        ("knife_crime/<script>.csv", 404),
        ("knife_crime/knife_crime_control.csv?area=" + "x" * 2_000, 414),
        ("knife_crime/knife_crime_control.csv?area=Narnia&window=%00&%ff=1", 200),
    ],
)
def test_what_there_is_not(path: str, status: int, dashboard: str) -> None:
    answer = httpx2.get(f"{dashboard}/figures/{path}", timeout=120)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert "<script>" not in answer.text
