"""Claims that set the boroughs against one another by their change: "in all 32 boroughs", "the smallest fall"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Check, Evaluation, Finding
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate, judged
from analytics.claims.checking.claim_verdicts import judged_by, matching
from analytics.claims.claim import Claim
from analytics.claims.claim_words import change_words, figures_words
from analytics.claims.rounding_tolerance import bound_holds
from analytics.geography.areas import areas_at
from analytics.narrative import capital, number, signed
from analytics.wording.changes import Direction
from data.published_areas import MPS

WITHIN_VARIATION = (
    "The 95% intervals of the two overlap, so which of them comes first cannot be told from the usual variation; the "
    "order can change with every edition."
)
FEW = "The counts are small, so the order of the boroughs says little."
_Size = Callable[[Evaluation], float]


def rank_boroughs(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim with a rank among the boroughs, which names one where the rank is one's."""
    is_of_all = claim.rank == "all_boroughs"
    together = replace(claim, area_code=MPS, rank=None, size=None, value=None)
    side: Direction = "down" if (claim.rank or "").endswith("fall") else "up"
    boroughs = of_boroughs(together if is_of_all else replace(claim, rank=None, direction=side), as_of=as_of)
    blocked = next((borough for borough in boroughs if borough.status in WITHHELD), None)
    if blocked is not None:
        return Finding("cannot_be_compared", (figures_words(blocked), blocked.note), ranked=tuple(boroughs))
    return (
        _all_boroughs(claim, boroughs, evaluate(together, as_of=as_of)) if is_of_all else _at_the_end(claim, boroughs)
    )


def of_boroughs(claim: Claim, *, as_of: date | None = None) -> list[Evaluation]:
    """The figures of every borough; only those of the borough that is named, if one is, are held against numbers."""
    plain = replace(claim, size=None, value=None, base_value=None)
    claims = [claim if area.code == claim.area_code else replace(plain, area_code=area.code)
              for area in areas_at("borough", pseudo=False)]  # fmt: skip
    return [evaluate(of_borough, as_of=as_of) for of_borough in claims]


def _all_boroughs(claim: Claim, boroughs: Sequence[Evaluation], together: Evaluation) -> Finding:
    sign = 1 if claim.direction == "up" else -1
    ranked = sorted(boroughs, key=lambda borough: -sign * _difference(borough))
    against = [borough for borough in ranked if sign * _difference(borough) <= 0]
    so_many = len(ranked) - len(against)
    passed = so_many == (len(ranked) if claim.value is None else claim.value)
    if claim.value is not None and claim.value_bound:
        passed = bound_holds(claim.value_bound, claim.value, so_many, is_count=True)
    of_all = f"{number(so_many)} of {number(len(ranked))}"
    across_step = any(borough.status == "step" for borough in ranked)
    clear = sum(_is_clear(borough, sign) for borough in ranked)
    words = (
        figures_words(together) if together.count is not None else "",
        f"By our figures it {'rose' if sign > 0 else 'fell'} in {of_all} boroughs.",
        f"Not so: {', '.join(_named(borough) for borough in against)}." if against else "",
        f"The smallest change that way is that of {_named(ranked[max(so_many, 1) - 1])}.",
        f"In {number(clear)} of them the 95% interval excludes no change; elsewhere it is no clear change.",
        _step_words(ranked),
    )
    return Finding(
        matching(across_step=across_step) if passed else "does_not_match",
        words,
        reservation="" if passed else f": in {of_all}",
        stated=judged(together, (rank_check(passed, f"{of_all} boroughs."),)),
        ranked=tuple(ranked),
    )


def _at_the_end(claim: Claim, boroughs: Sequence[Evaluation]) -> Finding:
    """The largest or smallest fall or rise: by percent; by number where the size is one, or the counts are small."""
    own = next(borough for borough in boroughs if borough.area_code == claim.area_code)
    by_number = claim.size_unit == "count" or any(borough.status == "withheld_small_base" for borough in boroughs)
    # Of boroughs with the same figure the one that is named comes first: they share the place.
    own_first = sorted(boroughs, key=lambda borough: borough is not own)
    sizes = (_difference, _percent) if by_number else (_percent, _difference)
    ranked, other = (_order(claim.rank or "largest_fall", own_first, size) for size in sizes)
    size, nth = sizes[0], claim.rank_place - 1
    placed = ranked[nth] if len(ranked) > nth else None
    first = placed is not None and size(placed) == size(own) and own in ranked
    numbers = tuple(check for check in own.checks if check.what != "direction")
    check = rank_check(first, f"{placed.area_name}." if placed else "no borough moved that way.")
    stated = judged(own, (check, *numbers))
    only_other = not first and len(other) > nth and other[nth] is own
    verdict = matching(across_step=own.status == "step") if stated.matches else judged_by(passed=False, right_way=first)
    verdict = "matches_other_definition_or_period" if only_other else verdict
    measures = ("by number of offences", "in per cent")
    by, instead = measures if by_number else measures[::-1]
    level = [borough for borough in ranked if size(borough) == size(own) and borough is not own]
    reservation = f", together with {', '.join(b.area_name for b in level)}" if first and not nth and level else ""
    reservation = f": {by} it is {ranked[0].area_name}" if verdict == "does_not_match" and ranked else reservation
    words = (
        figures_words(own),
        *(check.words for check in numbers),
        *_end_words(own, ranked, level, by, size),
        f"It has that place {instead}." if only_other else "",
        FEW if any(borough.status == "withheld_small_base" for borough in ranked[:2]) else "",
        _step_words([own]),
    )
    reservation = f": {instead}" if only_other else reservation
    return Finding(verdict, words, reservation=reservation, stated=stated, ranked=tuple(ranked))


def _order(rank: str, boroughs: Sequence[Evaluation], size: _Size) -> list[Evaluation]:
    """The boroughs that moved the way of the rank, the one at its end first; of small counts no percentage."""
    sign = -1 if rank.endswith("fall") else 1
    moved = [borough for borough in boroughs if sign * size(borough) > 0]
    # Not reversed, so that equals keep their order.
    end = -sign if rank.startswith("largest") else sign
    return sorted(moved, key=lambda borough: end * size(borough))


def _end_words(
    own: Evaluation, ranked: Sequence[Evaluation], level: Sequence[Evaluation], by: str, size: _Size
) -> list[str]:
    """Which borough comes first, and how clearly; `level` are those with the same figure as the one that is named."""
    if not ranked:
        return ["No borough moved that way."]
    rival = ranked[0]
    if rival is own:
        together = f", together with {', '.join(map(_named, level))}" if level else ""
        words = [f"It is {own.area_name}, {by}{together}."]
        words += [f"The next is {_named(ranked[1])}."] if len(ranked) > 1 and not level else []
        rival = ranked[1] if len(ranked) > 1 else own
    else:
        place = 1 + [size(borough) for borough in ranked].index(size(own)) if own in ranked else None
        where = f"; {own.area_name} is number {place} of {len(ranked)}" if place is not None else ""
        words = [f"{capital(by)} it is {_named(rival)}{where}."]
    return words + ([WITHIN_VARIATION] if rival is not own and _overlap(own, rival) else [])


def _overlap(one: Evaluation, other: Evaluation) -> bool:
    own, others = (borough.change.bounds if borough.change else None for borough in (one, other))
    return own is not None and others is not None and own[0] <= others[1] and others[0] <= own[1]


def _step_words(ranked: Sequence[Evaluation]) -> str:
    """What changed in recording between the windows: the same for all boroughs but Hillingdon."""
    steps = [borough.change.comparability for borough in ranked if borough.status == "step" and borough.change]
    events = {event.words for compared in steps for event in compared.events if event.kind == "step"}
    return " ".join(dict.fromkeys(note for compared in steps for note in compared.notes if note in events))


def rank_check(passed: bool, ours: str) -> Check:
    """The check of a place in an order, with its sentence."""
    return order_check(passed, f"The rank as stated: {'so' if passed else 'not so'}; ours: {ours}")


def order_check(passed: bool, words: str) -> Check:
    """The check of an order, in which no number is stated."""
    return Check(what="rank", tolerance="exact" if passed else None, words=words)


def _difference(borough: Evaluation) -> float:
    return (borough.count or 0.0) - (borough.base or 0.0)


def _is_clear(borough: Evaluation, sign: int) -> bool:
    """Whether the interval lies wholly on one side."""
    bounds = borough.change.bounds if borough.change else None
    return bounds is not None and min(sign * bound for bound in bounds) > 0


def _percent(borough: Evaluation) -> float:
    """The change in percent, of two percentages in points; 0 where there is none to state."""
    if borough.points is not None:
        return borough.points
    return (borough.percent or 0.0) if borough.change and borough.change.percent is not None else 0.0


def _named(borough: Evaluation) -> str:
    """`Harrow (−0.6%)`, of a small count `Sutton (−2)`."""
    size = change_words(borough).partition(" (")[0] or signed(_difference(borough))
    return f"{borough.area_name} ({size})"
