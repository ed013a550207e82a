"""The six offences of the City: figures of the files by other means, ONS's beside them, and what they are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics.series.monthly_series import monthly, windowed
from analytics.street import street_counts
from analytics.street.city_offences import (
    COMPARABLE,
    city_offence,
    city_offences,
    ons_words,
    placed_elsewhere_words,
    residents,
)
from analytics.street.outcome_shares import interval_of, outcome_rows, settled_window, settled_years
from analytics.street.settled_outcomes import GROUP_OF, is_settled
from data.errors import UnknownName
from data.published_areas import CITY_OF_LONDON, MPS
from data.street.forces import LONDON_FORCES
from data.street.record_kinds import CATEGORIES, CRIME_OUTCOMES


@pytest.mark.parametrize(
    ("indicator", "count", "base", "outside", "nowhere", "ons", "in_ons_year"),
    [
        ("burglary", 459, 333, 11, 20, 377, 386),
        ("robbery", 236, 186, 7, 16, 180, 193),
        ("shoplifting", 1440, 1602, 11, 80, 1444, 1470),
        ("theft_from_the_person", 1219, 1503, 71, 113, 1372, 1425),
        ("bicycle_theft", 289, 238, 8, 21, 214, 219),
        ("vehicle_offences", 97, 123, 1, 4, 100, 107),
    ],
)
def test_golden_figures(
    indicator: str, count: int, base: int, outside: int, nowhere: int, ons: int, in_ons_year: int
) -> None:
    offence = city_offence(indicator)
    assert offence is not None
    assert offence.window.name == "the year to December 2025"
    assert (offence.count, offence.change.base) == (count, base)
    assert (offence.outside, offence.nowhere) == (outside, nowhere)
    assert offence.ons is not None
    assert (offence.ons.count, offence.in_ons_year) == (ons, in_ons_year)


def test_rates_by_residents_and_by_day() -> None:
    offence = city_offence("burglary")
    assert offence is not None
    assert residents() == 15_111
    assert offence.by_residents.value == pytest.approx(1000 * 459 / 15_111)
    assert offence.by_day.value == pytest.approx(1000 * 459 / 431_384)
    assert offence.change.dispersion > 1


def test_words() -> None:
    offence = city_offence("shoplifting")
    assert offence is not None
    assert "11 lie outside the City and 80 nowhere" in placed_elsewhere_words(offence)
    assert "year to June 2025" in ons_words(offence)
    assert "1,444" in ons_words(offence)
    assert "1,470" in ons_words(offence)


def test_the_city_is_in_no_figure_of_the_metropolitan_police() -> None:
    series = windowed(monthly("burglary"), "rolling_12")
    assert series.value(MPS, date(2026, 6, 1)) == 47_880
    with pytest.raises(UnknownName, match="No figures for E09000001"):
        windowed(monthly("burglary", [CITY_OF_LONDON], level="borough"), "rolling_12")


def test_other_indicators_have_none() -> None:
    assert city_offence("knife_crime") is None
    assert len(city_offences()) == len(COMPARABLE) == 6


def test_outcomes_of_a_settled_year() -> None:
    burglary, calls = settled_years(["Burglary"]), settled_years([street_counts.ANTISOCIAL])
    assert calls == ()
    assert settled_window() == burglary[0].window
    assert burglary[0].window.name == "the year to December 2024"
    assert {share.label: share.count for share in burglary[0].groups} == {
        "Charged or taken to court": 44,
        "Dealt with out of court": 3,
        "Suspect known, not prosecuted": 42,
        "No suspect identified": 204,
        "Still open, or not known": 40,
    }
    lower, upper = interval_of(burglary[0].charged, burglary[0].total)
    assert lower < burglary[0].charged.percent < upper


@pytest.mark.parametrize(("month", "settled"), [((2024, 12), True), ((2025, 1), False)])
def test_a_month_is_settled_after_a_year(month: tuple[int, int], settled: bool) -> None:
    assert is_settled(date(*month, 1), date(2025, 12, 1)) is settled


def test_every_outcome_has_a_group() -> None:
    assert {*CRIME_OUTCOMES, "None given"} == set(GROUP_OF)
    assert {category for category, _ in COMPARABLE.values()} <= set(CATEGORIES)
    assert tuple(street_counts.FORCES) == LONDON_FORCES


def test_the_rows_of_outcomes_are_those_of_the_settled_year() -> None:
    rows = outcome_rows(["Burglary"]).to_pylist()
    assert {(row["period_start"], row["period_end"]) for row in rows} == {(date(2024, 1, 1), date(2024, 12, 31))}
    assert {row["category"] for row in rows} == {"Burglary"}
    assert sum(row["value"] for row in rows) == 333


def test_without_a_figure_of_the_ons_nothing_is_said_of_it() -> None:
    offence = city_offence("burglary")
    assert offence is not None
    assert ons_words(replace(offence, ons=None)) == ""
    assert ons_words(replace(offence, in_ons_year=None)) == ""
