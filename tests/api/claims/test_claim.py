"""`claim.json`: a sentence or its facts, the same answer either way, and what is refused."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import pytest

from analytics.claims import WORDS
from analytics.claims.claim_address import pairs_of
from analytics.claims.gallery import gallery, published_claim
from api.parameters import CLAIM

AUGUST = "indicator=knife_crime&direction=down&size=7&period=year+to+August+2025"
SENTENCE = urlencode({"text": "Knife crime in London fell by 7% in the year to August 2025"})


def ask(client, query):
    answer = client.get(f"claim.json?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def problem(client, query):
    answer = client.get(f"claim.json?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()


def test_both_windows_with_counts_change_and_interval(client):
    """MPS, edition of March 2026: 16,232 in the year to August 2024, 15,112 in the year to August 2025."""
    stated = ask(client, AUGUST)["stated"]
    assert (stated["value"], stated["base_value"], stated["unit"]) == (15_112, 16_232, "offences")
    assert stated["period"] == {"start": "2024-09-01", "end": "2025-08-31", "name": "the year to August 2025"}
    assert stated["baseline"]["end"] == "2024-08-31"
    change = stated["change"]
    assert change["percent"] == pytest.approx(-6.9, abs=0.05)
    assert change["lower"] < change["percent"] < change["upper"] < 0
    assert (change["difference"], change["verdict"]) == (-1_120, "down")
    assert stated["checks"][-1]["agreed"] == "rounding"
    assert stated["editions"]


def test_a_change_has_its_dispersion_and_the_usual_movement_of_the_series(client, rows):
    """The same as in the change rows of the API: HANDBOOK § 5 has −18 to +23% and a φ of 12.6 for London's robbery."""
    query = "indicator=robbery&direction=down&size=3.7&period=year+to+June+2026"
    change = ask(client, query)["stated"]["change"]
    (row,) = rows("indicator=robbery&area=london&window=rolling_12&from=2026-06&to=2026-06&measure=change")
    assert [change[name] for name in ("percent", "lower", "upper", "dispersion", "usual_low", "usual_high")] == [
        pytest.approx(float(row[name]), abs=0.01)
        for name in ("value", "lower", "upper", "dispersion", "usual_low", "usual_high")
    ]
    assert change["usual_low"] == pytest.approx(-18, abs=1)
    assert change["usual_high"] == pytest.approx(23, abs=1)
    assert 0.66 < change["share_of_years_that_moved_more"] < 1


def test_a_sentence_and_its_facts_have_one_verdict(client):
    by_text, by_fields = ask(client, SENTENCE), ask(client, AUGUST)
    assert by_text["verdict"] == by_fields["verdict"]
    assert by_text["verdict"]["code"] == "matches"
    assert by_text["stated"]["value"] == by_fields["stated"]["value"]
    assert {"field": "indicator", "words": "Knife crime"} in by_text["understood"]["read"]
    assert by_fields["understood"]["read"] == []


def test_an_unread_word_takes_the_verdict_until_it_is_confirmed(client):
    text = "Attempted zorb burglary in London fell 5% in 2025"
    query = urlencode({"text": text.replace("Attempted ", "")})
    open_ = ask(client, query)
    assert (open_["unread"], open_["asks"], open_["verdict"], open_["stated"]) == (["zorb"], "confirm", None, None)
    assert open_["understood"]["claim"]["indicator"] == "burglary"
    confirmed = ask(client, f"{query}&confirm=zorb")
    assert (confirmed["unread"], confirmed["asks"]) == (["zorb"], "")
    assert confirmed["verdict"]["code"] in WORDS
    assert ask(client, f"{query}&confirm=other")["verdict"] is None
    assert client.get(f"claim.csv?{query}").text.count("\n") == 1


def test_a_sentence_without_a_date_is_asked_for_it_first(client):
    query = urlencode({"text": "Residential burglary fell by 10%"})
    undated = ask(client, query)
    assert (undated["asks"], undated["verdict"]) == ("said", None)
    assert undated["fits"]["tried"] > 10
    assert all(year["gives_the_number"] for year in undated["fits"]["years"])
    dated = ask(client, f"{query}&published=2026-08-01")
    assert dated["asks"] == ""
    assert dated["stated"]["period"]["name"] == "the year to June 2026"
    assert dated["verdict"]["headline"].startswith("No clear change: does not match")


def test_several_claims_have_a_verdict_each(client):
    text = (
        "We are proud of our city. Knife crime fell 17.5% in the year to February 2026. Robbery is down 7% and burglary "
        "up 10% in 2025. Detections rose to 9%."
    )
    claims = ask(client, urlencode({"text": text}))["claims"]
    told = [(each["understood"]["claim"].get("indicator"), (each["verdict"] or {}).get("code")) for each in claims]
    assert told == [
        (None, None), ("knife_crime", "matches"), ("robbery", "matches"), ("burglary", "does_not_match"),
        (None, "not_in_our_data"),
    ]  # fmt: skip
    assert "no crime, figure or direction" in claims[0]["problem"]


def test_the_link_leads_to_the_same_answer(client):
    first = ask(client, SENTENCE)
    again = ask(client, first["url"].partition("?")[2])
    assert again["url"] == first["url"]
    assert again["stated"] == first["stated"]


@pytest.mark.parametrize("each", gallery(), ids=lambda each: each.id)
def test_every_published_claim_has_an_address(client, each):
    found = ask(client, urlencode(pairs_of(each.claim)))
    assert found["understood"]["sentence"] == each.sentence
    assert found["verdict"]["code"] in WORDS
    assert found["verdict"]["words"] == WORDS[found["verdict"]["code"]]
    assert found["explanation"]
    if found["verdict"]["code"] == "not_in_our_data":
        assert found["where"]
    else:
        assert found["sources"]
        assert found["licences"]


def test_alternatives_say_what_they_differ_in_and_how_many_were_tried(client):
    found = ask(client, urlencode(pairs_of(published_claim("40").claim)))
    assert found["verdict"]["code"] == "matches_other_definition_or_period"
    best, *others = found["alternatives"]["rows"]
    neighbours = [row for row in others if row["differs_in"] != ["edition"]]
    assert found["alternatives"]["tried"] == 1 + len(neighbours)
    assert (best["gives_the_number"], best["differs_in"]) == (True, ["period"])
    assert best["period"]["name"] == "the year to June 2025"


def test_both_readings(client):
    found = ask(client, urlencode(pairs_of(published_claim("m9").claim)))
    assert [each["unit"] for each in found["readings"]] == ["percent", "percentage_points"]
    assert found["where"].startswith("Ministry of Justice")


def test_the_rows_behind_it(client):
    answer = client.get(f"claim.csv?{AUGUST}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows[0]["role"] == "stated"
    assert (rows[0]["base_value"], rows[0]["difference"]) == ("16232", "-1120")
    assert {row["role"] for row in rows[1:]} == {"alternative"}


def test_as_of_gives_the_figures_that_stood_then(client):
    """The edition of August 2025 had 16,062 and 15,404 for the years to July; the one of March 2026 has others."""
    query = "indicator=knife_crime&direction=down&size=4.1&period=year+to+July+2025"
    assert ask(client, query)["stated"]["value"] == 15_413
    assert ask(client, f"{query}&as_of=2025-09-30")["stated"]["value"] == 15_404
    early = ask(client, f"{query}&as_of=2025-04-01")
    assert early["verdict"]["code"] == "not_in_our_data"


def test_http(client):
    answer = client.get(f"claim.json?{AUGUST}")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "max-age" in answer.headers["cache-control"]
    assert 'rel="license"' in answer.headers["link"]
    assert client.get(f"claim.json?{AUGUST}", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    other_order = "period=year+to+August+2025&size=7.0&direction=down&indicator=knife_crime&area=London"
    assert client.get(f"claim.json?{other_order}").headers["etag"] == answer.headers["etag"]
    head = client.head(f"claim.json?{AUGUST}")
    assert (head.status_code, head.content) == (200, b"")


CASES = [
    ("", "text", "indicator"),
    ("indicator=knif_crime&direction=down", "indicator", "Did you mean knife_crime"),
    ("indicator=burglary&direction=down&area=Croydn", "area", "Did you mean Croydon"),
    ("indicator=burglary&direction=up&other_area=City of London", "other_area", "own police force"),
    ("indicator=burglary&direction=downwards", "direction", "Did you mean down"),
    ("indicator=burglary&direction=down&size=-5", "size", "without a sign"),
    ("indicator=burglary&direction=down&size=NaN", "size", "in digits"),
    ("indicator=burglary&direction=down&size=1e3", "size", "in digits"),
    ("indicator=burglary&value=1&value_unit=rate&value_per=0", "value_per", "whole number"),
    ("indicator=burglary&direction=down&period=lately", "period", "year to May 2016"),
    ("indicator=burglary&direction=down&baseline=2015-17", "baseline", "year to May 2016"),
    ("indicator=burglary&rank=lowest&since=2014", "since", "YYYY-MM"),
    ("indicator=burglary&direction=down&published=yesterday", "published", "YYYY-MM-DD"),
    ("indicator=burglary&direction=down&published=0001-01-01", "published", "YYYY-MM-DD"),
    ("indicator=burglary&direction=down&as_of=2999-01-01", "as_of", "has not come"),
    ("indicator=burglary&direction=down&sise=3", "sise", "Did you mean size"),
    ("indicator=burglary&direction=down&direction=up", "direction", "given once"),
    ("text=Burglary fell&indicator=burglary", "indicator", "either text"),
    ("indicator=burglary&subject=phones&direction=down", "subject", "either indicator"),
    ("text=" + "a" * 8001, "text", "at most 8000"),
    ("indicator=burglary&direction=down&confirm=moped", "confirm", "Only a sentence"),
    ("indicator=burglary&direction=down&size_bound=beyond", "size_bound", "over"),
    ("indicator=burglary&rank=highest_level&rank_place=0", "rank_place", "whole number"),
    ("text=The weather was fine", "text", ""),
]


@pytest.mark.parametrize(("query", "parameter", "help_"), CASES, ids=[case[0][:50] for case in CASES])
def test_a_problem_names_the_parameter_and_what_is_allowed(client, query, parameter, help_):
    found = problem(client, query)
    assert found["parameter"] == parameter
    assert help_ in found["detail"]


@pytest.mark.parametrize(
    ("query", "help_"),
    [("indicator=burglary", "states no number"), ("indicator=burglary&rank=largest_fall", "names no borough"),
     ("indicator=burglary&rank=all_boroughs", "rose or fell"),
     ("indicator=burglary&value=24&value_unit=percent", "no percentage"),
     ("indicator=knife_positive_outcome_rate&direction=up&size=3&size_unit=count", "percentage points"),
     ("indicator=proven_reoffending_rate&direction=up&rank=all_boroughs", "boroughs cannot be checked"),
     ("subject=+&value=1", "without a value")],
)  # fmt: skip
def test_what_does_not_go_together(client, query, help_):
    assert help_ in problem(client, query)["detail"]


@pytest.mark.parametrize("name", [p.name for p in CLAIM])
@pytest.mark.parametrize(
    "value",
    ["'; DROP TABLE observation; --", "<script>alert(1)</script>", "\x00", "\ud7ff\u202e", "a" * 5_000, "", "9" * 40],
)
def test_hostile_values(client, name, value):
    answer = client.get("claim.json", params={"indicator": "burglary", "direction": "down", name: value})
    assert answer.status_code == 400
