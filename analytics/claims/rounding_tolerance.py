"""How far a stated number may lie from ours and still be the same number: rounding, and revision between editions.

How the bounds were found is in docs/decisions/0010-claims.md. They are checked in that order: what rounding explains
is never called a revision.
"""

from __future__ import annotations

from typing import Literal

from analytics.wording.number_words import unit_of
from analytics.wording.word_patterns import Bound

Agreement = Literal["exact", "rounding", "revision"]

# A stated count may be revised by this much, in percent, and always by one: a case is reclassified.
REVISED_COUNT = 3.0
# The ratio of two counts by less, since both are revised together: in percent of the ratio, for windows of a year and
# for shorter ones, but never by more than a fifth of the change itself.
REVISED_RATIO_YEAR, REVISED_RATIO_SHORTER = 2.0, 3.0
SHARE_OF_CHANGE = 0.2
_TINY = 1e-9
_YEAR = 12


def same_when_rounded(stated: float, ours: float, *, unit: float) -> bool:
    """Whether a figure would be stated so: it lies within half a unit, either end included."""
    return abs(ours - stated) <= unit / 2 + _TINY * max(1.0, abs(stated))


def count_agrees(stated: float, ours: float, *, unit: float | None = None) -> Agreement | None:
    """Whether two counts of the same thing may be one: equal, equal when rounded to `unit`, or within a revision.

    One case more or less is a revision, but not between none and one.
    """
    if stated == ours:
        return "exact"
    if not stated or not ours:
        return None
    if unit and same_when_rounded(stated, ours, unit=unit):
        return "rounding"
    return "revision" if abs(ours - stated) <= revised_count(stated) + _TINY else None


def revised_count(stated: float) -> float:
    """How far a stated count may be revised."""
    return max(1.0, abs(stated) * REVISED_COUNT / 100)


def rate_agrees(stated: float, ours: float, *, unit: float | None = None, revised: bool = True) -> Agreement | None:
    """Whether a rate or a share is the one that is stated; `revised` where counts that are revised lie behind it."""
    if same_when_rounded(stated, ours, unit=unit or unit_of(stated)):
        return "rounding"
    near = abs(ours - stated) <= abs(stated) * REVISED_COUNT / 100 + _TINY
    return "revision" if revised and near else None


def percent_agrees(
    stated: float, counts: tuple[float, float], *, months: int, unit: float | None = None
) -> Agreement | None:
    """Whether a stated change in percent is that from the second count to the first, over windows of `months`."""
    now, then = counts
    ours = 100 * (now / then - 1)
    if same_when_rounded(stated, ours, unit=unit or unit_of(stated)):
        return "rounding" if stated * ours > 0 or abs(stated) < _TINY else None
    if stated * ours <= 0:
        return None
    # In percentage points: of what the earlier figure, taken as 100, has become.
    if abs(ours - stated) <= revised_change(stated, 100 + stated, months=months) + _TINY:
        return "revision"
    # One case more or less in either count moves the percentage of small ones.
    low, high = 100 * ((now - 1) / (then + 1) - 1), 100 * ((now + 1) / max(then - 1, 1) - 1)
    return "revision" if low <= stated <= high else None


def revised_change(stated: float, of: float, *, months: int) -> float:
    """How far a stated change may be revised: by so much of the figure `of` that the ratio is taken of."""
    ratio = REVISED_RATIO_YEAR if months >= _YEAR else REVISED_RATIO_SHORTER
    return min(of * ratio / 100, abs(stated) * SHARE_OF_CHANGE)


def difference_agrees(
    stated: float, counts: tuple[float, float], *, months: int, unit: float | None = None
) -> Agreement | None:
    """Whether a stated difference is that of two counts: the same bounds as for its percentage."""
    now, then = counts
    ours = now - then
    if stated == ours:
        return "exact"
    if stated * ours <= 0:
        return None
    if unit and same_when_rounded(stated, ours, unit=unit):
        return "rounding"
    return "revision" if abs(ours - stated) <= max(2.0, revised_change(stated, then, months=months)) else None


# "Nearly" and "just over" reach this far from the number: half of its last round unit, within these shares of it.
NEAR_AT_LEAST, NEAR_AT_MOST = 0.02, 0.05
# Percentages are named more loosely: "nearly a third" is said of 31%.
NEAR_PERCENT = 0.075


def bound_holds(bound: Bound, stated: float, ours: float, *, is_count: bool, unit: float | None = None) -> bool:
    """Whether a figure lies on the stated side of a number: over or under it, or near it on that side.

    `unit`: to which the number is rounded, where it does not show it: "nearly three times" reaches as far below three
    as "three times" does.

    A number that the figure rounds to holds for "at least", "at most" and "nearly": 11.96% is nearly 12%.
    """
    at = 0.0 if is_count else unit_of(stated) / 20
    near = max(_reach(stated, is_count=is_count), (unit or 0.0) / 2)
    holds = {
        "over": ours > stated,
        "under": ours < stated,
        "at_least": ours >= stated - at,
        "at_most": ours <= stated + at,
        "nearly": stated - near <= ours <= stated + at,
        "just_over": stated - at <= ours <= stated + near,
    }
    return holds[bound]


def _reach(stated: float, *, is_count: bool) -> float:
    if not is_count:
        return max(unit_of(stated) / 2, abs(stated) * NEAR_PERCENT)
    unit = 1.0
    while stated and stated % (unit * 10) == 0:
        unit *= 10
    return max(1.0, min(max(unit / 2, abs(stated) * NEAR_AT_LEAST), abs(stated) * NEAR_AT_MOST))
