"""A claim of a level or a change, held against our figures: as stated, in earlier editions, beside its neighbours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.claims.answer import Evaluation, Finding
from analytics.claims.checking.claim_evaluation import WITHHELD
from analytics.claims.checking.claim_verdicts import NO_CLEAR_MATCH, is_unclear, reservation, verdict_of
from analytics.claims.checking.neighbour_search import explains, search
from analytics.claims.checking.percent_readings import readings
from analytics.claims.checking.published_elsewhere import ANOTHER_COUNT, HOME_OFFICE_WHERE
from analytics.claims.checking.said_elsewhere import PastWindows, past_windows, published_with_number
from analytics.claims.checking.stated_claim import as_stated
from analytics.claims.checking.window_totals import where_published
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.claims.explaining.explanation import explanation
from analytics.claims.gallery import PublishedClaim

OTHER_LENGTH = "The two periods are not of one length ({} and {} months), so their counts cannot be compared."


def hold(claim: Claim, *, is_open: bool, as_of: date | None = None) -> Finding:
    """The finding on a settled claim without a rank. `is_open`: the period was not stated but looked for."""
    if claim.period and claim.baseline and claim.period.months != claim.baseline.months:
        reason = OTHER_LENGTH.format(claim.period.months, claim.baseline.months)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=(reason,))
    stated = as_stated(claim, as_of=as_of)
    if claim.source_basis == "home_office" and _is_another_count(stated.now):
        return _another_count(claim, stated.now)
    by_edition = (stated.earlier,) if stated.earlier else ()
    tried = search(claim, is_open=is_open, as_of=as_of)
    hits = tuple(neighbour for neighbour in tried if neighbour.matches and explains(neighbour, stated.now))
    verdict = verdict_of(claim, stated.now, has_neighbour=bool(hits))
    unclear = is_unclear(claim, verdict, stated.now)
    denied = verdict in ("does_not_match", "right_direction_different_size")
    past = past_windows(claim, as_of=as_of) if denied else PastWindows(0, ())
    published = published_with_number(claim) if denied or (verdict == "matches_other_definition_or_period") else None
    words = explanation(claim, stated, verdict, tried, hits)
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=reservation(claim, verdict, stated.now, hits),
        headline=_headline(published, claim, unclear=unclear),
        explanation=tuple(neighbour for neighbour in (*words, past.words) if neighbour),
        readings=readings(claim, stated.now),
        stated=stated.now,
        alternatives=(*by_edition, *tried) if stated.by_earlier else (*tried, *by_edition),
        where=where_published(claim.indicator or "") if stated.now.status == "withheld_start" else "",
    )


def _headline(published: PublishedClaim | None, claim: Claim, *, unclear: bool) -> str:
    """What stands in place of the verdict's words: that there is no clear change, of when the number is true."""
    return ". ".join(filter(None, (NO_CLEAR_MATCH if unclear else "", _true_of(published, claim) if published else "")))


def _true_of(published: PublishedClaim, claim: Claim) -> str:
    """Of which period the number was published and is borne out, and that the claimed one is another."""
    of, instead = published.claim.period, claim.period
    name = "" if of is None else (of.label.partition("(")[2].rstrip(")") if of.kind == "quarter" else of.name)
    return f"True of {name} ({published.who}, {published.when}), not of {instead.name if instead else 'this period'}"


def _is_another_count(stated: Evaluation) -> bool:
    """Whether a number by another body's count is not ours, or would be only if revisions explained it."""
    if stated.status in WITHHELD:
        return False
    numbers = [check for check in stated.checks if check.what != "direction"]
    return any(check.tolerance in (None, "revision") for check in numbers)


def _another_count(claim: Claim, stated: Evaluation) -> Finding:
    words = (
        ANOTHER_COUNT,
        figures_words(stated, whose="The Metropolitan Police's"),
        *(check.words for check in stated.checks),
    )
    return Finding(
        claim=claim,
        verdict="not_in_our_data",
        reservation=": another count",
        explanation=words,
        stated=replace(stated, matches=False),
        where=HOME_OFFICE_WHERE,
    )
