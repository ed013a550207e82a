"""Claims that our figures cannot check: another thing, another place, another time; with the nearest that there is.

Among them are counts of others by a name that is used here: what the Home Office and the ONS count otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Evaluation, Finding
from analytics.claims.checking.claim_evaluation import evaluate
from analytics.claims.checking.cohort_claims import hold_cohorts
from analytics.claims.checking.neighbours import family
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.claims.default_periods import BOROUGH_RANKS, is_compared, level_of, settle
from analytics.geography.areas import find_area
from analytics.indicators import Level, indicator
from analytics.periods import Window, month_name
from analytics.series.coverage import coverage, coverage_words
from analytics.series.window_totals import total
from analytics.tables.home_office_rows import METHOD
from analytics.wording.spoken_names import uncovered_subject
from data.catalogue import publications_of
from data.published_areas import CITY_OF_LONDON, MPS

NOT_YET = "There are no figures for {} among the editions that had been published by {}."
NOWHERE = "no publication that is used here; the page Methods lists these"
HOME_OFFICE_WHERE = "Office for National Statistics, Crime in England and Wales: Police Force Area data tables"
HOME_OFFICE_BASIS = (
    "The claim goes by the Home Office's counts, which the Office for National Statistics publishes for London with "
    "the City of London; ours are the Metropolitan Police's, for the other 32 boroughs."
)
FIREARMS = (
    "Offences involving firearms, as the Office for National Statistics counts them, take in imitation and other "
    "weapons and are counted by another definition than the Metropolitan Police's gun crime."
)
# Under one name the Home Office counts something else; its own figures are not here.
HOME_OFFICE_DIFFERS: dict[str, str] = {
    "knife_crime": METHOD,
    "knife_crime_with_injury": METHOD,
    "theft": "What the Office for National Statistics calls theft takes in burglary and vehicle offences, which are "
    "groups of their own in the Metropolitan Police's publication.",
    "gun_crime": FIREARMS,
    "lethal_barrel_discharge": FIREARMS,
}


def hold_unpublished(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a claim about something that no series here counts."""
    subject = uncovered_subject(claim.subject)
    name = f"{subject.name}. {subject.reason}" if subject else f"{claim.subject}."
    where = subject.where if subject else NOWHERE
    # The City of London has other police, whose records are no neighbours of the Met's.
    near = subject.nearest if subject and claim.area_code != CITY_OF_LONDON else ()
    nearest = tuple(evaluation for id in near for evaluation in _near(id, claim, as_of))
    words = (
        f"Not covered here: {name} Where it would be found: {where}.",
        subject.relation if subject and nearest else "",
        *map(_nearest_words, nearest),
    )
    return Finding("not_in_our_data", words, nearest=nearest, where=where)


def _nearest_words(evaluation: Evaluation) -> str:
    return f"Nearest is {indicator(evaluation.indicator).in_sentence}. {figures_words(evaluation)}"


def _near(counted: str, claim: Claim, as_of: date | None) -> Iterable[Evaluation]:
    """Another indicator over the claim's own windows, or the newest where it has none or ours end before."""
    if indicator(counted).kind != "reoffending":
        return _over(counted, claim, as_of)
    cohort = hold_cohorts(Claim(indicator=counted, area_code=claim.area_code, adult_or_youth="adult")).stated
    return (cohort,) if cohort else ()


def _over(counted: str, claim: Claim, as_of: date | None) -> tuple[Evaluation, ...]:
    level = find_area(claim.area_code).level
    if coverage(counted, level) is None:
        return ()
    plain = dated = Claim(indicator=counted, area_code=claim.area_code, published=claim.published)
    period, baseline = claim.period, claim.baseline
    if period and baseline is None and is_compared(claim):
        baseline = period.year_earlier()
    if period is None or is_covered(counted, level, period):
        dated = replace(plain, period=period, baseline=baseline)
    settled = settle(dated).claim
    if settled.period is None or not is_covered(counted, level, settled.period):
        # Made before our figures begin: then the newest there are.
        settled = settle(replace(plain, published=None)).claim
    evaluation = evaluate(settled, as_of=as_of, differs_in=("definition",))
    return (evaluation,) if evaluation.count is not None else ()


def is_covered(counted: str, level: Level, window: Window) -> bool:
    """Whether every month of a window has figures."""
    covered = coverage(counted, level)
    return covered is not None and covered[0] <= window.start and window.end <= covered[1]


def where_published(counted: str) -> str:
    """The publications of an indicator with their pages: where figures that are not here would be."""
    publications = publications_of(indicator(counted).series)
    return "; ".join(f"{dataset.publisher}, {dataset.title} ({dataset.page})" for dataset in publications)


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
        return Finding("not_in_our_data", (reason,), where=where_published(counted))
    return None


def _of_level(claim: Claim, level: Level, as_of: date | None) -> Finding:
    counted, place = indicator(claim.indicator or ""), find_area(claim.area_code).name
    others = [other for other in family(counted.id) if level in indicator(other).levels]
    nearest = tuple(evaluation for other in others for evaluation in _near(other, claim, as_of))
    reason = f"{counted.title} is not published for {'wards' if level == 'ward' else 'boroughs'}, so not for {place}."
    words = (reason, *map(_nearest_words, nearest))
    return Finding("not_in_our_data", words, nearest=nearest, where=where_published(counted.id))


def _of_time(claim: Claim, level: Level, as_of: date | None) -> Finding:
    counted, covers = claim.indicator or "", coverage_words(claim.indicator or "", level)
    period_words = claim.period.name if claim.period else "a period that fits the baseline"
    code = MPS if claim.rank in BOROUGH_RANKS else claim.area_code
    newest = _over(counted, replace(claim, rank=None, area_code=code, period=None, baseline=None), as_of)
    nearest = tuple(replace(evaluation, differs_in=("period",)) for evaluation in newest)
    words = (
        f"There are no figures for {period_words}{f': ours are for {covers}' if covers else ''}.",
        indicator(counted).end_note,
        *(f"The newest here. {figures_words(evaluation)}" for evaluation in nearest),
    )
    return Finding("not_in_our_data", words, nearest=nearest, where=where_published(counted))


def _of_home_office(claim: Claim, level: Level, as_of: date | None) -> Finding:
    """The Home Office counts something else under the same name: ours beside it, for what they are worth."""
    counted = claim.indicator or ""
    has_own = level in indicator(counted).levels and claim.rank is None
    nearest = _over(counted, claim, as_of) if has_own else ()
    own_words = (f"Nearest is the Metropolitan Police's count. {figures_words(evaluation)}" for evaluation in nearest)
    words = (HOME_OFFICE_DIFFERS[counted], *own_words)
    return Finding("not_in_our_data", words, nearest=nearest, where=HOME_OFFICE_WHERE)
