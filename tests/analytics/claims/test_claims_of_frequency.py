"""How often something happens, in several wordings: a count over the days of the period."""

from __future__ import annotations

import pytest

from analytics.claims.reading.sentence_reader import read_all
from tests.analytics.claims.claims_in_words import SAID_ON, answer_to

# The Metropolitan Police's figures for 2025: 48,407 burglaries, 89,823 shop thefts, 32,446 robberies, 9,787 rapes,
# 96 homicides, 14,353 thefts of bicycles.
TRUE = (
    "On average, 133 burglaries a day were recorded in London in 2025",
    "A burglary is recorded in London every 11 minutes on average in 2025",
    "246 shop thefts a day were recorded in London in 2025",
    "Every day in 2025 there were 89 robberies in the capital",
    "A daily average of 89 robberies was recorded in 2025",
    "One rape was recorded every 54 minutes in London in 2025",
    "There was one homicide every four days in London in 2025",
    "A bike is stolen every 37 minutes in London in 2025",
    "More than 240 shop thefts took place in London each day in 2025",
    "The Met recorded 2,700 robberies a month in 2025",
    "London saw 930 burglaries a week in 2025",
    "There were more than five burglaries an hour in London in 2025",
)
FALSE = (
    "London suffers one shop theft every two minutes, 2025 figures show",
    "A burglary is recorded in London every eight minutes in 2025",
    "150 burglaries a day were recorded in London in 2025",
    "There was one homicide every two days in London in 2025",
    "More than 250 shop thefts took place in London each day in 2025",
    "Two rapes were recorded every hour in London in 2025",
)
NO_NUMBER = (
    "Burglary fell every month in 2025",
    "Robbery is down 5% a month in 2025",
    "Shoplifting rose each week in 2025",
)
# A day before or after something says nothing of how often.
NOT_HOW_OFTEN = ("Robbery fell a month after the vote in 2025", "Burglary rose a week before Christmas in 2025")


@pytest.mark.parametrize("text", TRUE)
def test_a_frequency_that_the_figures_make_matches(text):
    assert answer_to(text).verdict == "matches"


@pytest.mark.parametrize("text", FALSE)
def test_a_frequency_that_the_figures_do_not_make_does_not(text):
    assert answer_to(text).verdict == "does_not_match"


@pytest.mark.parametrize("text", NO_NUMBER)
def test_how_often_without_how_many_is_declined(text):
    (understanding,) = read_all(text, said_on=SAID_ON)
    assert understanding.claim is None
    assert "how often" in understanding.declined


@pytest.mark.parametrize("text", NOT_HOW_OFTEN)
def test_a_day_before_or_after_something_is_no_frequency(text):
    assert read_all(text, said_on=SAID_ON)[0].asks() == "confirm"


@pytest.mark.parametrize("days", [365, 366])
def test_a_frequency_is_counted_over_the_days_of_its_period(days):
    """2024 was a leap year."""
    year = 2025 if days == 365 else 2024
    (understanding,) = read_all(f"100 burglaries a day were recorded in {year}")
    assert understanding.claim is not None
    assert (understanding.claim.value, understanding.claim.value_rounding) == (100 * days, days)
    assert any(f"{days} days" in note for note in understanding.notes)


@pytest.mark.parametrize("number", [1, 7, 24, 133, 246, 1_000])
@pytest.mark.parametrize("unit", ["day", "week", "month", "hour"])
def test_every_wording_of_a_frequency_says_the_same(number, unit):
    wordings = (f"a{'n' * (unit == 'hour')} {unit}", f"per {unit}", f"every {unit}", f"each {unit}")
    values = {read_all(f"{number} burglaries {wording} were recorded in 2025")[0].claim.value for wording in wordings}
    assert len(values) == 1


def test_a_difference_a_day_is_one_over_the_year():
    """2,358 robberies fewer in 2025, which is 6 a day and not 10."""
    assert answer_to("There were 6 fewer robberies a day in 2025").verdict == "matches"
    assert answer_to("There were 10 fewer robberies a day in 2025").verdict == "right_direction_different_size"


def test_few_digits_tell_no_other_definition():
    """One every two minutes is near the number of all thefts; a third is the rise of all violence since May 2016."""
    assert answer_to("One shop theft was recorded every two minutes in London in 2025").verdict == "does_not_match"
    text = "Violence with injury has risen by a third since the Mayor took office, in the year to June 2026"
    assert answer_to(text).verdict == "does_not_match"
