"""Many verdicts at once."""

import numpy as np
import pytest

from analytics.comparability import Comparability
from analytics.statistics.change import change
from analytics.statistics.multiple_comparisons import (
    expected_without_change,
    expected_words,
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


def test_of_boroughs_without_any_change_hardly_one_is_singled_out() -> None:
    random = np.random.default_rng(5)
    families = [survivors(random.random(32)).any() for _ in range(400)]
    assert np.mean(families) == pytest.approx(0.05, abs=0.035)


def test_a_step_and_a_break_are_left_out_of_the_family() -> None:
    stepped = change(100, 300, Comparability("step", ("Why.",)))
    assert singled_out([stepped, change(100, 300), change(300, 300), change(1, 3)]) == (False, True, False, False)


def test_how_many_would_appear_without_any_change() -> None:
    assert expected_without_change(32) == pytest.approx(0.8)
    assert "about 0.8 of 32" in expected_words(32)
