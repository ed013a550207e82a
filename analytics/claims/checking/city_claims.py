"""Claims about the City of London, held against its own police's records: six offences that mean the same there."""

from __future__ import annotations

from analytics.claims.answer import Evaluation, Finding
from analytics.claims.checking.claim_evaluation import judged
from analytics.claims.checking.claim_verdicts import NO_CLEAR_MATCH, is_unclear, lacks_clear_change, verdict_of
from analytics.claims.checking.number_checks import count_checks
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.indicators import indicator
from analytics.periods import month_name
from analytics.statistics.change import Change, change
from analytics.street import street_counts
from analytics.street.city_offences import BORROWED, COMPARABLE, WITHOUT_RANK, borrowed_dispersion
from data.catalogue import DATASETS
from data.published_areas import BOROUGHS, CITY_OF_LONDON

WHERE = "The page City of London (/city_of_london), and data.police.uk"
BY_ITS_POLICE = ", by the City of London Police's records"
THEIRS = "The City of London Police's"
NOT_THE_SAME = (
    "The City of London has its own police, whose records have other categories. Of those, burglary, robbery, "
    "shoplifting, theft from the person, bicycle theft and vehicle offences mean the same as here; {} does not."
)
NOT_HELD = "The City of London Police's records are held here for {} to {}, and not for {}."
ONLY_COUNTS = "A rate, a share or an order of the City is not checked here."


def hold_city(claim: Claim) -> Finding:
    """The finding on a settled claim about the City of London: a count or a change of one of the six offences."""
    counted = indicator(claim.indicator or "")
    if counted.id not in COMPARABLE or not street_counts.is_held():
        return _without(claim, NOT_THE_SAME.format(counted.in_sentence))
    if claim.rank or claim.other_area or claim.is_share or claim.value_unit != "count":
        words = (ONLY_COUNTS, WITHOUT_RANK)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=words, where=WHERE)
    windows = [window for window in (claim.period, claim.baseline) if window]
    category = COMPARABLE[counted.id][0]
    counts = [street_counts.count(window, category=category) for window in windows]
    if claim.period is None or None in counts:
        months = street_counts.months()
        missing = next((window.name for window, count in zip(windows, counts, strict=True) if count is None), "it")
        return _without(claim, NOT_HELD.format(month_name(months[0]), month_name(months[-1]), missing))
    return _held(claim, counts, category)


def _held(claim: Claim, counts: list[int | None], category: str) -> Finding:
    counted, now, then = indicator(claim.indicator or ""), counts[0], counts[1] if len(counts) > 1 else None
    period, baseline = claim.period, claim.baseline
    assert period is not None
    compared: Change | None = change(now, then, dispersion=borrowed_dispersion(counted.id)) if baseline else None
    rows = street_counts.street_table(("category",), chosen=(category,)).to_pylist()
    evaluation = Evaluation(
        indicator=counted.id,
        area_code=CITY_OF_LONDON,
        area_name=BOROUGHS[CITY_OF_LONDON],
        period=period,
        baseline=baseline,
        count=now,
        base=then,
        unit=counted.unit,
        change=compared,
        status=compared.status if compared else "ok",
        editions=(rows[0]["edition"],),
    )
    stated = judged(evaluation, count_checks(claim, compared, now, months=period.months))
    verdict = verdict_of(claim, stated, has_neighbour=False)
    unclear = lacks_clear_change(claim, stated)
    return Finding(
        claim=claim,
        verdict=verdict,
        headline=NO_CLEAR_MATCH + BY_ITS_POLICE if is_unclear(claim, verdict, stated) else "",
        reservation=BY_ITS_POLICE + ("; no clear change" if unclear and verdict == "matches" else ""),
        explanation=(figures_words(stated, whose=THEIRS), *(check.words for check in stated.checks)),
        caveats=(street_counts.ANOTHER_SOURCE, street_counts.FORCE_TOTAL, *((BORROWED,) if compared else ())),
        sources=(DATASETS[street_counts.DATASET].attribution,),
    )


def _without(claim: Claim, reason: str) -> Finding:
    return Finding(claim=claim, verdict="not_in_our_data", explanation=(reason,), where=WHERE)
