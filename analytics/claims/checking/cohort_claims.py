"""Claims of proven reoffending: cohorts where crime has windows, percent and percentage points always told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.claims.answer import Difference, Evaluation, Finding, Reading
from analytics.claims.checking.claim_evaluation import held, judged
from analytics.claims.checking.claim_verdicts import judged_by, verdict_of
from analytics.claims.checking.number_checks import BOTH_READINGS, nearer, readings, share_checks
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.claims.default_periods import is_compared
from analytics.comparability import publication_break
from analytics.indicators import indicator
from analytics.narrative import number
from analytics.periods import Window, months_between
from analytics.reoffending.cohort_rows import figure_of
from analytics.reoffending.follow_up_period import out_by
from analytics.reoffending.proven_reoffending import EVERYBODY, GROUP_NAMES, LONDON, Cohort, compare, reoffending_rate
from analytics.requests.cohort_request import group_cohorts
from data.published_areas import MPS

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
WHERE = (
    "Ministry of Justice, Proven reoffending statistics, geographical data tool (quarterly cohorts, local authorities)"
)


def hold_cohorts(claim: Claim) -> Finding:
    """The finding on a claim about a figure of proven reoffending."""
    group = claim.adult_or_youth or EVERYBODY
    if claim.published and (event := publication_break(claim.indicator or "", claim.published)):
        near = _nearest(claim, group)
        present = (f"On the present basis. {figures_words(evaluation)}" for evaluation in near)
        return Finding("cannot_be_compared", (event.words, *present), nearest=near)
    later, earlier = _pair(claim, group)
    if later is None or (is_compared(claim) and earlier is None):
        return _not_here(claim, group)
    if claim.rank is not None:
        return _extreme(claim, group, later)
    return _held(claim, group, _evaluate(claim, later, earlier))


def _held(claim: Claim, group: str, stated: Evaluation) -> Finding:
    pairs = [_pair(claim, other) for other in GROUP_NAMES if other != group]
    others = [
        _evaluate(claim, later, earlier, differs_in=("definition",))
        for later, earlier in pairs
        if later and (earlier or not is_compared(claim))
    ]
    # Those that give the number first.
    others.sort(key=lambda evaluation: not evaluation.matches)
    hit = others[0] if others and others[0].matches else None
    verdict = verdict_of(claim, stated, has_neighbour=hit is not None)
    name = GROUP_NAMES[hit.adult_or_youth] if hit and not stated.matches else ""
    words = (
        POOLED if group == EVERYBODY and stated.status != "quoted" else "",
        BOTH_READINGS if claim.size_unit == "percent_or_points" else "",
        figures_words(stated),
        *(check.words for check in stated.checks if check.what != "direction"),
        stated.note,
        f"The number is that of {name}: {figures_words(hit)}" if hit and name else "",
    )
    return Finding(
        verdict,
        words,
        reservation=f": {name}" if name else "",
        readings=readings(claim, stated),
        stated=stated,
        alternatives=tuple(others),
    )


def _extreme(claim: Claim, group: str, later: Cohort) -> Finding:
    """The lowest or the highest of the cohorts since a month: quoted figures and computed ones in one row."""
    plain = replace(claim, rank=None, direction=None, size=None, baseline=None, base_value=None)
    known = [c for c in _cohorts(claim, group) if c.area_code == later.area_code]
    known = [c for c in known if claim.since is None or c.last_month > claim.since]
    cohorts = {c.period: c for c in (*out_by(known, claim.published), later)}
    figures = [_evaluate(plain, cohort) for cohort in cohorts.values()]
    ranked = sorted(figures, key=lambda evaluation: evaluation.count or 0.0, reverse=claim.rank == "highest")
    stated = next(evaluation for evaluation in ranked if evaluation.period.end == later.last_month)
    if len(ranked) < 2:
        return Finding("cannot_be_compared", (figures_words(stated), ALONE), stated=stated)
    first = stated.count == ranked[0].count
    passed = first and all(check.passed for check in stated.checks)
    of_all = f"{claim.rank} of {number(len(ranked))} cohorts"
    words = (
        figures_words(stated),
        *(check.words for check in stated.checks),
        f"It is the {of_all}." if first else f"The {of_all} is another. {figures_words(ranked[0])}",
    )
    verdict = judged_by(passed=passed, right_way=first)
    return Finding(verdict, words, stated=replace(stated, matches=passed), ranked=tuple(ranked))


def _not_here(claim: Claim, group: str) -> Finding:
    """No cohort of these months: the nearest that there are, and what each reading would come to."""
    known, near = _cohorts(claim, group), _nearest(claim, group)
    missing = [w.name for w in reversed(claim.windows) if _cohort_in(known, w) is None]
    reason = ""
    if not known:
        reason = NO_AREA
    elif missing:
        reason = NO_COHORT.format(" or ".join(missing), GROUP_NAMES[group], known[0].label, known[-1].label)
    elif is_compared(claim) and len({cohort.area_code for cohort in known}) > 1:
        reason = TWO_AREAS
    read = _readings_near(claim, near)
    words = (
        BOTH_READINGS if claim.size_unit == "percent_or_points" else "",
        reason,
        *(reading.words for reading in read),
        nearer(read),
        *map(figures_words, near),
    )
    return Finding("not_in_our_data", words, readings=read, nearest=near, where=WHERE)


def _nearest(claim: Claim, group: str) -> tuple[Evaluation, ...]:
    """Of the group and of adults the cohorts nearest to the claim's months, else the newest that could be known."""
    plain = replace(claim, rank=None, direction=None, size=None, value=None, base_value=None, baseline=None)
    cohorts: dict[tuple[object, ...], Cohort] = {}
    for name in dict.fromkeys((group, "adult")):
        known = _cohorts(claim, name)
        ends = [window.end for window in reversed(claim.windows)]
        for end in ends or [c.last_month for c in out_by(known, claim.published)[-1:]]:
            for near in sorted(known, key=lambda c: abs(months_between(c.last_month, end)))[:1]:
                cohorts[near.adult_or_youth, near.period] = near
    return tuple(_evaluate(plain, cohort, differs_in=("period",)) for cohort in cohorts.values())


def _readings_near(claim: Claim, near: Sequence[Evaluation]) -> tuple[Reading, ...]:
    """Both readings from the adult rates nearest to the claim's two periods, where it compares."""
    adults = [evaluation for evaluation in near if evaluation.adult_or_youth == "adult"]
    if len(adults) < 2 or claim.size is None:
        return ()
    adults.sort(key=lambda evaluation: evaluation.period.end)
    between = replace(adults[-1], baseline=adults[0].period, base=adults[0].count)
    return readings(claim, between, comparable=False)


def _cohorts(claim: Claim, group: str) -> list[Cohort]:
    # What is quoted from the press is for the Metropolitan Police area, the 32 boroughs.
    return group_cohorts((LONDON, MPS) if claim.area_code == MPS else (claim.area_code,), group)


def _cohort_in(known: Sequence[Cohort], window: Window | None) -> Cohort | None:
    """The cohort of exactly these months; the newest where nothing is said."""
    if window is None:
        return known[-1] if known else None
    return next((c for c in known if (c.cohort_start, c.last_month) == (window.start, window.end)), None)


def _pair(claim: Claim, group: str) -> tuple[Cohort | None, Cohort | None]:
    """The later cohort of a claim and, where it compares, the earlier: by default that of the year before."""
    known = _cohorts(claim, group)
    later = _cohort_in(out_by(known, claim.published), None) if claim.period is None else None
    later = later or _cohort_in(known, claim.period)
    if later is None or not is_compared(claim):
        return later, None
    same_area = [c for c in known if c.area_code == later.area_code]
    return later, _cohort_in(same_area, claim.baseline or later.window.year_earlier())


def _evaluate(
    claim: Claim, later: Cohort, earlier: Cohort | None = None, *, differs_in: tuple[Difference, ...] = ()
) -> Evaluation:
    """The figures of one cohort, or of two, and the checks of the claim's numbers."""
    counted, cohorts = indicator(claim.indicator or ""), [cohort for cohort in (later, earlier) if cohort]
    figures = [(cohort.window, figure_of(cohort, counted.id)) for cohort in cohorts]
    evaluation = held(
        counted,
        (later.area_code, later.area_name),
        figures,
        editions=[cohort.edition for cohort in reversed(cohorts)],
        status="quoted" if any(cohort.quoted for cohort in cohorts) else "ok",
        note=compare(later, earlier).note if earlier else reoffending_rate(later).note,
        differs_in=differs_in,
        adult_or_youth=later.adult_or_youth,
    )
    now, then = evaluation.count, evaluation.base
    if counted.unit == "percent" and now is not None and then is not None:
        evaluation = replace(evaluation, points=now - then)
    return judged(evaluation, share_checks(claim, now, then, revised=False))
