"""Claims of proven reoffending: cohorts where crime has windows, percent and percentage points always told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.claims.answer import Evaluation, Finding, Reading
from analytics.claims.checking.claim_verdicts import verdict_of
from analytics.claims.checking.cohort_totals import (
    GROUPS,
    cohort_in,
    cohorts_of,
    end_of,
    evaluate_cohorts,
    known_by,
    pair_of,
)
from analytics.claims.checking.percent_readings import BOTH_READINGS, nearer, readings
from analytics.claims.checking.published_elsewhere import COHORTS_WHERE
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.claims.default_periods import is_compared
from analytics.comparability import publication_break
from analytics.narrative import number
from analytics.periods import months_between
from analytics.reoffending.proven_reoffending import EVERYBODY, GROUP_NAMES, Cohort

POOLED = (
    "Adults and juveniles are published apart here and were added up for this claim, which does not tell them apart."
)
NO_COHORT = "There is no cohort here for {}: those of {} run from {} to {}, each from April to March."
ALONE = "There is no other cohort since then to compare it with."
TWO_AREAS = (
    "The later cohort is quoted for the Metropolitan Police area, the earlier ones are of London as a region, with the "
    "City: they are not compared."
)
NO_AREA = "Proven reoffending is published by region of residence: there are no cohorts here for this area."


def hold_cohorts(claim: Claim) -> Finding:
    """The finding on a claim about a figure of proven reoffending."""
    group = claim.adult_or_youth or EVERYBODY
    if claim.published and (event := publication_break(claim.indicator or "", claim.published)):
        near = _nearest(claim, group)
        present = (f"On the present basis. {figures_words(evaluation)}" for evaluation in near)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=(event.words, *present), nearest=near)
    later, earlier = pair_of(claim, group)
    if later is None or (is_compared(claim) and earlier is None):
        return _not_here(claim, group)
    if claim.rank is not None:
        return _extreme(claim, group, later)
    return _held(claim, group, evaluate_cohorts(claim, later, earlier))


def _held(claim: Claim, group: str, stated: Evaluation) -> Finding:
    alternatives = _other_groups(claim, group)
    hit = next((evaluation for evaluation in alternatives if evaluation.matches), None)
    verdict = verdict_of(claim, stated, has_neighbour=hit is not None)
    words = [POOLED] if group == EVERYBODY and stated.status != "quoted" else []
    words += [BOTH_READINGS] if claim.size_unit == "percent_or_points" else []
    words += [figures_words(stated), *(check.words for check in stated.checks if check.what != "direction")]
    words.append(stated.note)
    by_other = hit is not None and not stated.matches
    name = GROUP_NAMES[hit.adult_or_youth] if hit else ""
    words += [f"The number is that of {name}: {figures_words(hit)}"] if hit and by_other else []
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=f": {name}" if by_other else "",
        explanation=tuple(evaluation for evaluation in words if evaluation),
        readings=readings(claim, stated),
        stated=stated,
        alternatives=alternatives,
    )


def _other_groups(claim: Claim, group: str) -> tuple[Evaluation, ...]:
    """The same claim of the other groups, those that give the number first."""
    others = []
    for other in GROUPS:
        later, earlier = pair_of(claim, other)
        if other != group and later and (earlier or not is_compared(claim)):
            others.append(evaluate_cohorts(claim, later, earlier, differs_in=("definition",)))
    return tuple(sorted(others, key=lambda evaluation: not evaluation.matches))


def _extreme(claim: Claim, group: str, later: Cohort) -> Finding:
    """The lowest or the highest of the cohorts since a month: quoted figures and computed ones in one row."""
    plain = replace(claim, rank=None, direction=None, size=None, baseline=None, base_value=None)
    known = [c for c in cohorts_of(claim, group) if c.area_code == later.area_code]
    known = [c for c in known if claim.since is None or end_of(c) > claim.since]
    until = known_by(known, claim.published) if claim.published else known
    ranked = sorted(
        (evaluate_cohorts(plain, evaluation) for evaluation in {c.period: c for c in (*until, later)}.values()),
        key=lambda evaluation: evaluation.count or 0.0,
        reverse=claim.rank == "highest",
    )
    stated = next(evaluation for evaluation in ranked if evaluation.period.end == end_of(later))
    first = stated.count == ranked[0].count
    passed = first and all(check.passed for check in stated.checks)
    best = ranked[0]
    words = [figures_words(stated), *(check.words for check in stated.checks)]
    words.append(f"It is the {claim.rank} of {number(len(ranked))} cohorts." if first else
                 f"The {claim.rank} of {number(len(ranked))} cohorts is another. {figures_words(best)}")  # fmt: skip
    if len(ranked) < 2:
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=(words[0], ALONE), stated=stated)
    return Finding(
        claim=claim,
        verdict="matches" if passed else "right_direction_different_size" if first else "does_not_match",
        explanation=tuple(words),
        stated=replace(stated, matches=passed),
        ranked=tuple(ranked),
    )


def _not_here(claim: Claim, group: str) -> Finding:
    """No cohort of these months: the nearest that there are, and what each reading would come to."""
    known, near = cohorts_of(claim, group), _nearest(claim, group)
    words = [BOTH_READINGS] if claim.size_unit == "percent_or_points" else []
    missing = [w.name for w in (claim.baseline, claim.period) if w and cohort_in(known, w) is None]
    if not known:
        words.append(NO_AREA)
    elif missing:
        group_name = GROUP_NAMES[group]
        words.append(NO_COHORT.format(" or ".join(missing), group_name, known[0].label, known[-1].label))
    elif is_compared(claim) and len({cohort.area_code for cohort in known}) > 1:
        words.append(TWO_AREAS)
    read = _readings_near(claim, near)
    sentences = (
        *words,
        *(evaluation.words for evaluation in read),
        nearer(read),
        *(figures_words(evaluation) for evaluation in near),
    )
    return Finding(
        claim=claim,
        verdict="not_in_our_data",
        explanation=tuple(evaluation for evaluation in sentences if evaluation),
        readings=read,
        nearest=near,
        where=COHORTS_WHERE,
    )


def _nearest(claim: Claim, group: str) -> tuple[Evaluation, ...]:
    """Of the group and of adults the cohorts nearest to the claim's months, else the newest that could be known."""
    plain = replace(claim, rank=None, direction=None, size=None, value=None, base_value=None, baseline=None)
    cohorts: dict[tuple[object, ...], Cohort] = {}
    for name in dict.fromkeys((group, "adult")):
        known = cohorts_of(claim, name)
        ends = [window.end for window in (claim.baseline, claim.period) if window]
        for end in ends or [end_of(c) for c in known_by(known, claim.published)[-1:]]:
            for near in sorted(known, key=lambda c: abs(months_between(end_of(c), end)))[:1]:
                cohorts[near.adult_or_youth, near.period] = near
    return tuple(evaluate_cohorts(plain, name, differs_in=("period",)) for name in cohorts.values())


def _readings_near(claim: Claim, near: Sequence[Evaluation]) -> tuple[Reading, ...]:
    """Both readings from the adult rates nearest to the claim's two periods, where it compares."""
    adults = sorted(
        (evaluation for evaluation in near if evaluation.adult_or_youth == "adult"),
        key=lambda evaluation: evaluation.period.end,
    )
    if len(adults) < 2 or claim.size is None:
        return ()
    between = replace(adults[-1], baseline=adults[0].period, base=adults[0].count)
    return readings(claim, between, comparable=False)
