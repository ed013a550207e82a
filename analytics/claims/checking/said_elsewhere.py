"""Before a claim is denied: published claims of the same number, and past windows of the same length that give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from analytics.claims.answer import Evaluation
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate
from analytics.claims.checking.number_checks import states_numbers
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared, settle
from analytics.claims.gallery import PublishedClaim, gallery
from analytics.geography.areas import find_area
from analytics.narrative import number
from analytics.periods import Window, add_months, months_between
from analytics.series.coverage import coverage

_YEAR = 12


@dataclass(frozen=True, slots=True)
class PastWindows:
    """How many past windows were tried, and those that give the numbers when rounded, the latest first."""

    tried: int
    fitting: tuple[Evaluation, ...]

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
        if not same_place or other.period is None or other.period == claim.period:
            continue
        if not _same_number(claim, other):
            continue
        evaluation = evaluate(settle(other).claim)
        if evaluation.matches and evaluation.status not in WITHHELD:
            return published
    return None


def _same_number(claim: Claim, other: Claim) -> bool:
    if claim.size is not None:
        units = (claim.size_unit or "percent", other.size_unit or "percent")
        same_size = (claim.size, units[0], claim.direction) == (other.size, units[1], other.direction)
        return same_size and (claim.value is None or claim.value == other.value)
    return claim.value is not None and claim.value == other.value


def past_windows(claim: Claim, *, as_of: date | None = None) -> PastWindows:
    """Windows of the same length in the past that give the numbers of a settled claim when rounded.

    Those of a year and of months are looked at every month, quarters every quarter; compared with a year earlier where
    the claim is.
    """
    if claim.period is None or not states_numbers(claim) or claim.rank or claim.is_share:
        return PastWindows(0, ())
    by_year = claim.baseline is not None and claim.baseline == claim.period.year_earlier()
    if is_compared(claim) and not by_year:
        return PastWindows(0, ())
    windows = _past(claim.indicator or "", claim.area_code, claim.period)
    return _fitting(claim, windows, as_of)


def years_that_fit(claim: Claim, *, as_of: date | None = None) -> PastWindows:
    """Of a claim that does not say when: the years, calendar and financial, that give what it states."""
    covered = coverage(claim.indicator, find_area(claim.area_code).level) if claim.indicator else None
    if (
        covered is None
        or claim.rank
        or claim.other_area
        or (claim.baseline is not None and claim.baseline.months != _YEAR)
    ):
        return PastWindows(0, ())
    newest = settle(replace(claim, published=None)).claim.period
    ends = [date(year, month, 1) for year in range(covered[0].year, covered[1].year + 1) for month in (3, 12)]
    windows = [
        Window(add_months(end, 1 - _YEAR), end, "financial_year" if end.month == 3 else "calendar_year") for end in ends
    ]
    windows = [window for window in windows if covered[0] <= window.start and window.end <= covered[1]]
    windows += [newest] if newest and newest not in windows else []
    newest_first = sorted(windows, key=lambda window: window.end, reverse=True)
    after = [window for window in newest_first if claim.baseline is None or window.start > claim.baseline.end]
    return _fitting(claim, after, as_of)


def _fitting(claim: Claim, windows: Sequence[Window], as_of: date | None) -> PastWindows:
    """The windows over which the figures give what is claimed when rounded, among those that have figures."""
    tried, fitting = 0, []
    for window in windows:
        evaluation = evaluate(_moved(claim, window), as_of=as_of, differs_in=("period",))
        if evaluation.status not in WITHHELD and evaluation.count is not None:
            tried += 1
            fitting += [evaluation] if evaluation.matches and not _is_revised(evaluation) else []
    return PastWindows(tried, tuple(fitting))


def _moved(claim: Claim, window: Window) -> Claim:
    compared = claim.baseline or (window.year_earlier() if is_compared(claim) else None)
    if claim.period is not None and claim.baseline is not None:
        compared = window.year_earlier()
    return replace(claim, period=window, baseline=compared)


def _past(counted: str, area_code: str, period: Window) -> Sequence[Window]:
    covered = coverage(counted, find_area(area_code).level)
    if covered is None:
        return ()
    step = {"quarter": 3, "financial_year": _YEAR, "calendar_year": _YEAR, "financial_year_to_date": _YEAR}.get(
        period.kind, 1
    )
    span = range(-(months_between(covered[0], period.end) // step), months_between(period.end, covered[1]) // step + 1)
    windows = [
        Window(add_months(period.start, step * i), add_months(period.end, step * i), period.kind) for i in span if i
    ]
    inside = [window for window in windows if covered[0] <= window.start and window.end <= covered[1]]
    return sorted(inside, key=lambda window: window.end, reverse=True)


def _is_revised(evaluation: Evaluation) -> bool:
    return any(
        check.tolerance in ("revision", "variation") and check.what != "direction" for check in evaluation.checks
    )
