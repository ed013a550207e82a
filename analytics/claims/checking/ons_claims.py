"""Claims held against the ONS's table of police forces: London with the City, and London beside another force."""

from __future__ import annotations

from dataclasses import replace

from analytics.claims.answer import Evaluation, Finding
from analytics.claims.checking.borough_ranks import rank_check
from analytics.claims.checking.claim_evaluation import judged
from analytics.claims.checking.number_checks import count_checks, size_checks
from analytics.claims.checking.published_elsewhere import HOME_OFFICE_WHERE
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.forces.force_areas import CITY_OF_LONDON_POLICE
from analytics.forces.force_figures import (
    INTERVAL_NOTE,
    MPS_FORCE,
    OFFENCE_TITLES,
    PER,
    SOURCE,
    ForceFigure,
    force_figures,
    force_names,
    is_held,
)
from analytics.geography.denominators import rate_unit
from analytics.indicators import indicator
from analytics.narrative import number
from analytics.periods import month_name, window_ending
from data.published_areas import MPS

# What the ONS counts as theft takes in burglary and vehicle offences.
OTHER_NAMES = {"theft": "theft_offences"}
WITH_THE_CITY = "The ONS's figure for London is that of the Metropolitan Police with the City of London."
BY_ONS = "Metropolitan Police, by the ONS"
NO_OTHER_YEAR = "The ONS's table of police forces is held here for {} only, and not for every offence."
ONLY_YEAR = "No period is given: taken as {}, the one year of the ONS's table that is held."
OVERLAP = "The intervals of the two overlap, so which of them has more cannot be told."
ONE_YEAR = "The ONS's table that is held has one year, so the change that is claimed cannot be checked by it."


def by_ons(claim: Claim) -> Finding | None:
    """The finding by the ONS's table; None where the claim is of another place, year or offence, or gives no count."""
    offence = OTHER_NAMES.get(claim.indicator or "", claim.indicator or "")
    if (
        not is_held()
        or claim.source_basis != "home_office"
        or claim.area_code != MPS
        or claim.value is None
        or claim.rank
    ):
        return None
    if claim.value_unit != "count" or offence not in OFFENCE_TITLES or claim.period is None:
        return None
    figures = force_figures(offence, (MPS_FORCE, CITY_OF_LONDON_POLICE))
    ends = {figure.year_ending.replace(day=1) for figure in figures}
    if len(figures) != 2 or ends != {claim.period.end} or claim.period.months != 12:
        return None
    count = sum(figure.count for figure in figures)
    plain = replace(claim, direction=None, size=None, baseline=None, base_value=None)
    checks = count_checks(plain, None, count, months=12)
    checks = tuple(check if check.tolerance in ("exact", "rounding", "bound") else replace(check, tolerance=None)
                   for check in checks)  # fmt: skip
    counted = indicator(claim.indicator or "")
    evaluation = Evaluation(
        indicator=counted.id,
        area_code=MPS,
        area_name="London with the City, by the ONS",
        period=claim.period,
        baseline=None,
        count=count,
        base=None,
        unit=counted.unit,
        status="quoted",
        note=f"{SOURCE}.",
        editions=tuple(dict.fromkeys(figure.edition for figure in figures)),
    )
    stated = judged(evaluation, checks)
    sentences = [OFFENCE_TITLES[offence] + ".", figures_words(stated, whose="The ONS's"), WITH_THE_CITY]
    sentences += [ONE_YEAR] if claim.direction or claim.size is not None else []
    return Finding(
        claim=claim,
        verdict="matches" if stated.matches else "does_not_match",
        reservation=", by the ONS's count",
        explanation=(sentences[1], *(check.words for check in checks), sentences[0], *sentences[2:], stated.note),
        stated=stated,
    )


def compare_forces(claim: Claim) -> Finding | None:
    """The finding on a claim that London has more, or a higher rate, than another police force; None for others."""
    if claim.other_area not in force_names():
        return None
    offence = OTHER_NAMES.get(claim.indicator or "", claim.indicator or "")
    table = force_figures("all_recorded_crime", (MPS_FORCE,))
    year = window_ending(table[0].year_ending.replace(day=1), "rolling_12")
    is_of_year = claim.period is None or (claim.period.start, claim.period.end) == (year.start, year.end)
    if claim.area_code != MPS or offence not in OFFENCE_TITLES or not is_of_year:
        words = (NO_OTHER_YEAR.format(year.name),)
        return Finding(claim=claim, verdict="not_in_our_data", explanation=words, where=HOME_OFFICE_WHERE)
    by_code = {figure.force_code: figure for figure in force_figures(offence, (MPS_FORCE, claim.other_area))}
    own, theirs = by_code[MPS_FORCE], by_code[claim.other_area]
    is_rate = claim.value_unit == "rate"
    values = [figure.rate if is_rate else float(figure.count) for figure in (own, theirs)]
    if None in values:
        words = (theirs.population.note or own.population.note,)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=words)
    difference = (values[0] or 0.0) - (values[1] or 0.0)
    passed = difference > 0 if claim.direction == "up" else difference < 0
    counted = indicator(claim.indicator or "")
    sentences = [_force_words(figure) for figure in (own, theirs)]
    close = is_rate and _overlap(own, theirs)
    evaluation = Evaluation(
        indicator=counted.id,
        area_code=MPS,
        area_name=BY_ONS,
        period=year,
        baseline=None,
        count=values[0],
        base=None,
        unit=rate_unit(counted.unit, per=PER, denominator="residents") if is_rate else counted.unit,
        status="quoted",
        note=f"{SOURCE}.",
        editions=(own.edition,),
    )
    # Of rates the number behind the first stands for both: one case more or less is one of counts.
    behind = float(own.count)
    sizes = tuple(size_checks(claim, (behind, behind * (values[1] or 0.0) / (values[0] or 1.0)), months=12))
    verdict = "matches" if all(check.passed for check in sizes) else "right_direction_different_size"
    return Finding(
        claim=claim,
        verdict=verdict if passed else "does_not_match",  # type: ignore[arg-type]
        reservation=", by the ONS's count" + ("; the intervals of the two overlap" if close else ""),
        explanation=(
            *sentences,
            *(check.words for check in sizes),
            *([OVERLAP] if close else []),
            OFFENCE_TITLES[offence] + ".",
            f"{SOURCE}.",
        ),
        stated=judged(evaluation, (rank_check(passed, sentences[1]), *sizes)),
        caveats=(INTERVAL_NOTE, *([ONLY_YEAR.format(year.name)] if claim.period is None else [])),
    )


def _force_words(figure: ForceFigure) -> str:
    rate = "" if figure.rate is None else f", {number(figure.rate, decimals=2)} per {number(PER)} residents"
    return (
        f"{figure.force_name}: {number(figure.count)} offences in the year to {month_name(figure.year_ending)}{rate}."
    )


def _overlap(one: ForceFigure, other: ForceFigure) -> bool:
    (low, high), (other_low, other_high) = (
        [figure.per_resident(bound) or 0.0 for bound in figure.interval] for figure in (one, other)
    )
    return low <= other_high and other_low <= high
