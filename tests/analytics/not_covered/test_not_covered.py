"""The registry of subjects that are not covered: complete entries, apart from one another and from the indicators."""

from __future__ import annotations

from collections import Counter

import pytest

from analytics.indicators import INDICATORS
from analytics.not_covered import NOT_COVERED


@pytest.mark.parametrize("subject", NOT_COVERED.values(), ids=NOT_COVERED)
def test_an_entry_says_who_publishes_it_where_and_why_it_is_not_here(subject):
    assert subject.name
    assert subject.spoken
    assert subject.publisher
    assert subject.publication
    assert subject.url.startswith("https://")
    assert subject.reason.endswith(".")
    assert bool(subject.nearest) == bool(subject.relation)
    assert set(subject.nearest) <= set(INDICATORS)


def test_a_way_of_saying_belongs_to_one_subject():
    ways = Counter(way for subject in NOT_COVERED.values() for way in set(subject.spoken))
    assert [way for way, times in ways.items() if times > 1] == []


def test_no_subject_goes_by_the_name_of_an_indicator():
    """An indicator that is new here leaves the registry: "no series here counts this" would be a silent lie."""
    names = {name.replace("-", " "): each.id for each in INDICATORS.values() for name in each.names}
    ways = {way.replace("-", " "): subject.id for subject in NOT_COVERED.values() for way in subject.spoken}
    assert {name: (names[name], ways[name]) for name in names.keys() & ways.keys()} == {}


@pytest.mark.parametrize(
    "id",
    ["outcomes_and_charges", "arrests", "stop_and_search", "antisocial_behaviour", "workforce", "victim_satisfaction",
     "response_times", "suspects", "prosecutions_and_convictions", "victims_by_offence", "time_of_day", "location_type",
     "british_transport_police", "fraud", "tagging", "funding", "worry_about_crime", "recent_hate_crime",
     "early_gun_crime", "mayors_programmes"],
)  # fmt: skip
def test_what_readers_asked_for_is_in_it(id):
    assert id in NOT_COVERED
