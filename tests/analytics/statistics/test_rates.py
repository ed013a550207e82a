"""Poisson intervals, rates, and the population that a rate is per."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.rates import confint_poisson

from analytics.statistics.rates import (
    FORMULA,
    Rate,
    count_interval,
    denominator_year,
    no_population_note,
    poisson_interval,
    pooled_rate,
    rate,
    rates,
)
from tests.ascii_tables import rows

AVAILABLE = (2010, 2011, 2019, 2020, 2021, 2022, 2023, 2024)

YEARS = rows("""
window starts | year | note holds
--------------+------+---------------------------------
2010-06       | 2010 |
2011-12       | 2011 |
2012-01       | -    | no mid-2012 population estimate
2015-06       | -    | no mid-2015 population estimate
2018-12       | -    | no mid-2018 population estimate
2019-01       | 2019 |
2024-12       | 2024 |
2025-01       | 2024 | after the latest population estimate
2025-03       | 2024 | uses that of mid-2024
2009-12       | -    | no mid-2009 population estimate
""")


@pytest.mark.parametrize("row", YEARS, ids=lambda row: row["window starts"])
def test_the_population_is_that_of_the_year_in_which_the_window_starts(row: dict[str, str]) -> None:
    found = denominator_year(date.fromisoformat(f"{row['window starts']}-01"), AVAILABLE)
    assert str(found.year or "-") == row["year"]
    assert row["note holds"] in found.note
    assert bool(found.note) == bool(row["note holds"])


def test_ages_of_2024_alone_serve_no_earlier_window() -> None:
    assert denominator_year(date(2023, 3, 1), [2024]).year is None
    assert denominator_year(date(2025, 3, 1), [2024]).year == 2024
    assert denominator_year(date(2025, 3, 1), []).year is None


def byar_interval(count: int) -> tuple[float, float]:
    """Byar's approximation to the exact 95% interval (Breslow & Day 1987, vol. II, p. 69), good above 10."""
    z, more = stats.norm.ppf(0.975), count + 1
    lower = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    return lower, more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3


def test_the_interval_of_ten_events_is_byars_golden_one() -> None:
    assert [round(limit, 2) for limit in byar_interval(10)] == [4.79, 18.39]
    assert [float(limit) for limit in poisson_interval(10)] == pytest.approx([4.79, 18.39], abs=0.01)


@given(st.integers(0, 1_000_000))
def test_exact_interval_agrees_with_scipy_and_statsmodels(count: int) -> None:
    found = [float(limit) for limit in poisson_interval(count)]
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    assert found == pytest.approx([low, stats.chi2.ppf(0.975, 2 * count + 2) / 2])
    if count:
        assert found == pytest.approx(confint_poisson(count, 1, method="exact-c"))


def test_the_confidence_can_be_chosen() -> None:
    found = [float(limit) for limit in poisson_interval(10, confidence=0.998)]
    assert found == pytest.approx([stats.chi2.ppf(0.001, 20) / 2, stats.chi2.ppf(0.999, 22) / 2])


@given(st.integers(11, 1_000_000))
def test_byar_agrees_with_the_exact_interval_above_ten(count: int) -> None:
    for byar, exact in zip(byar_interval(count), poisson_interval(count), strict=True):
        assert byar == pytest.approx(exact, rel=0.002)


@given(st.integers(1, 10_000), st.integers(2, 100))
def test_an_interval_contains_its_count_and_narrows_relatively(count: int, times: int) -> None:
    lower, upper = poisson_interval(np.array([count, count * times]))
    assert lower[0] < count < upper[0]
    width = (upper - lower) / (count, count * times)
    assert width[1] < width[0]


@given(st.integers(0, 1_000_000), st.integers(1, 10_000_000), st.sampled_from([1_000, 100_000]))
def test_a_rate_times_its_denominator_gives_the_count(count: int, population: int, per: int) -> None:
    found = rate(count, population, per=per)
    assert found.value is not None
    assert found.lower is not None
    assert found.upper is not None
    assert found.value * population / per == pytest.approx(count)
    assert found.lower <= found.value <= found.upper


def test_the_london_rates() -> None:
    knife = rate(13_552, 9_074_625)
    assert [round(x or 0, 3) for x in (knife.value, knife.lower, knife.upper)] == [1.493, 1.468, 1.519]
    assert round(rate(97, 9_074_625, per=100_000).value or 0, 2) == 1.07


def test_without_a_population_there_is_no_rate_but_a_reason() -> None:
    found = rate(40, None, note=no_population_note("Unknown"))
    assert (found.value, found.lower, found.upper, found.population) == (None, None, None, None)
    assert found.note == "Unknown has no resident population, so no rate is given."
    assert rate(40, 0).note
    assert rate(None, 100).value is None
    assert rate(None, 100).note


def test_many_at_once() -> None:
    value, lower, upper = rates([10, 0, 5], [1_000, 2_000, 0])
    assert value[:2].tolist() == [10.0, 0.0]
    assert lower[1] == 0
    assert upper[1] == pytest.approx(3.689 / 2, abs=1e-3)
    assert np.isnan([value[2], lower[2], upper[2]]).all()


def test_a_pooled_rate_is_of_all_events_over_all_people() -> None:
    pooled = pooled_rate([10, 90], [1_000, 1_000])
    assert pooled == rate(100, 2_000)
    assert pooled_rate([10, 90], [100, 10_000]).value == pytest.approx(1_000 * 100 / 10_100)


@pytest.mark.parametrize(
    ("counts", "people"), [([10, None], [1_000, 1_000]), ([10, 90], [1_000, None]), ([None, 90], [None, 1_000])]
)
def test_a_pooled_rate_with_a_missing_part_is_missing(counts: list[int | None], people: list[int | None]) -> None:
    pooled = pooled_rate(counts, people)
    assert (pooled.value, pooled.lower, pooled.upper) == (None, None, None)
    assert pooled.note


def exact_interval(count: int, phi: float) -> list[float]:
    """φ times Garwood's limits of count/φ events, by the quantiles of χ²."""
    events = count / phi
    lower = stats.chi2.ppf(0.025, 2 * events) / 2 if count else 0.0
    return [phi * lower, phi * stats.chi2.ppf(0.975, 2 * events + 2) / 2]


@pytest.mark.parametrize(
    ("count", "phi"), [(0, 1), (0, 4), (1, 1), (1, 2), (3, 8), (10, 1.5), (100, 4), (13_552, 2.25), (13_552, 30)]
)
def test_the_interval_of_clustered_events_is_that_of_fewer_of_them(count: int, phi: float) -> None:
    lower, upper = count_interval(count, dispersion=phi)
    assert [float(lower), float(upper)] == pytest.approx(exact_interval(count, phi), rel=1e-9)


def test_the_half_width_grows_with_the_root_of_the_dispersion() -> None:
    lower, upper = count_interval([40_000, 40_000], dispersion=[1, 4])
    assert (upper - lower) / 2 == pytest.approx(1.96 * np.sqrt([40_000, 160_000]), rel=0.003)


def test_what_is_missing_has_no_interval() -> None:
    """A missing count, population or dispersion is NaN in all that rests on it, and in nothing beside it."""
    lower, upper = count_interval([None, 5], dispersion=[1.0, 1.0])
    assert [np.isnan(lower).tolist(), np.isnan(upper).tolist()] == [[True, False], [True, False]]
    assert np.isnan([bounds[0] for bounds in count_interval([5, 5], dispersion=[None, 1.0])]).all()
    value, lower, upper = rates([10, None, 10], [None, 1_000, 1_000])
    assert np.isnan([value[:2], lower[:2], upper[:2]]).all()
    assert [value[2], lower[2], upper[2]] == pytest.approx([10, *exact_interval(10, 1)])


def test_limits_are_numbers_whatever_the_counts_are() -> None:
    assert {bounds.dtype for bounds in count_interval([1, 2], dispersion=2)} == {np.dtype("float64")}
    assert {figure.dtype for figure in rates([1, 2], [1_000, 2_000])} == {np.dtype("float64")}


@pytest.mark.parametrize("phi", [1.0, 4.0])
def test_a_rate_has_the_interval_of_its_count_and_dispersion(phi: float) -> None:
    bounds = [100 / 50 * limit for limit in exact_interval(30, phi)]
    assert [float(figure) for figure in rates(30, 50, per=100, dispersion=phi)] == pytest.approx([60, *bounds])
    single = rate(30, 50, per=100, note="Provisional.", dispersion=phi)
    assert [single.value, single.lower, single.upper] == pytest.approx([60, *bounds])
    assert (single.per, single.population, single.note, single.dispersion) == (100, 50, "Provisional.", phi)
    assert pooled_rate([10, 20], [20, 30], per=100, note="Provisional.", dispersion=phi) == single


def test_a_rate_is_per_thousand_of_independent_events_unless_said_otherwise() -> None:
    plain = rate(30, 5_000)
    assert (plain.value, plain.per, plain.note, plain.dispersion) == (6.0, 1_000, "", 1.0)
    assert pooled_rate([10, 20], [2_000, 3_000]) == plain
    assert [float(figure) for figure in rates(30, 5_000)] == [plain.value, plain.lower, plain.upper]
    assert Rate(6.0, 4.0, 8.5, 1_000, 5_000) == Rate(6.0, 4.0, 8.5, 1_000, 5_000, "", 1.0)


def test_a_rate_that_is_missing_says_why_and_keeps_what_is_known() -> None:
    assert rate(None, 5_000, per=100) == Rate(None, None, None, 100, 5_000, "There is no figure for this period.")
    assert rate(None, 5_000, note="Withheld.").note == "Withheld."
    assert rate(30, None, per=100) == Rate(None, None, None, 100, None, "There is no population for this area.")
    assert rate(30, 0) == Rate(None, None, None, 1_000, None, "There is no population for this area.")
    assert pooled_rate([10, None], [1, 1], per=100).per == 100


def test_the_note_of_another_year_is_whole() -> None:
    late, early = denominator_year(date(2026, 1, 1), AVAILABLE), denominator_year(date(2015, 6, 1), AVAILABLE)
    assert late.note == ("The period starts after the latest population estimate, so the rate uses that of mid-2024.")
    assert early.note == "There is no mid-2015 population estimate here, so no rate is given."


def test_the_method_names_its_interval_and_its_source() -> None:
    assert FORMULA.format(people="residents") == (
        "Offences of twelve months divided by residents. Interval: exact Poisson (Garwood 1936), widened by the "
        "dispersion φ of the area."
    )
