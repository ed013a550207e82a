"""Claims that set the figures of areas side by side: the second highest number of the boroughs, more than in Camden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.claims.answer import Check, Evaluation, Finding, Verdict
from analytics.claims.checking.borough_ranks import order_check, rank_check
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate, judged
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
    "order "
    "can change with every edition."
)
_ORDINALS = {1: "", 2: "second ", 3: "third ", 4: "fourth ", 5: "fifth ", 6: "sixth ", 7: "seventh ", 8: "eighth ",
             9: "ninth ", 10: "tenth "}  # fmt: skip


def rank_levels(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim that a borough has the highest or lowest figure of the boroughs, or the nth."""
    ranked = _ranked(claim, as_of)
    own = next(evaluation for evaluation in ranked if evaluation.area_code == claim.area_code)
    if own.status in WITHHELD or own.count is None:
        return Finding(
            claim=claim, verdict="cannot_be_compared", explanation=(figures_words(own), own.note), stated=own
        )
    placed = ranked[claim.rank_place - 1]
    passed = placed.count == own.count
    stated = judged(own, (rank_check(passed, f"{placed.area_name}."), *own.checks))
    other = "" if passed else _instead(claim, as_of)
    verdict: Verdict = "matches" if stated.matches else "does_not_match"
    verdict = "matches_other_definition_or_period" if other and not passed else verdict
    place = 1 + next(i for i, evaluation in enumerate(ranked) if evaluation.count == own.count)
    name = f"{_ORDINALS.get(claim.rank_place, '')}{(claim.rank or '').removesuffix('_level')}"
    words = [figures_words(own), *(check.words for check in own.checks)]
    words.append(f"It is number {number(place)} of {number(len(ranked))} by {_measure(claim)}, the first being "
                 f"{_named(ranked[0])}.")  # fmt: skip
    words += [] if passed else [f"The {name} is {_named(placed)}."]
    rival = next(
        (evaluation for evaluation in ranked if evaluation.area_code != own.area_code and evaluation is not placed),
        None,
    )
    rival = placed if not passed else rival if claim.rank_place == 1 else None
    words += [OVERLAP] if rival is not None and overlap(own, rival) else []
    words += [f"It has that place by {other}."] if other else []
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=f": by {other}" if other else "" if stated.matches else f": it is {placed.area_name}",
        explanation=tuple(words),
        stated=stated,
        ranked=tuple(ranked),
    )


def compare_areas(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim that an area has more, or fewer, than another."""
    other = find_area(claim.other_area or "")
    plain = replace(claim, direction=None, other_area=None, size=None)
    own, theirs = (evaluate(replace(plain, area_code=code), as_of=as_of) for code in (claim.area_code, other.code))
    missing = next(
        (evaluation for evaluation in (own, theirs) if evaluation.count is None or evaluation.status in WITHHELD), None
    )
    if missing is not None:
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=(figures_words(missing), missing.note))
    difference = (own.count or 0.0) - (theirs.count or 0.0)
    passed = difference > 0 if claim.direction == "up" else difference < 0
    more = "more" if claim.direction == "up" else "less"
    words = f"Stated: {more} than {theirs.area_name}: {'so' if passed else 'not so'}."
    sizes: tuple[Check, ...] = ()
    if claim.size is not None and theirs.count:
        # Of rates the number behind the first stands for both, so that one case more or less means the same.
        behind = own.count or 0.0
        if claim.value_unit == "rate" and claim.size_unit != "count":
            behind = evaluate(replace(plain, value_unit="count", size=None), as_of=as_of).count or 0.0
        counts = (behind, behind * theirs.count / own.count) if own.count else (0.0, theirs.count)
        sizes = tuple(size_checks(claim, counts, months=12))
    stated = judged(own, (order_check(passed, words), *sizes, *own.checks))
    close = overlap(own, theirs)
    return Finding(
        claim=claim,
        verdict="matches" if stated.matches else "right_direction_different_size" if passed else "does_not_match",
        reservation="; the intervals of the two overlap" if close else "",
        explanation=(
            figures_words(own),
            figures_words(theirs),
            *_ratio_words(claim, own, theirs),
            *(check.words for check in sizes),
            *([OVERLAP] if close else []),
        ),
        stated=stated,
        ranked=tuple(sorted((own, theirs), key=lambda evaluation: -(evaluation.count or 0.0))),
    )


def _ratio_words(claim: Claim, own: Evaluation, theirs: Evaluation) -> tuple[str, ...]:
    """How many times one is of the other, where the claim says by how much."""
    if claim.size is None or not theirs.count:
        return ()
    times = number((own.count or 0.0) / theirs.count, decimals=2)
    return (f"That is {times} times the {_measure(claim)} of {theirs.area_name}.",)


def overlap(one: Evaluation, other: Evaluation) -> bool:
    """Whether the intervals of two counts overlap, each widened by the dispersion of its area."""
    if one.change is not None or indicator(one.indicator).measure != "count":
        return False
    if one.unit != indicator(one.indicator).unit:
        return False
    levels = [find_area(evaluation.area_code).level for evaluation in (one, other)]
    phi = [dispersion(evaluation.indicator, level=level, area_code=evaluation.area_code)
           for evaluation, level in zip((one, other), levels, strict=True)]  # fmt: skip
    low, high = count_interval([one.count or 0.0, other.count or 0.0], dispersion=phi)
    return bool(low[0] <= high[1] and low[1] <= high[0])


def _ranked(claim: Claim, as_of: date | None) -> list[Evaluation]:
    """Every borough's figure, the one at the end first; only the one that is named is held against the value."""
    plain = replace(claim, rank=None, rank_place=1, direction=None, baseline=None)
    each_ = [
        evaluate(
            replace(plain, area_code=area.code, value=claim.value if area.code == claim.area_code else None),
            as_of=as_of,
        )
        for area in areas_at("borough", pseudo=False)
    ]
    sign = -1 if claim.rank == "highest_level" else 1
    return sorted(each_, key=lambda evaluation: (evaluation.count is None, sign * (evaluation.count or 0.0)))


def _instead(claim: Claim, as_of: date | None) -> str:
    """Whether the place is held by rate instead of number, or the other way round: the measure in words."""
    counted = indicator(claim.indicator or "")
    if counted.denominator is None or counted.measure != "count" or (claim.period and claim.period.months != 12):
        return ""
    other = replace(claim, value=None, value_unit="count" if claim.value_unit == "rate" else "rate", value_per=None)
    ranked = _ranked(other, as_of)
    placed = ranked[claim.rank_place - 1]
    return _measure(other) if placed.count is not None and placed.area_code == claim.area_code else ""


def _measure(claim: Claim) -> str:
    return "rate per resident" if claim.value_unit == "rate" else "number"


def _named(evaluation: Evaluation) -> str:
    return f"{evaluation.area_name} ({figure_words(evaluation, evaluation.count)})"
