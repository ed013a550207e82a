"""The neighbours of a claim: the same numbers under another definition, over another period, against another baseline.

Only what is often confused is tried, and one thing at a time. Among many windows some give any number by accident, so
what is found here never makes a claim right; it may say where its number comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from analytics.claims.answer import Difference
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared
from analytics.claims.reading.time_words import BEFORE_PANDEMIC, MAYOR
from analytics.indicators import INDICATORS, Level, indicator
from analytics.periods import Window, add_months, months_between, window_between, window_ending

# Ends of windows that are tried before and after the one that is stated, in months.
NEAR = 3
_YEAR, _DECADE = 12, 120


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A claim beside the one that is stated, and what it differs in.

    `is_shifted`: only by a few months, by which figures differ less than revisions change them.
    """

    claim: Claim
    differs_in: tuple[Difference, ...]
    is_shifted: bool = False


def family(counted: str) -> tuple[str, ...]:
    """The other definitions that go by the same name."""
    own = INDICATORS[counted].family if counted in INDICATORS else ""
    return tuple(other.id for other in INDICATORS.values() if own and other.family == own and other.id != counted)


def neighbours(claim: Claim, *, level: Level) -> list[Neighbour]:
    """Every neighbour of a settled claim, each with what it differs in; the same windows only once."""
    others = [other for other in family(claim.indicator or "") if level in indicator(other).levels]
    around = [Neighbour(replace(claim, indicator=other), ("definition",)) for other in others]
    seen = {_key(claim)}
    for neighbour in (*_periods(claim), *_baselines(claim)):
        if (key := _key(neighbour.claim)) not in seen and _could_be_known(neighbour.claim):
            seen.add(key)
            around.append(neighbour)
    return around


def _could_be_known(claim: Claim) -> bool:
    """Whether the period had ended when the claim was made."""
    return not (claim.published and claim.period) or claim.period.end < claim.published.replace(day=1)


def _key(claim: Claim) -> tuple[date | None, ...]:
    windows = (claim.period, claim.baseline)
    return tuple(day for window in windows for day in ((window.start, window.end) if window else (None, None)))


def _periods(claim: Claim) -> Iterator[Neighbour]:
    period = claim.period
    if period is None:
        return
    before = period.year_earlier()
    for window in periods_near(period):
        moved = replace(claim, period=window)
        shifted = window.months == period.months and abs(months_between(period.end, window.end)) <= NEAR
        if not is_compared(claim) or claim.baseline is None:
            yield Neighbour(moved, ("period",), shifted)
        elif (before.start, before.end) == (claim.baseline.start, claim.baseline.end):
            yield Neighbour(replace(moved, baseline=window.year_earlier()), ("period",), shifted)
        elif window.months == claim.baseline.months and window.start > claim.baseline.end:
            yield Neighbour(moved, ("period",), shifted)
        else:
            yield Neighbour(replace(moved, baseline=window.year_earlier()), ("period", "baseline"))


def periods_near(period: Window) -> list[Window]:
    """The periods that one may be mixed up with: every kind of window with the same end, and those close by."""
    end, start = period.end, period.start
    same_end = [
        window_ending(end, "rolling_12"),
        window_between(add_months(end, -2), end),
        window_ending(end, "month"),
        window_ending(end, "financial_year_to_date"),
        window_between(date(end.year, 1, 1), end),
    ]
    steps = sorted((months for months in range(-NEAR, NEAR + 1) if months), key=abs)
    shifted = [window_between(add_months(start, months), add_months(end, months)) for months in steps]
    return [*same_end, *shifted, *_whole_years(end)]


def _whole_years(end: date) -> list[Window]:
    """The financial and calendar years that a month lies in, and those before them."""
    march = date(end.year + (end.month > 3), 3, 1)
    financial = [window_ending(date(march.year - back, 3, 1), "financial_year") for back in (0, 1)]
    return [*financial, *(window_ending(date(end.year - back, 12, 1), "calendar_year") for back in (0, 1))]


def _baselines(claim: Claim) -> Iterator[Neighbour]:
    period, stated = claim.period, claim.baseline
    if period is None or stated is None:
        return
    baselines = [period.year_earlier(), period.shifted(-_DECADE)]
    if period.months == _YEAR:
        baselines += [MAYOR, BEFORE_PANDEMIC, *_whole_years(stated.end)]
    else:
        baselines.append(window_between(add_months(period.start, -period.months), add_months(period.start, -1)))
    for baseline in baselines:
        if baseline.end < period.start:
            yield Neighbour(replace(claim, baseline=baseline), ("baseline",))
