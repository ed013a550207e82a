"""Claims of a place among boroughs or times.

Figures: the handbook's golden ones, and sums of the published files made with pandas.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.claims import check
from tests.analytics.claims.claims_in_words import CROYDON, claim, said


def test_all_boroughs_but_some():
    """Burglary by borough, year to June 2026: Bexley, Brent, Ealing, Enfield, Harrow, Hounslow, Newham, Tower Hamlets rose."""
    answer = check(claim("burglary", rank="all_boroughs", direction="down", period="year to Jun 2026"))
    assert (answer.verdict, len(answer.ranked)) == ("does_not_match", 32)
    assert "24 of 32" in answer.headline
    assert "Hounslow (+15.5%)" in said(answer)


def test_the_borough_at_the_end_is_named():
    """Richmond upon Thames fell most, by 17.7%, Croydon by 8.7%."""
    croydon = claim("burglary", rank="largest_fall", area_code=CROYDON, period="year to Jun 2026")
    answer = check(croydon)
    assert answer.verdict == "does_not_match"
    assert "Richmond upon Thames (−17.7%)" in said(answer)
    assert "intervals of the two overlap" in said(answer)
    right = check(replace(croydon, area_code="E09000027"))
    assert right.verdict == "matches"
    assert check(replace(croydon, area_code="E09000027", size=17.7)).verdict == "matches"
    assert check(replace(croydon, area_code="E09000027", size=40.0)).verdict == "right_direction_different_size"


def test_first_by_number_and_not_in_per_cent():
    """Violence with injury, year to August 2025: Westminster fell by the most offences, 451."""
    westminster = claim("violence_with_injury", rank="largest_fall", area_code="E09000033", period="year to Aug 2025")
    assert check(westminster).verdict == "matches_other_definition_or_period"
    counted = replace(westminster, size=451.0, size_unit="count")
    assert check(counted).verdict == "matches_but_recording_changed"


def test_lowest_since():
    """Homicides by calendar year: 95 in 2014, 96 in 2025, never fewer between."""
    lowest = claim("homicide", rank="lowest", period="2025", since=date(2014, 1, 1))
    assert check(lowest).verdict == "matches"
    since_2013 = check(replace(lowest, since=date(2013, 1, 1)))
    assert since_2013.verdict == "does_not_match"
    assert "2014" in said(since_2013)
    assert check(replace(lowest, rank="highest")).verdict == "does_not_match"
    assert check(replace(lowest, value=96.0)).verdict == "matches"
    assert check(replace(lowest, value=120.0)).verdict == "right_direction_different_size"


def test_lowest_since_before_the_series_begins():
    assert (
        check(claim("burglary", rank="lowest", period="2025", since=date(2003, 1, 1))).verdict == "cannot_be_compared"
    )
    assert check(claim("burglary", rank="highest", period="2025", since=date(2003, 1, 1))).verdict == "does_not_match"


def test_lowest_across_a_step_and_across_a_break():
    step = claim("violence_with_injury", rank="lowest", period="2025", since=date(2014, 1, 1))
    assert check(step).verdict == "matches_but_recording_changed"
    assert check(claim("domestic_abuse", rank="highest", period="year to Jul 2025")).verdict == "cannot_be_compared"
