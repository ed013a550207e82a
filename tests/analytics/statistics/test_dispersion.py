"""Dispersion from plain numbers: the ratio of a stretch, its degrees of freedom, and the shrinking of estimates."""

from math import log, sqrt

import numpy as np
import pytest
from scipy.special import digamma, polygamma
from scipy.stats import chi2_contingency

from analytics.statistics.dispersion import (
    degrees_of_freedom,
    independent_stretches,
    shrunken,
    stretch_dispersions,
)

RANDOM = np.random.default_rng(1)


def test_a_stretch_is_pearsons_chi_square_of_month_by_year() -> None:
    counts = RANDOM.poisson(40, size=(3, 30)).astype(float)
    found = stretch_dispersions(counts, [0, 4])
    for area in range(3):
        for n, start in enumerate((0, 4)):
            table = counts[area, start : start + 24].reshape(2, 12)
            expected = chi2_contingency(table, correction=False).statistic / 11
            assert found[area, n] == pytest.approx(expected * (table.sum() - 1) / table.sum())


def test_season_and_a_shift_between_years_are_taken_out() -> None:
    season = np.array([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120.0])
    assert stretch_dispersions(np.concatenate([season, 1.5 * season])[None], [0])[0, 0] == pytest.approx(0, abs=1e-9)


def test_months_without_offences_take_a_degree_of_freedom() -> None:
    counts = np.array([5, 0, 3, 8, 0, 2, 6, 1, 4, 7, 2, 3, 2, 0, 6, 4, 0, 5, 3, 2, 7, 4, 1, 6.0])
    table = counts.reshape(2, 12)[:, counts.reshape(2, 12).sum(axis=0) > 0]
    expected = chi2_contingency(table, correction=False).statistic / (table.shape[1] - 1)
    assert stretch_dispersions(counts[None], [0])[0, 0] == pytest.approx(expected * (table.sum() - 1) / table.sum())


def test_a_missing_month_leaves_no_figure() -> None:
    counts = np.full((1, 24), 10.0)
    counts[0, 7] = np.nan
    assert np.isnan(stretch_dispersions(counts, [0])).all()
    assert np.isnan(stretch_dispersions(np.zeros((1, 24)), [0])).all()


def test_independent_events_have_a_dispersion_of_one_and_clusters_theirs() -> None:
    starts = np.arange(96)
    poisson = RANDOM.poisson(2.0, size=(400, 120)).astype(float)
    assert np.nanmean(stretch_dispersions(poisson, starts)) == pytest.approx(1.0, abs=0.02)
    clusters = RANDOM.negative_binomial(50 / 2, 1 / 3, size=(400, 120)).astype(float)
    assert np.nanmean(stretch_dispersions(clusters, starts)) == pytest.approx(3.0, abs=0.06)


def test_degrees_of_freedom_are_those_of_the_mean_over_overlapping_stretches() -> None:
    assert degrees_of_freedom([0]) == pytest.approx(11)
    assert degrees_of_freedom([0, 24]) == pytest.approx(22)
    starts = np.arange(61)
    means = stretch_dispersions(RANDOM.normal(1e4, 100, size=(4000, 84)), starts).mean(axis=1)
    assert degrees_of_freedom(starts) == pytest.approx(2 * means.mean() ** 2 / means.var(), rel=0.08)


def test_stretches_without_overlap() -> None:
    assert independent_stretches(range(25)) == 2
    assert independent_stretches([]) == 0


def test_areas_that_differ_only_by_their_uncertainty_share_one_figure() -> None:
    estimates = 2.0 * RANDOM.chisquare(40, size=300) / 40
    found = shrunken(estimates, degrees=40.0)
    assert found.spread < 0.005
    assert found.phi == pytest.approx(2.0, rel=0.12)


def test_areas_that_truly_differ_keep_their_own_figure_and_come_closer_to_the_truth() -> None:
    true = np.exp(RANDOM.normal(np.log(4), 0.6, size=400))
    estimates = true * RANDOM.chisquare(20, size=400) / 20
    found = shrunken(estimates, degrees=20.0)
    assert found.spread == pytest.approx(0.36, abs=0.08)
    error, before = (np.mean((np.log(one) - np.log(true)) ** 2) for one in (found.phi, estimates))
    assert error < 0.9 * before


def test_never_below_one_and_one_within_a_standard_error() -> None:
    assert shrunken([0.6], degrees=95.0).phi.tolist() == [1.0]
    assert shrunken([1.1], degrees=95.0).phi.tolist() == [1.0]
    assert shrunken([1.3], degrees=95.0).phi.tolist() == [1.3]


def test_an_area_without_a_figure_takes_the_prior() -> None:
    found = shrunken([2.0, 2.1, 1.9, np.nan], degrees=[90.0, 90, 90, 0])
    assert found.phi[3] == pytest.approx(2.0, rel=0.05)
    assert shrunken([np.nan], degrees=0.0, prior=3.0).phi[0] == pytest.approx(3.0)


def test_a_year_without_offences_leaves_nothing_to_vary() -> None:
    one_year = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8.0])
    for counts in (np.concatenate([one_year, 0 * one_year]), np.concatenate([0 * one_year, one_year])):
        assert stretch_dispersions(counts[None], [0]).tolist() == [[0.0]]


def test_without_a_stretch_there_is_no_figure() -> None:
    assert stretch_dispersions(np.ones((3, 24)), []).shape == (3, 0)
    assert degrees_of_freedom([]) == 0.0


def test_one_event_or_one_month_with_any_is_unknown_and_two_are_not() -> None:
    one, alone, two = np.zeros((3, 24))
    one[3], alone[[3, 15]], two[[3, 16]] = 1, 4, 1
    found = stretch_dispersions(np.stack([one, alone, two]), [0])[:, 0]
    assert np.isnan(found[:2]).all()
    assert found[2] == pytest.approx(2.0 * (2 - 1) / 2), "χ² of two crossed events is 2, of one degree of freedom"


def test_estimates_are_drawn_to_what_they_have_in_common_by_hand() -> None:
    """The moments of DerSimonian and Laird in plain arithmetic, once around a mean of their own, once around a prior."""
    estimates, degrees = [2.0, 5.0, 9.0, 3.0], [20.0, 40.0, 60.0, 30.0]
    v = [float(polygamma(1, d / 2)) for d in degrees]
    y = [log(phi) - float(digamma(d / 2)) + log(d / 2) for phi, d in zip(estimates, degrees, strict=True)]
    w = [1 / one for one in v]
    scale = sum(w) - sum(one * one for one in w) / sum(w)
    for prior in (None, 4.0):
        centre = sum(a * b for a, b in zip(w, y, strict=True)) / sum(w) if prior is None else log(prior)
        beyond = sum(a * (b - centre) ** 2 for a, b in zip(w, y, strict=True)) - (len(y) - 1)
        spread = beyond / scale
        precise = [1 / (one + spread) for one in v]
        towards = sum(a * b for a, b in zip(precise, y, strict=True)) / sum(precise) if prior is None else log(prior)
        weight = [spread / (spread + one) for one in v]
        found = shrunken(estimates, degrees=degrees, prior=prior)
        assert found.spread == pytest.approx(spread)
        assert found.weight == pytest.approx(weight)
        assert np.log(found.phi) == pytest.approx([towards + a * (b - towards) for a, b in zip(weight, y, strict=True)])
        assert found.standard_error == pytest.approx(
            [sqrt(a * one + (1 - a) ** 2 / sum(precise)) for a, one in zip(weight, v, strict=True)]
        )


def test_one_area_keeps_its_own_figure_and_its_own_uncertainty() -> None:
    found = shrunken([3.0], degrees=40.0)
    assert (found.weight.tolist(), found.spread) == ([1.0], 0.0)
    assert found.phi.tolist() == pytest.approx([3.0])
    assert found.standard_error[0] == pytest.approx(sqrt(float(polygamma(1, 20))))
    unknown = shrunken([np.nan], degrees=0.0, prior=3.0)
    assert (unknown.standard_error.tolist(), unknown.weight.tolist()) == ([0.0], [0.0])
    assert shrunken([0.0, 0.0], degrees=[20.0, 20.0]).phi.tolist() == [1.0, 1.0], "nothing varies: no logarithm of 0"


def test_stretches_side_by_side_do_not_overlap() -> None:
    assert independent_stretches([30, 0, 24, 47, 48]) == 3
    assert independent_stretches([5]) == 1
