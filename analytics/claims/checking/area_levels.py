"""Claims that set the figures of areas side by side: the second highest number of the boroughs, more than in Camden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.claims.answer import Check, Evaluation, Finding
from analytics.claims.checking.borough_ranks import order_check, rank_check
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate, judged
from analytics.claims.checking.claim_verdicts import judged_by
from analytics.claims.checking.number_checks import size_checks
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figure_words, figures_words
from analytics.geography.areas import areas_at, find_area
from analytics.indicators import indicator
from analytics.narrative import number
from analytics.series.area_dispersion import dispersion
from analytics.statistics.rates import count_interval

OVERLAP = (
    "The 95% intervals of the two overlap, so which of them has more cannot be told from the usual variation; the "
    "order can change with every edition."
)
OVERLAPPING = "; the intervals of the two overlap"
_ORDINALS = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")
_YEAR = 12


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
    nth = _ORDINALS[claim.rank_place - 1] if claim.rank_place <= len(_ORDINALS) else ""
    others = [evaluation for evaluation in ranked if evaluation is not own and evaluation is not placed]
    rival = placed if not passed else others[0] if claim.rank_place == 1 else None
    words = (
        figures_words(own),
        *(check.words for check in own.checks),
        f"It is {nth_of} by {_measure(claim)}, the first being {_named(ranked[0])}.",
        "" if passed else f"The {nth}{(claim.rank or '').removesuffix('_level')} is {_named(placed)}.",
        OVERLAP if rival is not None and overlap(own, rival) else "",
        f"It has that place by {by_other}." if by_other else "",
    )
    return Finding(
        "matches_other_definition_or_period" if by_other else judged_by(passed=stated.matches),
        words,
        reservation=f": by {by_other}" if by_other else "" if stated.matches else f": it is {placed.area_name}",
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
    named = replace(claim, rank=None, rank_place=1, direction=None, baseline=None)
    claims = [
        replace(named, area_code=area.code, value=claim.value if area.code == claim.area_code else None)
        for area in areas_at("borough", pseudo=False)
    ]
    sign = -1 if claim.rank == "highest_level" else 1
    evaluations = [evaluate(of_borough, as_of=as_of) for of_borough in claims]
    return sorted(evaluations, key=lambda evaluation: (evaluation.count is None, sign * (evaluation.count or 0.0)))


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
