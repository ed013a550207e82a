"""Claims of the lowest or the highest since some month: the window against every other of its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Evaluation, Finding, Verdict
from analytics.claims.checking.area_levels import overlap
from analytics.claims.checking.borough_ranks import order_check
from analytics.claims.checking.claim_evaluation import evaluate, judged
from analytics.claims.checking.neighbours import NEAR
from analytics.claims.checking.window_totals import coverage_words
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figure_words, figures_words
from analytics.claims.default_periods import newest_month
from analytics.comparability import Comparability, compare_windows
from analytics.geography.areas import Area, find_area
from analytics.periods import Window, add_months, month_name, months_between
from analytics.series.coverage import coverage

# The months between one window and the next of its kind: rolling years are looked at every month.
_EVERY = {"month": 1, "rolling_12": 1, "quarter": 3}
_YEAR = 12
SHOWN = 12
ALONE = "There is no other window of the kind to compare it with."
NEXT_IS_NEAR = "The intervals of the two overlap, so the usual variation alone could exchange them."


def hold_extreme(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim that a window is the lowest or the highest since `since`, or at all."""
    area = find_area(claim.area_code)
    step = (
        _YEAR
        if (claim.rank or "").endswith("_of_month")
        else _EVERY.get(claim.period.kind if claim.period else "", _YEAR)
    )
    claim = replace(claim, rank="lowest" if (claim.rank or "").startswith("lowest") else "highest")
    plain = replace(claim, rank=None, direction=None, size=None, baseline=None, base_value=None)
    stated = evaluate(plain, as_of=as_of)
    windows = _windows(claim, area, step)
    others = [evaluate(replace(plain, value=None, period=window), as_of=as_of) for window in windows]
    others = [evaluation for evaluation in others if evaluation.count is not None]
    better: Callable[[float, float], bool] = _below if claim.rank == "lowest" else _above
    ahead = [evaluation for evaluation in others if better(evaluation.count or 0.0, stated.count or 0.0)]
    order = sorted([stated, *others], key=lambda evaluation: evaluation.count or 0.0, reverse=claim.rank == "highest")
    first = "the same" if not ahead else f"{order[0].period.name} is"
    check = order_check(not ahead, f"Stated: the {claim.rank}; ours: {first}.")
    judged_ = judged(stated, (check, *stated.checks))
    between = _between(claim, area, windows)
    best = order[0]
    verdict = _verdict(claim, judged_, best, between, is_first=not ahead, area=area)
    verdict = verdict if others else "cannot_be_compared"
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=f": {best.period.name}" if verdict == "matches_other_definition_or_period" else "",
        explanation=tuple(_explanation(claim, judged_, order, ahead, between, area)),
        stated=judged_,
        alternatives=(replace(best, differs_in=("period",), matches=True),)
        if verdict == "matches_other_definition_or_period"
        else (),
        ranked=tuple(order[:SHOWN]),
    )


def _below(one: float, other: float) -> bool:
    return one < other


def _above(one: float, other: float) -> bool:
    return one > other


def _windows(claim: Claim, area: Area, step: int) -> list[Window]:
    """Every other window, `step` months apart, since `since` that had ended when the claim was made."""
    covered, period = coverage(claim.indicator or "", area.level), claim.period
    if covered is None or period is None:
        return []
    until = period.end
    if claim.published and (known := newest_month(claim)):
        until = max(until, known)
    # A financial or calendar year that holds the month of `since` is the one that the claim leaves out.
    first = max(covered[0], claim.since or covered[0])
    span = range(-_steps(covered[0], period.end, step), _steps(period.end, until, step) + 1)
    windows = [period.shifted(step * i) if step == _YEAR else _moved(period, step * i) for i in span if i]
    chosen = [w for w in windows if covered[0] <= w.start and w.end <= until]
    return [w for w in chosen if claim.since is None or (w.end if step == 1 else w.start) > first]


def _moved(window: Window, months: int) -> Window:
    return Window(add_months(window.start, months), add_months(window.end, months), window.kind)


def _steps(first: date, last: date, step: int) -> int:
    return max(0, months_between(first, last)) // step


def _between(claim: Claim, area: Area, windows: Sequence[Window]) -> Comparability | None:
    """The gravest thing that lies between the window and any of the others."""
    comparisons = [_compared(claim, area, window) for window in windows]
    gravity = {"withheld_break": 0, "step": 1}
    grave = sorted(
        (comparison for comparison in comparisons if comparison.status in gravity),
        key=lambda comparison: gravity[comparison.status],
    )
    return grave[0] if grave else None


def _compared(claim: Claim, area: Area, window: Window) -> Comparability:
    period = claim.period or window
    earlier, later = (window, period) if window.start < period.start else (period, window)
    return compare_windows(claim.indicator or "", earlier, later, level=area.level, area_code=area.code)


def _verdict(
    claim: Claim, stated: Evaluation, best: Evaluation, between: Comparability | None, *, is_first: bool, area: Area
) -> Verdict:
    if between is not None and between.status == "withheld_break":
        return "cannot_be_compared"
    if is_first and _begins_later(claim, area):
        return "cannot_be_compared"
    if stated.matches:
        return "matches_but_recording_changed" if between is not None else "matches"
    if is_first:
        return "right_direction_different_size"
    near = abs(months_between(stated.period.end, best.period.end)) <= NEAR
    return "matches_other_definition_or_period" if near and stated.period.kind == "rolling_12" else "does_not_match"


def _begins_later(claim: Claim, area: Area) -> bool:
    """Whether the series begins after the month since which the rank is claimed."""
    covered = coverage(claim.indicator or "", area.level)
    return claim.since is not None and covered is not None and claim.since < covered[0]


def _explanation(
    claim: Claim,
    stated: Evaluation,
    order: Sequence[Evaluation],
    ahead: Sequence[Evaluation],
    between: Comparability | None,
    area: Area,
) -> list[str]:
    sentences = [figures_words(stated), *(check.words for check in stated.checks if check.what != "rank")]
    if ahead:
        best = order[0]
        verb = "lower" if claim.rank == "lowest" else "higher"
        last = max((evaluation.period for evaluation in ahead), key=lambda window: window.end)
        sentences.append(
            f"{len(ahead)} of {len(order) - 1} other windows of the kind {'is' if len(ahead) == 1 else 'are'} {verb}, "
            f"the last of them {last.name}; the {claim.rank} is "
            f"{figure_words(best, best.count)} {best.period.when}."
        )
    elif len(order) > 1:
        second = next(evaluation for evaluation in order if evaluation.period != stated.period)
        next_is = "so is" if second.count == stated.count else "next is"
        sentences.append(f"It is the {claim.rank} of {len(order)}; {next_is} {figure_words(second, second.count)} "
                     f"{second.period.when}.")  # fmt: skip
        sentences += [NEXT_IS_NEAR] if overlap(stated, second) else []
    else:
        sentences.append(ALONE)
    if _begins_later(claim, area) and claim.since:
        covers = coverage_words(claim.indicator or "", area.level)
        sentences.append(
            f"Nothing can be said of the time since {month_name(claim.since)}: our figures are for {covers}."
        )
    grave = () if between is None else (event.words for event in between.events if event.kind in ("break", "step"))
    return [*sentences, *grave]
