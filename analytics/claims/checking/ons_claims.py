"""Claims that go by the ONS's count, held against the ONS's own table: London with the City."""

from __future__ import annotations

from dataclasses import replace

from analytics.claims.answer import Evaluation
from analytics.claims.checking.check_result import Finding
from analytics.claims.checking.claim_evaluation import judged
from analytics.claims.checking.number_checks import count_checks
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.forces.force_areas import CITY_OF_LONDON_POLICE
from analytics.forces.force_figures import MPS_FORCE, OFFENCE_TITLES, SOURCE, force_figures, is_held
from analytics.indicators import indicator
from data.published_areas import MPS

# What the ONS counts as theft takes in burglary and vehicle offences.
OTHER_NAMES = {"theft": "theft_offences"}
WITH_THE_CITY = "The ONS's figure for London is that of the Metropolitan Police with the City of London."
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
    said = [OFFENCE_TITLES[offence] + ".", figures_words(stated, whose="The ONS's"), WITH_THE_CITY]
    said += [ONE_YEAR] if claim.direction or claim.size is not None else []
    return Finding(
        claim=claim,
        verdict="matches" if stated.matches else "does_not_match",
        reservation=", by the ONS's count",
        explanation=(said[1], *(check.words for check in checks), said[0], *said[2:], stated.note),
        stated=stated,
    )
