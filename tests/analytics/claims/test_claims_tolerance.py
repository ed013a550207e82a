"""How far a stated number may lie from ours: bounds from docs/decisions/0010-claims.md, in plain numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.claims.rounding_tolerance import (
    count_agrees,
    difference_agrees,
    percent_agrees,
    rate_agrees,
    same_when_rounded,
    unit_of,
)


@pytest.mark.parametrize(
    ("number", "unit"), [(13, 1), (13.0, 1), (5.3, 0.1), (1.06, 0.01), (0, 1), (97, 1), (27_344, 1), (250, 1)]
)
def test_the_unit_is_read_from_the_decimals(number, unit):
    assert unit_of(number) == pytest.approx(unit)


@pytest.mark.parametrize(
    ("stated", "found", "unit", "same"),
    [(13, 12.5, 1, True), (13, 13.5, 1, True), (13, 12.49, 1, False), (5.3, 5.25, 0.1, True), (5.3, 5.36, 0.1, False),
     (25, 22.6, 5, True), (25, 22.4, 5, False), (99_000, 99_400, 1_000, True), (-13, -13.4, 1, True)],
)  # fmt: skip
def test_rounding(stated, found, unit, same):
    assert same_when_rounded(stated, found, unit=unit) is same


@pytest.mark.parametrize(
    ("stated", "found", "agreement"),
    [(97, 97, "exact"), (97, 96, "revision"), (10, 11, "revision"), (10, 12, None), (1_000, 1_030, "revision"),
     (1_000, 970, "revision"), (1_000, 1_031, None), (27_344, 26_460, None), (1, 0, None), (0, 1, None), (0, 0, "exact")],
)  # fmt: skip
def test_a_count_may_be_revised_by_three_per_cent_and_by_one(stated, found, agreement):
    assert count_agrees(stated, found) == agreement


def test_a_rounded_count_is_rounded_before_it_is_revised():
    assert count_agrees(99_000, 99_400, unit=1_000) == "rounding"


@pytest.mark.parametrize(
    ("stated", "counts", "months", "agreement"),
    [
        (-13, (8_660, 10_000), 12, "rounding"),  # −13.4
        (-13, (8_540, 10_000), 12, "revision"),  # −14.6: within 2% of the ratio 0.87, so 1.74
        (-13, (8_520, 10_000), 12, None),  # −14.8
        (-13, (8_450, 10_000), 3, "revision"),  # −15.5: 3% of the ratio for a quarter
        (-2, (9_850, 10_000), 12, "rounding"),
        (-2, (9_900, 10_000), 12, None),  # −1: more than a fifth of the change
        (-2, (10_001, 10_000), 12, None),  # the other direction
        (75, (16_902, 10_000), 12, None),  # +69
        (31.5, (12_970, 10_000), 12, "revision"),  # +29.7
        (-6, (99, 107), 12, "revision"),  # one homicide is nearly a point
        (-19, (3_649, 4_257), 3, None),
    ],
)
def test_a_percentage(stated, counts, months, agreement):
    assert percent_agrees(stated, counts, months=months) == agreement


@pytest.mark.parametrize(
    ("stated", "counts", "agreement"),
    [(-417, (2_189, 2_606), "exact"), (-417, (2_207, 2_596), "revision"), (-417, (2_300, 2_596), None),
     (-1_154, (15_112, 16_232), "revision"), (-1_154, (17_000, 16_232), None), (-2, (5, 8), "revision")],
)  # fmt: skip
def test_a_difference(stated, counts, agreement):
    assert difference_agrees(stated, counts, months=12) == agreement


def test_a_share_without_counts_behind_it_is_not_revised():
    assert rate_agrees(24, 24.4) == "rounding"
    assert rate_agrees(24, 24.6, revised=False) is None
    assert rate_agrees(24, 24.6) == "revision"


@given(st.integers(60, 10**6), st.integers(60, 10**6), st.sampled_from([1, 3, 12]))
def test_what_is_true_agrees_however_it_is_rounded(now, then, months):
    percent = 100 * (now / then - 1)
    for decimals in (0, 1, 2):
        stated = round(percent, decimals)
        assert percent_agrees(stated, (now, then), months=months, unit=10.0**-decimals) == "rounding"


@given(st.integers(1_000, 10**6), st.floats(0.05, 2.5), st.sampled_from([1, 12]))
def test_twice_the_bound_never_agrees(then, ratio, months):
    now = round(then * ratio)
    percent = 100 * (now / then - 1)
    widest = 0.5 + max((3 if months < 12 else 2) * (ratio + 0.01), 100 * (now + then) / then**2 * 1.1)
    for stated in (percent - 2 * widest, percent + 2 * widest):
        assert percent_agrees(stated, (now, then), months=months, unit=1) is None
