"""What a claim must say before it can be held against figures: rules, each with its reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from analytics.claims.claim import EXTREMES, Claim
from analytics.claims.default_periods import BOROUGH_RANKS, LEVEL_RANKS
from analytics.geography.areas import find_area
from analytics.indicators import Indicator, indicator
from analytics.narrative import capital
from analytics.wording.number_words import LARGEST
from data.errors import DashboardError

LONGEST_ROW = 30
# The City of London has its own police.
BOROUGHS_POLICED = 32


class SenselessClaim(DashboardError):
    """Parts of a claim that do not go together, or are missing: nothing could be checked."""


def check_sense(claim: Claim) -> None:
    """Raises SenselessClaim with the first thing that is wrong, UnknownName for an indicator that does not exist."""
    counted = indicator(claim.indicator) if claim.indicator is not None else None
    units = _units(claim, counted) if counted else ()
    for problem, hint in (*_statement(claim), *_rank(claim, counted), *_row(claim), *units):
        raise SenselessClaim(problem, hint)


def _statement(claim: Claim) -> Iterator[tuple[str, str]]:
    roundings = (unit for unit in (claim.rounding, claim.value_rounding) if unit is not None)
    numbers = (*claim.numbers, *roundings)
    if not all(map(isfinite, numbers)):
        yield "A number of the claim is none", "Write it in digits."
    if max(numbers, default=0) > LARGEST:
        yield "A number of the claim is far beyond any figure of crime", "Check its digits."
    if min(numbers, default=0) < 0:
        yield "A number of the claim is negative", "Say by the direction whether it rose or fell."
    if claim.period and claim.baseline and claim.period.is_same(claim.baseline):
        yield f"{capital(claim.period.name)} is compared with itself", "Give an earlier period to compare with."
    if claim.since and claim.period and claim.since > claim.period.end:
        yield f"{capital(claim.period.name)} ends before the month since which it is claimed", "Give an earlier month."
    if claim.indicator is None and not claim.subject.strip():
        yield "The claim does not say what is counted", "Choose an indicator, or say in words what is claimed."
    if claim.direction in ("not_up", "not_down") and numbers:
        yield "That something did not rise or fall is claimed beside a number", "Give the direction, or the number."
    if claim.indicator and not (claim.direction or claim.rank or claim.numbers):
        yield "The claim states no number, direction or rank", "Say what rose or fell, by how much, or to what."


def _rank(claim: Claim, counted: Indicator | None) -> Iterator[tuple[str, str]]:
    states_change = claim.size is not None or claim.base_value is not None
    if claim.rank in (*EXTREMES, *LEVEL_RANKS) and states_change:
        name = claim.rank.partition("_")[0]
        yield f"The {name} and a change are two claims", "Check the order and the change one at a time."
    if claim.rank == "all_boroughs" and states_change:
        yield "A change beside “all boroughs” is a second claim", "Check the direction in all of them by itself."
    if claim.rank == "all_boroughs" and not 0 <= (claim.value or 0) <= BOROUGHS_POLICED:
        yield f"There are {BOROUGHS_POLICED} boroughs", "Give in how many of them."
    is_of_month = claim.rank in ("lowest_of_month", "highest_of_month")
    if is_of_month and (claim.period is None or claim.period.months != 1):
        yield "An order among months of one name is claimed of no month", "Give the month, as in: June 2026."
    if claim.other_area and (claim.direction not in ("up", "down") or claim.base_value is not None):
        yield "Two places are compared, and it is not said which has more", "Say whether it is higher or lower."
    if claim.rank not in (*BOROUGH_RANKS, *LEVEL_RANKS):
        return
    if claim.rank == "all_boroughs" and claim.direction not in ("up", "down"):
        yield "All boroughs did what?", "Say whether it rose or fell in all of them."
    area = find_area(claim.area_code)
    if claim.rank != "all_boroughs" and (area.level != "borough" or area.is_pseudo):
        yield "The claim names no borough", "Say which of the 32 boroughs is meant."
    if counted and counted.kind == "reoffending":
        yield f"{counted.title} is published by region", "A rank among boroughs cannot be checked."


def _row(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.rank == "in_a_row" and (claim.direction not in ("up", "down") or claim.numbers):
        yield "A change from year to year is claimed without its direction, or with a figure", "Say: rose, or fell."
    if claim.rank == "in_a_row" and not 2 <= claim.rank_place <= LONGEST_ROW:
        yield "It is not said for how many years it went on", f"Give their number, from 2 to {LONGEST_ROW}."


def _units(claim: Claim, counted: Indicator) -> Iterator[tuple[str, str]]:
    is_count = counted.measure == "count"
    if claim.value is not None or claim.base_value is not None:
        if claim.value_unit == "percent" and is_count and not claim.is_share:
            yield f"{counted.title} is a count and no percentage", "Give the figure as a count, or a change in percent."
        if claim.value_unit == "rate" and (not is_count or counted.denominator is None):
            yield f"{counted.title} has no rate per residents", "Give the figure itself."
    if claim.is_share and (not is_count or claim.value is None):
        yield "A share is stated without its value", "Give it in per cent."
    if claim.size is not None and claim.size_unit == "count" and not is_count:
        yield f"{counted.title} is no count", "Give the change in percent or percentage points."
