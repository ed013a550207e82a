"""A change between two counts: difference, percentage, interval and verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from analytics.comparability import COMPARABLE, Comparability, with_base
from analytics.statistics.normal_quantiles import Z95

Floats = NDArray[np.float64]

UP: Final = "up"
DOWN: Final = "down"
NO_CLEAR_CHANGE: Final = "no clear change"
CANNOT_BE_TOLD: Final = "cannot be told from a change in recording"
WITHHELD: Final = "withheld"

Verdict = Literal["up", "down", "no clear change", "cannot be told from a change in recording", "withheld"]
ChangeStatus = Literal["ok", "caution", "step", "withheld_break", "withheld_start", "withheld_small_base", "missing"]

INTERVAL_NOTE = (
    "The interval describes the usual variation from month to month, wider than that of independent events because "
    "crime comes in clusters (φ, the dispersion). Variation that lasts longer than a month is not in it."
)
FORMULA = (
    "100 × (later ÷ earlier − 1). Interval: exp(ln(a ÷ b) ± 1.96 × √(φ(1/a + 1/b))) − 1, a and b being the counts and "
    f"φ the dispersion of the area (Breslow and Day 1987). {INTERVAL_NOTE}"
)
POISSON_NOTE = "The interval is that of independent events (Poisson). Crime comes in clusters, so it is a minimum."


@dataclass(frozen=True, slots=True)
class Change:
    """A count against an earlier one.

    `percent`, `lower` and `upper` are in percent (−17.5), unrounded; None where the change is withheld or
    missing. `difference` is `count` − `base`; None where a break forbids it. `verdict` is None only where a
    figure is missing. `dispersion` is the φ by which the interval is widened.
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
    dispersion: float = 1.0

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Lower and upper end of the interval in percent, where there is one."""
        return None if self.lower is None or self.upper is None else (self.lower, self.upper)

    @property
    def p_value(self) -> float | None:
        """That of the interval shown: below 0.05 where it excludes zero; None where there is no interval."""
        if self.count is None or self.base is None or self.lower is None:
            return None
        return float(change_p_values(self.count, self.base, dispersion=self.dispersion))


def change_interval(counts: ArrayLike, bases: ArrayLike, *, dispersion: ArrayLike = 1.0) -> tuple[Floats, Floats]:
    """95% interval in percent of the change from `bases` to `counts`, for arrays of any one shape.

    exp(ln(a/b) ± 1.96·√(φ(1/a + 1/b))) − 1: the log ratio of two counts whose variance is φ times that of Poisson
    counts (Breslow & Day 1987, vol. II; McCullagh & Nelder 1989, § 4.5). `dispersion` is φ, of a shape that
    broadcasts; 1 gives the Poisson interval. For a = 0 it is undefined and the exact conditional limit stands in:
    given a + b events, a is binomial (Przyborowski & Wilenski 1940), which puts the ratio at most at
    0.025^(−φ/b) − 1. NaN where b = 0.
    """
    a, b, phi = _three(counts, bases, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio, spread = a / b, np.exp(Z95 * np.sqrt(phi * (1 / a + 1 / b)))
        lower, upper = 100 * (ratio / spread - 1), 100 * (ratio * spread - 1)
        none_left = 100 * (0.025 ** (-phi / b) - 2)
    lower, upper = np.where(a == 0, -100.0, lower), np.where(a == 0, none_left, upper)
    no_base = ~(b > 0)
    return np.where(no_base, np.nan, lower), np.where(no_base, np.nan, upper)


def change_p_values(counts: ArrayLike, bases: ArrayLike, *, dispersion: ArrayLike = 1.0) -> Floats:
    """Two-sided p-values of no change, of the intervals that `change_interval` gives; NaN where the base is 0.

    2·(1 − Φ(|ln(a/b)|/√(φ(1/a + 1/b)))); for a = 0 twice the binomial probability 0.5^(b/φ).
    """
    a, b, phi = _three(counts, bases, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        two_sided = 2 * ndtr(-np.abs(np.log(a / b)) / np.sqrt(phi * (1 / a + 1 / b)))
        none_left = np.minimum(2 * 0.5 ** (b / phi), 1.0)
    return np.where(b > 0, np.where(a == 0, none_left, two_sided), np.nan)


def _three(counts: ArrayLike, bases: ArrayLike, dispersion: ArrayLike) -> tuple[Floats, Floats, Floats]:
    a, b, phi = np.broadcast_arrays(*(np.asarray(values, dtype=np.float64) for values in (counts, bases, dispersion)))
    return a, b, phi


def change(
    count: int | None, base: int | None, comparability: Comparability = COMPARABLE, *, dispersion: float = 1.0
) -> Change:
    """The change from `base` to `count`, or the reason why there is none to state."""
    return changes([count], [base], [comparability], dispersion=dispersion)[0]


def changes(
    counts: Sequence[int | None],
    bases: Sequence[int | None],
    comparabilities: Sequence[Comparability],
    *,
    dispersion: ArrayLike = 1.0,
) -> list[Change]:
    """Many changes at once, the intervals computed together. The three sequences, and φ if several, have one length."""
    phi = np.broadcast_to(np.asarray(dispersion, dtype=np.float64), (len(counts),))
    lower, upper = change_interval(_numbers(counts), _numbers(bases), dispersion=phi)
    pairs = zip(counts, bases, comparabilities, lower.tolist(), upper.tolist(), phi.tolist(), strict=True)
    return [_change(count, base, compared, (low, high), one) for count, base, compared, low, high, one in pairs]


def _numbers(counts: Sequence[int | None]) -> Floats:
    return np.array([np.nan if count is None else count for count in counts], dtype=np.float64)


def _change(
    count: int | None, base: int | None, compared: Comparability, interval: tuple[float, float], phi: float
) -> Change:
    if compared.status == "withheld_start":
        return _without_percentage(count, base, "withheld_start", compared, phi)
    if count is None or base is None:
        return _without_percentage(count, base, "missing", compared, phi)
    compared = with_base(compared, base)
    if compared.status in ("withheld_break", "withheld_small_base"):
        return _without_percentage(count, base, compared.status, compared, phi)
    status: ChangeStatus = "ok" if compared.status == "comparable" else compared.status
    words = CANNOT_BE_TOLD if status == "step" else verdict(*interval)
    difference, percent = int(count) - int(base), 100 * (count / base - 1)
    return Change(int(count), int(base), difference, percent, *interval, words, status, compared.note, compared, phi)


def _without_percentage(
    count: int | None, base: int | None, status: ChangeStatus, compared: Comparability, phi: float
) -> Change:
    """The counts alone. Their difference may be told for a small base: it says no more than they do."""
    count, base = None if count is None else int(count), None if base is None else int(base)
    missing, difference = status == "missing", None
    if status == "withheld_small_base" and count is not None and base is not None:
        difference = count - base
    words: Verdict | None = None if missing else WITHHELD
    note = missing_note(count) if missing else compared.note
    return Change(count, base, difference, None, None, None, words, status, note, compared, phi)


def missing_note(count: float | None) -> str:
    """Which of the two figures there is not."""
    return f"There is no figure for {'this period' if count is None else 'the earlier period'}."


def verdict(lower: float, upper: float) -> Verdict:
    """`up`, `down`, or `no clear change` where the interval includes zero."""
    if lower > 0:
        return UP
    return DOWN if upper < 0 else NO_CLEAR_CHANGE


def verdicts(statuses: NDArray[np.object_], lower: Floats, upper: Floats) -> NDArray[np.object_]:
    """The verdict of each change from its status and the interval shown, arrays of one shape; None where missing."""
    words = np.full(statuses.shape, WITHHELD, dtype=object)
    judged = np.isin(statuses, ("ok", "caution"))
    words[judged] = NO_CLEAR_CHANGE
    words[judged & (lower > 0)] = UP
    words[judged & (upper < 0)] = DOWN
    words[statuses == "step"] = CANNOT_BE_TOLD
    words[statuses == "missing"] = None
    return words
