"""Funnel limits with over-dispersion."""

from math import log, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.statistics.funnel import (
    FORMULA,
    change_positions,
    funnel,
    limits,
    over_dispersion,
    pearson_z,
    positions,
)
from analytics.statistics.normal_quantiles import Z95, Z998
from tests.ascii_tables import rows

PLACED = rows("""
z     | position
------+------------
0     | inside
1.95  | inside
-1.95 | inside
1.97  | above 95%
-1.97 | below 95%
3.08  | above 95%
3.10  | above 99.8%
-3.10 | below 99.8%
""")


@pytest.mark.parametrize("row", PLACED, ids=lambda row: row["z"])
def test_positions(row: dict[str, str]) -> None:
    assert positions([float(row["z"])]) == (row["position"],)


def test_limits_are_those_of_the_normal_distribution() -> None:
    assert pytest.approx(stats.norm.ppf([0.975, 0.999])) == [Z95, Z998]


def test_a_small_funnel_by_hand() -> None:
    found = funnel([10, 30, 60], population=[1_000, 1_000, 2_000])
    assert found.rate == pytest.approx(0.025)
    assert found.expected.tolist() == [25, 25, 50]
    assert found.z.tolist() == pytest.approx([-3, 1, 10 / np.sqrt(50)])


def test_over_dispersion_by_hand() -> None:
    # Quantiles of 0..10 at 10% and 90% are 1 and 9: the ends are drawn in to them.
    assert over_dispersion(range(11)) == pytest.approx((1 + 1 + 4 + 9 + 16 + 25 + 36 + 49 + 64 + 81 + 81) / 11)


def test_winsorising_agrees_with_scipy_where_a_tenth_is_a_whole_number() -> None:
    z = np.random.default_rng(3).normal(size=21)
    drawn_in = np.asarray(stats.mstats.winsorize(z, limits=(2 / 21, 2 / 21)))
    assert over_dispersion(z) == pytest.approx(np.mean(drawn_in**2))


def test_no_events_expected_is_no_distance() -> None:
    assert pearson_z([0.0, 4.0], expected=[0.0, 1.0]).tolist() == [0.0, 3.0]


def test_limits_of_the_rate() -> None:
    lower, upper = limits([100, 10_000], rate=0.01, z=2, phi=4)
    assert lower.tolist() == pytest.approx([0.0, 0.006])
    assert upper.tolist() == pytest.approx([0.05, 0.014])
    assert limits([100], rate=0.01, z=2, phi=0.3)[1] == limits([100], rate=0.01, z=2)[1], "never narrowed"


@pytest.mark.parametrize("population", [[1, 0], [1], [[1, 2]]])
def test_every_count_needs_a_population(population: object) -> None:
    with pytest.raises(ValueError, match="positive population"):
        funnel([1, 2], population=population)  # type: ignore[arg-type]


AREAS = st.lists(st.tuples(st.integers(0, 5_000), st.integers(1_000, 400_000)), min_size=3, max_size=33)


@given(AREAS)
def test_expectations_add_up_to_the_observations(areas: list[tuple[int, int]]) -> None:
    observed, population = zip(*areas, strict=True)
    found = funnel(observed, population=population)
    assert found.expected.sum() == pytest.approx(sum(observed))


@given(AREAS)
def test_widened_limits_hold_at_least_as_many_areas(areas: list[tuple[int, int]]) -> None:
    observed, population = zip(*areas, strict=True)
    found = funnel(observed, population=population)
    widened = {i for i, where in enumerate(found.widened) if where == "inside"}
    assert widened >= {i for i, where in enumerate(found.plain) if where == "inside"}


def test_chance_alone_gives_a_phi_near_one() -> None:
    population = np.full(3_000, 50_000)
    observed = np.random.default_rng(7).poisson(100, size=3_000)
    # Winsorising takes about a third of the variance of a normal variable away.
    truncated = float(np.mean(np.clip(np.random.default_rng(8).normal(size=200_000), -1.2816, 1.2816) ** 2))
    assert funnel(observed, population=population).phi == pytest.approx(truncated, rel=0.1)


def test_knife_crime_leaves_only_westminster_outside_the_widened_limits(published: Path) -> None:
    sheet = pd.read_parquet(published / "mps_monthly_dashboard" / "knife_crime_refreshed_2026-03-18.parquet")
    rows_of = (sheet["area_type"] == "Borough") & (sheet["crime_subtype"] == "Knife Crime")
    rows_of &= (sheet["measure"] == "Offences") & (pd.to_datetime(sheet["month_year"]) >= "2025-03-01")
    counts = sheet[rows_of & sheet["area_code"].notna()].groupby("area_code")["count"].sum()
    people = pd.read_csv(published / "ons_population" / "borough_mid2010_mid2011_mid2019-mid2024.csv")
    mid2024 = people[people["year"] == 2024].set_index("borough_code").loc[counts.index]
    found = funnel(counts.to_numpy(), population=mid2024["population"].to_numpy())
    assert len(counts) == 32
    assert found.phi == pytest.approx(50, abs=1)
    outside = [name for name, where in zip(mid2024["borough"], found.widened, strict=True) if where != "inside"]
    assert outside == ["Westminster"]
    assert sum(where != "inside" for where in found.plain) > 20


def test_a_change_like_the_others_is_inside_however_clear_it_is() -> None:
    """Half the areas rise and half fall, each clearly: the total stands still and none of them is unusual."""
    assert set(change_positions([1200, 800] * 8, [1000, 1000] * 8)) == {"inside"}


def test_a_change_unlike_the_others_lies_outside() -> None:
    found = change_positions([1010, 990] * 8 + [1500], [1000, 1000] * 8 + [1000])
    assert found[-1] == "above 99.8%"
    assert set(found[:-1]) <= {"inside", "below 95%"}


def test_a_change_from_or_to_none_has_no_place() -> None:
    assert change_positions([0, 100, 100], [100, 0, 100])[:2] == (None, None)
    assert change_positions([0], [0]) == (None,)


def test_on_a_limit_is_within_it() -> None:
    assert positions([Z95, -Z95, Z998, -Z998]) == ("inside", "inside", "above 95%", "below 95%")


def test_the_place_of_a_change_by_hand() -> None:
    """Five areas, a total that falls by a tenth: the formula of the docstring in plain arithmetic, widened."""
    counts, bases, dispersion = [700, 450, 450, 900, 1100], [1000, 500, 500, 1000, 1000], [4.0, 1, 1, 2, 1]
    whole = log(sum(counts) / sum(bases))
    z = [(log(a / b) - whole) / sqrt(d * (1 / a + 1 / b)) for a, b, d in zip(counts, bases, dispersion, strict=True)]
    low, high = np.quantile(z, [0.1, 0.9])
    phi = sum(min(max(one, low), high) ** 2 for one in z) / len(z)
    assert phi > 1
    expected = positions([one / sqrt(phi) for one in z])
    assert change_positions(counts, bases, dispersion=dispersion) == expected
    assert change_positions([0, *counts, 5], [9, *bases, 0], dispersion=[1, *dispersion, 1]) == (None, *expected, None)
    assert {"inside", "above 99.8%"} <= set(expected)


def test_the_words_of_the_method() -> None:
    assert FORMULA == (
        "Expected: the rate of the 32 boroughs together × the population. z = (observed − expected) ÷ √expected. "
        "Limits: expected ± 1.96 (95%) or 3.09 (99.8%) × √expected, and the same × √φ, where φ is the mean of z² after "
        "the lowest and highest tenth are drawn in (Spiegelhalter 2005)."
    )
