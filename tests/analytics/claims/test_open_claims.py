"""Claims that leave something open: what is taken for it, and that it is said."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.claims import check
from analytics.written_periods import parse_period
from data.errors import UnknownName
from tests.analytics.claims.claims_in_words import claim


def test_what_is_left_open_is_taken_and_said():
    answer = check(claim("knife_crime", direction="down", size=17.5))
    assert answer.verdict == "matches"
    assert answer.claim.period == parse_period("year to Feb 2026")
    assert len(answer.assumed) == 2


def test_the_newest_figures_are_those_of_the_day_of_the_claim():
    answer = check(claim("burglary", direction="down", published=date(2024, 5, 17)))
    assert answer.claim.period.end == date(2024, 4, 1)


@pytest.mark.parametrize(
    ("baseline", "period"),
    [
        ("2016", "2025"),
        ("2015/16", "financial year 2025/26"),
        ("Jan-Mar 2024", "Jan-Mar 2026"),
        ("May 2024", "May 2026"),
    ],
)
def test_an_open_period_is_of_the_kind_of_its_baseline(baseline, period):
    taken = check(claim("burglary", direction="down", baseline=baseline)).claim.period
    assert (taken.start, taken.end) == (parse_period(period).start, parse_period(period).end)


@pytest.mark.parametrize(
    ("published", "period"),
    [
        (date(2015, 9, 21), "2014/15"),
        (date(2015, 10, 21), "year to Sep 2015"),
        (date(2016, 4, 21), "2015/16"),
        # Half a year after 2011/12 the newest twelve months would overlap it: the months under way are taken.
        (date(2012, 10, 21), "Apr-Sep 2012"),
    ],
)
def test_half_a_year_after_its_end_the_newest_months_are_meant(published, period):
    """A speaker who says "since 2011/12" in October 2015 has figures to September."""
    answer = check(claim("burglary", direction="down", baseline="2011/12", published=published))
    window = parse_period(period)
    assert (answer.claim.period.start, answer.claim.period.end) == (window.start, window.end)


def test_periods_that_overlap_are_said_to():
    answer = check(claim("burglary", direction="down", period="year to Jun 2026", baseline="year to Mar 2026"))
    assert "9 months in common" in " ".join(answer.explanation)


def test_a_period_that_had_not_ended_is_said_to():
    answer = check(claim("robbery", direction="down", period="2025", published=date(2025, 9, 1)))
    assert "had not ended" in " ".join(answer.assumed)


def test_unknown_names():
    with pytest.raises(UnknownName):
        check(claim("burglry", direction="down"))
    with pytest.raises(UnknownName):
        check(claim("burglary", direction="down", area_code="E09999999"))
