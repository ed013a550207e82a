"""The rows of a briefing's scorecard: a standing as text."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.borough_profile.scorecard import Standing
from analytics.indicators import Indicator
from analytics.narrative import change_in_cell, interval, number
from analytics.periods import short_month
from analytics.statistics.rates import Rate, rate_decimals

NO_RATE = "no rate"


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator, each cell as text. `per` is empty where the rate is per 1,000 residents."""

    indicator: str
    per: str
    year_to: str
    count: str
    change: str
    change_interval: str
    rate: str
    rate_interval: str
    london: str
    similar: str
    rank: str
    rank_range: str


def _ages(indicator: Indicator) -> str:
    """Which residents a rate is per, where it is not all of them: `aged 1 to 24`."""
    return indicator.people.removeprefix("residents").strip()


def row(standing: Standing) -> Row:
    """A standing as a row."""
    own, digits = standing.rate, decimals(standing)
    low, high = standing.rank_range or (None, None)
    change = standing.change
    return Row(
        indicator=standing.indicator.short_title,
        per=f"per {number(own.per)} {_ages(standing.indicator)}" if _ages(standing.indicator) else "",
        year_to=short_month(standing.window.end),
        count="no figure" if change.count is None else number(change.count),
        change=change_in_cell(change),
        change_interval=interval(*change.bounds) if change.bounds else "",
        rate=_value(own, digits),
        rate_interval=""
        if own.lower is None or own.upper is None
        else f"{number(own.lower, decimals=digits)} to {number(own.upper, decimals=digits)}",
        london=_value(standing.london, digits),
        similar=_value(standing.similar, digits),
        rank="–" if standing.rank is None else number(standing.rank),
        rank_range="" if low is None or high is None else f"{low} to {high}" if low != high else f"only {low}",
    )


def decimals(standing: Standing) -> int:
    """How many decimals tell the rates of an indicator apart."""
    return rate_decimals(standing.london.value)


def _value(rate: Rate, digits: int) -> str:
    return NO_RATE if rate.value is None else number(rate.value, decimals=digits)
