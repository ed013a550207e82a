"""A claim of a level or a change, held against our figures: as stated, in earlier editions, beside its neighbours."""

from __future__ import annotations

from datetime import date

from analytics.claims.checking.check_result import Finding
from analytics.claims.checking.claim_verdicts import reservation, verdict_of
from analytics.claims.checking.neighbour_search import explains, search
from analytics.claims.checking.percent_readings import readings
from analytics.claims.checking.stated_claim import as_stated
from analytics.claims.checking.window_totals import where_published
from analytics.claims.claim import Claim
from analytics.claims.explaining.explanation import explanation

OTHER_LENGTH = "The two periods are not of one length ({} and {} months), so their counts cannot be compared."


def hold(claim: Claim, *, is_open: bool, as_of: date | None = None) -> Finding:
    """The finding on a settled claim without a rank. `is_open`: the period was not stated but looked for."""
    if claim.period and claim.baseline and claim.period.months != claim.baseline.months:
        reason = OTHER_LENGTH.format(claim.period.months, claim.baseline.months)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=(reason,))
    stated = as_stated(claim, as_of=as_of)
    by_edition = (stated.earlier,) if stated.earlier else ()
    tried = search(claim, is_open=is_open, as_of=as_of)
    hits = tuple(each for each in tried if each.matches and explains(each, stated.now))
    verdict = verdict_of(claim, stated.now, has_neighbour=bool(hits))
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=reservation(claim, verdict, stated.now, hits),
        explanation=tuple(explanation(claim, stated, verdict, tried, hits)),
        readings=readings(claim, stated.now),
        stated=stated.now,
        alternatives=(*by_edition, *tried) if stated.by_earlier else (*tried, *by_edition),
        where=where_published(claim.indicator or "") if stated.now.status == "withheld_start" else "",
    )
