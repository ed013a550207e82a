"""Claims that set the boroughs against one another: "in all 32 boroughs", "the smallest fall"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Check, Evaluation, Finding, Verdict
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate, judged
from analytics.claims.claim import Claim, Direction, Rank
from analytics.claims.claim_words import change_words, figures_words
from analytics.claims.rounding_tolerance import bound_holds
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
    boroughs = [_of(claim, area, as_of) for area in areas_at("borough", pseudo=False)]
    blocked = next((borough for borough in boroughs if borough.status in WITHHELD), None)
    if blocked is not None:
        words = (figures_words(blocked), blocked.note)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=words, ranked=tuple(boroughs))
    if claim.rank == "all_boroughs":
        together = evaluate(replace(claim, area_code=MPS, rank=None, size=None, value=None), as_of=as_of)
        return _all_boroughs(claim, boroughs, together)
    return _at_the_end(claim, boroughs)


def _of(claim: Claim, area: Area, as_of: date | None) -> Evaluation:
    """One borough's change, with the claim's own size where the borough is the one that is named."""
    own = (
        claim
        if area.code == claim.area_code and claim.rank != "all_boroughs"
        else replace(claim, size=None, value=None, base_value=None)
    )
    side = claim.direction if claim.rank == "all_boroughs" else _SIDE.get(claim.rank or "all_boroughs")
    return evaluate(replace(own, area_code=area.code, rank=None, direction=side), as_of=as_of)


def _all_boroughs(claim: Claim, boroughs: Sequence[Evaluation], together: Evaluation) -> Finding:
    sign = 1 if claim.direction == "up" else -1
    ranked = sorted(boroughs, key=lambda borough: -sign * _difference(borough))
    against = [borough for borough in ranked if sign * _difference(borough) <= 0]
    clear = [borough for borough in ranked if _is_clear(borough, sign)]
    so_many = len(boroughs) - len(against)
    passed = so_many == (len(boroughs) if claim.value is None else claim.value)
    if claim.value is not None and claim.value_bound:
        passed = bound_holds(claim.value_bound, claim.value, so_many, is_count=True)
    check = rank_check(passed, f"{number(so_many)} of {number(len(boroughs))} boroughs.")
    verdict = _verdict(passed=passed, stated=ranked)
    moved = "rose" if sign > 0 else "fell"
    smallest = ranked[-1 - len(against)] if len(against) < len(ranked) else ranked[0]
    words = [figures_words(together)] if together.count is not None else []
    words += [
        f"By our figures it {moved} in {number(len(boroughs) - len(against))} of {number(len(boroughs))} boroughs."
    ]
    words += [f"Not so: {', '.join(_named(borough) for borough in against)}."] if against else []
    words += [f"The smallest change that way is that of {_named(smallest)}."]
    words.append(
        f"In {number(len(clear))} of them the 95% interval excludes no change; elsewhere it is no clear change."
    )
    words.append(_step_words(ranked))
    stated = judged(together, (check,))
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation="" if passed else f": in {number(so_many)} of {number(len(boroughs))}",
        explanation=tuple(borough for borough in words if borough),
        stated=stated,
        ranked=tuple(ranked),
    )


def _at_the_end(claim: Claim, boroughs: Sequence[Evaluation]) -> Finding:
    """The largest or smallest fall or rise: by percent; by number where the size is one, or the counts are small."""
    own = next(borough for borough in boroughs if borough.area_code == claim.area_code)
    by_number = claim.size_unit == "count" or any(borough.status == "withheld_small_base" for borough in boroughs)
    size = _difference if by_number else _percent
    # Of boroughs with the same figure the one that is named comes first: they share the place.
    own_first = sorted(boroughs, key=lambda borough: borough is not own)
    ranked = _order(claim.rank or "largest_fall", own_first, by_number=by_number)
    other = _order(claim.rank or "largest_fall", own_first, by_number=not by_number)
    nth = claim.rank_place - 1
    first = len(ranked) > nth and size(ranked[nth]) == size(own) and own in ranked
    check = rank_check(first, f"{ranked[nth].area_name}." if len(ranked) > nth else "no borough moved that way.")
    sizes = tuple(borough for borough in own.checks if borough.what != "direction")
    stated = judged(own, (check, *sizes))
    only_other = not first and len(other) > nth and other[nth].area_code == own.area_code
    verdict = _verdict(passed=stated.matches, stated=[own])
    if not stated.matches:
        verdict = "matches_other_definition_or_period" if only_other else "does_not_match"
        verdict = "right_direction_different_size" if first else verdict
    measures = ("by number of offences", "in per cent")
    by, instead = measures if by_number else measures[::-1]
    words = [figures_words(own), *(borough.words for borough in sizes), *_end_words(own, ranked, by, size=size)]
    words += [f"It has that place {instead}."] if only_other else []
    shared = _level_with(own, ranked, size) if first and not nth else []
    together = f", together with {', '.join(borough.area_name for borough in shared)}" if shared else ""
    words += [FEW] if any(borough.status == "withheld_small_base" for borough in ranked[:2]) else []
    words.append(_step_words([own]))
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=f": {instead}" if only_other else _leader_words(verdict, ranked, by) or together,
        explanation=tuple(borough for borough in words if borough),
        stated=stated,
        ranked=tuple(ranked),
    )


def _leader_words(verdict: Verdict, ranked: Sequence[Evaluation], by: str) -> str:
    return f": {by} it is {ranked[0].area_name}" if verdict == "does_not_match" and ranked else ""


def _order(rank: Rank, boroughs: Sequence[Evaluation], *, by_number: bool) -> list[Evaluation]:
    """The boroughs that moved the way of the rank, the one at its end first; of small counts no percentage."""
    sign = -1 if rank.endswith("fall") else 1
    size = _difference if by_number else _percent
    moved = [borough for borough in boroughs if sign * size(borough) > 0]
    # Not reversed, so that equals keep their order.
    end = -sign if rank.startswith("largest") else sign
    return sorted(moved, key=lambda borough: end * size(borough))


def _level_with(own: Evaluation, ranked: Sequence[Evaluation], size: Callable[[Evaluation], float]) -> list[Evaluation]:
    """The other boroughs with the same figure."""
    return [borough for borough in ranked if size(borough) == size(own) and borough.area_code != own.area_code]


def _end_words(
    own: Evaluation, ranked: Sequence[Evaluation], by: str, *, size: Callable[[Evaluation], float]
) -> list[str]:
    if not ranked:
        return ["No borough moved that way."]
    if ranked[0].area_code == own.area_code:
        second = ranked[1] if len(ranked) > 1 else None
        words = [f"It is {own.area_name}, {by}."]
        if level := _level_with(own, ranked, size):
            words = [f"It is {own.area_name}, {by}, together with {', '.join(_named(borough) for borough in level)}."]
        elif second is not None:
            words.append(f"The next is {_named(second)}.")
        return words + ([WITHIN_VARIATION] if second is not None and _overlap(own, second) else [])
    codes = [borough.area_code for borough in ranked]
    place = (
        next(i for i, borough in enumerate(ranked) if size(borough) == size(own)) if own.area_code in codes else None
    )
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
    return "matches_but_recording_changed" if any(borough.status == "step" for borough in stated) else "matches"


def _step_words(ranked: Sequence[Evaluation]) -> str:
    """What changed in recording between the windows: the same for all boroughs but Hillingdon."""
    steps = [borough for borough in ranked if borough.status == "step"]
    notes = [note for borough in steps for note in (borough.change.comparability.notes if borough.change else ())]
    events = {event.words for borough in steps if borough.change for event in borough.change.comparability.events
              if event.kind == "step"}  # fmt: skip
    return " ".join(dict.fromkeys(note for note in notes if note in events))


def rank_check(passed: bool, ours: str) -> Check:
    """The check of a place in an order, with its sentence."""
    return order_check(passed, f"The rank as stated: {'so' if passed else 'not so'}; ours: {ours}")


def order_check(passed: bool, words: str) -> Check:
    """The check of an order, in which no number is stated."""
    return Check(what="rank", stated=None, found=None, unit="", tolerance="exact" if passed else None, words=words)


def _difference(borough: Evaluation) -> float:
    return (borough.count or 0.0) - (borough.base or 0.0)


def _is_clear(borough: Evaluation, sign: int) -> bool:
    """Whether the interval lies wholly on one side."""
    if borough.change is None or borough.change.lower is None or borough.change.upper is None:
        return False
    return borough.change.lower > 0 if sign > 0 else borough.change.upper < 0


def _percent(borough: Evaluation) -> float:
    """The change in percent, of two percentages in points; 0 where there is none to state."""
    if borough.points is not None:
        return borough.points
    return (borough.percent or 0.0) if borough.change and borough.change.percent is not None else 0.0


def _named(borough: Evaluation) -> str:
    """`Harrow (−0.6%)`, of a small count `Sutton (−2)`."""
    size = change_words(borough).partition(" (")[0] or signed(_difference(borough))
    return f"{borough.area_name} ({size})"
