"""Two periods in one sentence, figures that go with them, orders of times, months without a year."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.claims.reading.sentence_reader import read
from analytics.written_periods import parse_period

TWO_PERIODS = [
    ("Shoplifting doubled in the two years to March 2025", "year to Mar 2025", "year to Mar 2023"),
    ("Crime rose 5% in the decade to 2025", "2025", "2015"),
    ("Homicide: 109 in 2024, 97 in 2025", "2025", "2024"),
    ("Homicide: 97 in 2025 vs 109 in 2024", "2025", "2024"),
    ("Robbery: 34,804 (2024) to 32,446 (2025), -6.8%", "2025", "2024"),
    ("Burglary fell by less than 1% in 2025", "2025", None),
    ("Violence fell 9% in the 12 months up to and including March 2026", "year to Mar 2026", None),
    ("Robbery is twice as high as in 2015", None, "2015"),
    ("Robbery is half what it was in 2010", None, "2010"),
    ("Robbery is now at half the level of 2010", None, "2010"),
    ("Knife crime is 27 per cent above its 2016 level", None, "2016"),
    ("Knife crime is lower now than when the Mayor took office", None, "year to May 2016"),
    ("Knife crime is up 7% since the Mayor was elected in May 2016", None, "year to May 2016"),
    ("Robbery fell 12% in the quarter to June 2025", "Apr-Jun 2025", None),
    ("Robbery fell 12% in the year ending March 31st, 2026", "year to Mar 2026", None),
    ("Robbery fell 12% between April 1 2024 and March 31 2025", "2024/25", None),
    ("Hate crime rose by 12% between July 2024 and July 2025", "year to Jul 2025", "year to Jul 2024"),
    ("Burglary fell 5.4% year-on-year to June 2026", "year to Jun 2026", None),
    ("Adult reoffending in London is 22.7% for the cohort to March 2022", "year to Mar 2022", None),
]


@pytest.mark.parametrize(("sentence", "period", "baseline"), TWO_PERIODS)
def test_both_periods_are_read(sentence: str, period: str | None, baseline: str | None) -> None:
    claim = read(sentence).claim
    assert claim is not None
    assert claim.period == (parse_period(period) if period else None)
    assert claim.baseline == (parse_period(baseline) if baseline else None)


def test_figures_go_with_their_periods() -> None:
    for sentence in ("Homicide: 109 in 2024, 97 in 2025", "Homicide: 97 in 2025 vs 109 in 2024"):
        claim = read(sentence).claim
        assert claim is not None
        assert (claim.value, claim.base_value, claim.direction) == (97, 109, "down")


@pytest.mark.parametrize(
    ("sentence", "direction", "size"),
    [
        ("Robbery is half what it was in 2010", "down", 50),
        ("Robbery is twice as high as in 2015", "up", 100),
        ("Knife crime is 27 per cent above its 2016 level", "up", 27),
        ("Knife crime is 7 per cent below its 2016 level", "down", 7),
        ("Burglary ↓31% since 2016", "down", 31),
        ("Robbery saw a 6.8 percentage decrease in 2025", "down", 6.8),
        ("Knife crime decreased 6.9% (16,232 to 15,112)", "down", 6.9),
    ],
)
def test_direction_and_size(sentence: str, direction: str, size: float) -> None:
    claim = read(sentence).claim
    assert claim is not None
    assert (claim.direction, claim.size, claim.size_unit) == (direction, size, "percent")


def test_a_unit_that_is_said_once_is_that_of_both_figures() -> None:
    claim = read("The homicide rate fell to 1.1 per 100,000 people in 2025, from 1.2 in 2024").claim
    assert claim is not None
    assert (claim.value, claim.base_value, claim.value_unit, claim.value_per) == (1.1, 1.2, "rate", 100_000)
    claim = read("The reoffending rate fell from 27 to 24 per cent").claim
    assert claim is not None
    assert (claim.value, claim.base_value, claim.value_unit) == (24, 27, "percent")


@pytest.mark.parametrize(
    ("sentence", "rank"),
    [
        ("Burglary hit a 10-year low", "lowest"),
        ("Burglary is at its lowest since records began in 2010", "lowest"),
        ("Knife crime peaked in 2024", "highest"),
        ("Knife crime hits a new high of 16,736", "highest"),
        ("Homicides in 2021 were the highest of any year since 2008", "highest"),
    ],
)
def test_orders_of_times(sentence: str, rank: str) -> None:
    claim = read(sentence).claim
    assert claim is not None
    assert claim.rank == rank
    assert claim.size is None


@pytest.mark.parametrize(
    ("sentence", "period", "baseline"),
    [
        ("Knife crime fell 7% between April and June", "Apr-Jun 2025", None),
        ("Knife crime fell 7% from April to June compared to last year", "Apr-Jun 2025", "Apr-Jun 2024"),
        ("Knife crime fell 7% between October and December", "Oct-Dec 2024", None),
        ("Knife crime fell 7% in the last six months", "Apr-Sep 2025", None),
        ("Knife crime fell 7% so far this financial year", "Apr-Sep 2025", None),
        ("Knife crime fell 7% since January", None, "year to Jan 2025"),
    ],
)
def test_months_without_a_year(sentence: str, period: str | None, baseline: str | None) -> None:
    claim = read(sentence, said_on=date(2025, 10, 14)).claim
    assert claim is not None
    assert [w and (w.start, w.end) for w in (claim.period, claim.baseline)] == [
        w and (w.start, w.end) for w in (text and parse_period(text) for text in (period, baseline))
    ]


def test_without_its_day_the_period_is_open_and_the_reader_is_told() -> None:
    for sentence in ("Knife crime fell 7% between April and June", "Knife crime fell 7% in the last six months"):
        found = read(sentence)
        assert "period" in found.missing
        assert "depends on the day" in " ".join(found.notes)
    assert "names no year" in " ".join(read("Burglary fell 10% in Q2").notes)
