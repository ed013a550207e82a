"""Words for periods that depend on the day on which they were said: `last year`, `in June`, `the last six months`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, TypedDict

from analytics.claims.reading.number_words import whole
from analytics.periods import Window, add_months, window_between, window_ending
from analytics.written_periods import parse_period

# Months that are read as one period.
LONGEST = 24
Role = Literal["period", "baseline", "since", ""]


class PeriodReading(TypedDict, total=False):
    """What an expression stands for; `group` is the part of it that names the period. In a note, {} is its words."""

    window: Window | None
    months_before: int | None
    same_in: Window | None
    role: Role
    note: str
    group: str


Build = Callable[[re.Match[str], date | None], list[PeriodReading]]
UNDATED: PeriodReading = {
    "role": "period",
    "note": "“{}” depends on the day on which it was said, which is not given.",
}


def this_year(_match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """January to the month before, as far as it had gone on the day."""
    if said_on is None or said_on.month == 1:
        return [UNDATED]
    return [{"window": window_between(date(said_on.year, 1, 1), date(said_on.year, said_on.month - 1, 1))}]


def this_financial_year(_match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """April to the month before."""
    if said_on is None or said_on.month == 4:
        return [UNDATED]
    return [{"window": window_ending(add_months(said_on.replace(day=1), -1), "financial_year_to_date")}]


def no_year(_match: re.Match[str], _said_on: date | None) -> list[PeriodReading]:
    """`Q2`, which may be a quarter of a calendar or of a financial year."""
    return [{"role": "period", "note": "“{}” names no year, so no period."}]


def last_year(_match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """The calendar year before; beside a comparison, a year earlier."""
    if said_on is None:
        return [{**UNDATED, "role": "", "months_before": 12}]
    return [{"window": parse_period(str(said_on.year - 1)), "months_before": 12}]


def last_months(match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """The last month, quarter or number of months that had ended."""
    if said_on is None:
        return [UNDATED]
    last = add_months(said_on.replace(day=1), -1)
    if match["count"]:
        return [{"window": window_between(add_months(last, 1 - min(max(whole(match["count"]), 1), LONGEST)), last)}]
    if "quarter" in match[0]:
        end = add_months(last, -(last.month % 3))
        return [{"window": window_between(add_months(end, -2), end)}]
    return [{"window": window_ending(last, "month")}]


def year_to_month(match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """`the year to August`."""
    return _without_year(match, said_on, twelve=True)


def month_alone(match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """`in June`, `since June`."""
    return _without_year(match, said_on, twelve=False)


def months_alone(match: re.Match[str], said_on: date | None) -> list[PeriodReading]:
    """`between April and June`: the last ones that had ended on the day on which it was said."""
    if said_on is None:
        return [UNDATED]
    window = parse_period(f"{match['first'].strip('. ')} to {match['last'].strip('. ')} {said_on.year}")
    return [{"window": window if window.end < said_on.replace(day=1) else window.year_earlier()}]


def _without_year(match: re.Match[str], said_on: date | None, *, twelve: bool) -> list[PeriodReading]:
    """`in June`, `the year to August`: the last one before the day on which it was said."""
    if said_on is None:
        return [UNDATED]
    month = parse_period(f"{match['month'].strip('. ')} {said_on.year}").end
    month = month if month < said_on.replace(day=1) else add_months(month, -12)
    window = window_ending(month, "rolling_12" if twelve else "month")
    return [{"window": window, "role": "since" if match[0].startswith("since") else ""}]
