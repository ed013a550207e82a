"""An answer without rows says what it does not reach: months beyond the files, a day before the first edition."""

from __future__ import annotations

import pytest

from analytics.indicators import INDICATORS

PERCENTAGES = [i.id for i in INDICATORS.values() if i.kind == "crime" and i.measure == "percentage_of"]


@pytest.mark.parametrize("indicator", PERCENTAGES)
@pytest.mark.parametrize("window", ["month", "rolling_12"])
def test_a_percentage_before_its_first_edition_has_no_rows(client, indicator, window):
    answer = client.get(f"series.csv?indicator={indicator}&window={window}&as_of=2024-01-01")
    assert answer.status_code == 200, answer.text
    assert len(answer.text.splitlines()) == 1
    assert "nothing had been published by 2024-01-01" in answer.headers["coverage-note"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=1990-01&to=1990-12", "outside the published figures, August 2021 to February 2026"),
        ("from=2031-01", "outside the published figures"),
        ("as_of=2024-01-01", "nothing had been published by 2024-01-01; the first edition held is of 2025-08-21"),
    ],
)
def test_months_and_days_beyond_the_figures_are_named(client, query, words):
    answer = client.get(f"series.csv?indicator=knife_crime&{query}")
    assert answer.text.count("\n") == 1
    assert words in answer.headers["coverage-note"]
    about = client.get(f"series.json?indicator=knife_crime&{query}").json()
    assert words in about["note"]
    assert about["rows"] == []


def test_an_answer_within_the_figures_has_no_note(client):
    query = "indicator=knife_crime&from=2025-01&to=2025-12&as_of=2026-04-01"
    assert "coverage-note" not in client.get(f"series.csv?{query}").headers
    assert client.get(f"series.json?{query}").json()["note"] is None


def test_another_site_may_read_the_note(client):
    answer = client.get("series.csv?indicator=knife_crime&from=1990-01&to=1990-12")
    assert "Coverage-Note" in answer.headers["access-control-expose-headers"]
