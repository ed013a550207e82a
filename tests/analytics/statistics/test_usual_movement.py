"""What is usual from year to year, from plain changes."""

import numpy as np
import pytest

from analytics.statistics.usual_movement import usual_movement, usual_range


def test_percentiles_of_many_areas_are_those_of_each() -> None:
    random = np.random.default_rng(4)
    changes = random.normal(0, 10, size=(6, 150))
    changes[random.random(changes.shape) < 0.3] = np.nan
    changes[5, 40:] = np.nan
    low, high = usual_range(changes)
    assert low[:5] == pytest.approx(np.nanquantile(changes[:5], 0.1, axis=1))
    assert high[:5] == pytest.approx(np.nanquantile(changes[:5], 0.9, axis=1))
    assert np.isnan([low[5], high[5]]).all(), "fewer than 60 ends"
    for row, bound in zip(changes[:5], low[:5], strict=True):
        assert usual_movement(row).low == pytest.approx(bound)


def test_sixty_ends_are_enough_and_fewer_are_not() -> None:
    assert usual_movement(np.arange(60.0)).low is not None
    few = usual_movement(np.arange(59.0))
    assert (few.low, few.high, few.median, few.is_within(1), few.ends) == (None, None, None, None, 59)
    assert "59 months" in few.reason


def test_the_share_that_moved_more_counts_sizes() -> None:
    found = usual_movement([*range(-50, 50)])
    assert found.moved_more(-25) == pytest.approx(0.49)
    assert found.moved_more(50) == 0
    assert found.is_within(-39)
    assert not found.is_within(-45)
