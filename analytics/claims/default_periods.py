"""What a claim leaves open, taken as a reader would take it: the newest year, the same months a year before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from analytics.claims.claim import Claim
from analytics.geography.areas import find_area
from analytics.indicators import Level
from analytics.periods import Window, add_months, months_between, window_between, window_ending
from analytics.series.coverage import coverage
from analytics.street import street_counts
from data.published_areas import CITY_OF_LONDON

BOROUGH_RANKS = ("all_boroughs", "largest_fall", "smallest_fall", "largest_rise", "smallest_rise")
LEVEL_RANKS = ("lowest_level", "highest_level")
NO_BASELINE = "Nothing is said of what it is compared with: taken as the same months a year earlier."
NOT_ENDED = "The period had not ended when the claim was made."
_YEAR = 12
_LAST_MONTH = {"calendar_year": 12, "financial_year": 3}


@dataclass(frozen=True, slots=True)
class Settled:
    """A claim with its windows filled in, and what was assumed, in sentences."""

    claim: Claim
    assumed: tuple[str, ...]


def is_compared(claim: Claim) -> bool:
    """Whether a claim sets one period against another."""
    if claim.rank in BOROUGH_RANKS:
        return True
    if claim.rank in LEVEL_RANKS or claim.other_area or claim.is_share:
        return False
    return any(fact is not None for fact in (claim.direction, claim.size, claim.base_value, claim.baseline))


def level_of(claim: Claim) -> Level:
    """The level at which a claim is checked: a rank among boroughs is one of boroughs."""
    return "borough" if claim.rank in (*BOROUGH_RANKS, *LEVEL_RANKS) else find_area(claim.area_code).level


def settle(claim: Claim) -> Settled:
    """The claim with a period, and a baseline where it compares. Raises UnknownName for an area that does not exist."""
    assumed: list[str] = []
    if claim.period is None and (period := _newest(claim)) is not None:
        known_then = " that were known when it was made" if claim.published else ""
        assumed.append(f"No period is given: taken as {period.name}, the newest figures{known_then}.")
        claim = replace(claim, period=period)
        if claim.baseline and period.start > claim.baseline.end and period.months < claim.baseline.months:
            before = period.year_earlier()
            assumed.append(f"The year under way is compared with the same months of the year before: {before.name}.")
            claim = replace(claim, baseline=before)
    elif claim.period and claim.published and claim.period.end >= claim.published.replace(day=1):
        assumed.append(f"{NOT_ENDED} The figures are those of all of it.")
    if claim.baseline is None and claim.period is not None and is_compared(claim):
        assumed.append(NO_BASELINE)
        claim = replace(claim, baseline=claim.period.year_earlier())
    return Settled(claim, tuple(assumed))


def _under_way(before: Window, last: date) -> Window | None:
    """The months that follow a year, to the last that has figures."""
    start = add_months(before.end, 1)
    return window_between(start, last) if start <= last and months_between(before.end, last) < _YEAR else None


def newest_month(claim: Claim) -> date | None:
    """The last month that has figures and had ended when the claim was made."""
    of_city = claim.area_code == CITY_OF_LONDON
    covered = street_counts.months() if of_city else coverage(claim.indicator or "", level_of(claim))
    if not covered or claim.published is None:
        return covered[-1] if covered else None
    return min(covered[-1], add_months(claim.published.replace(day=1), -1))


def _newest(claim: Claim) -> Window | None:
    """The newest window of the kind that the baseline has; twelve months where nothing is said."""
    last, like = newest_month(claim), claim.baseline
    if last is None:
        return None
    if like is not None and like.kind in _LAST_MONTH:
        back = (last.month - _LAST_MONTH[like.kind]) % _YEAR
        newest = window_ending(add_months(last, -back), like.kind)
        # Who speaks half a year after its end has newer figures, and means those.
        to_date = window_ending(last, "rolling_12")
        if claim.published is not None and back >= _YEAR // 2 and to_date.start > like.end:
            return to_date
        # Where no year of its kind has ended since, it is compared with the year that is under way, as far as it went.
        return newest if newest.start > like.end else _under_way(like, last)
    if like is None or like.months == _YEAR:
        return window_ending(last, "rolling_12")
    years = months_between(like.end, last) // _YEAR
    return like.shifted(_YEAR * years) if years >= 1 else None
