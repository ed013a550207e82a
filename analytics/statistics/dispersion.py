"""Dispersion φ: how much more monthly counts vary than independent events would, estimated from plain numbers.

Crime comes in clusters, so months vary more than Poisson. A stretch of 24 months is a table of calendar month × year;
Pearson's χ² of that table over its degrees of freedom estimates φ (McCullagh & Nelder 1989, "Generalized Linear
Models", § 6.2), free of season, level and a shift between the two years. What varies for longer than a month is not in
it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import digamma, polygamma

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

STRETCH = 24
YEAR = 12
# A mean square of none has no logarithm: an area where nothing varies counts as this.
LEAST = 0.2


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Estimates drawn towards their prior, in the shape of the estimates given.

    `phi` as used; `standard_error` of its logarithm, that is as a share of φ; `weight` of an area's own figure;
    `spread` the variance of the true log φ between areas, 0 where they differ by no more than their uncertainty.
    """

    phi: Floats
    standard_error: Floats
    weight: Floats
    spread: float


def stretch_dispersions(values: ArrayLike, starts: ArrayLike) -> Floats:
    """(areas, months) of monthly counts → (areas, starts): φ of the 24 months from each start; NaN where unknown.

    Σ(O − E)²/E with E = row total × column total ÷ grand total, over the calendar months with any offence less one,
    and times (N − 1)/N, since χ² of a table of N independent events has the expectation df · N/(N − 1) (Haldane
    1940). A stretch with a missing month, fewer than two events or a single month that has any is unknown.
    """
    counts, first = np.asarray(values, dtype=np.float64), np.asarray(starts, dtype=np.int64)
    if not first.size:
        return np.full((counts.shape[0], 0), np.nan)
    earlier, both = counts[:, :-YEAR], counts[:, :-YEAR] + counts[:, YEAR:]
    # In a table of two columns χ² is (Σ o²/n − p²·N) ÷ p(1 − p), o the earlier year's count of a calendar month, n
    # both years', p the earlier year's share of all N: sums over twelve months, for every start at once.
    with np.errstate(divide="ignore", invalid="ignore"):
        squares = np.where(both == 0, 0.0, earlier**2 / both)
        total, share = _over_a_year(both, first), _over_a_year(earlier, first) / _over_a_year(both, first)
        chi_square = (_over_a_year(squares, first) - share**2 * total) / (share * (1 - share))
        degrees = _over_a_year((both > 0).astype(np.float64), first) - 1
        # A year without offences leaves nothing to vary.
        chi_square = np.where((share == 0) | (share == 1), 0.0, chi_square)
        phi: Floats = chi_square / degrees * (total - 1) / total
    return np.where((degrees > 0) & (total > 1), phi, np.nan)


def _over_a_year(values: Floats, starts: Integers) -> Floats:
    sums: Floats = np.lib.stride_tricks.sliding_window_view(values, YEAR, axis=1).sum(axis=2)[:, starts]
    return sums


def degrees_of_freedom(starts: ArrayLike) -> float:
    """How many independent squares the mean over overlapping stretches is worth: 11 for one, some 95 for 133.

    The mean of φ over the stretches is a quadratic form x′Ax in standardised months, whose variance is 2·tr(A²) for
    independent normal x: as many degrees of freedom as a mean square of that variance has, 1/tr(A²).
    """
    first = np.asarray(starts, dtype=np.int64)
    if not first.size:
        return 0.0
    first = first - first.min()
    # One stretch: the variance of the twelve differences between its years, each divided by √2.
    difference = np.hstack([-np.eye(YEAR), np.eye(YEAR)]) / np.sqrt(2)
    centred = difference - difference.mean(axis=0)
    one = centred.T @ centred / (YEAR - 1)
    form = np.zeros((int(first.max()) + STRETCH,) * 2)
    for start in first:
        form[start : start + STRETCH, start : start + STRETCH] += one
    form /= first.size
    return float(1 / np.sum(form * form))


def independent_stretches(starts: ArrayLike) -> int:
    """How many of the stretches fit in without overlap, the earliest first."""
    count, free = 0, -1
    for start in sorted(int(s) for s in np.asarray(starts).ravel()):
        if start >= free:
            count, free = count + 1, start + STRETCH
    return count


def shrunken(estimates: ArrayLike, *, degrees: ArrayLike, prior: ArrayLike | None = None) -> Shrunken:
    """Estimates of φ by area drawn towards `prior` (by default what they have in common), never below 1.

    Empirical Bayes by the method of moments on the logarithm (Smyth 2004, Statistical Applications in Genetics and
    Molecular Biology 3, § 6.2): log of a mean square with d degrees of freedom has the variance v = ψ′(d/2) around
    log φ + ψ(d/2) − log(d/2). What the estimates vary beyond that is the true spread τ² between areas (DerSimonian &
    Laird 1986, Controlled Clinical Trials 7). An area's own figure weighs τ²/(τ² + v), the prior the rest. One area
    alone keeps its own figure; a NaN becomes the prior. A φ within one standard error of 1 is 1.
    """
    own, freedom = np.broadcast_arrays(np.asarray(estimates, dtype=np.float64), np.asarray(degrees, dtype=np.float64))
    known = np.isfinite(own) & (freedom > 0)
    if known.sum() < 2:
        return _alone(own, freedom, known, 1.0 if prior is None else prior)
    half = np.where(known, freedom, 1.0) / 2
    noise = np.where(known, polygamma(1, half), np.inf)
    logs = np.log(np.maximum(np.where(known, own, 1.0), LEAST)) - digamma(half) + np.log(half)
    if prior is None:
        spread = _spread(logs[known] - np.average(logs[known], weights=1 / noise[known]), noise[known])
        towards = np.full(own.shape, np.average(logs[known], weights=1 / (noise[known] + spread)))
    else:
        towards = np.broadcast_to(np.log(prior), own.shape)
        spread = _spread((logs - towards)[known], noise[known])
    weight = spread / (spread + noise)
    of_mean = 1 / np.sum(1 / (noise[known] + spread))
    error = np.sqrt(np.where(known, weight * np.where(known, noise, 0.0), spread) + (1 - weight) ** 2 * of_mean)
    return _never_below_one(towards + weight * (logs - towards), error, weight, spread)


def _spread(away: Floats, noise: Floats) -> float:
    """τ²: how much distances from what is common vary beyond their own variances `noise`."""
    weights = 1 / noise
    beyond = float(np.sum(weights * away**2)) - (away.size - 1)
    return max(beyond / float(weights.sum() - np.sum(weights**2) / weights.sum()), 0.0)


def _alone(own: Floats, freedom: Floats, known: NDArray[np.bool_], prior: ArrayLike) -> Shrunken:
    """One area, or none: the mean square itself, since only an average of logarithms needs their bias corrected."""
    log_phi = np.log(np.where(known, np.maximum(own, LEAST), prior))
    error = np.where(known, np.sqrt(polygamma(1, np.where(known, freedom, 1.0) / 2)), 0.0)
    return _never_below_one(log_phi, error, known.astype(np.float64), 0.0)


def _never_below_one(log_phi: Floats, error: Floats, weight: Floats, spread: float) -> Shrunken:
    return Shrunken(np.where(log_phi <= error, 1.0, np.exp(log_phi)), error, weight, spread)
