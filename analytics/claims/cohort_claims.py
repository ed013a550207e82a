"""Claims of proven reoffending: cohorts where crime has windows, percent and percentage points always told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Difference, Evaluation, Reading
from analytics.claims.checks import share_checks, stated_size
from analytics.claims.claim import Claim, SizeUnit
from analytics.claims.elsewhere import COHORTS_WHERE
from analytics.claims.evaluate import judged
from analytics.claims.finding import Finding
from analytics.claims.held import verdict_of
from analytics.claims.settle import is_compared
from analytics.claims.tolerance import same_when_rounded, unit_of
from analytics.claims.words import figures_words
from analytics.cohort_selection import every_cohort
from analytics.comparability import publication_break
from analytics.indicators import indicator
from analytics.narrative import number, percent
from analytics.periods import Window, months_between, window_ending
from analytics.reoffending import (
    ALL_AGES,
    EVERYBODY,
    GROUP_NAMES,
    LONDON,
    Cohort,
    add_up,
    compare,
    reoffences_per_offender,
    reoffences_per_reoffender,
    reoffending_rate,
)
from data.areas import MPS

# Months from the end of a cohort to its publication: a year of follow-up, six months for the courts, and the making.
DELAY = 21
GROUPS = ("adult", "youth", EVERYBODY)
POOLED = (
    "Adults and juveniles are published apart here and were added up for this claim, which does not tell them apart."
)
BOTH_READINGS = (
    "Per cent and percentage points are two things: of a rate of 28%, 5 per cent less is 26.6%, 5 percentage points "
    "less is 23%. Both readings are shown."
)
NO_COHORT = "There is no cohort here for {}: annual cohorts of this kind run from {} to {}."


def hold_cohorts(claim: Claim) -> Finding:
    """The finding on a claim about a rate of proven reoffending."""
    group = claim.adult_or_youth or EVERYBODY
    known = cohorts_of(claim, group)
    if claim.published and (event := publication_break(claim.indicator or "", claim.published)):
        near = _nearest(claim, known, cohorts_of(claim, "adult"))
        present = (f"On the present basis. {figures_words(each)}" for each in near)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=(event.words, *present), nearest=near)
    later = _cohort(_known_by(known, claim.published), claim.period)
    earlier = _earlier(claim, known, later)
    if later is None or (is_compared(claim) and earlier is None):
        return _not_here(claim, known)
    stated = _evaluate(claim, later, earlier)
    alternatives = _alternatives(claim, group)
    hits = [each for each in alternatives if each.matches]
    verdict = verdict_of(claim, stated, has_neighbour=bool(hits))
    words = [POOLED] if group == EVERYBODY and not later.quoted else []
    words += [BOTH_READINGS] if claim.size_unit == "percent_or_points" else []
    words += [
        figures_words(stated),
        *(check.words for check in stated.checks if check.what != "direction"),
        stated.note,
    ]
    words += [f"It is that of {GROUP_NAMES[hits[0].adult_or_youth]}."] if hits and not stated.matches else []
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=f": {GROUP_NAMES[hits[0].adult_or_youth]}" if hits and not stated.matches else "",
        explanation=tuple(each for each in words if each),
        readings=readings(claim, stated, comparable=True),
        stated=stated,
        alternatives=alternatives,
    )


def cohorts_of(claim: Claim, group: str) -> list[Cohort]:
    """The cohorts of a group in the claim's area, oldest first: everybody is adults and juveniles of one cohort."""
    code = LONDON if claim.area_code == MPS else claim.area_code
    here = [c for c in every_cohort() if c.area_code == code and c.age_group == ALL_AGES]
    if group != EVERYBODY:
        return sorted((c for c in here if c.adult_or_youth == group), key=lambda c: c.period)
    found = [c for c in here if c.adult_or_youth == EVERYBODY]
    for period in {c.period for c in here if not c.quoted}:
        parts = [c for c in here if c.period == period and c.adult_or_youth != EVERYBODY and not c.quoted]
        if len(parts) == len(GROUPS) - 1:
            found.append(add_up(parts, pool_adults_and_juveniles=True))
    return sorted(found, key=lambda c: c.period)


def _cohort(known: Sequence[Cohort], window: Window | None) -> Cohort | None:
    """The cohort of exactly these months; the newest where nothing is said."""
    if window is None:
        return known[-1] if known else None
    months = (window.start, window.end)
    return next((c for c in known if (c.cohort_start, c.cohort_end.replace(day=1)) == months), None)


def _known_by(known: Sequence[Cohort], day: date | None) -> list[Cohort]:
    """The cohorts whose figures had come out by a day: follow-up, courts and publication take nearly two years."""
    if day is None:
        return list(known)
    return [c for c in known if months_between(c.cohort_end.replace(day=1), day.replace(day=1)) >= DELAY]


def _earlier(claim: Claim, known: Sequence[Cohort], later: Cohort | None) -> Cohort | None:
    """The cohort compared with: the one that is stated, else that of the year before; none where nothing is."""
    if later is None or not is_compared(claim):
        return None
    return _cohort(known, claim.baseline or _window(later).year_earlier())


def _figure(claim: Claim, cohort: Cohort | None) -> float | None:
    if cohort is None:
        return None
    if claim.indicator == "reoffences_per_reoffender":
        return reoffences_per_reoffender(cohort)
    return (
        reoffences_per_offender(cohort)
        if claim.indicator == "reoffences_per_offender"
        else reoffending_rate(cohort).percent
    )


def _evaluate(
    claim: Claim, later: Cohort, earlier: Cohort | None, differs_in: tuple[Difference, ...] = ()
) -> Evaluation:
    found = indicator(claim.indicator or "")
    now, then = _figure(claim, later), _figure(claim, earlier)
    note = ""
    if earlier is not None:
        note = compare(later, earlier).note
    is_rate = found.unit == "percent"
    evaluation = Evaluation(
        indicator=found.id,
        area_code=later.area_code,
        area_name=later.area_name,
        period=_window(later),
        baseline=_window(earlier) if earlier else None,
        count=now,
        base=then,
        unit=found.unit,
        points=now - then if is_rate and now is not None and then is not None else None,
        status="quoted" if later.quoted or (earlier and earlier.quoted) else "ok",
        differs_in=differs_in,
        note=note or (reoffending_rate(later).note if later.quoted else ""),
        editions=tuple(dict.fromkeys(c.edition for c in (earlier, later) if c)),
        adult_or_youth=later.adult_or_youth,
    )
    return judged(evaluation, share_checks(claim, now, then, revised=False))


def _window(cohort: Cohort) -> Window:
    return window_ending(cohort.cohort_end.replace(day=1), "financial_year")


def _alternatives(claim: Claim, group: str) -> tuple[Evaluation, ...]:
    """The same claim of the other groups."""
    found = []
    for other in GROUPS:
        known = cohorts_of(claim, other)
        later = _cohort(_known_by(known, claim.published), claim.period)
        earlier = _earlier(claim, known, later)
        if other != group and later and (earlier or not is_compared(claim)):
            found.append(_evaluate(claim, later, earlier, ("definition",)))
    return tuple(sorted(found, key=lambda each: not each.matches))


def _not_here(claim: Claim, known: Sequence[Cohort]) -> Finding:
    """No cohort of these months: the nearest that there are, and what each reading would come to."""
    adults = cohorts_of(claim, "adult")
    near = _nearest(claim, known, adults)
    words = [BOTH_READINGS] if claim.size_unit == "percent_or_points" else []
    missing = [w for w in (claim.baseline, claim.period) if w and _cohort(known, w) is None]
    names = " and ".join(window.name for window in missing) or "this area"
    if known:
        words.append(NO_COHORT.format(names, known[0].label, known[-1].label))
    read = _readings_near(claim, near)
    return Finding(
        claim=claim,
        verdict="not_in_our_data",
        explanation=(*words, *(each.words for each in read), _nearer(read), *(figures_words(each) for each in near)),
        readings=read,
        nearest=near,
        where=COHORTS_WHERE,
    )


def _nearest(claim: Claim, *groups: Sequence[Cohort]) -> tuple[Evaluation, ...]:
    """For each group the cohorts nearest to the claim's months, or the newest that could be known."""
    found: dict[tuple[object, ...], Cohort] = {}
    for known in groups:
        windows = [window.end for window in (claim.baseline, claim.period) if window]
        newest = [c.cohort_end.replace(day=1) for c in _known_by(known, claim.published)[-1:]]
        for end in windows or newest:
            if known:
                near = min(known, key=lambda c: abs(months_between(c.cohort_end.replace(day=1), end)))
                found[near.adult_or_youth, near.period] = near
    plain = replace(claim, direction=None, size=None, value=None, base_value=None, baseline=None)
    return tuple(replace(_evaluate(plain, each, None), differs_in=("period",)) for each in found.values())


def _readings_near(claim: Claim, near: Sequence[Evaluation]) -> tuple[Reading, ...]:
    """Both readings from the adult rates nearest to the claim's two periods, where it compares."""
    adults = [each for each in near if each.adult_or_youth == "adult"]
    if len(adults) < 2 or claim.size is None:
        return ()
    first, last = min(adults, key=lambda e: e.period.end), max(adults, key=lambda e: e.period.end)
    between = replace(last, baseline=first.period, base=first.count)
    return readings(claim, between, comparable=False)


def _nearer(read: Sequence[Reading]) -> str:
    """Which reading our last rate lies nearer to: a hint, no check, since its months are others."""
    if len(read) != 2 or any(each.found is None for each in read):
        return ""
    first, second = sorted(read, key=lambda each: abs(each.implied - (each.found or 0.0)))
    named = {"percent": "per cent", "percentage_points": "percentage points"}
    return (
        f"Our last rate lies nearer to the reading in {named.get(first.unit, '')} than to that in "
        f"{named.get(second.unit, '')}; that is a hint and no check, since its cohort is another."
    )


def readings(claim: Claim, between: Evaluation, *, comparable: bool) -> tuple[Reading, ...]:
    """What a size comes to in per cent and in percentage points, beside the rate that was found."""
    if claim.size is None or claim.size_unit == "count" or not between.base or between.unit != "percent":
        return ()
    size = stated_size(claim, -1 if claim.direction == "down" else 1)
    in_percent, in_points = between.base * (1 + size / 100), between.base + size
    unit = claim.rounding or unit_of(size)
    points = None if between.count is None else between.count - between.base
    relative = None if between.count is None else 100 * (between.count / between.base - 1)
    return (
        _reading("percent", between, in_percent, relative, size, unit, comparable=comparable),
        _reading("percentage_points", between, in_points, points, size, unit, comparable=comparable),
    )


def _reading(
    unit: SizeUnit,
    between: Evaluation,
    implied: float,
    found: float | None,
    size: float,
    rounding: float,
    *,
    comparable: bool,
) -> Reading:
    named = "per cent" if unit == "percent" else "percentage points"
    base = f"{percent(between.base or 0.0)} ({between.baseline.name if between.baseline else ''})"
    words = (
        f"Read as {named}: from {base}, {number(abs(size), decimals=1)} {named} {'less' if size < 0 else 'more'} is "
        f"{percent(implied)}; ours is {percent(between.count or 0.0)} {between.period.when}."
    )
    same = comparable and found is not None and same_when_rounded(size, found, unit=rounding)
    return Reading(unit=unit, implied=implied, found=between.count, matches=same, words=words)
