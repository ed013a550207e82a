"""A claim as stated, by the newest figures and by the editions before them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from analytics.claims.answer import Check, Evaluation
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate
from analytics.claims.checking.number_checks import TOLERANCE_WORDS
from analytics.claims.checking.window_totals import earlier_totals, total
from analytics.claims.claim import Claim
from analytics.geography.areas import find_area


@dataclass(frozen=True, slots=True)
class Stated:
    """Our figures for a claim as stated, and those of an edition before with its day.

    `earlier` gives the stated numbers where `now` does not, or only within a revision; where no edition does and
    something does not match, it is the oldest with other figures of the periods, since a claim may go back to one older
    still.
    """

    now: Evaluation
    earlier: Evaluation | None = None
    day: date | None = None

    @property
    def by_earlier(self) -> bool:
        """Whether the earlier edition gives the stated numbers."""
        return self.earlier is not None and self.earlier.matches


def as_stated(claim: Claim, *, as_of: date | None = None) -> Stated:
    """A settled claim held against our figures; earlier editions are asked unless `as_of` says which ones count."""
    now = evaluate(claim, as_of=as_of)
    settled = now.matches and not _is_revised(now)
    if settled or as_of is not None or now.status in WITHHELD:
        return Stated(now)
    oldest: Stated = Stated(now)
    area = find_area(claim.area_code)
    windows = [window for window in (claim.period, claim.baseline) if window]
    tried = [tuple(total(now.indicator, window, area).counts for window in windows)]
    for day, totals in earlier_totals(now.indicator, windows, area):
        if (counts := tuple(figure.counts for figure in totals)) in tried:
            continue
        tried.append(counts)
        # Of a share the whole is that of the day as well.
        stood = {"as_of": day} if claim.is_share else {"totals": totals}
        earlier = evaluate(claim, differs_in=("edition",), **stood)
        if earlier.matches and not _is_revised(earlier):
            checks = tuple(_from_edition(check) for check in now.checks)
            return Stated(replace(now, checks=checks, matches=True), earlier, day)
        if earlier.status not in WITHHELD and not now.matches:
            oldest = Stated(now, replace(earlier, matches=False), day)
    return oldest


def _is_revised(evaluation: Evaluation) -> bool:
    return any(check.tolerance == "revision" for check in evaluation.checks)


def _from_edition(check: Check) -> Check:
    """A check that an earlier edition passes where the newest does not, or only as a revision."""
    if check.tolerance in ("exact", "rounding"):
        return check
    words = f"{check.words.rsplit(': ', 1)[0]}: {TOLERANCE_WORDS['earlier_edition']}."
    return replace(check, tolerance="earlier_edition", words=words)
