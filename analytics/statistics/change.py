"""A change between two counts: difference, percentage, interval and verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.comparability import COMPARABLE, MPS_AREA, Comparability, compare_windows, with_base
from analytics.indicators import Indicator, Level
from analytics.periods import Window

Floats = NDArray[np.float64]

UP: Final = "up"
DOWN: Final = "down"
NO_CLEAR_CHANGE: Final = "no clear change"
CANNOT_BE_TOLD: Final = "cannot be told from a change in recording"
WITHHELD: Final = "withheld"

Verdict = Literal["up", "down", "no clear change", "cannot be told from a change in recording", "withheld"]
ChangeStatus = Literal["ok", "caution", "step", "withheld_break", "withheld_start", "withheld_small_base", "missing"]

Z95 = 1.959963984540054

INTERVAL_NOTE = (
    "The interval describes random variation only. Crime comes in clusters, so the true uncertainty is larger."
)


@dataclass(frozen=True, slots=True)
class Change:
    """A count against an earlier one.

    `percent`, `lower` and `upper` are in percent (−17.5), unrounded; None where the change is withheld or
    missing. `difference` is `count` − `base`; None where a break forbids it. `verdict` is None only where a
    figure is missing.
    """

    count: int | None
    base: int | None
    difference: int | None
    percent: float | None
    lower: float | None
    upper: float | None
    verdict: Verdict | None
    status: ChangeStatus
    note: str
    comparability: Comparability


def change_interval(counts: ArrayLike, bases: ArrayLike) -> tuple[Floats, Floats]:
    """95% interval in percent of the change from `bases` to `counts`, for arrays of any one shape.

    exp(ln(a/b) ± 1.96·√(1/a + 1/b)) − 1: the log ratio of two Poisson counts (Breslow & Day 1987, vol. II).
    For a = 0 it is undefined and the exact conditional limit stands in: given a + b events, a is binomial
    (Przyborowski & Wilenski 1940), which puts the ratio at most at 0.025^(−1/b) − 1. NaN where b = 0.
    """
    a, b = np.broadcast_arrays(np.asarray(counts, dtype=np.float64), np.asarray(bases, dtype=np.float64))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio, spread = a / b, np.exp(Z95 * np.sqrt(1 / a + 1 / b))
        lower, upper = 100 * (ratio / spread - 1), 100 * (ratio * spread - 1)
        none_left = 100 * (0.025 ** (-1 / b) - 2)
    lower, upper = np.where(a == 0, -100.0, lower), np.where(a == 0, none_left, upper)
    no_base = ~(b > 0)
    return np.where(no_base, np.nan, lower), np.where(no_base, np.nan, upper)


def change(count: int | None, base: int | None, comparability: Comparability = COMPARABLE) -> Change:
    """The change from `base` to `count`, or the reason why there is none to state."""
    return changes([count], [base], [comparability])[0]


def changes(
    counts: Sequence[int | None], bases: Sequence[int | None], comparabilities: Sequence[Comparability]
) -> list[Change]:
    """Many changes at once, the intervals computed together. The three sequences have one length."""
    lower, upper = change_interval(_numbers(counts), _numbers(bases))
    each = zip(counts, bases, comparabilities, lower.tolist(), upper.tolist(), strict=True)
    return [_change(count, base, found, (low, high)) for count, base, found, low, high in each]


def _numbers(counts: Sequence[int | None]) -> Floats:
    return np.array([np.nan if count is None else count for count in counts], dtype=np.float64)


def _change(count: int | None, base: int | None, found: Comparability, interval: tuple[float, float]) -> Change:
    if found.status == "withheld_start":
        return _without_percentage(count, base, "withheld_start", found)
    if count is None or base is None:
        return _without_percentage(count, base, "missing", found)
    found = with_base(found, base)
    if found.status in ("withheld_break", "withheld_small_base"):
        return _without_percentage(count, base, found.status, found)
    status: ChangeStatus = "ok" if found.status == "comparable" else found.status
    words = CANNOT_BE_TOLD if status == "step" else verdict(*interval)
    difference, percent = int(count) - int(base), 100 * (count / base - 1)
    return Change(int(count), int(base), difference, percent, *interval, words, status, found.note, found)


def _without_percentage(count: int | None, base: int | None, status: ChangeStatus, found: Comparability) -> Change:
    """The counts alone. Their difference may be told for a small base: it says no more than they do."""
    count, base = None if count is None else int(count), None if base is None else int(base)
    missing, difference = status == "missing", None
    if status == "withheld_small_base" and count is not None and base is not None:
        difference = count - base
    words: Verdict | None = None if missing else WITHHELD
    note = missing_note(count) if missing else found.note
    return Change(count, base, difference, None, None, None, words, status, note, found)


def missing_note(count: float | None) -> str:
    """Which of the two figures there is not."""
    return f"There is no figure for {'this period' if count is None else 'the earlier period'}."


def verdict(lower: float, upper: float) -> Verdict:
    """`up`, `down`, or `no clear change` where the interval includes zero."""
    if lower > 0:
        return UP
    return DOWN if upper < 0 else NO_CLEAR_CHANGE


def change_between(
    which: str | Indicator,
    later: Window,
    earlier: Window | None = None,
    *,
    count: int | None,
    base: int | None,
    level: Level = "mps",
    area_code: str = MPS_AREA,
) -> Change:
    """The change of an indicator from `earlier` (by default `later` a year before) to `later`, judged."""
    before = earlier or later.year_earlier()
    found = compare_windows(which, before, later, level=level, area_code=area_code, earlier_count=base)
    return change(count, base, found)


def per_day_percent(count: int, base: int, *, days: int, base_days: int) -> float | None:
    """The percentage change of the daily average, for periods of different length (February in a leap year).

    None where `base` is below 50, as for any percentage.
    """
    if with_base(COMPARABLE, base).withheld:
        return None
    return 100 * ((count / days) / (base / base_days) - 1)
