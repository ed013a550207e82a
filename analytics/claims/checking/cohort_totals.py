"""Figures of proven reoffending for a claim: its cohorts, where a claim about crime has windows and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from analytics.claims.answer import Difference, Evaluation
from analytics.claims.checking.claim_evaluation import judged
from analytics.claims.checking.number_checks import share_checks
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared
from analytics.indicators import indicator
from analytics.periods import Window, months_between, window_ending
from analytics.reoffending.proven_reoffending import (
    ALL_AGES,
    EVERYBODY,
    LONDON,
    Cohort,
    add_up,
    compare,
    reoffences_per_offender,
    reoffences_per_reoffender,
    reoffending_rate,
)
from analytics.requests.cohort_request import every_cohort
from data.published_areas import MPS

GROUPS = ("adult", "youth", EVERYBODY)
# Months from the end of a cohort to its publication: a year of follow-up, six months for the courts, and the making.
DELAY = 21
_FIGURES: dict[str, Callable[[Cohort], float | None]] = {
    "proven_reoffending_rate": lambda cohort: reoffending_rate(cohort).percent,
    "reoffences_per_reoffender": reoffences_per_reoffender,
    "reoffences_per_offender": reoffences_per_offender,
}


def cohorts_of(claim: Claim, group: str) -> list[Cohort]:
    """The cohorts of a group in the claim's area, oldest first: everybody is adults and juveniles of one cohort."""
    # What is quoted from the press is for the Metropolitan Police area, the 32 boroughs.
    codes = (LONDON, MPS) if claim.area_code == MPS else (claim.area_code,)
    here = [c for c in every_cohort() if c.area_code in codes and c.age_group == ALL_AGES]
    of_group = [c for c in here if c.adult_or_youth == group]
    if group == EVERYBODY:
        published = [c for c in here if not c.quoted and c.adult_or_youth != EVERYBODY]
        pairs = [[c for c in published if c.period == period] for period in {c.period for c in published}]
        of_group += [add_up(pair, pool_adults_and_juveniles=True) for pair in pairs if len(pair) == len(GROUPS) - 1]
    return sorted(of_group, key=lambda c: c.period)


def known_by(known: Sequence[Cohort], day: date | None) -> list[Cohort]:
    """The cohorts whose figures had come out by a day; all of them where no day is known."""
    if day is None:
        return list(known)
    return [c for c in known if months_between(end_of(c), day.replace(day=1)) >= DELAY]


def end_of(cohort: Cohort) -> date:
    """The last month of a cohort."""
    return cohort.cohort_end.replace(day=1)


def window_of(cohort: Cohort) -> Window:
    """The months of a cohort as a window: annual cohorts run from April to March."""
    return window_ending(end_of(cohort), "financial_year")


def cohort_in(known: Sequence[Cohort], window: Window | None) -> Cohort | None:
    """The cohort of exactly these months; the newest where nothing is said."""
    if window is None:
        return known[-1] if known else None
    return next((c for c in known if (c.cohort_start, end_of(c)) == (window.start, window.end)), None)


def pair_of(claim: Claim, group: str) -> tuple[Cohort | None, Cohort | None]:
    """The later cohort of a claim and, where it compares, the earlier: by default that of the year before."""
    known = cohorts_of(claim, group)
    later = cohort_in(known_by(known, claim.published), claim.period) if claim.period is None else None
    later = later or cohort_in(known, claim.period)
    if later is None or not is_compared(claim):
        return later, None
    same_area = [c for c in known if c.area_code == later.area_code]
    return later, cohort_in(same_area, claim.baseline or window_of(later).year_earlier())


def evaluate_cohorts(
    claim: Claim, later: Cohort, earlier: Cohort | None = None, *, differs_in: tuple[Difference, ...] = ()
) -> Evaluation:
    """The figures of one cohort, or of two, and the checks of the claim's numbers."""
    counted = indicator(claim.indicator or "")
    now = _FIGURES[counted.id](later)
    then = _FIGURES[counted.id](earlier) if earlier else None
    in_points = counted.unit == "percent" and now is not None and then is not None
    note = compare(later, earlier).note if earlier else reoffending_rate(later).note
    evaluation = Evaluation(
        indicator=counted.id,
        area_code=later.area_code,
        area_name=later.area_name,
        period=window_of(later),
        baseline=window_of(earlier) if earlier else None,
        count=now,
        base=then,
        unit=counted.unit,
        points=(now or 0.0) - (then or 0.0) if in_points else None,
        status="quoted" if later.quoted or (earlier is not None and earlier.quoted) else "ok",
        differs_in=differs_in,
        note=note,
        editions=tuple(dict.fromkeys(c.edition for c in (earlier, later) if c)),
        adult_or_youth=later.adult_or_youth,
    )
    return judged(evaluation, share_checks(claim, now, then, revised=False))
