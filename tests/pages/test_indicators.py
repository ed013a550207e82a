"""The index of indicators, and the page of each: figures of analytics, what is not here, choices that do not fit."""

from __future__ import annotations

import re
from html import unescape

import pytest

from analytics.indicators import INDICATORS, indicator
from analytics.narrative import change_in_cell, number
from data.published_areas import MPS
from pages.parts import cached_figures
from tests.pages.test_pages import Shown, show


@pytest.fixture(scope="module")
def index() -> Shown:
    with pytest.MonkeyPatch.context() as monkeypatch:
        return show("indicators.py", {}, monkeypatch)


def test_every_indicator_is_listed_once_and_leads_to_its_page(index):
    for each in INDICATORS.values():
        times = index.html.count(f"<th scope='row'><a href='indicator?id={each.id}' target='_self'>")
        assert times == (each.kind == "crime"), each.id
    assert "reoffences per reoffender" in index.html


@pytest.mark.parametrize("name", ["vehicle_offences", "homicide", "domestic_abuse", "drug_offences"])
def test_a_row_of_the_index_is_what_analytics_says(index, name):
    (fact,) = cached_figures.latest((name,))
    (row,) = [line for line in index.html.split("<tr") if f"indicator?id={name}'" in line]
    assert f">{number(fact.change.count)}<" in row
    assert change_in_cell(fact.change) in unescape(row)


def test_positive_outcomes_are_percentages(index):
    """375 positive outcomes of 1,928 gun crimes in the year to July 2025, counted in the published file."""
    (row,) = [line for line in index.html.split("<tr") if "gun_crime_positive_outcome_rate'" in line]
    assert f">{100 * 375 / 1928:.1f}%<" in row


def test_a_borough_has_its_own_figures_and_londons_where_it_has_none(monkeypatch):
    found = show("indicators.py", {"area": ["Croydon"]}, monkeypatch)
    (row,) = [line for line in found.html.split("<tr") if "indicator?id=vawg_offences'" in line]
    assert "London only" in row
    (own,) = cached_figures.latest(("burglary",), areas=("E09000008",), level="borough")
    (row,) = [line for line in found.html.split("<tr") if "indicator?id=burglary'" in line]
    assert f">{number(own.change.count)}<" in row


def test_a_search_finds_indicators_and_says_who_has_what_is_not_here(monkeypatch):
    found = show("indicators.py", {"find": ["stop and search"]}, monkeypatch)
    assert "Stop and search" in found.html
    assert "data.police.uk" in found.html
    found = show("indicators.py", {"find": ["car crime"]}, monkeypatch)
    assert [panel.key for panel in found.panels] == ["index_vehicles_and_bicycles"]
    found = show("indicators.py", {"find": ["<b>zeppelins"]}, monkeypatch)
    assert "No indicator is called" in found.html
    assert "<b>zeppelins" not in found.html


@pytest.mark.parametrize(
    "id", ["vehicle_offences", "hate_crime_racist", "gun_crime_positive_outcome_rate", "reoffences_per_offender"]
)
def test_an_indicator_has_a_page_by_its_id(id, monkeypatch):
    found = show("indicator.py", {"id": [id]}, monkeypatch)
    assert [error.message for error in found.app.exception] == []
    assert found.notices == ""
    assert unescape(indicator(id).definition) in unescape(found.html)
    assert all(panel.indicators[0].id == id for panel in found.panels)
    assert bool(found.panels) == (indicator(id).kind == "crime")


def test_its_title_is_understood_and_an_unknown_one_is_told(monkeypatch):
    assert "ehicle offences" in show("indicator.py", {"id": ["Vehicle offences"]}, monkeypatch).app.title[0].value
    found = show("indicator.py", {"id": ["unicorns"]}, monkeypatch)
    assert "'unicorns' is no indicator that can be chosen here" in found.notices


def test_choices_that_an_indicator_has_not_are_told(monkeypatch):
    found = show("indicator.py", {"id": ["vawg_offences"], "area": ["Croydon"]}, monkeypatch)
    assert "published for London only" in found.notices
    assert {panel.level for panel in found.panels} == {"mps"}
    address = {"id": ["knife_injury_victims_under_25"], "area": ["Croydon"], "window": ["Month"]}
    found = show("indicator.py", address, monkeypatch)
    assert [error.message for error in found.app.exception] == []
    assert "12 months only" in found.notices


def test_every_figure_of_the_page_leads_back_to_it(monkeypatch):
    """Under Cite stands the address of the view, with the indicator in it."""
    found = show("indicator.py", {"id": ["vehicle_offences"]}, monkeypatch)
    found.app.session_state[f"show_{found.panels[0].key}"] = "Cite"
    found.app.run()
    assert "id=vehicle_offences" in unescape(found.html)
    assert MPS not in found.app.title[0].value


def test_titles_name_what_moved_and_total_no_verdicts(index):
    titles = {panel.key: panel.title for panel in index.panels}
    assert titles["index_knife_crime"] == "Knife crime: knife crime and knife crime with injury fell"
    assert [title for title in titles.values() if re.search(r"\b\d+\b", title)] == []
