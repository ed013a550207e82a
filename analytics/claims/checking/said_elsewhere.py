"""Before a claim is denied: published claims of the same number, and past windows of the same length that give it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from analytics.claims.answer import Evaluation
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate
from analytics.claims.checking.neighbours import windows_like
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared, settle
from analytics.claims.gallery import PublishedClaim, gallery
from analytics.geography.areas import find_area
from analytics.narrative import number
from analytics.periods import Window, window_ending
from analytics.series.coverage import coverage

_YEAR = 12
# The months between one window and the next of its kind: those of any other kind are looked at every month.
_EVERY = {"quarter": 3, "financial_year": _YEAR, "calendar_year": _YEAR, "financial_year_to_date": _YEAR}


@dataclass(frozen=True, slots=True)
class PastWindows:
    """How many past windows were tried, and those that give the numbers when rounded, the latest first."""

    tried: int = 0
    fitting: tuple[Evaluation, ...] = ()

    @property
    def words(self) -> str:
        """What was found, in a sentence; empty where nothing was tried."""
        if not self.tried:
            return ""
        if not self.fitting:
            return f"Of {number(self.tried)} past windows of the same length none gives it."
        latest = self.fitting[0].period.name
        return (
            f"{number(len(self.fitting)).capitalize()} of {number(self.tried)} past windows of the same length "
            f"{'gives' if len(self.fitting) == 1 else 'give'} it, the latest being {latest}; among so many, some do "
            f"by accident."
        )


def published_with_number(claim: Claim) -> PublishedClaim | None:
    """A published claim of the same number about another period that our figures bear out, if one is kept."""
    for published in gallery():
        other = published.claim
        same_place = (other.indicator, other.area_code, other.rank) == (claim.indicator, claim.area_code, claim.rank)
        is_another = other.period is not None and other.period != claim.period
        if same_place and is_another and _same_number(claim, other):
            evaluation = evaluate(settle(other).claim)
            if evaluation.matches and evaluation.status not in WITHHELD:
                return published
    return None


def _same_number(claim: Claim, other: Claim) -> bool:
    if claim.size is None:
        return claim.value is not None and claim.value == other.value
    size, other_size = ((one.size, one.size_unit or "percent", one.direction) for one in (claim, other))
    return size == other_size and claim.value in (None, other.value)


def past_windows(claim: Claim, *, as_of: date | None = None) -> PastWindows:
    """Windows of the same length in the past that give the numbers of a settled claim when rounded.

    Those of a year and of months are looked at every month, quarters every quarter; compared with a year earlier where
    the claim is.
    """
    covered, period = _covered(claim), claim.period
    if covered is None or period is None or not claim.numbers or claim.rank or claim.is_share:
        return PastWindows()
    if is_compared(claim) and claim.baseline != period.year_earlier():
        return PastWindows()
    return _fitting(claim, windows_like(period, *covered, step=_EVERY.get(period.kind, 1)), as_of)


def years_that_fit(claim: Claim, *, as_of: date | None = None) -> PastWindows:
    """Of a claim that does not say when: the years, calendar and financial, that give what it states."""
    covered, baseline = _covered(claim), claim.baseline
    if covered is None or claim.rank or claim.other_area or (baseline is not None and baseline.months != _YEAR):
        return PastWindows()
    newest = settle(replace(claim, published=None)).claim.period
    years = range(covered[0].year, covered[1].year + 1)
    windows = [window_ending(date(year, 3, 1), "financial_year") for year in years]
    windows += [window_ending(date(year, 12, 1), "calendar_year") for year in years]
    windows = [window for window in windows if covered[0] <= window.start and window.end <= covered[1]]
    windows += [newest] if newest and newest not in windows else []
    return _fitting(claim, (window for window in windows if baseline is None or window.start > baseline.end), as_of)


def _covered(claim: Claim) -> tuple[date, date] | None:
    return coverage(claim.indicator, find_area(claim.area_code).level) if claim.indicator else None


def _fitting(claim: Claim, windows: Iterable[Window], as_of: date | None) -> PastWindows:
    """The windows over which the figures give what is claimed when rounded, among those that have figures."""
    tried, fitting = 0, []
    for window in sorted(windows, key=lambda window: window.end, reverse=True):
        is_by_year = claim.baseline is None or claim.period is not None
        before = window.year_earlier() if is_by_year and is_compared(claim) else claim.baseline
        moved = replace(claim, period=window, baseline=before)
        evaluation = evaluate(moved, as_of=as_of, differs_in=("period",))
        if evaluation.status not in WITHHELD and evaluation.count is not None:
            tried += 1
            fitting += [evaluation] if evaluation.matches and not _is_loose(evaluation) else []
    return PastWindows(tried, tuple(fitting))


def _is_loose(evaluation: Evaluation) -> bool:
    """Whether a number is there only within what editions revise, or within the usual variation."""
    numbers = [check.tolerance for check in evaluation.checks if check.what != "direction"]
    return evaluation.is_revised or "variation" in numbers
