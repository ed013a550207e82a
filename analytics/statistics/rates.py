"""Counts and rates with intervals widened by dispersion, and the rule for the population that a rate is per."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

Floats = NDArray[np.float64]

# The smallest rate of all boroughs at which so many decimals tell them apart; below the last of them, three.
DECIMALS = ((10, 1), (0.1, 2))
FORMULA = (
    "Offences of twelve months divided by {people}. Interval: exact Poisson (Garwood 1936), widened by the dispersion "
    "φ of the area."
)


@dataclass(frozen=True, slots=True)
class Rate:
    """`value` per `per` of `population` with its 95% interval; all None where `note` says why."""

    value: float | None
    lower: float | None
    upper: float | None
    per: int
    population: int | None
    note: str = ""
    dispersion: float = 1.0


class DenominatorYear(NamedTuple):
    """The year whose mid-year population a rate uses, or None; `note` says why if it is another one."""

    year: int | None
    note: str


def poisson_interval(counts: ArrayLike, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Exact interval for the mean of a Poisson count, for an array of any shape (Garwood 1936).

    χ²(α/2; 2x)/2 to χ²(1−α/2; 2x+2)/2, written with the inverse incomplete gamma function.
    """
    return count_interval(counts, confidence=confidence)


def count_interval(
    counts: ArrayLike, *, dispersion: ArrayLike = 1.0, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Interval for the mean of a count whose variance is `dispersion` (φ) times its mean; arrays that broadcast.

    A count x that comes in clusters of φ says as much as x/φ independent events: φ times the exact Poisson limits of
    x/φ (Garwood 1936), which has the half width 1.96·√(φ·x) for large x. φ = 1 gives the Poisson interval itself.
    """
    x, phi = np.broadcast_arrays(np.asarray(counts, dtype=np.float64), np.asarray(dispersion, dtype=np.float64))
    events, tail = x / phi, (1 - confidence) / 2
    lower = np.where(x > 0, phi * gammaincinv(np.maximum(events, 1e-300), tail), 0.0)
    return np.where(np.isnan(x), np.nan, lower), phi * gammaincinv(events + 1, 1 - tail)


def rates(
    counts: ArrayLike, populations: ArrayLike, *, per: int = 1_000, dispersion: ArrayLike = 1.0
) -> tuple[Floats, Floats, Floats]:
    """Rates with 95% intervals, widened by φ: value, lower, upper as arrays. NaN where there is no population."""
    population = np.asarray(populations, dtype=np.float64)
    scale = per / np.where(population > 0, population, np.nan)
    lower, upper = count_interval(counts, dispersion=dispersion)
    return np.asarray(counts, dtype=np.float64) * scale, lower * scale, upper * scale


def rate(
    count: int | None, population: int | None, *, per: int = 1_000, note: str = "", dispersion: float = 1.0
) -> Rate:
    """One rate, its interval widened by φ.

    Without a count or a population it has no value and says so (in `note`'s words, if given).
    """
    if count is None:
        return Rate(None, None, None, per, population, note or "There is no figure for this period.")
    if not population:
        return Rate(None, None, None, per, None, note or "There is no population for this area.")
    value, lower, upper = (float(bound) for bound in rates(count, population, per=per, dispersion=dispersion))
    return Rate(value, lower, upper, per, population, note, dispersion)


def pooled_rate(
    counts: Sequence[int | None],
    populations: Sequence[int | None],
    *,
    per: int = 1_000,
    note: str = "",
    dispersion: float = 1.0,
) -> Rate:
    """The rate of several areas together: all their events over all their people, never the mean of their rates.

    `dispersion` is that of the sum of their counts.

    One missing count or population leaves no rate: a short sum would say something else.
    """
    return rate(_sum(counts), _sum(populations), per=per, note=note, dispersion=dispersion)


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def denominator_year(window_start: date, available: Collection[int]) -> DenominatorYear:
    """The population year of a rolling 12 months: the year in which the window starts.

    A window that starts after the latest estimate uses the latest, and says so. There is no rate for a year
    without an estimate: nothing is interpolated.
    """
    wanted, latest = window_start.year, max(available, default=None)
    if wanted in available:
        return DenominatorYear(wanted, "")
    if latest is not None and wanted > latest:
        note = f"The period starts after the latest population estimate, so the rate uses that of mid-{latest}."
        return DenominatorYear(latest, note)
    return DenominatorYear(None, f"There is no mid-{wanted} population estimate here, so no rate is given.")


def no_population_note(area_name: str) -> str:
    """Why a pseudo-area (unknown borough, the airports) has no rate."""
    return f"{area_name} has no resident population, so no rate is given."


def rate_decimals(common: float | None) -> int:
    """How many decimals tell boroughs apart whose `common` rate is this: 100.3, 5.28, 0.012."""
    return next((decimals for least, decimals in DECIMALS if (common or 0) >= least), 3)
