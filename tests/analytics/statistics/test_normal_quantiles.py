"""The two quantiles that intervals and limits are made of, against the distribution itself."""

import pytest
from scipy.stats import norm

from analytics.statistics.normal_quantiles import Z95, Z998


def test_the_quantiles_are_those_of_the_normal_distribution() -> None:
    assert pytest.approx(norm.ppf(0.975), abs=1e-12) == Z95
    assert pytest.approx(norm.ppf(0.999), abs=1e-12) == Z998
