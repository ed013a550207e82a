"""One place beside another, some of the boroughs, the City of London: several wordings of each."""

from __future__ import annotations

import pytest

from analytics.claims.reading.sentence_reader import read_all
from analytics.street import street_counts
from tests.analytics.claims.claims_in_words import answer_to

# Of 2025: robberies 3,457 in Westminster, 1,923 in Southwark, 1,115 in Croydon, 641 in Bromley, 351 in Bexley. Of the
# year to June 2026: burglaries 1,785 in Lambeth, 1,664 in Wandsworth. Knife crime to February 2026: 829 in Newham, 169
# in Bexley.
BESIDE = (
    ("Westminster had nearly ten times as many robberies as Bexley in 2025", "matches"),
    ("Robbery in Westminster was 1.8 times that of Southwark in 2025", "matches"),
    ("Newham recorded almost five times as many knife crimes as Bexley in the year to February 2026", "matches"),
    ("Bexley had half as many robberies as Bromley in 2025", "matches"),
    ("Westminster's robbery rate was more than ten times the rate of Bexley in 2025", "matches"),
    ("Lambeth had 121 more burglaries than Wandsworth in the year to June 2026", "matches"),
    ("Croydon had 74% more robberies than Bromley in 2025", "matches"),
    ("Bexley had 45% fewer robberies than Bromley in 2025", "matches"),
    ("Croydon had five times as many robberies as Bromley in 2025", "right_direction_different_size"),
    ("Lambeth had double the burglaries of Wandsworth in the year to June 2026", "right_direction_different_size"),
    ("Bromley had twice as many robberies as Croydon in 2025", "does_not_match"),
    ("Bexley's robbery rate was three times that of Westminster in 2025", "does_not_match"),
)
# It fell in 27 of them in 2025, and rose in the others; the knife figures of 2025 fell in 29.
SOME_BOROUGHS = (
    ("Burglary fell in 27 of London's 32 boroughs in 2025", True),
    ("Only five boroughs saw a rise in burglary in 2025", True),
    ("At least 20 boroughs saw burglary fall in 2025", True),
    ("Knife crime fell in most boroughs in 2025", True),
    ("Burglary fell in more than 25 boroughs in 2025", True),
    ("Burglary fell in 30 out of 32 boroughs in 2025", False),
    ("Burglary rose in most London boroughs in 2025", False),
    ("Just three boroughs saw burglary rise in 2025", False),
    ("Burglary fell in every single London borough in 2025", False),
)
# Records of data.police.uk: burglary 333 in 2024 and 459 in 2025, robbery 186 and 236, theft from the person 1,503 and
# 1,219, shoplifting 1,602 and 1,440.
CITY = (
    ("Burglary in the City of London rose by 38% in 2025", "matches"),
    ("The City of London Police recorded 459 burglaries in 2025", "matches"),
    ("Shoplifting in the Square Mile fell by a tenth in 2025", "matches"),
    ("City of London saw 1,219 thefts from the person in 2025, down from 1,503", "matches"),
    ("Robbery in the City of London is up 27%", "matches"),
    ("Burglary in the City of London fell by 38% in 2025", "does_not_match"),
    ("Burglary in the City of London rose by 10% in 2025", "right_direction_different_size"),
    ("Robbery in the City of London rose by 20% in 2022", "not_in_our_data"),
    ("Crime in the City of London fell by 11% in 2025", "not_in_our_data"),
    ("Fraud in the City of London doubled in 2025", "not_in_our_data"),
    ("Muggings in the City of London were up in 2025", "not_in_our_data"),
)


@pytest.mark.parametrize(("text", "verdict"), BESIDE)
def test_how_much_more_one_place_has_is_held_against_both(text, verdict):
    answer = answer_to(text)
    assert answer.verdict == verdict
    assert len(answer.ranked) == 2


def test_a_multiple_behind_a_clause_is_of_the_place_before():
    text = "Newham recorded five times as many knife crimes as Bexley in the year to February 2026, twice the rate of Camden"
    claims = [understanding.claim for understanding in read_all(text)]
    assert [claim.area_code == claims[0].area_code for claim in claims if claim] == [True, True]
    assert claims[1].other_area


def test_a_multiple_of_a_place_without_another_is_declined():
    assert "not named" in read_all("Twice the burglaries of Camden were recorded in 2025")[0].declined


@pytest.mark.parametrize(("text", "is_true"), SOME_BOROUGHS)
def test_in_how_many_boroughs_is_counted(text, is_true):
    assert answer_to(text).verdict.startswith("matches") == is_true


@pytest.mark.parametrize("so_many", range(20, 33))
def test_only_one_number_of_boroughs_is_right(so_many):
    answer = answer_to(f"Burglary fell in {so_many} of the 32 boroughs in 2025")
    assert answer.verdict.startswith("matches") == (so_many == 27)


@pytest.mark.parametrize(("text", "verdict"), CITY)
def test_the_city_of_london_is_held_against_its_own_police(text, verdict):
    if not street_counts.is_held():
        pytest.skip("The records of the City of London are not held here.")
    answer = answer_to(text)
    assert answer.verdict == verdict
    if verdict != "not_in_our_data":
        assert "City of London Police" in answer.headline
        assert answer.explanation[0].startswith("The City of London Police's figure")


def test_an_order_of_the_city_is_not_checked():
    assert read_all("The City of London has the highest robbery rate in London in 2025")[0].claim is None
    assert read_all("Robbery is higher in the City of London than in Camden in 2025")[0].claim is None
