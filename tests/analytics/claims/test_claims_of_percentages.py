"""Claims about indicators that are percentages, and about shares."""

from __future__ import annotations

from dataclasses import replace

from analytics.claims import check
from tests.analytics.claims.claims_in_words import claim, said


def test_percentages_are_checked_in_points_and_in_percent():
    """London adults: 23.7% in 2020/21, 22.7% in 2021/22: 1.1 points, 4.5 per cent."""
    asked = claim("proven_reoffending_rate", adult_or_youth="adult", direction="down", period="2021/22", size=1.1)
    points, percent = (replace(asked, size_unit=unit) for unit in ("percentage_points", "percent"))
    assert check(points).verdict == "matches"
    assert check(percent).verdict == "right_direction_different_size"
    assert check(replace(percent, size=4.5)).verdict == "matches"
    either = check(replace(asked, size_unit="percent_or_points"))
    assert either.verdict == "matches"
    assert [each.matches for each in either.readings] == [False, True]
    assert "Both readings" in said(either)


def test_adults_and_everybody_are_two_things():
    """2019/20, London: 25.4% of adults."""
    level = claim("proven_reoffending_rate", value=25.4, value_unit="percent", period="2019/20")
    assert check(replace(level, adult_or_youth="adult")).verdict == "matches"
    everybody = check(level)
    assert everybody.verdict == "matches_other_definition_or_period"
    assert everybody.headline.endswith("adults")
    assert "added up" in everybody.explanation[0]


def test_a_share_of_offences_has_readings_too():
    answer = check(claim("knife_positive_outcome_rate", direction="up", size=9, size_unit="percent_or_points",
                         period="year to Feb 2026"))  # fmt: skip
    assert answer.stated.points is not None
    assert [each.unit for each in answer.readings] == ["percent", "percentage_points"]
