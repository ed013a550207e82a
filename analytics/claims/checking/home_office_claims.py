"""The Home Office's own count of knife crime, as quoted: for two years there is something to hold a claim against."""

from __future__ import annotations

from dataclasses import replace

from analytics.claims.answer import Evaluation, Finding
from analytics.claims.checking.claim_evaluation import judged
from analytics.claims.checking.claim_verdicts import goes_clearly_that_way
from analytics.claims.checking.number_checks import count_checks
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.geography.areas import find_area
from analytics.indicators import indicator
from analytics.periods import Window
from analytics.statistics.change import change
from analytics.tables.home_office_rows import HOME_OFFICE, HOME_OFFICE_COUNT, KNIFE, METHOD, SOURCE, period
from analytics.written_periods import parse_period
from data.published_areas import MPS

# Of the same letter as the figure in `analytics.tables.home_office_rows`.
YEARS: dict[Window, int] = {parse_period("year to March 2016"): 9_086, period(): HOME_OFFICE_COUNT}
THEIRS = "The Home Office's"
_YEAR = 12


def by_home_office(claim: Claim) -> Evaluation | None:
    """The quoted counts for the claim's two years; None for anything but knife crime in exactly these."""
    if claim.indicator != KNIFE or claim.area_code != MPS or claim.rank or not claim.period or not claim.baseline:
        return None
    now, then = _count(claim.period), _count(claim.baseline)
    if now is None or then is None:
        return None
    difference = change(now, then)
    evaluation = Evaluation(
        indicator=KNIFE,
        area_code=MPS,
        area_name=f"{find_area(MPS).name}, {HOME_OFFICE}",
        period=claim.period,
        baseline=claim.baseline,
        count=now,
        base=then,
        unit=indicator(KNIFE).unit,
        change=difference,
        status="quoted",
        differs_in=() if claim.source_basis == "home_office" else ("definition",),
        note=f"{SOURCE}.",
    )
    return judged(evaluation, count_checks(claim, difference, now, months=_YEAR))


def _count(window: Window) -> int | None:
    return next((n for year, n in YEARS.items() if (year.start, year.end) == (window.start, window.end)), None)


def with_quoted(finding: Finding) -> Finding:
    """A finding that our own figures cannot reach, judged by the quoted ones where these are for its very years."""
    quoted = by_home_office(finding.claim)
    if quoted is None or finding.verdict not in ("cannot_be_compared", "not_in_our_data"):
        return finding
    own = finding.claim.source_basis == "home_office"
    if quoted.matches:
        verdict = "matches" if own else "matches_other_definition_or_period"
    else:
        verdict = "right_direction_different_size" if goes_clearly_that_way(quoted.checks) else "does_not_match"
    sentence = f"{figures_words(quoted, whose=THEIRS)} {quoted.note}"
    checks = [check.words.replace("; ours:", f"; {THEIRS[0].lower()}{THEIRS[1:]}:") for check in quoted.checks]
    return replace(
        finding,
        verdict=verdict,  # type: ignore[arg-type]
        reservation=", by the Home Office's count as quoted",
        explanation=(sentence, *checks, METHOD, *finding.explanation),
        alternatives=(quoted, *finding.alternatives),
    )
