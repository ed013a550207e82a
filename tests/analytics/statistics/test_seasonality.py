"""A month against the same month of earlier years."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from analytics.periods import add_months
from analytics.statistics.seasonality import outside_by_itself, seasons

FIRST = date(2020, 7, 1)


def months(count: int) -> list[date]:
    return [add_months(FIRST, i) for i in range(count)]


def test_month_lies_beside_month() -> None:
    found = seasons(months(36), [*range(12), *range(100, 112), *range(200, 212)])
    assert found is not None
    assert found.newest.values == tuple(range(200, 212))
    assert found.newest.window.label == "year to June 2023"
    assert [year.values[0] for year in found.earlier] == [0, 100]
    assert [year.months[0] for year in found.earlier] == [date(2020, 7, 1), date(2021, 7, 1)]
    assert found.range_of(-1) == (11, 111)
    assert found.standing() == "above"
    assert (found.months_that_stand("above"), found.months_that_stand("below")) == (12, 0)


@pytest.mark.parametrize(
    ("last", "standing"), [(9, "below"), (10, "within"), (15, "within"), (20, "within"), (21, "above")]
)
def test_a_bound_belongs_to_the_range(last: float, standing: str) -> None:
    found = seasons(months(36), [10] * 12 + [20] * 12 + [15] * 11 + [last])
    assert found is not None
    assert found.standing() == standing


@pytest.mark.parametrize(("count", "years"), [(24, 1), (35, 1), (36, 2), (71, 4), (72, 5), (120, 5)])
def test_only_whole_years_and_at_most_five(count: int, years: int) -> None:
    found = seasons(months(count), [1.0] * count)
    assert found is not None
    assert len(found.earlier) == years
    assert found.newest.months[-1] == months(count)[-1]


@pytest.mark.parametrize("count", [0, 12, 23])
def test_one_year_alone_has_nothing_to_stand_beside(count: int) -> None:
    assert seasons(months(count), [1.0] * count) is None


def test_a_range_of_five_years_leaves_a_third_of_months_outside_by_itself() -> None:
    """The newest of six alike is the lowest once in six, the highest once in six; tried on shuffled figures."""
    assert outside_by_itself(5) == pytest.approx(1 / 3)
    figures = np.random.default_rng(6).normal(size=(20_000, 6))
    newest, others = figures[:, 0], figures[:, 1:]
    outside = (newest < others.min(axis=1)) | (newest > others.max(axis=1))
    assert outside.mean() == pytest.approx(outside_by_itself(5), abs=0.01)
