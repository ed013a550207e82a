"""The City of London's page, its hatched row and shape among the boroughs, and what is said where nothing is held."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.geography.hatching import hatching
from analytics.street import search_counts
from data.published_areas import CITY_OF_LONDON
from pages.parts.street import city_marks, search_panels
from tests.pages.test_pages import SHELL
from tests.pages.texts import html_of, lead_of


@pytest.fixture(scope="module")
def page() -> AppTest:
    app = AppTest.from_file(str(SHELL), default_timeout=120).run()
    return app.switch_page("city_of_london.py").run()


def table_row(html: str, name: str) -> str:
    row = re.search(rf"<tr[^>]*><th[^>]*>{re.escape(name)}<.*?</tr>", html)
    assert row, name
    return re.sub(r"<[^>]+>", " ", row[0])


def test_it_runs_and_opens_with_its_finding(page: AppTest) -> None:
    assert [error.message for error in page.exception] == []
    assert page.title[0].value == (
        "City of London: theft from the person fell; burglary rose; no clear change in robbery, shoplifting, bicycle "
        "theft or vehicle offences"
    )
    assert "never part of the Metropolitan Police" in lead_of(page)
    assert "15,111 people live in the City" in lead_of(page)


def test_the_six_offences_with_both_rates_and_the_ons(page: AppTest) -> None:
    row = table_row(html_of(page), "Shoplifting")
    for figure in ("1,440", "95.29", "3.34", "1,444", "records: 1,470", "91", "11 outside"):
        assert figure in row


def test_what_became_of_burglaries_and_why_recent_ones_are_left_out(page: AppTest) -> None:
    html = html_of(page)
    assert "13% of 333 cases ended in a charge or a court" in html
    assert "year to December 2024" in html
    assert "Crimes of the last twelve months are left out" in html


def test_places_and_calls_are_explained(page: AppTest) -> None:
    html = html_of(page)
    assert "moved to the nearest of a list of points" in html
    assert "Calls and reports of incidents, not recorded crimes" in html
    assert "5,608" in table_row(html, "City of London 001F")


def test_without_searches_the_page_says_what_would_be_there(page: AppTest) -> None:
    assert search_counts.EMPTY in html_of(page)


def test_it_has_no_rank_no_funnel_and_no_similar_boroughs(page: AppTest) -> None:
    html = html_of(page)
    assert "Rank of rate" not in html
    assert "Similar boroughs" not in html


@pytest.mark.parametrize("indicator", ["burglary", "robbery", "shoplifting", "bicycle_theft"])
def test_among_the_boroughs_it_is_a_hatched_row_that_cannot_be_ranked(indicator: str) -> None:
    (row,) = city_marks.city_row(indicator)
    assert row.of_other_source
    assert all(cell.key is None and cell.share is None for cell in row.cells)
    assert "another source" in row.cells[0].second
    assert "in no total and without a rank" in city_marks.city_note(indicator)


@pytest.mark.parametrize("indicator", ["knife_crime", "vawg", "all_recorded_crime", "theft"])
def test_of_other_offences_it_has_no_figure(indicator: str) -> None:
    assert city_marks.city_row(indicator) == ()
    assert city_marks.city_area(indicator) is None
    assert city_marks.city_note(indicator, "It is not shown.") == "It is not shown."


def test_the_row_is_last_in_the_table_of_boroughs_and_in_no_csv() -> None:
    app = AppTest.from_file(str(SHELL), default_timeout=120).run()
    app.switch_page("burglary.py").run()
    html = html_of(app)
    tables = [table for table in html.split("<table>") if "class='other-source'" in table]
    assert len(tables) == 1
    rows = re.findall(r"<tr[^>]*>", tables[0].split("<tbody>")[1].split("</tbody>")[0])
    assert rows.index("<tr class='other-source'>") == len(rows) - 1


def test_hatching_lies_within_the_city() -> None:
    lines = hatching(CITY_OF_LONDON)
    assert lines is not None
    assert lines.longitudes.count(None) >= 4
    assert all(-0.12 < longitude < -0.06 for longitude in lines.longitudes if longitude is not None)
    assert all(51.50 < latitude < 51.53 for latitude in lines.latitudes if latitude is not None)
    assert hatching("E09999999") is None


def test_searches_that_are_held_are_shown_in_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts of April 2015 by pandas: 7,551 of 11,126 searches found nothing."""
    rows = [
        {"force": "metropolitan", "month": month, "search_type": "Person search", "object": None, "outcome": outcome,
         "age_range": "18-24", "ethnicity": None, "value": value, "edition_id": "e"}
        for month, outcome, value in [
            (search_counts.date(2015, 4, 1), "Nothing found - no further action", 7_551),
            (search_counts.date(2015, 4, 1), "Suspect arrested", 3_575),
        ]
    ]  # fmt: skip
    monkeypatch.setattr(search_counts, "_searches", lambda: tuple(rows))
    panel = search_panels._by.__wrapped__("outcome", "metropolitan")
    assert panel.title == "What came of it: Nothing found - no further action, 68% of 11,126"
    assert "Not stated" in search_panels._by.__wrapped__("ethnicity", "metropolitan").chart
    assert "residents by ethnicity" in panel.note
