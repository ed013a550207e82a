"""The usual yearly movement: where one 12-month change lies among all those of its series.

A description, not a test: the windows overlap. It answers "is that much?", where the interval of a change answers "is
it more than the variation from month to month?".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# Fewer ends than five years of months say little about what is usual.
FEWEST_ENDS = 60
LOW, HIGH = 0.1, 0.9
# A change of the size of this one is no larger one, however it was computed.
TINY = 1e-9
# Shares of years that moved more, from which a year is called quiet and up to which it is called a large movement.
QUIET, LARGE = 2 / 3, 0.1


def too_few_ends(ends: int) -> str:
    """Why nothing is called usual of a series with so few eligible changes."""
    return (
        f"What is usual from year to year cannot be said: there are {ends} months at which a comparable 12-month "
        f"change ends, and {FEWEST_ENDS} are needed."
    )


@dataclass(frozen=True, slots=True)
class UsualMovement:
    """12-month changes of a series, in percent.

    `low` and `high` are their 10th and 90th percentile, `median` that of their sizes without sign; all None where
    there are fewer than 60 `ends`, the months at which one of them ends. `changes` are the changes themselves, in the
    order of time, those of several areas together where the movement is of several.
    """

    low: float | None
    high: float | None
    median: float | None
    changes: tuple[float, ...]
    ends: int

    @property
    def reason(self) -> str:
        """Why nothing is called usual; empty where there are ends enough."""
        if self.low is not None:
            return ""
        return too_few_ends(self.ends)

    def is_within(self, percent: float) -> bool | None:
        """Whether a change lies in the middle 80%; None below 60 ends."""
        return None if self.low is None or self.high is None else self.low <= percent <= self.high

    def moved_more(self, percent: float) -> float | None:
        """The share of ends, 0 to 1, whose change was larger in size than `percent`; None below 60 ends."""
        if self.low is None:
            return None
        return float(np.mean(np.abs(np.array(self.changes)) > abs(percent) + TINY))


def usual_movement(changes: ArrayLike) -> UsualMovement:
    """From the eligible 12-month changes of a series in percent, NaN where an end is left out.

    Shape (months,), or (areas, months) for several areas together.
    """
    values = np.atleast_2d(np.asarray(changes, dtype=np.float64))
    ends = int((~np.isnan(values)).any(axis=0).sum())
    ordered = values.T.ravel()
    ordered = ordered[~np.isnan(ordered)]
    kept = tuple(ordered.tolist())
    if ends < FEWEST_ENDS:
        return UsualMovement(None, None, None, kept, ends)
    low, high = (float(x) for x in np.quantile(ordered, [LOW, HIGH]))
    return UsualMovement(low, high, float(np.median(np.abs(ordered))), kept, ends)


def usual_range(changes: ArrayLike) -> tuple[Floats, Floats]:
    """(areas, ends) of changes in percent → the 10th and 90th percentile of each row, NaN below 60 ends."""
    ordered = np.sort(np.asarray(changes, dtype=np.float64), axis=1)
    number = (~np.isnan(ordered)).sum(axis=1)
    rows = np.arange(len(ordered))

    def quantile(share: float) -> Floats:
        at = share * (np.maximum(number, 1) - 1)
        below = np.floor(at).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(number - 1, 0))
        value: Floats = ordered[rows, below] + (at - below) * (ordered[rows, above] - ordered[rows, below])
        return np.where(number >= FEWEST_ENDS, value, np.nan)

    return quantile(LOW), quantile(HIGH)
