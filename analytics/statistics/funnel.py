"""Funnel limits: which areas differ from the London rate, plain and over-dispersed.

Method of Spiegelhalter (2005), "Funnel plots for comparing institutional performance", Statistics in
Medicine 24.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.statistics.normal_quantiles import Z95, Z998

Floats = NDArray[np.float64]
Position = Literal["above 99.8%", "above 95%", "inside", "below 95%", "below 99.8%"]

WINSORISED = 0.1
FORMULA = (
    "Expected: the rate of the 32 boroughs together × the population. z = (observed − expected) ÷ √expected. Limits: "
    "expected ± 1.96 (95%) or 3.09 (99.8%) × √expected, and the same × √φ, where φ is the mean of z² after the lowest "
    "and highest tenth are drawn in (Spiegelhalter 2005)."
)


@dataclass(frozen=True, slots=True)
class Funnel:
    """Areas against the rate that all of them have together; arrays are in the order of the areas given.

    `rate` is events per resident; `phi` the over-dispersion (variance of z against the 1 of Poisson
    counts); `plain` and `widened` where each area lies against the limits without and with it.
    """

    rate: float
    expected: Floats
    z: Floats
    phi: float
    plain: tuple[Position, ...]
    widened: tuple[Position, ...]


def funnel(observed: ArrayLike, *, population: ArrayLike) -> Funnel:
    """Compare `observed` counts with those expected from the common rate of all areas given.

    Both are one-dimensional and of one length; every population is positive (ValueError otherwise). Leave out
    pseudo-areas: the rate is that of the named boroughs.
    """
    counts, people = np.asarray(observed, dtype=np.float64), np.asarray(population, dtype=np.float64)
    if counts.shape != people.shape or counts.ndim != 1 or not (people > 0).all():
        raise ValueError("a funnel needs one positive population for each count")
    rate = float(counts.sum() / people.sum())
    expected = people * rate
    z = pearson_z(counts, expected=expected)
    phi = over_dispersion(z)
    return Funnel(rate, expected, z, phi, positions(z), positions(z / np.sqrt(max(phi, 1.0))))


def change_positions(
    counts: ArrayLike, bases: ArrayLike, *, dispersion: ArrayLike = 1.0
) -> tuple[Position | None, ...]:
    """Where each area's change lies among those of all areas, allowing for how much changes usually differ.

    z = (ln(a/b) − ln(Σa/Σb))/√(φ(1/a + 1/b)), the distance from the change of all areas together in units of the
    month-to-month variation (`dispersion` φ of each area), widened as in a funnel of rates by how much the z vary
    beyond it. None where a count is 0; pass only bases large enough for a percentage.
    """
    a, b = np.asarray(counts, dtype=np.float64), np.asarray(bases, dtype=np.float64)
    phi = np.broadcast_to(np.asarray(dispersion, dtype=np.float64), a.shape)
    usable = (a > 0) & (b > 0)
    of_areas: list[Position | None] = [None] * a.size
    if not usable.any():
        return tuple(of_areas)
    a, b, phi = a[usable], b[usable], phi[usable]
    z = (np.log(a / b) - np.log(a.sum() / b.sum())) / np.sqrt(phi * (1 / a + 1 / b))
    placed = positions(z / np.sqrt(max(over_dispersion(z), 1.0)))
    for place, position in zip(np.flatnonzero(usable), placed, strict=True):
        of_areas[place] = position
    return tuple(of_areas)


def pearson_z(observed: ArrayLike, *, expected: ArrayLike) -> Floats:
    """(O − E)/√E, each count's distance from expectation in Poisson standard deviations; 0 where E = 0."""
    counts, means = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    return np.divide(counts - means, np.sqrt(means), out=np.zeros_like(means), where=means > 0)


def over_dispersion(z: ArrayLike, *, winsorised: float = WINSORISED) -> float:
    """φ, the mean of z² once the lowest and highest tenth of the z are drawn in to the 10% and 90% quantiles.

    Winsorising keeps the areas that truly differ from widening the limits that are to find them.
    """
    values = np.asarray(z, dtype=np.float64)
    low, high = np.quantile(values, [winsorised, 1 - winsorised])
    return float(np.mean(np.clip(values, low, high) ** 2))


def positions(z: ArrayLike) -> tuple[Position, ...]:
    """Where each z lies against the 95% and 99.8% limits, in words."""
    return tuple(_position(value) for value in np.asarray(z, dtype=np.float64).tolist())


def _position(z: float) -> Position:
    if abs(z) <= Z95:
        return "inside"
    if z > 0:
        return "above 99.8%" if z > Z998 else "above 95%"
    return "below 99.8%" if z < -Z998 else "below 95%"


def limits(population: ArrayLike, *, rate: float, z: float, phi: float = 1.0) -> tuple[Floats, Floats]:
    """Lower and upper limit of the *rate* (per resident) at each population, to draw: E ± z·√(E·φ), over P.

    `phi` of 1 gives the plain limits; a φ below 1 is taken as 1, because limits are never narrowed.
    """
    people = np.asarray(population, dtype=np.float64)
    half = z * np.sqrt(rate * max(phi, 1.0) / people)
    return np.maximum(rate - half, 0.0), rate + half
