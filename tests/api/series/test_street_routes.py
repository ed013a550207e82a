"""The routes of record files, as a client sees them; figures from the files by other means (see tests/data/street)."""

from __future__ import annotations

import json

import pytest


def test_a_year_of_the_city_by_category(rows) -> None:
    table = {row["category"]: row for row in rows("", "street.csv")}
    assert (table["Burglary"]["value"], table["Robbery"]["value"]) == ("459", "236")
    assert table["Burglary"]["period_start"] == "2025-01-01"
    assert table["Burglary"]["area_code"] == "E09000001"
    assert "never part of the Metropolitan Police" in table["Burglary"]["note"]
    assert "not recorded crimes" in table["Anti-social behaviour"]["note"]


def test_a_span_by_category(rows) -> None:
    (row,) = rows("category=shoplifting&from=2024-07&to=2025-06", "street.csv")
    assert (row["category"], row["value"], row["status"]) == ("Shoplifting", "1470", "ok")


def test_places_add_up_to_the_total(rows) -> None:
    table = rows("by=category,place&category=Burglary", "street.csv")
    assert {row["place"]: row["value"] for row in table} == {"inside": "428", "nowhere": "20", "outside": "11"}


def test_months_that_are_missing_have_no_value_and_say_so(rows) -> None:
    table = rows("by=month&category=Robbery&from=2025-11&to=2026-02", "street.csv")
    assert [row["status"] for row in table] == ["ok", "ok", "missing", "missing"]
    assert [row["value"] for row in table][2:] == ["", ""]
    assert "no file of 2026-01" in table[2]["note"]
    (year,) = rows("category=Robbery&from=2025-03&to=2026-02", "street.csv")
    assert (year["value"], year["status"]) == ("", "missing")


def test_outcomes_of_settled_and_of_recent_crimes(rows) -> None:
    settled = rows("by=outcome&category=Burglary&from=2024-01&to=2024-12", "street.csv")
    assert {row["status"] for row in settled} == {"ok"}
    assert sum(int(row["value"]) for row in settled) == 333
    recent = rows("by=outcome&category=Burglary", "street.csv")
    assert {row["status"] for row in recent} == {"caution"}
    assert "Too recent" in recent[0]["note"]


def test_places_below_the_ward_over_a_year(rows) -> None:
    table = rows("by=lsoa", "street.csv")
    assert len({row["lsoa_code"] for row in table}) == len(table)
    most = max(table, key=lambda row: int(row["value"]))
    assert (most["lsoa_code"], most["lsoa_name"], most["value"]) == ("E01032739", "City of London 001F", "5608")


def test_json_has_the_coverage_and_the_caveats(client) -> None:
    document = json.loads(client.get("street.json?by=month&category=Burglary").text)
    assert document["row_count"] == 27
    assert document["coverage"]["city-of-london"][0] == "2023-10"
    assert any("data.police.uk" in line for line in document["attribution"])
    assert any("moved to the nearest" in caveat for caveat in document["caveats"])


def test_a_force_by_its_names_is_one_answer(client) -> None:
    by_slug, by_name = (client.get(f"street.csv?force={name}") for name in ("city-of-london", "City+of+London+Police"))
    assert by_slug.content == by_name.content
    assert by_slug.headers["etag"] == by_name.headers["etag"]


def test_searches_without_a_file_are_no_rows_and_say_what_would_be_there(client, rows) -> None:
    assert rows("by=age_range", "stop-and-search.csv") == []
    document = json.loads(client.get("stop-and-search.json").text)
    assert document["row_count"] == 0
    assert document["coverage"] == {}
    assert any("residents by ethnicity" in caveat for caveat in document["caveats"])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("street.csv?by=colour", "by"),
        ("street.csv?by=lsoa,month", "by"),
        ("street.csv?by=lsoa&from=2025-07&to=2025-12", "by"),
        ("street.csv?category=Knife+crime", "category"),
        ("street.csv?force=kent", "force"),
        ("street.csv?from=2025-13", "from"),
        ("street.csv?from=2090-01", "from"),
        ("street.csv?by=place&from=2090-01", "from"),
        ("street.csv?by=month&to=1990-01", "to"),
        ("street.json?area=Croydon", "area"),
        ("stop-and-search.csv?by=lsoa", "by"),
        ("stop-and-search.csv?force=", "force"),
    ],
)
def test_bad_requests_name_the_parameter(client, query: str, parameter: str) -> None:
    answer = client.get(query)
    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
