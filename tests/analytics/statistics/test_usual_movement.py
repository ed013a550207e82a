"""What is usual from year to year, from plain changes."""

import numpy as np
import pytest

from analytics.statistics.usual_movement import LARGE, QUIET, usual_movement, usual_range


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


def test_a_change_at_the_end_of_the_range_lies_within_it() -> None:
    found = usual_movement([*range(101)])
    assert (found.low, found.high) == (pytest.approx(10), pytest.approx(90))
    assert (found.is_within(found.low), found.is_within(found.high)) == (True, True)
    assert (found.is_within(9.9), found.is_within(90.1)) == (False, False)


def test_the_median_is_of_sizes_and_the_changes_stay_in_the_order_of_time() -> None:
    changes = [float(change) for change in range(-50, 50)]
    found = usual_movement(changes)
    assert (found.median, found.changes, found.ends, found.reason) == (25, tuple(changes), 100, "")
    assert usual_movement(changes[:59]).changes == tuple(changes[:59])


def test_an_end_that_is_left_out_is_no_change() -> None:
    found = usual_movement([None, *range(60), None])
    assert (found.ends, len(found.changes), found.low) == (60, 60, pytest.approx(5.9))
    low, high = usual_range([[None, *range(60)]])
    assert (low[0], high[0]) == (pytest.approx(5.9), pytest.approx(53.1)), "sixty ends are enough here too"


def test_a_change_of_the_same_size_is_not_larger_by_a_rounding_error() -> None:
    found = usual_movement([0.0] * 59 + [1e-9])
    assert found.moved_more(0) == 0


def test_an_area_with_one_end_or_none_has_no_range() -> None:
    assert np.isnan(usual_range([[5.0], [np.nan]])).all()


def test_a_year_is_quiet_where_two_thirds_moved_more_and_large_where_a_tenth_did() -> None:
    assert pytest.approx([2 / 3, 1 / 10]) == [QUIET, LARGE]
