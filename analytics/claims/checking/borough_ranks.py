"""Claims that set the boroughs against one another: "in all 32 boroughs", "the smallest fall"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Check, Evaluation, Verdict
from analytics.claims.checking.check_result import Finding
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate, judged
from analytics.claims.claim import Claim, Direction, Rank
from analytics.claims.claim_words import change_words, figures_words
from analytics.geography.areas import Area, areas_at
from analytics.narrative import number, signed
from data.published_areas import MPS

WITHIN_VARIATION = (
    "The 95% intervals of the two overlap, so which of them comes first cannot be told from the usual variation; the "
    "order can change with every edition."
)
FEW = "The counts are small, so the order of the boroughs says little."
_SIDE: dict[Rank, Direction] = {
    "largest_fall": "down",
    "smallest_fall": "down",
    "largest_rise": "up",
    "smallest_rise": "up",
}


def rank_boroughs(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim with a rank among the boroughs, which names one where the rank is one's."""
    found = [_of(claim, area, as_of) for area in areas_at("borough", pseudo=False)]
    blocked = next((each for each in found if each.status in WITHHELD), None)
    if blocked is not None:
        words = (figures_words(blocked), blocked.note)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=words, ranked=tuple(found))
    if claim.rank == "all_boroughs":
        together = evaluate(replace(claim, area_code=MPS, rank=None, size=None), as_of=as_of)
        return _all_boroughs(claim, found, together)
    return _at_the_end(claim, found)


def _of(claim: Claim, area: Area, as_of: date | None) -> Evaluation:
    """One borough's change, with the claim's own size where the borough is the one that is named."""
    own = claim if area.code == claim.area_code else replace(claim, size=None, value=None, base_value=None)
    side = claim.direction if claim.rank == "all_boroughs" else _SIDE.get(claim.rank or "all_boroughs")
    return evaluate(replace(own, area_code=area.code, rank=None, direction=side), as_of=as_of)


def _all_boroughs(claim: Claim, found: Sequence[Evaluation], together: Evaluation) -> Finding:
    sign = 1 if claim.direction == "up" else -1
    ranked = sorted(found, key=lambda each: -sign * _difference(each))
    against = [each for each in ranked if sign * _difference(each) <= 0]
    clear = [each for each in ranked if _is_clear(each, sign)]
    check = rank_check(not against, f"{number(len(found) - len(against))} of {number(len(found))} boroughs.")
    verdict = _verdict(passed=not against, stated=ranked)
    moved = "rose" if sign > 0 else "fell"
    smallest = ranked[-1 - len(against)] if len(against) < len(ranked) else ranked[0]
    words = [figures_words(together)] if together.count is not None else []
    words += [f"By our figures it {moved} in {number(len(found) - len(against))} of {number(len(found))} boroughs."]
    words += [f"Not so: {', '.join(_named(each) for each in against)}."] if against else []
    words += [f"The smallest change that way is that of {_named(smallest)}."]
    words.append(
        f"In {number(len(clear))} of them the 95% interval excludes no change; elsewhere it is no clear change."
    )
    words.append(_step_words(ranked))
    stated = judged(together, (check,))
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=f": in {number(len(found) - len(against))} of {number(len(found))}" if against else "",
        explanation=tuple(each for each in words if each),
        stated=stated,
        ranked=tuple(ranked),
    )


def _at_the_end(claim: Claim, found: Sequence[Evaluation]) -> Finding:
    """The largest or smallest fall or rise: by percent; by number where the size is one, or the counts are small."""
    own = next(each for each in found if each.area_code == claim.area_code)
    by_number = claim.size_unit == "count" or any(each.status == "withheld_small_base" for each in found)
    size = _difference if by_number else _percent
    # Of boroughs with the same figure the one that is named comes first: they share the place.
    own_first = sorted(found, key=lambda each: each is not own)
    ranked = _order(claim.rank or "largest_fall", own_first, by_number=by_number)
    other = _order(claim.rank or "largest_fall", own_first, by_number=not by_number)
    nth = claim.rank_place - 1
    first = len(ranked) > nth and size(ranked[nth]) == size(own) and own in ranked
    check = rank_check(first, f"{ranked[nth].area_name}." if len(ranked) > nth else "no borough moved that way.")
    sizes = tuple(each for each in own.checks if each.what != "direction")
    stated = judged(own, (check, *sizes))
    only_other = not first and len(other) > nth and other[nth].area_code == own.area_code
    verdict = _verdict(passed=stated.matches, stated=[own])
    if not stated.matches:
        verdict = "matches_other_definition_or_period" if only_other else "does_not_match"
        verdict = "right_direction_different_size" if first else verdict
    measures = ("by number of offences", "in per cent")
    by, instead = measures if by_number else measures[::-1]
    words = [figures_words(own), *(each.words for each in sizes), *_end_words(own, ranked, by, size=size)]
    words += [f"It has that place {instead}."] if only_other else []
    shared = _level_with(own, ranked, size) if first and not nth else []
    together = f", together with {', '.join(each.area_name for each in shared)}" if shared else ""
    words += [FEW] if any(each.status == "withheld_small_base" for each in ranked[:2]) else []
    words.append(_step_words([own]))
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=f": {instead}" if only_other else _leader_words(verdict, ranked, by) or together,
        explanation=tuple(each for each in words if each),
        stated=stated,
        ranked=tuple(ranked),
    )


def _leader_words(verdict: Verdict, ranked: Sequence[Evaluation], by: str) -> str:
    return f": {by} it is {ranked[0].area_name}" if verdict == "does_not_match" and ranked else ""


def _order(rank: Rank, found: Sequence[Evaluation], *, by_number: bool) -> list[Evaluation]:
    """The boroughs that moved the way of the rank, the one at its end first; of small counts no percentage."""
    sign = -1 if rank.endswith("fall") else 1
    size = _difference if by_number else _percent
    moved = [each for each in found if sign * size(each) > 0]
    # Not reversed, so that equals keep their order.
    end = -sign if rank.startswith("largest") else sign
    return sorted(moved, key=lambda each: end * size(each))


def _level_with(own: Evaluation, ranked: Sequence[Evaluation], size: Callable[[Evaluation], float]) -> list[Evaluation]:
    """The other boroughs with the same figure."""
    return [each for each in ranked if size(each) == size(own) and each.area_code != own.area_code]


def _end_words(
    own: Evaluation, ranked: Sequence[Evaluation], by: str, *, size: Callable[[Evaluation], float]
) -> list[str]:
    if not ranked:
        return ["No borough moved that way."]
    if ranked[0].area_code == own.area_code:
        second = ranked[1] if len(ranked) > 1 else None
        words = [f"It is {own.area_name}, {by}."]
        if level := _level_with(own, ranked, size):
            words = [f"It is {own.area_name}, {by}, together with {', '.join(_named(each) for each in level)}."]
        elif second is not None:
            words.append(f"The next is {_named(second)}.")
        return words + ([WITHIN_VARIATION] if second is not None and _overlap(own, second) else [])
    codes = [each.area_code for each in ranked]
    place = next(i for i, each in enumerate(ranked) if size(each) == size(own)) if own.area_code in codes else None
    where = f"; {own.area_name} is number {place + 1} of {len(ranked)}" if place is not None else ""
    words = [f"{by[0].upper()}{by[1:]} it is {_named(ranked[0])}{where}."]
    return words + ([WITHIN_VARIATION] if _overlap(own, ranked[0]) else [])


def _overlap(one: Evaluation, other: Evaluation) -> bool:
    a, b = one.change, other.change
    if a is None or b is None or None in (a.lower, a.upper, b.lower, b.upper):
        return False
    return (a.lower or 0.0) <= (b.upper or 0.0) and (b.lower or 0.0) <= (a.upper or 0.0)


def _verdict(*, passed: bool, stated: Sequence[Evaluation]) -> Verdict:
    if not passed:
        return "does_not_match"
    return "matches_but_recording_changed" if any(each.status == "step" for each in stated) else "matches"


def _step_words(ranked: Sequence[Evaluation]) -> str:
    """What changed in recording between the windows: the same for all boroughs but Hillingdon."""
    steps = [each for each in ranked if each.status == "step"]
    notes = [note for each in steps for note in (each.change.comparability.notes if each.change else ())]
    events = {event.words for each in steps if each.change for event in each.change.comparability.events
              if event.kind == "step"}  # fmt: skip
    return " ".join(dict.fromkeys(note for note in notes if note in events))


def rank_check(passed: bool, ours: str) -> Check:
    """The check of a place in an order, with its sentence."""
    return Check(
        what="rank",
        stated=None,
        found=None,
        unit="",
        tolerance="exact" if passed else None,
        words=f"The rank as stated: {'so' if passed else 'not so'}; ours: {ours}",
    )


def _difference(each: Evaluation) -> float:
    return (each.count or 0.0) - (each.base or 0.0)


def _is_clear(each: Evaluation, sign: int) -> bool:
    """Whether the interval lies wholly on one side."""
    if each.change is None or each.change.lower is None or each.change.upper is None:
        return False
    return each.change.lower > 0 if sign > 0 else each.change.upper < 0


def _percent(each: Evaluation) -> float:
    """The change in percent, of two percentages in points; 0 where there is none to state."""
    if each.points is not None:
        return each.points
    return (each.percent or 0.0) if each.change and each.change.percent is not None else 0.0


def _named(each: Evaluation) -> str:
    """`Harrow (−0.6%)`, of a small count `Sutton (−2)`."""
    size = change_words(each).partition(" (")[0] or signed(_difference(each))
    return f"{each.area_name} ({size})"
