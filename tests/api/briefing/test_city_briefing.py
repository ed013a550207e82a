"""The briefing of the City of London: its figures, what it is not, and what it loads."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.briefing import city_briefing
from api.briefing.briefing_routes import ROUTES
from api.briefing.city_briefing import is_city


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=ROUTES), follow_redirects=False)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_its_figures_are_those_of_the_records(client):
    answer = client.get("/briefing/city-of-london")
    assert answer.status_code == 200
    text = text_of(answer.text)
    assert "In the year to December 2025 burglary rose and theft from the person fell" in text
    assert "Of 459 records 11 lie outside the City and 20 nowhere; all of them count." in text
    assert "counts 1,444, the records 1,470" in text
    assert "charged or taken to court 13%" in text
    assert "15,111 people live in the City" in text


def test_it_has_no_rank_and_says_which_source_it_is(client):
    html = client.get("/briefing/city-of-london").text
    assert "Rank" not in html
    assert "Similar" not in html
    assert "another source" in html
    assert "data.police.uk" in html


def test_it_loads_nothing_and_can_be_saved(client):
    html = client.get("/briefing/city-of-london").text
    assert "<script" not in html
    assert not re.search(r'src="|url\(', html)
    saved = client.get("/briefing/city-of-london?download")
    assert "crime-briefing-city-of-london-december-2025.html" in saved.headers["content-disposition"]


@pytest.mark.parametrize("spelling", ["City-of-London", "E09000001", "city-of-london/"])
def test_other_spellings_lead_to_the_one_address(client, spelling):
    answer = client.get(f"/briefing/{spelling}")
    assert (answer.status_code, answer.headers["location"]) == (308, "/briefing/city-of-london")


@pytest.mark.parametrize(("text", "expected"), [("City of London", True), ("city", False), ("london", False)])
def test_only_its_own_names_mean_it(text, expected):
    assert is_city(text) is expected


def test_the_index_leads_to_it(client):
    assert 'href="/briefing/city-of-london"' in client.get("/briefing").text


def test_without_records_there_is_none(client, monkeypatch):
    monkeypatch.setattr("api.briefing.city_briefing.city_offences", tuple)
    assert city_briefing.city_briefing() is None
