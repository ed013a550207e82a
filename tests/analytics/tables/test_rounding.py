"""Published figures are rounded as Python rounds a decimal: many at once, and one alone, to the same digits."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analytics.tables.published_rows import rounded, rounded_figure


def exactly(value: float) -> float:
    """The nearest of six decimals to the binary value itself, worked out in decimals."""
    return float(Decimal(value).quantize(Decimal("0.000001"), ROUND_HALF_EVEN))


# Half a millionth is rarely a half in binary: scaled up, the first two seem to be one and are none.
@given(st.integers(-(10**9), 10**9))
@example(1)
@example(15)
@example(4_035)
def test_at_one_half_of_the_last_decimal(thousandths: int) -> None:
    value = (2 * thousandths + 1) / 2_000_000
    assert rounded(np.array([[value]]))[0, 0] == exactly(value)
    assert rounded_figure(value) == exactly(value)


@given(st.floats(-(10**6), 10**6))
def test_anywhere(value: float) -> None:
    assert rounded(np.array([[value]]))[0, 0] == exactly(value)


def test_every_cell_of_an_array_is_rounded_for_itself() -> None:
    values = np.array([[0.1234565, 2.0], [np.nan, -7.0000015]])
    expected = [[exactly(0.1234565), 2.0], [pytest.approx(float("nan"), nan_ok=True), exactly(-7.0000015)]]
    assert rounded(values).tolist() == expected


def test_no_figure_stays_none() -> None:
    assert rounded_figure(None) is None
