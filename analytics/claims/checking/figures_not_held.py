"""Claims that our figures cannot check: another thing, another place, another time; with the nearest that there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Evaluation, Finding
from analytics.claims.checking.claim_evaluation import evaluate
from analytics.claims.checking.cohort_claims import hold_cohorts
from analytics.claims.checking.neighbours import family
from analytics.claims.checking.published_elsewhere import HOME_OFFICE_DIFFERS, HOME_OFFICE_WHERE, NOWHERE
from analytics.claims.checking.window_totals import coverage_words, total, where_published
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.claims.default_periods import BOROUGH_RANKS, LEVEL_RANKS, is_compared, settle
from analytics.claims.reading.spoken_names import uncovered_subject
from analytics.geography.areas import find_area
from analytics.indicators import Level, indicator
from analytics.periods import Window, month_name
from analytics.series.coverage import coverage
from data.published_areas import CITY_OF_LONDON, MPS

NOT_YET = "There are no figures for {} among the editions that had been published by {}."


def hold_unpublished(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a claim about something that no series here counts."""
    subject = uncovered_subject(claim.subject)
    # The City of London has other police, whose records are no neighbours of the Met's.
    nearest = tuple(_near(subject.nearest, claim, as_of)) if subject and claim.area_code != CITY_OF_LONDON else ()
    where = subject.where if subject else NOWHERE
    reason = f" {subject.reason}" if subject else ""
    words = [
        f"Not covered here: {subject.name if subject else claim.subject}.{reason} Where it would be found: {where}."
    ]
    words += [subject.relation] if subject and nearest else []
    words += [
        f"Nearest is {indicator(evaluation.indicator).in_sentence}. {figures_words(evaluation)}"
        for evaluation in nearest
    ]
    return Finding(claim=claim, verdict="not_in_our_data", explanation=tuple(words), nearest=nearest, where=where)


def _near(ids: Iterable[str], claim: Claim, as_of: date | None) -> Iterable[Evaluation]:
    """The nearest indicators over the claim's own windows, or the newest where it has none or ours end before."""
    for id in ids:
        if indicator(id).kind == "reoffending":
            plain = Claim(indicator=id, area_code=claim.area_code, adult_or_youth="adult")
            cohort = hold_cohorts(plain).stated
            yield from (cohort,) if cohort else ()
        else:
            yield from _over(id, claim, as_of)


def _over(counted: str, claim: Claim, as_of: date | None) -> Iterable[Evaluation]:
    level = find_area(claim.area_code).level
    if coverage(counted, level) is None:
        return
    period, baseline = claim.period, claim.baseline
    if period and baseline is None and is_compared(claim):
        baseline = period.year_earlier()
    if period and not is_covered(counted, level, period):
        period, baseline = None, None
    plain = Claim(
        indicator=counted, area_code=claim.area_code, period=period, baseline=baseline, published=claim.published
    )
    settled = settle(plain).claim
    if settled.period is None or not is_covered(counted, level, settled.period):
        # Made before our figures begin: then the newest there are.
        settled = settle(replace(plain, period=None, baseline=None, published=None)).claim
    evaluation = evaluate(settled, as_of=as_of, differs_in=("definition",))
    if evaluation.count is not None:
        yield evaluation


def is_covered(counted: str, level: Level, window: Window) -> bool:
    """Whether every month of a window has figures."""
    covered = coverage(counted, level)
    return covered is not None and covered[0] <= window.start and window.end <= covered[1]


def level_of(claim: Claim) -> Level:
    """The level at which a claim is checked: a rank among boroughs is one of boroughs."""
    return "borough" if claim.rank in (*BOROUGH_RANKS, *LEVEL_RANKS) else find_area(claim.area_code).level


def hold_absent(claim: Claim, *, as_of: date | None = None) -> Finding | None:
    """The finding on a settled claim that our figures do not reach; None where they do."""
    counted, level = claim.indicator or "", level_of(claim)
    if claim.source_basis == "home_office" and counted in HOME_OFFICE_DIFFERS:
        return _of_home_office(claim, level, as_of)
    if level not in indicator(counted).levels:
        return _of_level(claim, level, as_of)
    if claim.period is None or not is_covered(counted, level, claim.period):
        return _of_time(claim, level, as_of)
    whole = find_area(MPS if claim.rank in BOROUGH_RANKS else claim.area_code)
    if as_of is not None and total(counted, claim.period, whole, as_of=as_of).count is None:
        reason = NOT_YET.format(claim.period.name, f"{as_of.day} {month_name(as_of)}")
        return Finding(claim=claim, verdict="not_in_our_data", explanation=(reason,), where=where_published(counted))
    return None


def _of_level(claim: Claim, level: Level, as_of: date | None) -> Finding:
    counted, place = indicator(claim.indicator or ""), find_area(claim.area_code).name
    others = [other for other in family(counted.id) if level in indicator(other).levels]
    nearest = tuple(_near(others, claim, as_of))
    title = f"{counted.title} is not published for {'wards' if level == 'ward' else 'boroughs'}, so not for {place}."
    words = [f"Nearest is {indicator(other.indicator).in_sentence}. {figures_words(other)}" for other in nearest]
    return Finding(
        claim=claim,
        verdict="not_in_our_data",
        explanation=(title, *words),
        nearest=nearest,
        where=where_published(claim.indicator or ""),
    )


def _of_time(claim: Claim, level: Level, as_of: date | None) -> Finding:
    counted = claim.indicator or ""
    period_words = f" for {claim.period.name}" if claim.period else " for a period that fits the baseline"
    covers = coverage_words(counted, level)
    reason = (
        f"There are no figures{period_words}: ours are for {covers}."
        if covers
        else f"There are no figures{period_words}."
    )
    level_area = MPS if claim.rank in BOROUGH_RANKS else claim.area_code
    nearest = tuple(_over(counted, replace(claim, rank=None, area_code=level_area, period=None, baseline=None), as_of))
    nearest = tuple(replace(evaluation, differs_in=("period",)) for evaluation in nearest)
    words = (
        reason,
        indicator(counted).end_note,
        *(f"The newest here. {figures_words(evaluation)}" for evaluation in nearest),
    )
    return Finding(
        claim=claim,
        verdict="not_in_our_data",
        explanation=tuple(evaluation for evaluation in words if evaluation),
        nearest=nearest,
        where=where_published(claim.indicator or ""),
    )


def _of_home_office(claim: Claim, level: Level, as_of: date | None) -> Finding:
    """The Home Office counts something else under the same name: ours beside it, for what they are worth."""
    own = replace(claim, source_basis="police")
    nearest: tuple[Evaluation, ...] = ()
    if level in indicator(own.indicator or "").levels and own.rank is None:
        nearest = tuple(_over(own.indicator or "", own, as_of))
    words = [HOME_OFFICE_DIFFERS[claim.indicator or ""]]
    words += [f"Nearest is the Metropolitan Police's count. {figures_words(evaluation)}" for evaluation in nearest]
    return Finding(
        claim=claim,
        verdict="not_in_our_data",
        explanation=tuple(words),
        nearest=nearest,
        where=HOME_OFFICE_WHERE,
    )
