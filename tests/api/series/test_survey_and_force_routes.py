"""The routes of the survey and of other forces, as a client sees them."""

from __future__ import annotations

import json

import pytest


def test_confidence_as_csv_and_json_hold_the_same_rows(client, rows) -> None:
    query = "measure=trust_in_the_police&area=Lambeth&from=2022-03&to=2023-12"
    as_csv = rows(query, "confidence.csv")
    document = json.loads(client.get(f"confidence.json?{query}").text)
    assert [row["quarter_end"] for row in as_csv] == [row["quarter_end"] for row in document["rows"]]
    assert list(as_csv[0]) == [
        "measure",
        "area_code",
        "area_name",
        "quarter_end",
        "value",
        "unit",
        "status",
        "note",
        "edition",
    ]
    assert document["row_count"] == len(as_csv) == 8
    assert any("opinion" in caveat for caveat in document["caveats"])


def test_a_force_by_name_and_by_code_is_one_answer(client) -> None:
    by_name = client.get("forces.csv?indicator=robbery&force=Greater+Manchester")
    by_code = client.get("forces.csv?indicator=robbery&force=E23000005")
    assert by_name.content == by_code.content
    assert by_name.headers["etag"] == by_code.headers["etag"]
    header = by_name.text.split("\n")[0].strip()
    assert header.startswith("indicator,force_code,force_name,year_ending,value,population,rate,status,note,edition")


def test_all_forces_and_offences_by_default(rows) -> None:
    table = rows("", "forces.csv")
    assert len({row["force_code"] for row in table}) == 43
    assert all(row["rate"] for row in table)


def test_victims_of_homicide_in_any_order_are_one_answer(client, rows) -> None:
    """29 of the 155 victims of 2008 were aged 13 to 19."""
    year = "from=2008-01&to=2008-12"
    table = rows(f"by=age_group,year&{year}", "homicide-victims.csv")
    assert {row["age_group"]: row["value"] for row in table}["13 to 19"] == "29"
    assert sum(int(row["value"]) for row in table) == 155
    repeated = client.get(f"homicide-victims.csv?by=year&by=age_group&{year}")
    assert repeated.headers["etag"] == client.get(f"homicide-victims.csv?by=age_group,year&{year}").headers["etag"]
    document = json.loads(client.get(f"homicide-victims.json?{year}").text)
    assert any("not the indicator homicide" in caveat for caveat in document["caveats"])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("confidence.csv?measure=joy", "measure"),
        ("confidence.csv?area=Narnia", "area"),
        ("confidence.csv?from=2023-13", "from"),
        ("confidence.csv?from=2023-12&to=2022-12", "from"),
        ("confidence.csv?window=month", "window"),
        ("forces.csv?force=Narnia", "force"),
        ("forces.csv?indicator=knife_crime", "indicator"),
        ("forces.json?indicator=", "indicator"),
        ("homicide-victims.csv?by=colour", "by"),
        ("homicide-victims.csv?area=Abbey,+Merton", "area"),
        ("homicide-victims.json?from=2009-01&to=2008-12", "from"),
    ],
)
def test_bad_requests_name_the_parameter(client, query: str, parameter: str) -> None:
    answer = client.get(query)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["parameter"] == parameter
