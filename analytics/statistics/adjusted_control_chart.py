"""Control charts that judge months by the months before them: daily rates, seasonally adjusted, limits from a baseline.

On raw counts February is low because it is short, December because it is December, and limits drawn from the months
that they judge give way to them. So counts become rates per 30.4 days, the season is taken out, and both season and
limits come from a baseline that ends before the first month judged.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import t as student_t

from analytics.periods import month_name, months_between
from analytics.statistics.control_chart import MOVING_RANGE_FACTOR, Segment, Signal, signals_of
from analytics.statistics.multiple_comparisons import survivors

Floats = NDArray[np.float64]

# A twelfth of an average year: the unit of a daily rate that reads like a month's count.
DAYS = 365.25 / 12
BASELINE_MONTHS = 36
LONGEST_BASELINE = 60
JUDGED_MONTHS = 24
FEWEST_JUDGED = 6
MONTHS = 12
# Below so many a month the limits would reach zero and single cases stand out: a month says nothing.
FEWEST_A_MONTH = 10
TOO_FEW_A_MONTH = (
    f"There is no control chart: with fewer than {FEWEST_A_MONTH} a month in the years before, single cases would "
    "stand out. Look at twelve months together."
)
# Limits of this width hold all but some 1 in 100 months of a series in which nothing but its usual variation happens.
EXPECTED_OUTSIDE = 0.01
# Student's t at three times the half width, which is where the limits lie, with so many degrees of freedom leaves that
# share outside: the limits are estimated, so the tails are heavier than the normal distribution's.
TAIL_DEGREES = 13
FORMULA = (
    "Months as rates per 30.4 days without their season (STL, Cleveland and others 1990). Limits: mean ± 2.66 × the "
    "mean difference of neighbouring months (Wheeler 1993), from the baseline alone, widened for the season that was "
    "estimated from it."
)


@dataclass(frozen=True, slots=True)
class AdjustedChart:
    """Months before and after the end of a baseline, against limits that come from the baseline alone.

    `rates` are counts per 30.4 days, `adjusted` the same without their season; `judged` is the number of the newest
    months that are held against the limits; `baseline` its first and last month. `signals` lie in the judged months.
    """

    months: tuple[date, ...]
    rates: tuple[float, ...]
    adjusted: tuple[float, ...]
    baseline: tuple[date, date]
    judged: int
    mean: float
    lower: float
    upper: float
    signals: tuple[Signal, ...]

    @property
    def outside(self) -> tuple[date, ...]:
        """The judged months outside the limits."""
        return tuple(s.months[0] for s in self.signals if len(s.months) == 1)

    @property
    def singled_out(self) -> tuple[Signal, ...]:
        """The signals that survive Benjamini–Hochberg at 5% over all months judged and all runs.

        A month's p-value is that of Student's t (`TAIL_DEGREES`) at its distance from the mean; a run of n months on
        one side of the mean has 2 · ½ⁿ.
        """
        width = (self.upper - self.mean) / 3
        if width <= 0:
            return ()
        judged = np.asarray(self.adjusted[-self.judged :])
        of_months = 2 * student_t.sf(np.abs(judged - self.mean) / width, TAIL_DEGREES)
        runs = [signal for signal in self.signals if len(signal.months) > 1]
        kept = survivors([*of_months, *(2 * 0.5 ** len(run.months) for run in runs)]).tolist()
        months = {month for month, survives in zip(self.months[-self.judged :], kept, strict=False) if survives}
        kept_runs = {run for run, survives in zip(runs, kept[self.judged :], strict=True) if survives}
        return tuple(s for s in self.signals if s in kept_runs or (len(s.months) == 1 and s.months[0] in months))

    @property
    def statistic(self) -> str:
        """What is drawn, in words for a subtitle."""
        first, last = (month_name(month) for month in self.baseline)
        return f"per 30.4 days, seasonally adjusted by us; limits and season from {first} to {last}"


@dataclass(frozen=True, slots=True)
class NoChart:
    """Why there is no control chart."""

    reason: str


def adjusted_control_chart(
    months: Sequence[date], *, counts: ArrayLike, clean_from: date | None = None
) -> AdjustedChart | NoChart:
    """The chart of consecutive `months` and their `counts` (one length, no gaps: ValueError otherwise).

    `clean_from` is the first month since which recording has not changed and no restrictions were in force. The
    newest 24 months are judged, fewer where that leaves the baseline 36 months; the baseline is the 36 to 60 months
    before them. NoChart, with the reason, where there are too few months, or too few counts in them.
    """
    values = np.asarray(counts, dtype=np.float64)
    if len(months) != values.size or not all(months_between(a, b) == 1 for a, b in pairwise(months)):
        raise ValueError("a control chart needs one value for each of a run of consecutive months")
    first = max(months_between(months[0], clean_from), 0) if clean_from else 0
    clean = len(months) - first
    judged = min(JUDGED_MONTHS, clean - BASELINE_MONTHS)
    if judged < FEWEST_JUDGED:
        return NoChart(_too_few(months, first, clean))
    start = max(first, len(months) - judged - LONGEST_BASELINE)
    if values[start : len(months) - judged].mean() < FEWEST_A_MONTH:
        return NoChart(TOO_FEW_A_MONTH)
    shown = tuple(months[start:])
    rates = daily_rates(shown, values[start:])
    number = len(shown) - judged
    adjusted = rates / seasonal_factors(shown, rates, baseline=number)
    mean, lower, upper = baseline_limits(adjusted[:number])
    judged_months = shown[number:]
    segment = Segment(judged_months[0], judged_months[-1], mean, lower, upper, provisional=False)
    signals = signals_of(segment, list(zip(judged_months, adjusted[number:].tolist(), strict=True)))
    return AdjustedChart(
        shown, tuple(rates.tolist()), tuple(adjusted.tolist()), (shown[0], shown[number - 1]), judged,
        mean, lower, upper, tuple(sorted(signals, key=lambda signal: signal.months)),
    )  # fmt: skip


def _too_few(months: Sequence[date], first: int, clean: int) -> str:
    if clean <= 0:
        return "There is no control chart: recording has changed since the last month."
    since = f"since {month_name(months[first])} there are {clean}"
    return (
        f"There is no control chart: it needs {BASELINE_MONTHS} months of one way of recording for its limits and "
        f"{FEWEST_JUDGED} more to judge; {since}."
    )


def daily_rates(months: Sequence[date], counts: ArrayLike) -> Floats:
    """Counts per 30.4 days, (months,): a February of 1,003 reads 1,090."""
    days = np.array([monthrange(month.year, month.month)[1] for month in months], dtype=np.float64)
    return np.asarray(counts, dtype=np.float64) * DAYS / days


def seasonal_factors(months: Sequence[date], rates: Floats, *, baseline: int) -> Floats:
    """For each month the factor by which its time of year lies above (below) 1, from the first `baseline` months.

    STL with a period of 12 on the square root, which steadies the variance of counts (Cleveland, Cleveland, McRae &
    Terpenning 1990, by statsmodels), its seasonal part averaged by calendar month; the factors average 1.
    """
    from statsmodels.tsa.seasonal import STL  # noqa: PLC0415  its import takes over a second

    roots = np.sqrt(rates[:baseline])
    fitted = STL(roots, period=MONTHS, robust=True, seasonal=7).fit()
    level = float(np.mean(roots))
    calendar = np.array([month.month - 1 for month in months])
    part = np.asarray(fitted.seasonal, dtype=np.float64)
    by_month = np.array([part[calendar[:baseline] == number].mean() for number in range(MONTHS)])
    factors = ((level + by_month) / level) ** 2 if level > 0 else np.ones(MONTHS)
    factors /= factors.mean()
    factor_of_month: Floats = np.maximum(factors, 0.05)[calendar]
    return factor_of_month


def baseline_limits(adjusted: ArrayLike) -> tuple[float, float, float]:
    """Mean, lower and upper limit for months after a baseline: mean ± 2.66 · mean moving range · √((k + 1)/(k − 1)).

    k is the number of years in the baseline: its own seasonal means took a k-th of the variance out of it, and put a
    k-th into every month that they adjust afterwards. Never below 0.
    """
    values = np.asarray(adjusted, dtype=np.float64)
    years = values.size / MONTHS
    mean = float(values.mean())
    width = MOVING_RANGE_FACTOR * float(np.abs(np.diff(values)).mean()) * float(np.sqrt((years + 1) / (years - 1)))
    return mean, max(mean - width, 0.0), mean + width
