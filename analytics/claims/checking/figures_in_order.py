"""Claims of an order of figures: the second highest of the boroughs, more than in Camden, the lowest since 2014.

Figures of areas are set side by side, and a window against every other of its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Check, Evaluation, Finding, Verdict
from analytics.claims.checking.borough_ranks import of_boroughs, order_check, rank_check
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate, judged
from analytics.claims.checking.claim_verdicts import judged_by, matching
from analytics.claims.checking.neighbours import NEAR, windows_like
from analytics.claims.checking.number_checks import size_checks
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figure_words, figures_words
from analytics.claims.default_periods import newest_month
from analytics.comparability import Comparability, compare_windows
from analytics.geography.areas import find_area
from analytics.indicators import Level, indicator
from analytics.narrative import number
from analytics.periods import Window, month_name, months_between
from analytics.series.area_dispersion import dispersion
from analytics.series.coverage import coverage, coverage_words
from analytics.statistics.rates import count_interval

OVERLAP = (
    "The 95% intervals of the two overlap, so which of them has more cannot be told from the usual variation; the "
    "order can change with every edition."
)
OVERLAPPING = "; the intervals of the two overlap"
_ORDINALS = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")
_YEAR = 12
# The months between one window and the next of its kind: rolling years are looked at every month.
_EVERY = {"month": 1, "rolling_12": 1, "quarter": 3}
SHOWN = 12
ORDER_ONLY = "The order is right, the figure is another"
ALONE = "There is no other window of the kind to compare it with."
NEXT_IS_NEAR = "The intervals of the two overlap, so the usual variation alone could exchange them."


def rank_levels(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim that a borough has the highest or lowest figure of the boroughs, or the nth."""
    ranked = _ranked(claim, as_of)
    own = next(evaluation for evaluation in ranked if evaluation.area_code == claim.area_code)
    if own.status in WITHHELD or own.count is None:
        return Finding("cannot_be_compared", (figures_words(own), own.note), stated=own)
    placed = ranked[claim.rank_place - 1]
    passed = placed.count == own.count
    stated = judged(own, (rank_check(passed, f"{placed.area_name}."), *own.checks))
    by_other = "" if passed else _instead(claim, as_of)
    place = 1 + [evaluation.count for evaluation in ranked].index(own.count)
    nth_of = f"number {number(place)} of {number(len(ranked))}"
    others = [evaluation for evaluation in ranked if evaluation is not own and evaluation is not placed]
    rival = placed if not passed else others[0] if claim.rank_place == 1 else None
    words = (
        figures_words(own),
        *(check.words for check in own.checks),
        f"It is {nth_of} by {_measure(claim)}, the first being {_named(ranked[0])}.",
        ""
        if passed
        else f"The {_nth(claim.rank_place)}{(claim.rank or '').removesuffix('_level')} is {_named(placed)}.",
        OVERLAP if rival is not None and overlap(own, rival) else "",
        f"It has that place by {by_other}." if by_other else "",
    )
    return Finding(
        "matches_other_definition_or_period" if by_other else judged_by(passed=stated.matches, right_way=passed),
        words,
        headline=ORDER_ONLY if passed and not stated.matches else "",
        reservation=f": by {by_other}" if by_other else "" if passed else f": it is {placed.area_name}",
        stated=stated,
        ranked=tuple(ranked),
    )


def compare_areas(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim that an area has more, or fewer, than another."""
    plain = replace(claim, direction=None, other_area=None, size=None)
    codes = (claim.area_code, find_area(claim.other_area or "").code)
    own, theirs = (evaluate(replace(plain, area_code=code), as_of=as_of) for code in codes)
    for evaluation in (own, theirs):
        if evaluation.count is None or evaluation.status in WITHHELD:
            return Finding("cannot_be_compared", (figures_words(evaluation), evaluation.note))
    passed, more = has_more(claim, own.count, theirs.count), "more" if claim.direction == "up" else "less"
    sizes: tuple[Check, ...] = ()
    ratio_words = ""
    if claim.size is not None and theirs.count:
        behind = own.count or 0.0
        if claim.value_unit == "rate" and claim.size_unit != "count":
            behind = evaluate(replace(plain, value_unit="count", size=None), as_of=as_of).count or 0.0
        sizes = sizes_between(claim, own.count, theirs.count, behind=behind)
        times = number((own.count or 0.0) / theirs.count, decimals=2)
        ratio_words = f"That is {times} times the {_measure(claim)} of {theirs.area_name}."
    check = order_check(passed, f"Stated: {more} than {theirs.area_name}: {'so' if passed else 'not so'}.")
    stated, close = judged(own, (check, *sizes, *own.checks)), overlap(own, theirs)
    return Finding(
        judged_by(passed=stated.matches, right_way=passed),
        (
            figures_words(own),
            figures_words(theirs),
            ratio_words,
            *(check.words for check in sizes),
            OVERLAP if close else "",
        ),
        reservation=OVERLAPPING if close else "",
        stated=stated,
        ranked=tuple(sorted((own, theirs), key=lambda evaluation: -(evaluation.count or 0.0))),
    )


def has_more(claim: Claim, own: float | None, theirs: float | None) -> bool:
    """Whether one figure is more than another, or less, as the claim says."""
    difference = (own or 0.0) - (theirs or 0.0)
    return difference > 0 if claim.direction == "up" else difference < 0


def sizes_between(claim: Claim, own: float | None, theirs: float | None, *, behind: float) -> tuple[Check, ...]:
    """By how much one figure is more than another.

    Of rates the number behind the first stands for both, so that one case more or less means the same.
    """
    counts = (behind, behind * (theirs or 0.0) / own) if own else (0.0, theirs or 0.0)
    return tuple(size_checks(claim, counts, months=_YEAR))


def overlap(one: Evaluation, other: Evaluation) -> bool:
    """Whether the intervals of two counts overlap, each widened by the dispersion of its area."""
    counted = indicator(one.indicator)
    if one.change is not None or counted.measure != "count" or one.unit != counted.unit:
        return False
    phi = [dispersion(e.indicator, level=find_area(e.area_code).level, area_code=e.area_code) for e in (one, other)]
    low, high = count_interval([one.count or 0.0, other.count or 0.0], dispersion=phi)
    return bool(low[0] <= high[1] and low[1] <= high[0])


def _ranked(claim: Claim, as_of: date | None) -> list[Evaluation]:
    """Every borough's figure, the one at the end first; only the one that is named is held against the value."""
    boroughs = of_boroughs(replace(claim, rank=None, rank_place=1, direction=None, baseline=None), as_of=as_of)
    sign = -1 if claim.rank == "highest_level" else 1
    return sorted(boroughs, key=lambda borough: (borough.count is None, sign * (borough.count or 0.0)))


def _instead(claim: Claim, as_of: date | None) -> str:
    """Whether the place is held by rate instead of number, or the other way round: the measure in words."""
    counted = indicator(claim.indicator or "")
    if counted.denominator is None or counted.measure != "count" or (claim.period and claim.period.months != _YEAR):
        return ""
    other = replace(claim, value=None, value_unit="count" if claim.value_unit == "rate" else "rate", value_per=None)
    placed = _ranked(other, as_of)[claim.rank_place - 1]
    return _measure(other) if placed.count is not None and placed.area_code == claim.area_code else ""


def _measure(claim: Claim) -> str:
    return "rate per resident" if claim.value_unit == "rate" else "number"


def _named(evaluation: Evaluation) -> str:
    return f"{evaluation.area_name} ({figure_words(evaluation, evaluation.count)})"


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
    ahead = [evaluation for evaluation in others if sign * ((evaluation.count or 0.0) - (own.count or 0.0)) > 0]
    nth, best = _nth(claim.rank_place), order[min(claim.rank_place, len(order)) - 1]
    # Of windows with the same figure each has every place that they share.
    level_with = sum(evaluation.count == own.count for evaluation in others)
    is_there = len(ahead) < claim.rank_place <= len(ahead) + 1 + level_with
    first = "the same" if is_there else f"{best.period.name} is"
    stated = judged(own, (order_check(is_there, f"Stated: the {nth}{name}; ours: {first}."), *own.checks))
    covered = coverage(own.indicator, level)
    begins_later = claim.since is not None and covered is not None and claim.since < covered[0]
    between = _between(own, windows, level)
    verdict = _verdict(stated, best, between, is_first=is_there, begins_later=begins_later)
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
        headline=ORDER_ONLY if verdict == "right_direction_different_size" else "",
        reservation=f": {best.period.name}" if by_other else "",
        stated=stated,
        alternatives=(replace(best, differs_in=("period",), matches=True),) if by_other else (),
        ranked=tuple(order[:SHOWN]),
    )


def _nth(place: int) -> str:
    return _ORDINALS[place - 1] if place <= len(_ORDINALS) else ""


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
