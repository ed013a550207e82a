"""Whatever is asked wrongly: a problem that names the parameter, the value and what is allowed; never a 500."""

from __future__ import annotations

import pytest

from api.parameters import SERIES

HOSTILE = (
    "'; DROP TABLE observation; --", "1 OR 1=1", "<script>alert(1)</script>", "../../etc/passwd", "%00", "\x00",
    "{{7*7}}", "\ud7ff\u202e", "=cmd|' /C calc'!A0", "a" * 5_000, " ", "", "null", "NaN", "-1", "1e9", "[]",
)  # fmt: skip


def problem(answer, status=400):
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    found = answer.json()
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    assert "#" in found["type"]
    return found


CASES = [
    ("indicator=knif_crime", "indicator", "knife_crime"),
    ("indicator=proven_reoffending_rate", "indicator", "reoffending.csv"),
    ("", "indicator", "required"),
    ("indicator=burglary&area=Croydn", "area", "Did you mean Croydon"),
    ("indicator=burglary&area=City of London", "area", "own police force"),
    ("indicator=burglary&area=Abbey", "area", "E05013810"),
    ("indicator=burglary&area=wards-of-narnia", "area", "narnia"),
    ("indicator=vawg_offences&area=boroughs", "area", "mps"),
    ("indicator=vawg_offences&area=Croydon", "area", "mps"),
    ("indicator=vawg_offences&level=ward", "level", "mps"),
    ("indicator=burglary&level=boroughs", "level", "borough"),
    ("indicator=burglary&level=ward&area=Croydon", "level", "either area or level"),
    ("indicator=burglary&from=2025-13", "from", "YYYY-MM"),
    ("indicator=burglary&to=2025", "to", "YYYY-MM"),
    ("indicator=burglary&from=2026-01&to=2025-01", "from", "comes after"),
    ("indicator=burglary&window=week", "window", "rolling_12"),
    ("indicator=burglary&window=quarter", "window", "rolling_12"),
    ("indicator=burglary&measure=rates&window=rolling_12", "measure", "rate"),
    ("indicator=burglary&measure=rate", "measure", "12 months"),
    ("indicator=robbery&measure=household_rate&window=rolling_12", "measure", "household"),
    ("indicator=knife_positive_outcome_rate&measure=change&window=rolling_12", "measure", "percentage"),
    ("indicator=burglary&baseline=2016-05&window=rolling_12", "baseline", "change"),
    ("indicator=burglary&baseline=2016-05&window=financial_year_to_date&measure=change", "baseline", "baseline"),
    ("indicator=burglary&as_of=yesterday", "as_of", "YYYY-MM-DD"),
    ("indicator=burglary&as_of=2025-02-30", "as_of", "YYYY-MM-DD"),
    ("indicator=burglary&as_of=2999-01-01", "as_of", "has not come"),
    ("indicator=burglary&as_of=1999-01-01", "as_of", "first edition"),
    ("indicator=burglary&last=0", "last", "whole number"),
    ("indicator=burglary&last=٣", "last", "whole number"),
    ("indicator=burglary&form=2025-01", "form", "Did you mean from"),
    ("indicator=burglary&area=", "area", "without a value"),
    ("indicator=burglary&from=2025-01&from=2025-02", "from", "given once"),
    ("indicator=burglary&" + "&".join(f"area={n}" for n in range(5_000)), "area", "level=ward"),
    ("indicator=all_recorded_crime&" + "&".join(f"indicator={i}" for i in
     ("burglary", "robbery", "homicide", "rape", "burglary_residential")) + "&level=ward&measure=change&measure=count"
     "&window=rolling_12&measure=rate", "indicator", "shorter time"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "parameter", "help_"), CASES, ids=lambda c: str(c)[:60])
def test_a_problem_names_the_parameter_and_what_is_allowed(client, query, parameter, help_):
    found = problem(client.get(f"series.csv?{query}"))
    assert found["parameter"] == parameter
    assert help_ in found["detail"]


def test_the_nearest_match_is_a_member_of_its_own(client):
    assert problem(client.get("series.csv?indicator=knif_crime"))["did_you_mean"][0] == "knife_crime"
    assert problem(client.get("series.csv?indicator=burglary&area=Croydn"))["did_you_mean"][0] == "Croydon"
    assert "rolling_12" in problem(client.get("series.csv?indicator=burglary&window=x"))["allowed"]
    wards = problem(client.get("series.csv?indicator=burglary&area=Abbey"))["did_you_mean"]
    assert sorted(wards) == ["E05013810", "E05014053"]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda v: repr(v)[:30])
@pytest.mark.parametrize("name", [p.name for p in SERIES])
def test_hostile_values(client, name, value):
    for format_ in ("csv", "json"):
        params = {"indicator": "burglary", "window": "rolling_12", "measure": "change", name: value}
        problem(client.get(f"series.{format_}", params=params))


@pytest.mark.parametrize("value", HOSTILE, ids=lambda v: repr(v)[:30])
def test_hostile_names(client, value):
    problem(client.get("series.csv", params={"indicator": "burglary", value: "1"}))


@pytest.mark.parametrize(
    "raw", ["indicator=%ff%fe", "indicator=burglary&area=%E0%A4%A", "&&&=&", "%", "indicator", "a;b"]
)
def test_queries_that_are_hardly_queries(client, raw):
    problem(client.get(f"series.csv?{raw}"))


@pytest.mark.parametrize(
    "path", ["", "nothing", "series", "series.xml", "series.csv/", "../data", "%2e%2e/secret", "docs/../.."]
)
def test_addresses_that_there_are_not(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code in (200, 404)
    if answer.status_code == 404 and answer.headers["content-type"].startswith("application"):
        problem(answer, 404)


def test_the_bare_address_leads_to_the_documentation(client):
    answer = client.get("")
    assert answer.url.path == "/api/v1/docs"
    assert "<h2>Routes</h2>" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_methods_that_there_are_not(client, method):
    answer = client.request(method, "series.csv?indicator=burglary")
    problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["", "*/*", "image/png", "text/html;q=0", "nonsense", "a" * 5000])
def test_what_is_accepted_does_not_matter(client, accept):
    assert client.get("series.csv?indicator=burglary&last=1", headers={"Accept": accept}).status_code == 200


def test_each_format_refuses_what_it_cannot_hold(client):
    query = "indicator=burglary&indicator=robbery&level=ward&measure=count"
    for format_ in ("xlsx",):
        assert "csv gives more" in problem(client.get(f"series.{format_}?{query}"))["detail"]
