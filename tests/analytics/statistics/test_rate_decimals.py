"""As many decimals as tell boroughs apart, and rates of several areas together."""

from __future__ import annotations

import pytest

from analytics.statistics.rates import pooled_rate, rate_decimals


@pytest.mark.parametrize(
    ("common", "decimals"),
    [(100.3, 1), (10.5, 1), (10, 1), (9.99, 2), (5.28, 2), (0.1, 2), (0.0999, 3), (0.012, 3), (0, 3), (None, 3)],
)
def test_smaller_rates_have_more_decimals(common: float | None, decimals: int) -> None:
    assert rate_decimals(common) == decimals


def test_the_pooled_rate_is_that_of_all_people_together() -> None:
    """30 and 10 offences among 100,000 and 300,000 people: 0.1 per 1,000, where the mean of the rates is 0.167."""
    pooled = pooled_rate([30, 10], [100_000, 300_000])
    assert (pooled.value, pooled.population) == (pytest.approx(0.1), 400_000)


@pytest.mark.parametrize(
    ("counts", "people"),
    [([30, None], [100_000, 300_000]), ([30, 10], [100_000, None]), ([30, 10], [None, None]), ([None], [100_000])],
)
def test_with_one_missing_there_is_no_pooled_rate(counts: list[int | None], people: list[int | None]) -> None:
    """A sum of the others would put the offences of all over the people of some."""
    pooled = pooled_rate(counts, people)
    assert (pooled.value, pooled.lower, pooled.upper) == (None, None, None)
    assert pooled.note


def test_the_note_of_a_missing_population_is_the_callers() -> None:
    assert pooled_rate([30, 10], [100_000, None], note="No estimate for Croydon.").note == "No estimate for Croydon."
