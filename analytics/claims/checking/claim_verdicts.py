"""From the checks of a claim to its verdict, and what completes the headline."""

from __future__ import annotations

from analytics.claims.answer import Check, Evaluation, Verdict
from analytics.claims.checking.claim_evaluation import WITHHELD
from analytics.claims.claim import Claim
from analytics.indicators import indicator
from analytics.statistics.change import DOWN, NO_CLEAR_CHANGE, UP

_RESERVATIONS = {"earlier_edition": "as an earlier edition had them", "revision": "within the usual revision"}
_WEAKEST_FIRST = ("variation", "revision", "earlier_edition", "bound", "rounding", "exact")
NO_CLEAR_MATCH = "No clear change: does not match"


def verdict_of(claim: Claim, stated: Evaluation, *, has_neighbour: bool) -> Verdict:
    """The verdict on a claim from its figures, and from whether a neighbour of it gives its numbers."""
    if stated.status in WITHHELD and stated.status != "withheld_break" and has_neighbour:
        return "matches_other_definition_or_period"
    if stated.status in WITHHELD or _too_few(claim, stated):
        return "cannot_be_compared"
    if stated.matches:
        return matching(across_step=stated.status == "step")
    if has_neighbour and not goes_clearly_against(claim, stated):
        return "matches_other_definition_or_period"
    return judged_by(passed=False, right_way=goes_clearly_that_way(stated.checks))


def judged_by(*, passed: bool, right_way: bool = False) -> Verdict:
    """The verdict on figures that can be compared; `right_way`: whether they bear out the claim but for its size."""
    return "matches" if passed else "right_direction_different_size" if right_way else "does_not_match"


def matching(*, across_step: bool) -> Verdict:
    """The verdict on what matches; `across_step`: whether a change in recording lies between the figures."""
    return "matches_but_recording_changed" if across_step else "matches"


def goes_clearly_that_way(checks: tuple[Check, ...]) -> bool:
    """Whether the direction is checked, and the change is a clear one in it."""
    directions = [check.tolerance == "exact" for check in checks if check.what == "direction"]
    return bool(directions) and all(directions)


def goes_clearly_against(claim: Claim, stated: Evaluation) -> bool:
    """Whether a rise is claimed where there is a clear fall, or a fall where there is a clear rise.

    That another period or definition has the number by itself does not make such a claim half right.
    """
    if stated.change is None or claim.direction not in ("up", "down"):
        return False
    return stated.change.verdict == (DOWN if claim.direction == "up" else UP)


def lacks_clear_change(claim: Claim, stated: Evaluation) -> bool:
    """Whether a rise or fall is claimed that the interval does not exclude from being none."""
    change = stated.change
    return claim.direction in ("up", "down") and change is not None and change.verdict == NO_CLEAR_CHANGE


def is_unclear(claim: Claim, verdict: Verdict, stated: Evaluation) -> bool:
    """Whether a rise or fall is claimed where there is no clear change, and its numbers are not there."""
    return verdict == "does_not_match" and lacks_clear_change(claim, stated)


def _too_few(claim: Claim, stated: Evaluation) -> bool:
    """A percentage from a small base: only the counts can be checked, where they are stated."""
    percentage = claim.size is not None and claim.size_unit != "count"
    counted = claim.value is not None and claim.base_value is not None
    only_direction = claim.direction in ("up", "down") and not claim.numbers and claim.rank is None
    return stated.status == "withheld_small_base" and (percentage or only_direction) and not counted


def weakest(checks: tuple[Check, ...]) -> str:
    """The widest tolerance that any of the checks needed."""
    used = {check.tolerance for check in checks}
    return next((name for name in _WEAKEST_FIRST if name in used), "")


def reservation(claim: Claim, verdict: Verdict, stated: Evaluation, hits: tuple[Evaluation, ...]) -> str:
    """What completes the headline: which neighbour or tolerance, no clear change."""
    if verdict == "matches_other_definition_or_period":
        return f": {_other_words(hits[0])}"
    if verdict != "matches":
        return ""
    numbers = tuple(check for check in stated.checks if check.what != "direction")
    tolerance = _RESERVATIONS.get(weakest(numbers), "")
    unclear = lacks_clear_change(claim, stated) or weakest(stated.checks) == "variation"
    return (f", {tolerance}" if tolerance else "") + ("; no clear change" if unclear else "")


def _other_words(hit: Evaluation) -> str:
    """Which definition, period or baseline it is."""
    names = {
        "definition": indicator(hit.indicator).in_sentence,
        "period": hit.period.name,
        "baseline": f"against {hit.baseline.name}" if hit.baseline else "",
    }
    return ", ".join(names[difference] for difference in hit.differs_in if difference in names)
