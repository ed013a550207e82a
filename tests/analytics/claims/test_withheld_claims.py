"""Claims that the figures here cannot answer, with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics.claims import check
from analytics.forces.force_figures import is_held
from tests.analytics.claims.claims_in_words import CROYDON, claim, said


def test_a_break_withholds():
    answer = check(claim("domestic_abuse", direction="up", size=1, period="year to Jul 2025"))
    assert answer.verdict == "cannot_be_compared"
    assert answer.stated.percent is None
    assert not any(each.matches for each in answer.alternatives)


def test_a_late_start_withholds_and_says_where_to_look():
    answer = check(
        claim("knife_crime", direction="up", size=27, period="year to Feb 2026", baseline="year to May 2016")
    )
    assert answer.verdict == "cannot_be_compared"
    assert "August 2021" in said(answer)
    assert "Metropolitan Police Service" in answer.where


def test_periods_of_different_length():
    answer = check(claim("burglary", direction="down", period="year to Jun 2026", baseline="May 2016"))
    assert answer.verdict == "cannot_be_compared"
    assert "12 and 1 months" in said(answer)


def test_no_percentage_from_a_few_but_counts_are_checked():
    few = claim("homicide", area_code=CROYDON, direction="down", size=25, period="year to Jun 2026")
    assert check(few).verdict == "cannot_be_compared"
    assert "fewer than 50" in said(check(few))
    assert check(replace(few, size=None)).verdict == "cannot_be_compared"
    assert check(replace(few, size=1.0, size_unit="count")).verdict == "matches"


def test_reoffending_published_before_october_2017():
    before = claim("proven_reoffending_rate", value=24, value_unit="percent", published=date(2017, 9, 30))
    answer = check(before)
    assert answer.verdict == "cannot_be_compared"
    assert "October 2017" in said(answer)
    assert answer.nearest
    assert check(replace(before, published=date(2017, 10, 26))).verdict != "cannot_be_compared"


# -- the Home Office's counts


def test_home_office_knife_crime_is_another_count():
    answer = check(claim("knife_crime", value=15_689, period="year to Jun 2025", source_basis="home_office"))
    assert answer.verdict == "not_in_our_data"
    assert answer.nearest[0].count == 15_548
    assert answer.explanation[0].startswith("The claim goes by the Home Office's counts")


def test_a_count_of_others_is_theirs_or_another_count_but_never_a_revision():
    answer = check(claim("shoplifting", value=96_227, period="year to Jun 2025", source_basis="home_office"))
    assert answer.verdict == ("matches" if is_held() else "not_in_our_data")
    assert "usual revision" not in answer.headline
    assert "City of London" in " ".join(answer.explanation)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [({"direction": "down"}, "does_not_match"), ({"direction": "up"}, "matches_other_definition_or_period"),
     ({"direction": "up", "size": 41.0}, "matches_other_definition_or_period"),
     ({"direction": "up", "size": 20.0}, "right_direction_different_size"),
     ({"direction": "up", "source_basis": "home_office"}, "matches")],
)  # fmt: skip
def test_quoted_counts_of_the_home_office_for_their_two_years(facts, verdict):
    """9,086 in the year to March 2016, 12,786 in the year to March 2023: +40.7%."""
    answer = check(claim("knife_crime", period="year to Mar 2023", baseline="year to Mar 2016", **facts))
    assert answer.verdict == verdict
    assert "Office for Statistics Regulation" in said(answer)


# -- not in our data


@pytest.mark.parametrize(
    ("subject", "where", "nearest"),
    [
        ("phone thefts", "Freedom of Information", ["theft_from_the_person_phone", "robbery_phone"]),
        ("homicides of people under 25", "Homicide dashboard", ["homicide"]),
        ("Reoffending of people on an electronic tag", "tagging", ["proven_reoffending_rate"]),
        ("Offenders recalled to prison", "Offender management", ["proven_reoffending_rate"]),
        ("car theft", "Freedom of Information", ["theft_of_a_vehicle", "theft_from_a_vehicle", "vehicle_offences"]),
        ("unicorns", "no publication", []),
    ],
)
def test_what_no_series_counts(subject, where, nearest):
    answer = check(claim(None, subject=subject, direction="down"))
    assert answer.verdict == "not_in_our_data"
    assert where in answer.where
    assert [each.indicator for each in answer.nearest] == nearest
    assert answer.stated is None


def test_a_month_that_is_not_published_yet():
    answer = check(claim("burglary", direction="down", period="year to Dec 2026"))
    assert answer.verdict == "not_in_our_data"
    assert answer.nearest[0].count == 47_880


def test_a_level_that_is_not_published():
    answer = check(claim("vawg_offences", area_code=CROYDON, direction="up", period="year to Feb 2026"))
    assert answer.verdict == "not_in_our_data"
    assert "not published for boroughs" in said(answer)
    assert answer.nearest[0].indicator == "vawg"


def test_figures_that_had_not_come_out():
    asked = claim("knife_crime", direction="down", period="year to Jul 2025")
    assert check(asked, as_of=date(2025, 8, 20)).verdict == "not_in_our_data"
    assert check(asked, as_of=date(2025, 8, 21)).verdict != "not_in_our_data"
