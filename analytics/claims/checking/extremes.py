"""Claims of the lowest or the highest since some month: the window against every other of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Evaluation, Finding, Verdict
from analytics.claims.checking.area_levels import overlap
from analytics.claims.checking.borough_ranks import order_check
from analytics.claims.checking.claim_evaluation import evaluate, judged
from analytics.claims.checking.claim_verdicts import judged_by, matching
from analytics.claims.checking.neighbours import NEAR, windows_like
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figure_words, figures_words
from analytics.claims.default_periods import newest_month
from analytics.comparability import Comparability, compare_windows
from analytics.geography.areas import find_area
from analytics.indicators import Level
from analytics.periods import Window, month_name, months_between
from analytics.series.coverage import coverage, coverage_words

# The months between one window and the next of its kind: rolling years are looked at every month.
_EVERY = {"month": 1, "rolling_12": 1, "quarter": 3}
_YEAR = 12
SHOWN = 12
ALONE = "There is no other window of the kind to compare it with."
NEXT_IS_NEAR = "The intervals of the two overlap, so the usual variation alone could exchange them."


def hold_extreme(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim that a window is the lowest or the highest since `since`, or at all."""
    name, level = (claim.rank or "").removesuffix("_of_month"), find_area(claim.area_code).level
    plain = replace(claim, rank=None, direction=None, size=None, baseline=None, base_value=None)
    own = evaluate(plain, as_of=as_of)
    windows = _windows(claim, own.period, level)
    others = [evaluate(replace(plain, value=None, period=window), as_of=as_of) for window in windows]
    others = [evaluation for evaluation in others if evaluation.count is not None]
    sign = 1 if name == "highest" else -1
    order = sorted([own, *others], key=lambda evaluation: -sign * (evaluation.count or 0.0))
    best, ahead = order[0], [evaluation for evaluation in others if _further(evaluation, own, sign)]
    first = f"{best.period.name} is" if ahead else "the same"
    stated = judged(own, (order_check(not ahead, f"Stated: the {name}; ours: {first}."), *own.checks))
    covered = coverage(own.indicator, level)
    begins_later = claim.since is not None and covered is not None and claim.since < covered[0]
    between = _between(own, windows, level)
    verdict = _verdict(stated, best, between, is_first=not ahead, begins_later=begins_later)
    verdict = verdict if others else "cannot_be_compared"
    by_other = verdict == "matches_other_definition_or_period"
    words = (
        figures_words(stated),
        *(check.words for check in own.checks),
        *_order_words(name, own, order, ahead),
        f"Nothing can be said of the time since {month_name(claim.since)}: our figures are for "
        f"{coverage_words(own.indicator, level)}." if begins_later and claim.since else "",
        *(event.words for event in (between.events if between else ()) if event.kind in ("break", "step")),
    )  # fmt: skip
    return Finding(
        verdict,
        words,
        reservation=f": {best.period.name}" if by_other else "",
        stated=stated,
        alternatives=(replace(best, differs_in=("period",), matches=True),) if by_other else (),
        ranked=tuple(order[:SHOWN]),
    )


def _further(one: Evaluation, other: Evaluation, sign: int) -> bool:
    return sign * (one.count or 0.0) > sign * (other.count or 0.0)


def _windows(claim: Claim, period: Window, level: Level) -> list[Window]:
    """Every other window of the kind since `since` that had ended when the claim was made; of a month, of its name."""
    covered = coverage(claim.indicator or "", level)
    if covered is None:
        return []
    step = _YEAR if (claim.rank or "").endswith("_of_month") else _EVERY.get(period.kind, _YEAR)
    until = period.end
    if claim.published and (known := newest_month(claim)):
        until = max(until, known)
    windows = windows_like(period, covered[0], until, step=step)
    # A financial or calendar year that holds the month of `since` is the one that the claim leaves out.
    first = max(covered[0], claim.since or covered[0])
    return [w for w in windows if claim.since is None or (w.end if step == 1 else w.start) > first]


def _between(own: Evaluation, windows: Sequence[Window], level: Level) -> Comparability | None:
    """The gravest thing that lies between the window and any of the others."""
    pairs = [sorted((window, own.period), key=lambda window: window.start) for window in windows]
    compared = [compare_windows(own.indicator, *pair, level=level, area_code=own.area_code) for pair in pairs]
    grave = [between for status in ("withheld_break", "step") for between in compared if between.status == status]
    return grave[0] if grave else None


def _verdict(
    stated: Evaluation, best: Evaluation, between: Comparability | None, *, is_first: bool, begins_later: bool
) -> Verdict:
    if (between is not None and between.status == "withheld_break") or (is_first and begins_later):
        return "cannot_be_compared"
    if stated.matches:
        return matching(across_step=between is not None)
    near = abs(months_between(stated.period.end, best.period.end)) <= NEAR
    if near and stated.period.kind == "rolling_12" and not is_first:
        return "matches_other_definition_or_period"
    return judged_by(passed=False, right_way=is_first)


def _order_words(name: str, own: Evaluation, order: Sequence[Evaluation], ahead: Sequence[Evaluation]) -> list[str]:
    if ahead:
        verb = f"{'is' if len(ahead) == 1 else 'are'} {'lower' if name == 'lowest' else 'higher'}"
        last = max((evaluation.period for evaluation in ahead), key=lambda window: window.end)
        further = f"{len(ahead)} of {len(order) - 1} other windows of the kind {verb}, the last of them {last.name}"
        return [f"{further}; the {name} is {figure_words(order[0], order[0].count)} {order[0].period.when}."]
    if len(order) == 1:
        return [ALONE]
    second = next(evaluation for evaluation in order if evaluation.period != own.period)
    next_is = "so is" if second.count == own.count else "next is"
    figure = f"{figure_words(second, second.count)} {second.period.when}"
    words = f"It is the {name} of {len(order)}; {next_is} {figure}."
    return [words, NEXT_IS_NEAR] if overlap(own, second) else [words]
