"""Verdicts where nothing differs: 5 in 100, no more and not many fewer; and intervals no wider than they need be."""

from __future__ import annotations

import pytest

from analytics.indicators import INDICATORS
from analytics.statistics.verdict_record import verdict_record
from benchmarks.placebo import Placebo, coverage, placebos, pooled, power, reversals

COUNTED = [each for each in INDICATORS.values() if each.kind == "crime" and each.measure == "count"]


@pytest.fixture(scope="module")
def found() -> list[Placebo]:
    """London and the boroughs; the wards take longer and are in the benchmark."""
    levels = ("mps", "borough")
    return [one for level in levels for each in COUNTED if level in each.levels for one in placebos(each, level)]


@pytest.mark.parametrize("level", ["mps", "borough"])
def test_of_months_exchanged_at_random_one_in_twenty_reads_as_a_change(found: list[Placebo], level: str) -> None:
    share, poisson = pooled(found, level, "random")
    assert 4 <= share <= 6.5
    assert poisson > 3 * share, "what the dispersion is for"


@pytest.mark.parametrize("level", ["mps", "borough"])
def test_of_alternate_months_no_more(found: list[Placebo], level: str) -> None:
    assert pooled(found, level, "alternate")[0] <= 5


def test_blocks_of_a_quarter_pass_more_often_and_the_methods_page_says_so(found: list[Placebo]) -> None:
    for level in ("mps", "borough"):
        assert 5 < pooled(found, level, "quarters")[0] < 12


@pytest.mark.parametrize("level", ["mps", "borough"])
@pytest.mark.parametrize("method", ["random", "alternate", "quarters"])
def test_the_record_that_the_methods_page_shows_is_that_of_these_figures(
    found: list[Placebo], level: str, method: str
) -> None:
    kept = verdict_record()[method, level]
    assert (kept.percent, kept.poisson_percent) == pytest.approx(pooled(found, level, method), abs=0.01)


def test_the_record_says_how_many_verdicts_of_london_the_next_year_turned() -> None:
    counts = [reversals(entry, "mps") for entry in COUNTED if "mps" in entry.levels]
    clear, other_way, same_way = (sum(numbers) for numbers in zip(*counts, strict=True))
    record = verdict_record()
    assert record["reversed", "mps"].pairs == clear
    assert record["reversed", "mps"].percent == pytest.approx(100 * other_way / clear, abs=0.01)
    assert record["repeated", "mps"].percent == pytest.approx(100 * same_way / clear, abs=0.01)


@pytest.mark.parametrize(("phi", "a_month"), [(1.3, 30.0), (3.0, 160.0), (9.0, 4_000.0)])
def test_simulated_intervals_hold_the_truth_95_times_in_100(phi: float, a_month: float) -> None:
    assert 94 <= coverage(phi=phi, a_month=a_month) <= 96


def test_a_true_fall_is_found_as_often_as_the_theory_says() -> None:
    seen, theory = power(phi=3.0, a_month=160, change=-20)
    assert seen == pytest.approx(theory, abs=3)
