"""Ranks with the interval in which the usual variation from month to month could put each.

The intervals are simulated, not derived (Marshall & Spiegelhalter 1998, "Reliability of league tables", BMJ
316): each area's rate is drawn many times from what its count allows, and ranked in every draw.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ranks = NDArray[np.int64]

DRAWS = 4_000
SEED = 20_100_401
RANK_NOTE = "The range of ranks is simulated from the usual variation from month to month alone."


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranks of areas in the order given, 1 the highest; equal rates share the better rank.

    `lower` and `upper` bound the 95% interval of each rank, `lower` the better (smaller) end.
    """

    rank: Ranks
    lower: Ranks
    upper: Ranks


def ranking(counts: ArrayLike, *, population: ArrayLike | None = None, dispersion: ArrayLike = 1.0) -> Ranking:
    """Rank counts, or rates where a population is given, from the highest, with simulated 95% intervals.

    Arrays are one-dimensional and of one length; `dispersion` (φ) may be one number. A rate's draws follow φ times the
    gamma distribution of shape count/φ + 1/2: for φ = 1 the posterior of a Poisson mean under Jeffreys' prior, else
    that of as many events as a count in clusters of φ is worth. The seed is fixed and areas are drawn
    in the order of their figures: the same figures give the same ranks in whatever order the areas come.
    """
    events = np.asarray(counts, dtype=np.float64)
    people = np.ones_like(events) if population is None else np.asarray(population, dtype=np.float64)
    if events.shape != people.shape or events.ndim != 1 or not (people > 0).all():
        raise ValueError("a ranking needs one positive population for each count")
    phi = np.broadcast_to(np.asarray(dispersion, dtype=np.float64), events.shape)
    rank = ranks(events / people)
    figures, where = np.unique(np.stack([events, people, phi]), axis=1, return_inverse=True)
    order = np.sort(where.ravel())
    lower, upper = _simulated(figures[0][order], people=figures[1][order], phi=figures[2][order])
    # Areas with the same figures share one interval: that of the first of them in the drawing order.
    first = np.searchsorted(order, where.ravel())
    return Ranking(rank, np.minimum(lower[first], rank), np.maximum(upper[first], rank))


def ranks(values: ArrayLike) -> Ranks:
    """1 for the highest; equal values share the better rank, and the ranks after them are left out."""
    numbers = np.asarray(values, dtype=np.float64)
    return np.asarray(len(numbers) - np.searchsorted(np.sort(numbers), numbers, side="right") + 1, dtype=np.int64)


def _simulated(events: Floats, *, people: Floats, phi: Floats) -> tuple[Ranks, Ranks]:
    draws = phi * np.random.default_rng(SEED).gamma(events / phi + 0.5, size=(DRAWS, events.size)) / people
    drawn = np.argsort(np.argsort(-draws, axis=1), axis=1) + 1
    lower, upper = np.quantile(drawn, [0.025, 0.975], axis=0)
    return np.floor(lower).astype(np.int64), np.ceil(upper).astype(np.int64)


def ordinal(rank: int) -> str:
    """1 → `1st`, 12 → `12th`, 22 → `22nd`."""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def rank_range_words(lower: int, upper: int) -> str:
    """`2nd to 5th`: the range of a rank; `only 1st` where it has but one."""
    if lower == upper:
        return f"only {ordinal(lower)}"
    return f"{ordinal(lower)} to {ordinal(upper)}"
