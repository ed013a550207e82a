"""Each number that a claim states, beside ours: whether it is the same, and by which tolerance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from analytics.claims.answer import Check, Tolerance, What
from analytics.claims.claim import Bound, Claim
from analytics.claims.claim_words import BOUND_WORDS
from analytics.claims.rounding_tolerance import (
    bound_holds,
    count_agrees,
    decimals_of,
    difference_agrees,
    percent_agrees,
    rate_agrees,
    same_when_rounded,
    unit_of,
)
from analytics.narrative import number, signed
from analytics.statistics.change import NO_CLEAR_CHANGE, Change

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
DIRECTIONS: Final = {"up": "a rise", "down": "a fall", "same": "no change", "not_up": "no rise", "not_down": "no fall"}
POINTS = "percentage points"
_SIGNS: Final = {"up": 1, "down": -1, "same": 0}
_Agrees = Callable[[float, float], Tolerance | None]


def stated_size(claim: Claim, figure: float | None) -> float:
    """The stated size with its sign; a size without a direction has that of the figure that was found."""
    sign = _SIGNS[claim.direction] if claim.direction else (-1 if (figure or 0) < 0 else 1)
    return sign * (claim.size or 0.0)


def count_checks(claim: Claim, change: Change | None, now: float | None, *, months: int) -> tuple[Check, ...]:
    """The checks of a claim about counts. `change` is None where the claim compares nothing."""

    def agrees(stated: float, figure: float) -> Tolerance | None:
        return count_agrees(stated, figure, unit=claim.value_rounding)

    compared = () if change is None else _count_changes(claim, change, months)
    return (*compared, *_levels(claim, now, None if change is None else change.base, "count", agrees))


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
    if claim.size is None or (claim.size_unit != "count" and not then):
        return
    is_count = claim.size_unit == "count"
    ours = now - then if is_count else 100 * (now / then - 1)
    stated = stated_size(claim, ours)
    agreed: Tolerance | None = (difference_agrees if is_count else percent_agrees)(
        stated, counts, months=months, unit=claim.rounding
    )
    if claim.size_bound:
        agreed = _bounded(claim, stated, ours, is_count=is_count)
    yield _check(*(("difference", stated, ours, "count") if is_count else ("change", stated, ours, "percent")), agreed,
                 claim.size_bound)  # fmt: skip


def _bounded(claim: Claim, stated: float, figure: float, *, is_count: bool) -> Tolerance | None:
    """Whether a change goes the stated way and lies on the stated side of its size."""
    if stated * figure < 0 or not claim.size_bound:
        return None
    return "bound" if bound_holds(claim.size_bound, abs(stated), abs(figure), is_count=is_count) else None


def _unchanged(claim: Claim, change: Change) -> Check:
    """Of "no change": a change that rounds to nothing, or that lies within the usual variation."""
    agreed: Tolerance | None = None
    if change.percent is not None and same_when_rounded(0, change.percent, unit=claim.rounding or 1):
        agreed = "rounding"
    elif change.lower is not None and change.upper is not None and change.lower <= 0 <= change.upper:
        agreed = "variation"
    return _check("change", 0.0, change.percent, "percent", agreed)


def states_numbers(claim: Claim) -> bool:
    """Whether a claim gives a number beside its direction."""
    return any(number_ is not None for number_ in (claim.size, claim.value, claim.base_value))


def _direction(claim: Claim, difference: float, change: Change | None = None) -> Check:
    """Whether ours goes the way that the claim says. It rests on the verdict of the change.

    Where that is no clear change, a direction by itself does not pass; one with numbers leaves it to these.
    """
    ours = "up" if difference > 0 else "down" if difference < 0 else "same"
    agreed: Tolerance | None = "exact" if ours == claim.direction else None
    named = DIRECTIONS[ours]
    if claim.direction in ("not_up", "not_down"):
        is_unclear = change is not None and change.verdict == NO_CLEAR_CHANGE
        agreed = "exact" if is_unclear or f"not_{ours}" != claim.direction else None
        named = "no clear change" if is_unclear else named
    elif agreed and change is not None and change.verdict == NO_CLEAR_CHANGE:
        agreed = "variation" if states_numbers(claim) else None
        named = "no clear change"
    words = f"Stated: {DIRECTIONS[claim.direction or 'same']}; ours: {named}."
    return Check(what="direction", stated=None, found=None, unit="", tolerance=agreed, words=words)


def _levels(claim: Claim, now: float | None, then: float | None, unit: str, agrees: _Agrees) -> Iterator[Check]:
    what: tuple[tuple[What, float | None, float | None], ...] = (
        ("value", claim.value, now),
        ("base_value", claim.base_value, then),
    )
    for name, stated, figure in what:
        if stated is not None:
            bound = claim.value_bound if name == "value" else None
            agreed = None if figure is None else agrees(stated, figure)
            if bound and figure is not None:
                agreed = "bound" if bound_holds(bound, stated, figure, is_count=unit == "count") else None
            yield _check(name, stated, figure, unit, agreed, bound)


def rate_checks(
    claim: Claim, rates: tuple[float | None, float | None], *, change: Change | None, months: int
) -> tuple[Check, ...]:
    """The checks of a claim about rates per residents, later and earlier. `change`: of the counts behind."""
    now, then = rates

    def agrees(stated: float, figure: float) -> Tolerance | None:
        return rate_agrees(stated, figure, unit=claim.value_rounding)

    changes: list[Check] = []
    count = change.count if change else None
    if now and then and count and claim.direction:
        changes = [_direction(claim, now - then, change)]
        if claim.size_unit != "count":
            changes += size_checks(claim, (count, count * then / now), months=months)
    return (*changes, *_levels(claim, now, then, "rate", agrees))


def share_checks(claim: Claim, now: float | None, then: float | None, *, revised: bool = True) -> tuple[Check, ...]:
    """The checks of a claim about a percentage, where percent and percentage points are two things.

    `revised`: whether counts that are revised with each edition lie behind it.
    """

    def agrees(stated: float, figure: float) -> Tolerance | None:
        return rate_agrees(stated, figure, unit=claim.value_rounding, revised=revised)

    changes = () if now is None or not then else _share_changes(claim, now, then)
    return (*changes, *_levels(claim, now, then, "percent", agrees))


def _share_changes(claim: Claim, now: float, then: float) -> Iterator[Check]:
    if claim.direction and claim.direction != "same":
        yield _direction(claim, now - then)
    if claim.size is not None or claim.direction == "same":
        checks = [_of_shares(claim, figure, unit) for figure, unit in sizes_of(claim, now, then)]
        yield next((check for check in checks if check.passed), checks[0])


def sizes_of(claim: Claim, now: float, then: float) -> list[tuple[float, str]]:
    """The change of a percentage as the claim may mean it: in percent, in points, or either."""
    points, percent = (now - then, POINTS), (100 * (now / then - 1), "percent")
    if claim.size_unit == "percentage_points":
        return [points]
    return [percent] if claim.size_unit == "percent" else [percent, points]


def _of_shares(claim: Claim, figure: float, unit: str) -> Check:
    stated = stated_size(claim, figure)
    same = same_when_rounded(stated, figure, unit=claim.rounding or unit_of(stated))
    same = same and (stated * figure > 0 or stated == 0)
    return _check("change", stated, figure, unit, "rounding" if same else None)


def _check(
    what: What, stated: float, figure: float | None, unit: str, agreed: Tolerance | None, bound: Bound | None = None
) -> Check:
    """A check with its sentence."""
    outcome = NO_FIGURE if figure is None else TOLERANCE_WORDS[agreed] if agreed else NOT_THE_SAME
    outcome = "it does not hold" if bound and figure is not None and not agreed else outcome
    decimals = decimals_of(stated)
    # One decimal more than is stated, so that it can be seen how the number rounds.
    more = 0 if unit == "count" else decimals + 1
    ours = "" if figure is None else f"; ours: {number_words(figure, unit, what, decimals=more)}"
    side = f"{BOUND_WORDS[bound]} " if bound else ""
    words = f"Stated: {side}{number_words(stated, unit, what, decimals=decimals)}{ours}: {outcome}."
    return Check(what=what, stated=stated, found=figure, unit=unit, tolerance=agreed, words=words)


def number_words(value: float, unit: str, what: What, *, decimals: int) -> str:
    """A number as it is said: a change signed, a percentage with its sign, points in words."""
    text = (signed if what in ("change", "difference") else number)(value, decimals=decimals)
    return f"{text}%" if unit == "percent" else f"{text} {POINTS}" if unit == POINTS else text
