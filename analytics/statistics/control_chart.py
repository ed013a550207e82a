"""Control charts of monthly counts: natural process limits, rebased where recording changed, and signals.

XmR after Wheeler (1993), "Understanding Variation". Never for rolling sums: their neighbours share months.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.periods import month_name

Floats = NDArray[np.float64]
SignalKind = Literal["above the limit", "below the limit", "run above the mean", "run below the mean"]

# 3 divided by 1.128, which turns a mean moving range of two into a standard deviation.
MOVING_RANGE_FACTOR = 2.66
RUN = 8
PROVISIONAL_BELOW = 12
SEASONAL_MONTHS = 36
SEASONAL_NOTE = "Seasonally adjusted by us (STL, Cleveland and others 1990): an estimate, not a published figure."


@dataclass(frozen=True, slots=True)
class Segment:
    """The limits of a stretch of months between two changes in recording, `start` and `end` included.

    `provisional` marks fewer than twelve months. One month alone has a mean and no limits.
    """

    start: date
    end: date
    mean: float
    lower: float | None
    upper: float | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """One month outside the limits, or a run of at least eight on one side of the mean (all its months)."""

    kind: SignalKind
    months: tuple[date, ...]

    @property
    def words(self) -> str:
        if len(self.months) == 1:
            return f"{month_name(self.months[0])}: {self.kind}"
        first, last = month_name(self.months[0]), month_name(self.months[-1])
        return f"{first} to {last}: {len(self.months)} months in a row {self.kind.removeprefix('run ')}"


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Segments and signals, both in the order of time."""

    segments: tuple[Segment, ...]
    signals: tuple[Signal, ...]


def control_chart(months: Sequence[date], *, values: Sequence[float], rebase_at: Sequence[date] = ()) -> ControlChart:
    """The XmR chart of consecutive `months` and their `values` (one length, no gaps: ValueError otherwise).

    Limits start anew at each month of `rebase_at`; neither a moving range nor a run reaches across one.
    """
    if len(months) != len(values) or not all(_follows(a, b) for a, b in pairwise(months)):
        raise ValueError("a control chart needs one value for each of a run of consecutive months")
    # The key is the number of rebasings so far, so each rebasing opens a stretch.
    points = groupby(zip(months, values, strict=True), lambda point: sum(at <= point[0] for at in rebase_at))
    stretches = [list(group) for _, group in points]
    segments = tuple(_segment(stretch) for stretch in stretches)
    signals = [s for pair in zip(segments, stretches, strict=True) for s in signals_of(*pair)]
    return ControlChart(segments, tuple(sorted(signals, key=lambda signal: signal.months)))


Stretch = list[tuple[date, float]]


def _follows(month: date, following: date) -> bool:
    return (following.year - month.year) * 12 + following.month - month.month == 1


def natural_limits(values: ArrayLike) -> tuple[float, float, float]:
    """Mean, lower and upper natural process limit: mean ± 2.66 · mean moving range, never below 0.

    Raises ValueError for fewer than two values.
    """
    counts = np.asarray(values, dtype=np.float64)
    if counts.size < 2:
        raise ValueError("limits need at least two values")
    mean = float(counts.mean())
    width = MOVING_RANGE_FACTOR * float(np.abs(np.diff(counts)).mean())
    return mean, max(mean - width, 0.0), mean + width


def _segment(stretch: Stretch) -> Segment:
    (start, first), (end, _) = stretch[0], stretch[-1]
    if len(stretch) == 1:
        return Segment(start, end, float(first), None, None, provisional=True)
    mean, lower, upper = natural_limits([value for _, value in stretch])
    return Segment(start, end, mean, lower, upper, provisional=len(stretch) < PROVISIONAL_BELOW)


def signals_of(segment: Segment, stretch: Stretch) -> list[Signal]:
    """The months of a stretch outside the limits of its segment, and the runs on one side of its mean."""
    if segment.lower is None or segment.upper is None:
        return []
    above = [Signal("above the limit", (month,)) for month, value in stretch if value > segment.upper]
    below = [Signal("below the limit", (month,)) for month, value in stretch if value < segment.lower]
    return [*above, *below, *_runs(segment.mean, stretch)]


def _runs(mean: float, stretch: Stretch) -> list[Signal]:
    """Runs of eight or more on one side of the mean; a value on the mean itself ends a run."""
    signals = []
    for side, points in groupby(stretch, lambda point: np.sign(point[1] - mean)):
        months = tuple(month for month, _ in points)
        if side and len(months) >= RUN:
            signals.append(Signal("run above the mean" if side > 0 else "run below the mean", months))
    return signals


def seasonally_adjusted(values: ArrayLike) -> Floats | None:
    """Monthly values without their seasonal part, by robust STL with a period of 12; None below three years.

    Show `SEASONAL_NOTE` with it. The decomposition is statsmodels' (Cleveland, Cleveland, McRae & Terpenning
    1990); it is imported on first use, because that takes over a second.
    """
    counts = np.asarray(values, dtype=np.float64)
    if counts.size < SEASONAL_MONTHS or np.isnan(counts).any():
        return None
    from statsmodels.tsa.seasonal import STL  # noqa: PLC0415

    return counts - np.asarray(STL(counts, period=12, robust=True).fit().seasonal, dtype=np.float64)
