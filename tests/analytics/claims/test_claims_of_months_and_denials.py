"""The lowest January, "has not fallen", "fell below 50,000": several wordings of each."""

from __future__ import annotations

import pytest

from analytics.claims.reading.sentence_reader import read_all
from tests.analytics.claims.claims_in_words import answer_to

# Knife crime in January: 1,090 in 2026, 1,219 in 2025. Robberies in June: 2,778 in 2026, 2,417 in 2022. Burglaries in
# June: 3,666 in 2026, 3,630 in 2025.
AMONG_MONTHS = (
    ("January 2026 had the lowest number of knife crimes in any January since 2022", True),
    ("Knife crime in January 2026 was the lowest January since 2022", True),
    ("Knife crime in January 2026 was at its lowest for any January on record", False),
    ("June 2026 was the lowest June for robbery since 2021", False),
    ("Last June was the lowest June for robbery since 2022", True),
    ("June 2026 saw the fewest burglaries of any June on record", False),
    ("June 2025 saw the fewest burglaries of any June on record", True),
    ("Theft from the person hit its highest level for a December in December 2024", True),
    ("December 2024 saw the highest number of thefts from the person of any December since 2015", True),
    ("April 2026 had the highest number of robberies of any April on record", False),
)
# London's knife crime fell clearly, homicide and Camden's burglary did not move clearly, drug offences rose.
DENIED = (
    ("Knife crime has not fallen in London in the year to February 2026", False),
    ("Knife crime did not rise in the year to February 2026", True),
    ("Knife crime isn't rising in the year to February 2026", True),
    ("Robbery hasn't dropped in London in 2025", False),
    ("Homicide has not risen in London in 2025", True),
    ("Burglary in Camden did not fall in 2025", True),
    ("Drug offences did not increase in 2025", False),
    ("Drug offences never fell in 2025", True),
    ("Shoplifting has failed to fall in 2025", True),
    ("Reoffending by adults has not risen in 2018/19", True),
)
PASSED = (
    ("Burglary fell below 50,000 in 2025", True),
    ("Burglary fell below 40,000 in 2025", False),
    ("Shoplifting rose above 90,000 in 2025", False),
    ("Shoplifting climbed above 85,000 in 2025", True),
    ("Homicides dropped below 100 in 2025", True),
    ("Knife crime dropped under 14,000 offences in 2025", True),
)
YOUNG = (
    ("Young offenders reoffended at a rate of 40.7% in 2018/19", "matches"),
    ("The proportion of young offenders who reoffended fell in 2018/19", "matches"),
    ("Reoffending among young offenders was 40.7 per cent in 2018/19", "matches"),
    ("Young offenders reoffended at a rate of 30% in 2018/19", "does_not_match"),
)


@pytest.mark.parametrize(("text", "is_true"), AMONG_MONTHS)
def test_a_month_is_held_against_those_of_its_name(text, is_true):
    assert answer_to(text).verdict.startswith("matches") == is_true


def test_a_month_of_no_year_is_asked_for():
    assert read_all("It was the lowest January for robbery")[0].claim is None


@pytest.mark.parametrize(("text", "is_true"), DENIED)
def test_a_denied_direction_is_true_of_the_other_and_of_no_clear_change(text, is_true):
    assert answer_to(text).verdict.startswith("matches") == is_true


@pytest.mark.parametrize(
    "text",
    ["Burglary did not fall by 10% in 2025", "It is not true that burglary fell by 10% in 2025",
     "Not all boroughs saw burglary fall in 2025", "Burglary never fell below 40,000 in 2025"],
)  # fmt: skip
def test_a_denial_of_more_than_a_direction_is_asked_for(text):
    assert read_all(text)[0].asks() == "confirm"


@pytest.mark.parametrize(("text", "is_true"), PASSED)
def test_a_level_that_was_passed_is_a_bound_of_the_figure(text, is_true):
    assert answer_to(text).verdict.startswith("matches") == is_true


@pytest.mark.parametrize(("text", "verdict"), YOUNG)
def test_young_offenders_who_reoffend_are_juveniles(text, verdict):
    assert answer_to(text).verdict == verdict


def test_a_month_behind_to_is_the_year_to_it():
    (understanding,) = read_all("Burglary in Brent fell 9% to June 2026")
    assert understanding.claim.period.name == "the year to June 2026"
    assert any("year to June 2026" in note for note in understanding.notes)


@pytest.mark.parametrize("text", ["48 407 burglaries", "48,407 burglaries", "48407 burglaries"])
def test_thousands_are_written_in_three_ways(text):
    (understanding,) = read_all(f"There were {text} in London in 2025")
    assert understanding.claim.value == 48_407
