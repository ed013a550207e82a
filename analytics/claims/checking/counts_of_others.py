"""Claims held against the counts of others: the City of London's police, the ONS by police force, the Home Office.

The ONS counts London with the City and sets it beside other forces; of the Home Office two years of knife crime are
quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.claims.answer import Evaluation, Finding, Verdict
from analytics.claims.checking.borough_ranks import rank_check
from analytics.claims.checking.claim_evaluation import held, judged
from analytics.claims.checking.claim_verdicts import (
    NO_CLEAR_MATCH,
    goes_clearly_that_way,
    is_unclear,
    judged_by,
    lacks_clear_change,
    verdict_of,
)
from analytics.claims.checking.figures_in_order import OVERLAPPING, has_more, sizes_between
from analytics.claims.checking.figures_not_held import HOME_OFFICE_WHERE
from analytics.claims.checking.number_checks import count_checks
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.forces import force_figures as forces
from analytics.forces.force_areas import CITY_OF_LONDON_POLICE
from analytics.forces.force_figures import ForceFigure
from analytics.geography.areas import find_area
from analytics.geography.denominators import rate_unit
from analytics.indicators import indicator
from analytics.narrative import number
from analytics.periods import Window, month_name, window_ending
from analytics.statistics.change import change
from analytics.street import street_counts
from analytics.street.city_offences import BORROWED, COMPARABLE, WITHOUT_RANK, borrowed_dispersion
from analytics.tables import home_office_rows
from analytics.tables.home_office_rows import KNIFE, METHOD
from data.catalogue import DATASETS
from data.published_areas import BOROUGHS, CITY_OF_LONDON, MPS

CITY_WHERE = "The page City of London (/city_of_london), and data.police.uk"
BY_CITY_POLICE = ", by the City of London Police's records"
ANOTHER_OFFENCE = (
    "The City of London has its own police, whose records have other categories. Of those, burglary, robbery, "
    "shoplifting, theft from the person, bicycle theft and vehicle offences mean the same as here; {} does not."
)
NOT_HELD = "The City of London Police's records are held here for {} to {}, and not for {}."
CITY_BY_ONS = "The ONS's table of police forces is held here for one year, and not for every offence."
# How the ONS's figures of a place are named, and of which forces they are.
ONS_PLACES = {
    MPS: ("London with the City, by the ONS", (forces.MPS_FORCE, CITY_OF_LONDON_POLICE)),
    CITY_OF_LONDON: ("City of London, by the ONS", (CITY_OF_LONDON_POLICE,)),
}
ONLY_COUNTS = "A rate, a share or an order of the City is not checked here."

# What the ONS counts as theft takes in burglary and vehicle offences.
OTHER_NAMES = {"theft": "theft_offences"}
WITH_THE_CITY = "The ONS's figure for London is that of the Metropolitan Police with the City of London."
BY_ONS = ", by the ONS's count"
NO_OTHER_YEAR = "The ONS's table of police forces is held here for {} only, and not for every offence."
ONLY_YEAR = "No period is given: taken as {}, the one year of the ONS's table that is held."
OVERLAP = "The intervals of the two overlap, so which of them has more cannot be told."
ONE_YEAR = "The ONS's table that is held has one year, so the change that is claimed cannot be checked by it."


def hold_city(claim: Claim) -> Finding:
    """The finding on a settled claim about the City of London: a count or a change of one of the six offences."""
    counted = indicator(claim.indicator or "")
    if by_source := by_ons(claim):
        return by_source
    if counted.id not in COMPARABLE or not street_counts.is_held():
        return Finding("not_in_our_data", (ANOTHER_OFFENCE.format(counted.in_sentence),), where=CITY_WHERE)
    if claim.rank or claim.other_area or claim.is_share or claim.value_unit != "count":
        return Finding("cannot_be_compared", (ONLY_COUNTS, WITHOUT_RANK), where=CITY_WHERE)
    category = COMPARABLE[counted.id][0]
    counts = [street_counts.count(window, category=category) for window in claim.windows]
    if claim.period is None or None in counts:
        months = street_counts.months()
        missing = [window.name for window, count in zip(claim.windows, counts, strict=True) if count is None]
        bounds = (month_name(months[0]), month_name(months[-1]))
        words = NOT_HELD.format(*bounds, missing[0] if missing else "it")
        return Finding("not_in_our_data", (words,), where=CITY_WHERE)
    phi = borrowed_dispersion(counted.id)
    compared = change(counts[0], counts[1], dispersion=phi) if claim.baseline else None
    status = compared.status if compared else "ok"
    rows = street_counts.street_table(("category",), chosen=(category,)).to_pylist()
    figures, editions = zip(claim.windows, counts, strict=True), (rows[0]["edition"],)
    place = (CITY_OF_LONDON, BOROUGHS[CITY_OF_LONDON])
    city = held(counted, place, figures, editions=editions, change=compared, status=status)
    return _by_city_police(claim, judged(city, count_checks(claim, city)))


def _by_city_police(claim: Claim, stated: Evaluation) -> Finding:
    """The finding by the City's police; where the ONS's count of the same year has the number, by that."""
    compared = stated.change
    verdict = verdict_of(claim, stated, has_neighbour=False)
    unclear = verdict == "matches" and lacks_clear_change(claim, stated)
    own = figures_words(stated, whose="The City of London Police's")
    if claim.source_basis == "home_office":
        return Finding("not_in_our_data", (CITY_BY_ONS, own), reservation=": another count", where=HOME_OFFICE_WHERE)
    ons = by_ons(replace(claim, source_basis="home_office"))
    if ons is not None and ons.verdict == "matches" and not verdict.startswith("matches"):
        explained = (own, *ons.explanation)
        other: Verdict = "matches_other_definition_or_period"
        return replace(ons, verdict=other, explanation=explained, reservation=": by the ONS")
    return Finding(
        verdict,
        (own, *(check.words for check in stated.checks)),
        headline=NO_CLEAR_MATCH + BY_CITY_POLICE if is_unclear(claim, verdict, stated) else "",
        reservation=BY_CITY_POLICE + ("; no clear change" if unclear else ""),
        caveats=(street_counts.ANOTHER_SOURCE, street_counts.FORCE_TOTAL, *((BORROWED,) if compared else ())),
        sources=(DATASETS[street_counts.DATASET].attribution,),
    )


def by_ons(claim: Claim) -> Finding | None:
    """The finding by the ONS's table; None where the claim is of another place, year or offence, or gives no count."""
    offence = _offence(claim)
    is_theirs = claim.source_basis == "home_office" and claim.area_code in ONS_PLACES and not claim.rank
    is_count = claim.value is not None and claim.value_unit == "count" and offence in forces.OFFENCE_TITLES
    if claim.period is None or not (is_theirs and is_count and forces.is_held()):
        return None
    name, codes = ONS_PLACES[claim.area_code]
    figures = forces.force_figures(offence, codes)
    ends = {figure.year_ending.replace(day=1) for figure in figures}
    if len(figures) != len(codes) or ends != {claim.period.end} or claim.period.months != 12:
        return None
    plain = replace(claim, direction=None, size=None, baseline=None, base_value=None)
    london = _of_forces(plain, name, claim.period, figures)
    checks = tuple(check if check.tolerance in ("exact", "rounding", "bound") else replace(check, tolerance=None)
                   for check in count_checks(plain, london))  # fmt: skip
    stated = judged(london, checks)
    words = (
        figures_words(stated, whose="The ONS's"),
        *(check.words for check in checks),
        f"{forces.OFFENCE_TITLES[offence]}.",
        WITH_THE_CITY if claim.area_code == MPS else "",
        ONE_YEAR if claim.direction or claim.size is not None else "",
        stated.note,
    )
    return Finding(judged_by(passed=stated.matches), words, reservation=BY_ONS, stated=stated)


def _offence(claim: Claim) -> str:
    return OTHER_NAMES.get(claim.indicator or "", claim.indicator or "")


def _of_forces(
    claim: Claim, name: str, year: Window, figures: Sequence[ForceFigure], *, is_rate: bool = False
) -> Evaluation:
    """What the ONS counts for London in a year, by the figures of one force or of several."""
    counted = indicator(claim.indicator or "")
    count = figures[0].rate if is_rate else sum(figure.count for figure in figures)
    unit = rate_unit(counted.unit, per=forces.PER, denominator="residents") if is_rate else counted.unit
    quoted = {"status": "quoted", "note": f"{forces.SOURCE}.", "unit": unit}
    place, editions = (claim.area_code, name), [figure.edition for figure in figures]
    return held(counted, place, [(year, count)], editions=editions, **quoted)


def compare_forces(claim: Claim) -> Finding | None:
    """The finding on a claim that London has more, or a higher rate, than another police force; None for others."""
    if claim.other_area not in forces.force_names() or claim.other_area == MPS:
        return None
    offence = _offence(claim)
    table = forces.force_figures("all_recorded_crime", (forces.MPS_FORCE,))
    year = window_ending(table[0].year_ending.replace(day=1), "rolling_12")
    is_of_year = claim.period is None or claim.period.is_same(year)
    if claim.area_code != MPS or offence not in forces.OFFENCE_TITLES or not is_of_year:
        return Finding("not_in_our_data", (NO_OTHER_YEAR.format(year.name),), where=HOME_OFFICE_WHERE)
    codes = (forces.MPS_FORCE, claim.other_area)
    by_code = {figure.force_code: figure for figure in forces.force_figures(offence, codes)}
    own, theirs = (by_code[code] for code in codes)
    is_rate = claim.value_unit == "rate"
    now, others = (figure.rate if is_rate else float(figure.count) for figure in (own, theirs))
    if now is None or others is None:
        return Finding("cannot_be_compared", (theirs.population.note or own.population.note,))
    passed, close = has_more(claim, now, others), is_rate and _overlap(own, theirs)
    sentences = [_force_words(figure) for figure in (own, theirs)]
    evaluation = _of_forces(claim, "Metropolitan Police, by the ONS", year, (own,), is_rate=is_rate)
    sizes = sizes_between(claim, now, others, behind=float(own.count))
    words = (
        *sentences,
        *(check.words for check in sizes),
        OVERLAP if close else "",
        f"{forces.OFFENCE_TITLES[offence]}.",
        evaluation.note,
    )
    return Finding(
        judged_by(passed=passed and all(check.passed for check in sizes), right_way=passed),
        words,
        reservation=BY_ONS + (OVERLAPPING if close else ""),
        stated=judged(evaluation, (rank_check(passed, sentences[1]), *sizes)),
        caveats=(forces.INTERVAL_NOTE, *([ONLY_YEAR.format(year.name)] if claim.period is None else [])),
    )


def _force_words(figure: ForceFigure) -> str:
    rate = "" if figure.rate is None else f", {number(figure.rate, decimals=2)} per {number(forces.PER)} residents"
    year = month_name(figure.year_ending)
    return f"{figure.force_name}: {number(figure.count)} offences in the year to {year}{rate}."


def _overlap(one: ForceFigure, other: ForceFigure) -> bool:
    bounds = [[figure.per_resident(bound) or 0.0 for bound in figure.interval] for figure in (one, other)]
    return bounds[0][0] <= bounds[1][1] and bounds[1][0] <= bounds[0][1]


def with_quoted(claim: Claim, finding: Finding) -> Finding:
    """A finding that our own figures cannot reach, judged by the quoted ones where these are for its very years.

    These are of knife crime in London alone.
    """
    is_quoted = claim.indicator == KNIFE and claim.area_code == MPS and not claim.rank
    counts = [home_office_rows.quoted_count(window) for window in claim.windows] if is_quoted else []
    is_out_of_reach = finding.verdict in ("cannot_be_compared", "not_in_our_data")
    if len(counts) < 2 or None in counts or not is_out_of_reach:
        return finding
    is_own = claim.source_basis == "home_office"
    evaluation = held(
        indicator(KNIFE),
        (MPS, f"{find_area(MPS).name}, {home_office_rows.HOME_OFFICE}"),
        zip(claim.windows, counts, strict=True),
        change=change(counts[0], counts[1]),
        status="quoted",
        differs_in=() if is_own else ("definition",),
        note=f"{home_office_rows.SOURCE}.",
    )
    quoted = judged(evaluation, count_checks(claim, evaluation))
    verdict = judged_by(passed=quoted.matches, right_way=goes_clearly_that_way(quoted.checks))
    figures = figures_words(quoted, whose="The Home Office's")
    checks = [check.words.replace("; ours:", "; the Home Office's:") for check in quoted.checks]
    return replace(
        finding,
        verdict="matches_other_definition_or_period" if quoted.matches and not is_own else verdict,
        reservation=", by the Home Office's count as quoted",
        explanation=(f"{figures} {quoted.note}", *checks, METHOD, *finding.explanation),
        alternatives=(quoted, *finding.alternatives),
    )
