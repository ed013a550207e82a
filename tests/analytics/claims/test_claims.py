"""Every verdict on a claim, and the words that a statistician would want with it.

Figures: the handbook's golden ones, and sums of the published files made with pandas.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analytics.claims import WORDS, check
from tests.analytics.claims.claims_in_words import CROYDON, ENFIELD, LAMBETH, MPS, claim, said

WESTMINSTER = "E09000033"


def test_each_verdict_has_words_that_do_not_change():
    assert set(WORDS) == {
        "matches", "right_direction_different_size", "matches_other_definition_or_period", "does_not_match",
        "cannot_be_compared", "matches_but_recording_changed", "not_in_our_data",
    }  # fmt: skip
    assert not any(re.search(r"\b(true|false|wrong|liar?|mislead\w*)\b", text.lower()) for text in WORDS.values())


def test_matches_by_rounding():
    answer = check(claim("knife_crime", direction="down", size=17.5, period="year to Feb 2026"))
    assert (answer.verdict, answer.headline) == ("matches", "Matches our figures")
    assert (answer.stated.count, answer.stated.base) == (13_552, 16_429)
    assert "95% interval −22.9% to −11.7%" in said(answer)


def test_matches_within_the_usual_revision_and_says_so():
    answer = check(claim("burglary", value=48_000, period="year to Jun 2026"))
    assert answer.verdict == "matches"
    assert answer.headline.endswith("within the usual revision")
    assert "within 3%" in said(answer)


def test_a_match_under_a_caution_says_so_whatever_is_compared():
    """Harrow in 2023-24: many offences had no known borough, so it read lowest, while the ONS has Richmond lowest."""
    for facts in ({"value": 15_425}, {"rank": "lowest_level", "value_unit": "rate"}):
        answer = check(claim("all_recorded_crime", area_code="E09000015", period="year to Mar 2024", **facts))
        assert answer.stated.status == "caution"
        assert answer.headline.endswith("; read with care") == (answer.verdict == "matches")
        assert "no known borough" in answer.stated.note


def test_the_usual_movement_stands_beside_a_change_or_the_reason_why_not():
    quiet = check(claim("robbery", direction="down", size=3.7, period="year to Jun 2026"))
    assert re.search(r"A quiet year \(\d+% of years moved more\): half of all years moved by more than", said(quiet))
    short = check(claim("knife_crime", direction="down", size=17.5, period="year to Feb 2026"))
    assert "there are 32 months" in said(short)
    level = check(claim("robbery", value=31_000, period="year to Jun 2026"))
    assert "years moved" not in said(level)


def test_matches_an_earlier_edition_and_shows_both():
    """Burglary, year to March 2026: 47,798 in the edition of that month, 48,231 now."""
    answer = check(claim("burglary", value=47_798, period="year to Mar 2026"))
    assert answer.verdict == "matches"
    assert answer.headline.endswith("as an earlier edition had them")
    assert answer.stated.count == 48_231
    assert answer.alternatives[0].count == 47_798
    assert answer.alternatives[0].differs_in == ("edition",)
    assert "47,798" in said(answer)


def test_a_direction_rests_on_the_verdict_of_the_change():
    answer = check(claim("knife_injury_victims_under_25", direction="down", period="year to Feb 2026"))
    assert (answer.verdict, answer.stated.count, answer.stated.base) == ("does_not_match", 1_138, 1_214)
    assert answer.headline == "No clear change: does not match"


def test_residential_burglary_did_not_fall_by_ten_per_cent():
    """32,970 against 33,290 in the year to June 2026; it fell by 10% between April and June 2025, as was published."""
    answer = check(claim("burglary_residential", direction="down", size=10, period="year to Jun 2026"))
    assert answer.verdict == "does_not_match"
    assert answer.headline.startswith("No clear change: does not match. True of April to June 2025 (BBC")
    assert answer.headline.endswith("not of the year to June 2026")


def test_numbers_that_are_right_match_though_there_is_no_clear_change():
    answer = check(claim("homicide", direction="down", value=97, base_value=109, period="2025", baseline="2024"))
    assert answer.verdict == "matches"
    assert "no clear change" in answer.headline


@pytest.mark.parametrize(
    ("bound", "size", "verdict"),
    [("over", 17.5, "matches"), ("over", 18, "right_direction_different_size"), ("at_least", 17.5, "matches"),
     ("under", 18, "matches"), ("nearly", 18, "matches"), ("nearly", 25, "right_direction_different_size"),
     ("just_over", 17, "matches"), ("at_most", 17, "right_direction_different_size")],
)  # fmt: skip
def test_a_bound_is_held_against_the_figure(bound, size, verdict):
    """Knife crime, year to February 2026: −17.51%."""
    stated = replace(claim("knife_crime", direction="down", size=size, period="year to Feb 2026"), size_bound=bound)
    assert check(stated).verdict == verdict


def test_a_share_of_london():
    """Handbook: Westminster holds 8.9 to 9.0% of all recorded crime in the year to February 2026."""
    share = claim("all_recorded_crime", area_code=WESTMINSTER, value=9, value_unit="percent", period="year to Feb 2026")
    assert check(replace(share, whole_area=MPS)).verdict == "matches"
    assert check(replace(share, whole_area=MPS, value=12)).verdict == "does_not_match"


def test_a_place_among_the_boroughs():
    most = claim("robbery", area_code=WESTMINSTER, rank="highest_level", period="2025")
    assert check(most).verdict == "matches"
    second = check(replace(most, rank_place=2))
    assert second.verdict == "does_not_match"
    assert second.headline.startswith("Does not match: it is ")


def test_one_area_against_another():
    more = claim("knife_crime", area_code=WESTMINSTER, direction="up", other_area=CROYDON, period="year to Feb 2026")
    assert check(more).verdict == "matches"
    assert check(replace(more, direction="down")).verdict == "does_not_match"


def test_no_change_matches_within_the_usual_variation():
    unchanged = claim("knife_injury_victims_under_25", direction="same", period="year to Feb 2026")
    assert check(unchanged).verdict == "matches"
    assert check(replace(unchanged, indicator="knife_crime")).verdict == "does_not_match"


def test_figures_of_the_homicide_year_within_one_case():
    """The Met's own year 2025 is 97 against 109; recorded crime has 96 and 107: cases are reclassified."""
    answer = check(claim("homicide", value=97, base_value=109, direction="down", size=11, period="2025"))
    assert answer.verdict == "matches"
    assert {check_.what for check_ in answer.stated.checks} == {"direction", "change", "value", "base_value"}


def test_a_rate_per_residents():
    answer = check(claim("homicide", value=1.1, value_unit="rate", value_per=100_000, period="2025"))
    assert answer.verdict == "matches"
    assert answer.stated.unit == "homicides per 100,000 residents"


def test_no_rate_without_a_population():
    answer = check(claim("burglary", value=8.0, value_unit="rate", period="year to May 2016"))
    assert answer.verdict == "cannot_be_compared"
    assert "no mid-2015 population estimate" in said(answer)


def test_matches_but_recording_changed():
    answer = check(
        claim("violence_with_injury", direction="down", period="year to Jun 2026", baseline="year to May 2016")
    )
    assert answer.verdict == "matches_but_recording_changed"
    assert (answer.stated.count, answer.stated.base) == (64_798, 74_413)
    assert "28 February 2024" in said(answer)


def test_a_wrong_number_across_a_step_is_not_excused_by_it():
    answer = check(
        claim("violence_with_injury", direction="up", period="year to Jun 2026", baseline="year to May 2016")
    )
    assert answer.verdict == "does_not_match"
    assert "28 February 2024" in said(answer)


def test_right_direction_different_size():
    answer = check(claim("knife_crime", direction="down", size=25, period="year to Feb 2026"))
    assert answer.verdict == "right_direction_different_size"
    assert "none of them gives the number" in said(answer)
    assert f"{answer.tried} neighbouring" in said(answer)


@pytest.mark.parametrize("area", [MPS, ENFIELD, LAMBETH])
def test_caveats_and_sources_come_with_the_figures(area):
    answer = check(claim("violence_with_injury", direction="down", area_code=area, period="year to Aug 2025"))
    assert any("usual variation" in each for each in answer.caveats)
    # A borough's figures drift with the offences that no borough is known for; London's lack three months of these.
    caution = "London's total lacks 3,667 offences" if area == MPS else "a borough's change is too high by about 2.5"
    assert [caution in each for each in answer.caveats].count(True) == 1
    assert answer.sources == (
        "Metropolitan Police Service, Recorded Crime: Geographic Breakdown. Licensed under the Open Government Licence v2.0.",
    )
    assert {each.id for each in answer.editions} == set(answer.stated.editions)


def test_nothing_is_said_of_rates_where_none_is_shown():
    counted = check(claim("burglary", direction="down", period="2025", area_code=CROYDON))
    assert not any("Rates per resident" in each for each in check(claim("robbery", direction="down")).caveats)
    assert not any("Rates per resident" in each for each in counted.caveats)
    rate = check(claim("robbery", value=3.6, value_unit="rate", value_per=1_000, period="2025"))
    assert any("Rates per resident" in each for each in rate.caveats)
