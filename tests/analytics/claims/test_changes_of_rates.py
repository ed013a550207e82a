"""Rates per resident in a claim, figures near a bound, and the years and editions that a claim leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analytics.claims import Claim
from analytics.claims.checking.number_checks import rate_checks
from analytics.claims.claim_address import newest_behind
from analytics.claims.default_periods import newest_month, settle
from analytics.claims.rounding_tolerance import bound_holds, difference_agrees
from analytics.series.publication_dates import publication_dates
from analytics.statistics.change import change
from analytics.written_periods import parse_period
from tests.analytics.claims.claims_in_words import CROYDON

FELL = Claim(indicator="burglary", direction="down", size=10.0, size_unit="percent", value_unit="rate")


@pytest.mark.parametrize(
    ("claim", "agreed"),
    [
        (FELL, True),
        (replace(FELL, direction="up"), False),
        (replace(FELL, size=30.0), False),
        (replace(FELL, size=9.0, size_bound="over"), True),
        (replace(FELL, size=12.0, size_bound="over"), False),
    ],
)
def test_a_change_of_a_rate_is_that_of_the_rates_not_of_the_counts(claim: Claim, agreed: bool) -> None:
    """9.0 against 10.0 per 1,000 is a tenth less, although the counts have risen with the population."""
    checks = {check.what: check for check in rate_checks(claim, (9.0, 10.0), change=change(1_100, 1_000), months=12)}
    assert (checks["change"].passed) is agreed
    assert checks["change"].found == pytest.approx(-10)
    assert (checks["direction"].passed) is (claim.direction == "down")


def test_without_both_rates_nothing_is_said_of_a_change() -> None:
    for rates in ((None, 10.0), (9.0, None)):
        assert not [c for c in rate_checks(FELL, rates, change=change(1_100, 1_000), months=12) if c.what == "change"]
    assert not [c for c in rate_checks(FELL, (9.0, 10.0), change=None, months=12) if c.what == "change"]


@pytest.mark.parametrize(
    ("bound", "stated", "ours", "holds"),
    [
        # Half of the last round unit of 1,000 is 500, of which at most a twentieth of the number: 50.
        ("nearly", 1_000, 950, True), ("nearly", 1_000, 949, False), ("nearly", 1_000, 1_001, False),
        ("just_over", 1_000, 1_050, True), ("just_over", 1_000, 1_051, False), ("just_over", 1_000, 999, False),
        # Of 1,234 the last unit is one: a fiftieth of the number.
        ("nearly", 1_234, 1_210, True), ("nearly", 1_234, 1_209, False), ("nearly", 7, 6, True), ("nearly", 7, 5, False),
        ("over", 1_000, 1_000, False), ("over", 1_000, 1_001, True), ("under", 1_000, 1_000, False),
        ("at_least", 1_000, 1_000, True), ("at_least", 1_000, 999, False), ("at_most", 1_000, 1_001, False),
    ],
)  # fmt: skip
def test_a_count_lies_on_the_stated_side_of_a_number(bound: str, stated: float, ours: float, holds: bool) -> None:
    assert bound_holds(bound, stated, ours, is_count=True) is holds  # type: ignore[arg-type]


def test_a_difference_in_round_numbers_is_rounded_not_revised() -> None:
    assert difference_agrees(-400, (9_590, 10_000), months=12, unit=100) == "rounding"
    assert difference_agrees(-400, (9_600, 10_000), months=12) == "exact"
    assert difference_agrees(-400, (9_590, 10_000), months=12) == "revision"
    assert difference_agrees(-400, (10_400, 10_000), months=12, unit=100) is None


def test_a_year_under_way_is_compared_with_its_own_months() -> None:
    """Since 2025/26 three months have figures, April to June 2026."""
    settled = settle(Claim(indicator="robbery", direction="up", baseline=parse_period("2025/26")))
    assert settled.claim.period == parse_period("April to June 2026")
    assert settled.claim.baseline == parse_period("April to June 2025")
    assert "The year under way is compared with the same months of the year before" in " ".join(settled.assumed)


def test_what_was_known_when_a_claim_was_made() -> None:
    assert newest_month(Claim(indicator="burglary")) == date(2026, 6, 1)
    assert newest_month(Claim(indicator="burglary", published=date(2026, 3, 9))) == date(2026, 2, 1)
    assert newest_month(Claim(indicator="vawg_offences", area_code=CROYDON)) is None
    assert settle(Claim(indicator="vawg_offences", area_code=CROYDON)).claim.period is None


def test_the_newest_edition_behind_an_answer_is_one_of_its_own_figures() -> None:
    first, newest, *_ = publication_dates()
    assert newest_behind(Claim(indicator=None)) == newest
    assert newest_behind(Claim(indicator="proven_reoffending_rate")) == newest
    for claim in (Claim(indicator="knife_crime"), Claim(indicator="burglary", area_code=CROYDON)):
        day = newest_behind(claim)
        assert day is not None
        assert first < day <= newest
    knife, burglary = (newest_behind(Claim(indicator=name)) for name in ("knife_crime", "burglary"))
    assert knife is not None
    assert burglary is not None
    assert knife < burglary, "knife crime was published in March, recorded crime in July"
