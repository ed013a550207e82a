"""Many verdicts at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from analytics.comparability import Comparability
from analytics.statistics.change import change
from analytics.statistics.multiple_comparisons import (
    expected_without_change,
    expected_words,
    highest,
    singled_out,
    survivors,
)


def test_benjamini_hochberg_by_hand() -> None:
    """Sorted p against 0.05·i/m: the largest that lies below takes all before it along."""
    assert survivors([0.001, 0.02, 0.03, 0.04, 0.5]).tolist() == [True, True, True, True, False]
    assert survivors([0.04, 0.04, 0.5, 0.5]).tolist() == [False] * 4


def test_what_is_withheld_is_no_comparison() -> None:
    assert survivors([0.04, np.nan]).tolist() == [True, False]
    assert survivors([]).tolist() == []
    assert survivors([0.04, None]).tolist() == [True, False]
    assert {survivors(p_values).dtype for p_values in ([0.04], [np.nan], [])} == {np.dtype(bool)}


def test_of_boroughs_without_any_change_hardly_one_is_singled_out() -> None:
    random = np.random.default_rng(5)
    families = [survivors(random.random(32)).any() for _ in range(400)]
    assert np.mean(families) == pytest.approx(0.05, abs=0.035)


def test_a_step_and_a_break_are_left_out_of_the_family() -> None:
    stepped = change(100, 300, Comparability("step", ("Why.",)))
    assert singled_out([stepped, change(100, 300), change(300, 300), change(1, 3)]) == (False, True, False, False)


def test_how_many_would_appear_without_any_change() -> None:
    assert expected_without_change(32) == pytest.approx(0.8)
    assert expected_words(32) == "Without any change about 0.8 of 32 would read “down”, and as many “up”."
    assert [expected_words(judged).split()[4] for judged in (1, 4)] == ["0.1", "0.1"]


def test_the_highest_says_how_many_the_usual_variation_could_put_as_high() -> None:
    rows = [{"value": v, "lower": v - 1, "upper": v + 1} for v in (5.0, 4.5, 2.0)] + [{"value": None}]
    top, alike = highest(rows)
    assert (top["value"], alike) == (5.0, 1)
    assert highest([{"value": None}]) is None


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.01, 10)), min_size=2, max_size=33))
def test_a_highest_that_stands_alone_survives_against_every_other(areas: list[tuple[float, float]]) -> None:
    """Values with standard errors; their 95% intervals, and the p-value of each difference by its own formula."""
    rows = [{"value": v, "lower": v - 1.96 * se, "upper": v + 1.96 * se, "se": se} for v, se in areas]
    top, alike = highest(rows)
    others = [row for row in rows if row is not top]
    z = [(top["value"] - row["value"]) / np.hypot(top["se"], row["se"]) for row in others]
    if alike == 0:
        assert survivors(2 * norm.sf(z)).all()


def test_an_interval_that_touches_the_highest_could_be_as_high() -> None:
    rows = [{"value": v, "lower": v - 1, "upper": v + 1} for v in (9.0, 7.0, 7.5, 6.9)]
    top, alike = highest(rows)
    assert (top["value"], alike) == (9.0, 2)
    assert highest(rows[:1]) == (rows[0], 0)
