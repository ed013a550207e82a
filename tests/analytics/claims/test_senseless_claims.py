"""Claims that make no sense, or only with a correction, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.claims import Claim, check
from analytics.claims.checking.required_facts import SenselessClaim
from analytics.geography.areas import areas_at
from tests.analytics.claims.claims_in_words import CROYDON, claim


def test_points_of_a_count_are_read_as_per_cent_and_said_to():
    answer = check(
        claim("knife_crime", direction="down", size=17.5, size_unit="percentage_points", period="year to Feb 2026")
    )
    assert answer.verdict == "matches"
    assert "no percentage points" in answer.explanation[0]


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"which": "burglary"}, "states no number"),
        ({"which": None, "direction": "down"}, "what is counted"),
        ({"which": "burglary", "size": -3.0, "direction": "down"}, "negative"),
        ({"which": "burglary", "size": float("nan"), "direction": "down"}, "is none"),
        ({"which": "burglary", "value": 24.0, "value_unit": "percent"}, "no percentage"),
        ({"which": "knife_positive_outcome_rate", "value": 2.0, "value_unit": "rate"}, "no rate"),
        ({"which": "proven_reoffending_rate", "direction": "up", "size": 3.0, "size_unit": "count"}, "no count"),
        ({"which": "burglary", "rank": "largest_fall"}, "no borough"),
        ({"which": "burglary", "rank": "all_boroughs"}, "did what"),
        ({"which": "homicide", "rank": "lowest", "size": 11, "size_unit": "percent"}, "two claims"),
        ({"which": "burglary", "rank": "all_boroughs", "direction": "down", "size": 50}, "second claim"),
        ({"which": "burglary", "direction": "same", "period": "2025", "baseline": "2025"}, "with itself"),
        ({"which": "homicide", "rank": "lowest", "since": date(2030, 1, 1), "period": "2025"}, "ends before"),
        ({"which": "burglary", "direction": "up", "size": 1e300}, "far beyond"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(facts, problem):
    which = facts.pop("which")
    with pytest.raises(SenselessClaim, match=problem):
        check(claim(which, **facts))


def test_what_is_first_of_one_is_not_compared():
    alone = check(claim("homicide", rank="lowest", since=date(2025, 1, 1), period="2025"))
    assert alone.verdict == "cannot_be_compared"
    assert "no other window" in " ".join(alone.explanation)
    cohort = check(claim("proven_reoffending_rate", rank="lowest", since=date(2019, 4, 1), period="2019/20"))
    assert cohort.verdict == "cannot_be_compared"


def test_boroughs_with_the_same_figure_share_a_place():
    """Homicides, 2024 and 2025: Croydon 1 and 5, Lewisham 7 and 11, the largest rise of the boroughs."""
    for area, other in ((CROYDON, "Lewisham"), ("E09000023", "Croydon")):
        answer = check(claim("homicide", rank="largest_rise", direction="up", area_code=area, period="2025"))
        assert answer.verdict == "matches"
        assert f"together with {other} (+4)" in answer.explanation[1]
        assert answer.headline == f"Matches our figures, together with {other}"
        assert any("counts are small" in each for each in answer.explanation)
    behind = check(claim("homicide", rank="largest_fall", direction="down", area_code="E09000029", period="2025"))
    assert "Sutton is number 9 of 16" in " ".join(behind.explanation)


@pytest.mark.parametrize("rank", ["largest_fall", "smallest_rise", "highest_level", "lowest_level"])
def test_what_has_no_borough_has_no_place_among_them(rank):
    nowhere = next(area.code for area in areas_at("borough") if area.is_pseudo)
    with pytest.raises(SenselessClaim, match="names no borough"):
        check(Claim(indicator="burglary", area_code=nowhere, rank=rank))


def test_a_day_before_anything_was_published_has_no_verdict():
    """Of ranks too: nothing is read from months that were not there."""
    claim = Claim(indicator="vawg_victims", area_code="E09000002", rank="largest_fall")
    assert check(claim, as_of=date(2020, 1, 1)).verdict in ("not_in_our_data", "cannot_be_compared")
    assert check(claim, as_of=date(2024, 7, 1)).headline
