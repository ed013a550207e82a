"""The neighbours of a claim held against its numbers: what gives them, by stricter rules than the claim as stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.claims.answer import Evaluation
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate
from analytics.claims.checking.neighbours import Neighbour, neighbours
from analytics.claims.claim import Claim
from analytics.comparability import SMALL_BASE
from analytics.geography.areas import find_area

# So many digits of a number tell one period from others, and one baseline or definition from the few that there are.
TELLING, TELLING_LESS = 3, 2


def search(claim: Claim, *, is_open: bool, as_of: date | None = None) -> tuple[Evaluation, ...]:
    """Every neighbour of a settled claim that has figures, the closest first; `matches` where it gives the numbers.

    `is_open`: the period was not stated but looked for.
    """
    if claim.is_share:
        return ()
    area = find_area(claim.area_code)
    evaluations = []
    tried = neighbours(claim, level=area.level)
    if _is_one_small_count(claim):
        tried = [neighbour for neighbour in tried if neighbour.differs_in == ("definition",)]
    for neighbour in tried:
        evaluation = evaluate(neighbour.claim, as_of=as_of, differs_in=neighbour.differs_in)
        if evaluation.status not in WITHHELD:
            matches = _is_hit(evaluation, neighbour, is_open=is_open) and (is_open or _is_telling(claim, neighbour))
            evaluations.append(replace(evaluation, matches=matches))
    return tuple(sorted(evaluations, key=lambda neighbour: _closeness(claim, neighbour)))


def _is_one_small_count(claim: Claim) -> bool:
    """Whether all that is stated is one small count: of many periods some have it by accident."""
    stated = [number for number in (claim.size, claim.value, claim.base_value) if number is not None]
    is_count = claim.value_unit == "count" if claim.size is None else claim.size_unit == "count"
    return is_count and len(stated) == 1 and stated[0] < SMALL_BASE


def _is_telling(claim: Claim, neighbour: Neighbour) -> bool:
    """Whether the numbers say enough to tell it from others: "5%" is that of many periods, "doubled" of many baselines.

    Against another baseline only the change and the earlier figure are others.
    """
    numbers = (claim.size, claim.base_value, *(() if neighbour.differs_in == ("baseline",) else (claim.value,)))
    stated = [number for number in numbers if number is not None]
    digits = max((len(f"{number:.10g}".replace(".", "").strip("0")) for number in stated), default=0)
    roundings = [(claim.size, claim.rounding), (claim.value, claim.value_rounding)]
    rounded = [f"{size / unit:.0f}".strip("0") for size, unit in roundings if size is not None and unit and unit > 1]
    # "A third" is computed with as 33.3, "one every two minutes" as 262,800: they have the digits that were said.
    digits = min([digits, *map(len, rounded)])
    if "period" in neighbour.differs_in and claim.period is not None and neighbour.claim.period is not None:
        return len(stated) > 1 or digits >= TELLING
    return len(stated) > 1 or digits >= TELLING_LESS


def _is_hit(evaluation: Evaluation, neighbour: Neighbour, *, is_open: bool) -> bool:
    """Whether a neighbour gives the stated numbers, by stricter rules than the claim as stated.

    A direction alone is no hit: half of all windows have it. A change must be there when rounded. Windows shifted by
    a few months differ by less than revisions do, so there every number must be: unless the period was left open.
    """
    if not evaluation.matches or all(check.what == "direction" for check in evaluation.checks):
        return False
    if any(check.tolerance == "bound" for check in evaluation.checks):
        # A bound holds for too many of them to tell one.
        return False
    if is_open and neighbour.differs_in == ("period",):
        return True
    revised = {check.what for check in evaluation.checks if check.tolerance in ("revision", "variation")}
    return not revised if neighbour.is_shifted else revised <= {"value", "base_value"}


def explains(hit: Evaluation, stated: Evaluation) -> bool:
    """Whether a hit may say where a number comes from: where ours begin too late, only another definition may."""
    return stated.status not in WITHHELD or hit.differs_in == ("definition",)


def _closeness(claim: Claim, evaluation: Evaluation) -> tuple[float, ...]:
    """What makes an alternative worth showing first: it matches, differs in little, lies near, and comes close."""
    apart = abs((evaluation.period.end - claim.period.end).days) if claim.period else 0
    gaps = [
        abs(c.found - c.stated) / max(abs(c.stated), 1) for c in evaluation.checks if c.found is not None and c.stated
    ]
    by_revision = sum(check.tolerance == "revision" for check in evaluation.checks)
    if evaluation.matches:
        return (0, len(evaluation.differs_in), apart, by_revision, sum(gaps))
    return (1, sum(gaps), len(evaluation.differs_in), apart)
