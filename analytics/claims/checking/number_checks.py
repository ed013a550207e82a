"""Each number that a claim states, beside ours: whether it is the same, and by which tolerance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, Literal

from analytics.claims import rounding_tolerance as tolerance
from analytics.claims.answer import Check, Evaluation, Reading, Tolerance, What
from analytics.claims.claim import Claim
from analytics.claims.claim_words import DIRECTIONS, bound_words
from analytics.narrative import number, percent, signed
from analytics.statistics.change import NO_CLEAR_CHANGE, Change
from analytics.wording.number_words import decimals_of, unit_of
from analytics.wording.word_patterns import Bound

TOLERANCE_WORDS: Final[dict[Tolerance, str]] = {
    "exact": "the same",
    "rounding": "the same when rounded",
    "earlier_edition": "the same in an earlier edition",
    "bound": "it holds",
    "revision": "within the usual revision",
    "variation": "no clear change",
}
NO_FIGURE = "there is no figure of ours"
NOT_THE_SAME = "not the same"
POINTS = "percentage points"
BOTH_READINGS = (
    "Per cent and percentage points are two things: of a rate of 28%, 5 per cent less is 26.6%, 5 percentage points "
    "less is 23%. Both readings are shown."
)
_READ_AS: Final = {"percent": "per cent", "percentage_points": POINTS}
_SIGNS: Final = {"up": 1, "down": -1, "same": 0}
_Agrees = Callable[[float, float], Tolerance | None]


def stated_size(claim: Claim, figure: float | None) -> float:
    """The stated size with its sign; a size without a direction has that of the figure that was found."""
    sign = _SIGNS[claim.direction] if claim.direction else (-1 if (figure or 0) < 0 else 1)
    return sign * (claim.size or 0.0)


def count_checks(claim: Claim, ours: Evaluation) -> tuple[Check, ...]:
    """The checks of a claim about counts, and about their change where the claim compares."""
    change, agrees = ours.change, partial(tolerance.count_agrees, unit=claim.value_rounding)
    compared = () if change is None else _count_changes(claim, change, ours.period.months)
    return (*compared, *_levels(claim, ours.count, None if change is None else change.base, "count", agrees))


def _count_changes(claim: Claim, change: Change, months: int) -> Iterator[Check]:
    if change.count is None or change.base is None or change.difference is None:
        return
    if claim.direction == "same":
        yield _unchanged(claim, change)
        return
    if claim.direction:
        yield _direction(claim, change.difference, change)
    yield from size_checks(claim, (change.count, change.base), months=months)


def size_checks(claim: Claim, counts: tuple[float, float], *, months: int) -> Iterator[Check]:
    """By how much the first of two counts is more, or less, than the second, as a number or in per cent."""
    now, then = counts
    is_count = claim.size_unit == "count"
    if claim.size is None or not (is_count or then):
        return
    ours = now - then if is_count else 100 * (now / then - 1)
    stated = stated_size(claim, ours)
    agrees = tolerance.difference_agrees if is_count else tolerance.percent_agrees
    agreed: Tolerance | None = agrees(stated, counts, months=months, unit=claim.rounding)
    if claim.size_bound:
        # It has to go the stated way, and to lie on the stated side of its size.
        same_way = stated * ours >= 0
        sizes = (abs(stated), abs(ours))
        holds = same_way and tolerance.bound_holds(claim.size_bound, *sizes, is_count=is_count, unit=claim.rounding)
        agreed = "bound" if holds else agreed if same_way and _is_near(claim.size_bound, claim.rounding) else None
    unit = "count" if is_count else "percent"
    yield _check("difference" if is_count else "change", stated, ours, unit, agreed, claim.size_bound)


def _unchanged(claim: Claim, change: Change) -> Check:
    """Of "no change": a change that rounds to nothing, or that lies within the usual variation."""
    agreed: Tolerance | None = None
    if change.percent is not None and tolerance.same_when_rounded(0, change.percent, unit=claim.rounding or 1):
        agreed = "rounding"
    elif change.bounds and change.bounds[0] <= 0 <= change.bounds[1]:
        agreed = "variation"
    return _check("change", 0.0, change.percent, "percent", agreed)


def _direction(claim: Claim, difference: float, change: Change | None = None) -> Check:
    """Whether ours goes the way that the claim says. It rests on the verdict of the change.

    Where that is no clear change, a direction by itself does not pass; one with numbers leaves it to these.
    """
    ours = "up" if difference > 0 else "down" if difference < 0 else "same"
    is_unclear = change is not None and change.verdict == NO_CLEAR_CHANGE
    agreed: Tolerance | None = "exact" if ours == claim.direction else None
    if claim.direction in ("not_up", "not_down"):
        agreed = "exact" if is_unclear or f"not_{ours}" != claim.direction else None
    elif is_unclear and agreed:
        agreed = "variation" if claim.numbers else None
    else:
        is_unclear = False
    named = "no clear change" if is_unclear else DIRECTIONS[ours]
    words = f"Stated: {DIRECTIONS[claim.direction or 'same']}; ours: {named}."
    return Check(what="direction", tolerance=agreed, words=words)


def _levels(claim: Claim, now: float | None, then: float | None, unit: str, agrees: _Agrees) -> Iterator[Check]:
    numbers: tuple[tuple[What, float | None, float | None, Bound | None], ...] = (
        ("value", claim.value, now, claim.value_bound),
        ("base_value", claim.base_value, then, None),
    )
    for what, stated, figure, bound in numbers:
        if stated is not None:
            agreed = None if figure is None else agrees(stated, figure)
            if bound and figure is not None:
                holds = tolerance.bound_holds(bound, stated, figure, is_count=unit == "count")
                agreed = "bound" if holds else agreed if _is_near(bound, claim.value_rounding) else None
            yield _check(what, stated, figure, unit, agreed, bound)


def _is_near(bound: Bound, rounding: float | None) -> bool:
    """Whether a bound names a number that is near, on either side of which a revision may put it."""
    return bound in ("nearly", "just_over") and rounding is None


def rate_checks(
    claim: Claim, rates: tuple[float | None, float | None], *, change: Change | None, months: int
) -> tuple[Check, ...]:
    """The checks of a claim about rates per residents, later and earlier. `change`: of the counts behind."""
    now, then = rates
    changes: list[Check] = []
    count = change.count if change else None
    if now and then and count and claim.direction:
        changes = [_direction(claim, now - then, change)]
        if claim.size_unit != "count":
            changes += size_checks(claim, (count, count * then / now), months=months)
    return (*changes, *_levels(claim, now, then, "rate", partial(tolerance.rate_agrees, unit=claim.value_rounding)))


def share_checks(claim: Claim, now: float | None, then: float | None, *, revised: bool = True) -> tuple[Check, ...]:
    """The checks of a claim about a percentage, where percent and percentage points are two things.

    `revised`: whether counts that are revised with each edition lie behind it.
    """
    changes = () if now is None or not then else _share_changes(claim, now, then)
    agrees = partial(tolerance.rate_agrees, unit=claim.value_rounding, revised=revised)
    return (*changes, *_levels(claim, now, then, "percent", agrees))


def _share_changes(claim: Claim, now: float, then: float) -> Iterator[Check]:
    if claim.direction and claim.direction != "same":
        yield _direction(claim, now - then)
    if claim.size is not None or claim.direction == "same":
        points, percentage = (now - then, POINTS), (100 * (now / then - 1), "percent")
        meant = {"percentage_points": [points], "percent": [percentage]}
        # The change as the claim may mean it: in percent, in points, or either.
        sizes = meant.get(claim.size_unit or "", [percentage, points])
        checks = [_of_shares(claim, figure, unit) for figure, unit in sizes]
        yield next((check for check in checks if check.passed), checks[0])


def _of_shares(claim: Claim, figure: float, unit: str) -> Check:
    stated, bound = stated_size(claim, figure), claim.size_bound
    same_way = stated * figure > 0 or stated == 0
    agreed: Tolerance | None = "rounding" if same_way and _is_same(claim, stated, figure) else None
    if bound:
        sizes = (abs(stated), abs(figure))
        holds = same_way and tolerance.bound_holds(bound, *sizes, is_count=False, unit=claim.rounding)
        agreed = "bound" if holds else agreed if _is_near(bound, claim.rounding) else None
    return _check("change", stated, figure, unit, agreed, bound)


def _is_same(claim: Claim, size: float, figure: float) -> bool:
    return tolerance.same_when_rounded(size, figure, unit=claim.rounding or unit_of(size))


def _check(
    what: What, stated: float, figure: float | None, unit: str, agreed: Tolerance | None, bound: Bound | None = None
) -> Check:
    """A check with its sentence."""
    outcome = NO_FIGURE if figure is None else TOLERANCE_WORDS[agreed] if agreed else NOT_THE_SAME
    outcome = "it does not hold" if bound and figure is not None and not agreed else outcome
    decimals = decimals_of(stated)
    # One decimal more than is stated, so that it can be seen how the number rounds.
    more = 0 if unit == "count" else decimals + 1
    ours = "" if figure is None else f"; ours: {_said(figure, unit, what, decimals=more)}"
    words = f"Stated: {bound_words(bound)}{_said(stated, unit, what, decimals=decimals)}{ours}: {outcome}."
    return Check(what=what, stated=stated, found=figure, unit=unit, tolerance=agreed, words=words)


def _said(value: float, unit: str, what: What, *, decimals: int) -> str:
    """A number as it is said: a change signed, a percentage with its sign, points in words."""
    text = (signed if what in ("change", "difference") else number)(value, decimals=decimals)
    return f"{text}%" if unit == "percent" else f"{text} {POINTS}" if unit == POINTS else text


def readings(claim: Claim, between: Evaluation, *, comparable: bool = True) -> tuple[Reading, ...]:
    """Both readings of a size that is claimed of a percentage; none where it is not, or there is nothing to start from.

    `comparable`: whether the figures are for the claim's own periods, so that a reading can match.
    """
    if claim.size is None or claim.size_unit == "count" or not between.base or between.unit != "percent":
        return ()
    return tuple(_reading(unit, claim, between, comparable=comparable) for unit in ("percent", "percentage_points"))


def _reading(
    unit: Literal["percent", "percentage_points"], claim: Claim, between: Evaluation, *, comparable: bool
) -> Reading:
    then, now = between.base or 0.0, between.count
    change = None if now is None else now - then if unit == "percentage_points" else 100 * (now / then - 1)
    size = stated_size(claim, change)
    implied = then + size if unit == "percentage_points" else then * (1 + size / 100)
    stated = number(abs(size), decimals=decimals_of(size))
    since = between.baseline.label if between.baseline else ""
    words = f"Read as {_READ_AS[unit]}: {stated} {_READ_AS[unit]} {'less' if size < 0 else 'more'} than "
    words += f"{percent(then)} ({since}) is {percent(implied)}"
    words += f"; ours is {percent(now)} ({between.period.label})." if now is not None else "."
    same = change is not None and _is_same(claim, size, change)
    return Reading(unit=unit, implied=implied, found=now, matches=comparable and same, words=words)


def nearer(read: Sequence[Reading]) -> str:
    """Which reading our last rate lies nearer to: a hint, no check, since its period is another."""
    if len(read) != 2 or any(reading.found is None for reading in read):
        return ""
    first, second = sorted(read, key=lambda reading: abs(reading.implied - (reading.found or 0.0)))
    return (
        f"Our last rate lies nearer to the reading in {_READ_AS[str(first.unit)]} than to that in "
        f"{_READ_AS[str(second.unit)]}; that is a hint and no check, since it is for another period."
    )
