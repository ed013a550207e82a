"""What a reader's words lead to: indicators by name, else by what they are; subjects that are not here."""

from __future__ import annotations

import pytest

from analytics.indicators import INDICATORS
from analytics.requests.subject_search import indicators_about, subjects_about


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("car crime", "vehicle_offences"),
        ("vehicle thefts", "theft_of_a_vehicle"),
        ("Knife", "knife_crime"),
        ("robberies", "robbery"),
        ("antisemitism", "hate_crime_antisemitic"),
        ("outcomes", "knife_positive_outcome_rate"),
        ("catalytic converters", "theft_from_a_vehicle"),
    ],
)
def test_words_that_people_use_find_an_indicator(text, first):
    assert indicators_about(text)[0].id == first


@pytest.mark.parametrize("text", ["", "the rate of", "  "])
def test_words_that_say_nothing_find_all_and_name_no_subject(text):
    assert [each.id for each in indicators_about(text)] == list(INDICATORS)
    assert subjects_about(text) == ()


@pytest.mark.parametrize(
    ("text", "subject"),
    [("stop and search", "stop_and_search"), ("Arrests", "arrests"), ("car thefts", "kinds_of_vehicle_theft")],
)
def test_what_is_not_here_is_found_by_the_way_it_is_said(text, subject):
    assert subject in [each.id for each in subjects_about(text)]


def test_words_of_nothing_find_nothing():
    assert indicators_about("zeppelins <b>") == ()
    assert subjects_about("zeppelins <b>") == ()
