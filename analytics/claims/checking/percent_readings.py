"""Per cent or percentage points: what the same words come to when they are read either way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from analytics.claims.answer import Evaluation, Reading
from analytics.claims.checking.number_checks import stated_size
from analytics.claims.claim import Claim
from analytics.claims.rounding_tolerance import decimals_of, same_when_rounded, unit_of
from analytics.narrative import number, percent

BOTH_READINGS = (
    "Per cent and percentage points are two things: of a rate of 28%, 5 per cent less is 26.6%, 5 percentage points "
    "less is 23%. Both readings are shown."
)
_NAMES = {"percent": "per cent", "percentage_points": "percentage points"}


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
    words = f"Read as {_NAMES[unit]}: {stated} {_NAMES[unit]} {'less' if size < 0 else 'more'} than {percent(then)} "
    words += f"({since}) is {percent(implied)}"
    words += f"; ours is {percent(now)} ({between.period.label})." if now is not None else "."
    same = change is not None and same_when_rounded(size, change, unit=claim.rounding or unit_of(size))
    return Reading(unit=unit, implied=implied, found=now, matches=comparable and same, words=words)


def nearer(read: Sequence[Reading]) -> str:
    """Which reading our last rate lies nearer to: a hint, no check, since its period is another."""
    if len(read) != 2 or any(reading.found is None for reading in read):
        return ""
    first, second = sorted(read, key=lambda reading: abs(reading.implied - (reading.found or 0.0)))
    return (
        f"Our last rate lies nearer to the reading in {_NAMES[str(first.unit)]} than to that in "
        f"{_NAMES[str(second.unit)]}; that is a hint and no check, since it is for another period."
    )
