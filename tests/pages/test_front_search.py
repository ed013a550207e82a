"""The front page's field: which page answers what is entered."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.front import front_search
from tests.pages.texts import html_of

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
CLAIM = "Knife crime fell 17% in the year to February 2026"


@pytest.mark.parametrize(
    ("entered", "page", "choices"),
    [
        ("Kingston upon Thames", "borough.py", {}),
        ("Kingston", "borough.py", {}),
        ("Berrylands, Kingston upon Thames", "borough.py", {}),
        ("Faifield", "borough.py", {}),
        ("City of London", "borough.py", {}),
        ("burglary in Croydon since 2023", "burglary.py", {"area": "Croydon", "from": "2023"}),
        ("knife crime", "knife_crime.py", {}),
        ("shoplifting in Camden", "indicator.py", {"id": "shoplifting", "area": "Camden"}),
        ("homicide since 2023", "homicide.py", {}),
        ("robbery in Berrylands ward", "borough.py", {"area": "Kingston upon Thames", "ward": "Berrylands"}),
        (CLAIM, "claims.py", {"text": CLAIM}),
    ],
)
def test_each_entry_has_its_page(entered: str, page: str, choices: dict[str, str]) -> None:
    way = front_search.way_to(entered)
    assert way == (page, choices)


@pytest.mark.parametrize("entered", ["Narnia", "SW1A 1AA", "KT6", "fell by 17%"])
def test_what_is_not_known_stays_where_it_is(entered: str) -> None:
    assert front_search.way_to(entered) is None


def test_the_front_page_has_every_borough_as_a_link() -> None:
    app = AppTest.from_file(str(SHELL), default_timeout=120).run()
    assert not app.exception
    written = html_of(app)
    assert written.count('href="borough?area=') >= 32
    assert 'href="borough?area=Kingston+upon+Thames"' in written
