"""Months and windows of months: how a period is built, named and shifted.

A month is the `datetime.date` of its first day. A financial year runs from April to March and is written
2024/25; its first quarter is April to June.
"""

import re
from calendar import month_name as calendar_names
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from data.errors import DashboardError

WindowKind = Literal[
    "month",
    "rolling_12",
    "financial_year_to_date",
    "quarter",
    "financial_year",
    "calendar_year",
    "custom",
]

PERIOD_EXAMPLES = "year to May 2016, 2024/25, Apr-Jun 2025, Q1 2025/26, 2025, February 2026"


class PeriodNotUnderstood(DashboardError):
    """A month or a period that cannot be read, or a window that its kind does not allow."""

    def __init__(self, message: str, hint: str = f"Write it like one of these: {PERIOD_EXAMPLES}.") -> None:
        super().__init__(message, hint)


def add_months(month: date, months: int) -> date:
    """The month that lies `months` after `month` (before it, if negative)."""
    years, index = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(years, index + 1, 1)


def months_between(start: date, end: date) -> int:
    """Months from `start` to `end`: 0 for the same month, 12 for the same month a year later."""
    return (end.year - start.year) * 12 + end.month - start.month


def month_range(start: date, end: date) -> tuple[date, ...]:
    """Every month from `start` to `end`, both included; empty if `end` comes first."""
    return tuple(add_months(start, i) for i in range(months_between(start, end) + 1))


def last_day(month: date) -> date:
    """The last day of a month."""
    return add_months(month, 1) - timedelta(days=1)


def parse_month(text: str) -> date:
    """`2026-02` → date(2026, 2, 1). Raises PeriodNotUnderstood for anything else, 2025-13 included."""
    if not (match := re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", text.strip(), re.ASCII)):
        raise PeriodNotUnderstood(f"{text!r} is not a month.", "Write a month as YYYY-MM, for example 2026-02.")
    return date(int(match[1]), int(match[2]), 1)


def format_month(month: date) -> str:
    """date(2026, 2, 1) → `2026-02`: the inverse of `parse_month`."""
    return f"{month:%Y-%m}"


def month_name(month: date) -> str:
    """date(2026, 2, 1) → `February 2026`, whatever the locale."""
    return f"{calendar_names[month.month]} {month.year}"


def short_month(month: date) -> str:
    """date(2026, 2, 1) → `Feb 2026`, for axes and tables."""
    return f"{calendar_names[month.month][:3]} {month.year}"


def financial_year_start(month: date) -> date:
    """The April in which the financial year of `month` begins."""
    return date(month.year - (month.month < 4), 4, 1)


def financial_year_name(month: date) -> str:
    """date(2026, 2, 1) → `2025/26`."""
    start = financial_year_start(month)
    return f"{start.year}/{(start.year + 1) % 100:02d}"


@dataclass(frozen=True, slots=True)
class Window:
    """A run of whole months: `start` and `end` are the first days of its first and last month, both in it.

    Raises PeriodNotUnderstood where the months do not fit the kind (a quarter that starts in May).
    """

    start: date
    end: date
    kind: WindowKind = "custom"

    def __post_init__(self) -> None:
        if self.start.day != 1 or self.end.day != 1 or self.start > self.end:
            raise PeriodNotUnderstood(f"A window runs between two months, not from {self.start} to {self.end}.")
        if not _FITS[self.kind](self):
            kind = self.kind.replace("_", " ")
            raise PeriodNotUnderstood(f"{_span_name(self.start, self.end)} is not a window of kind {kind!r}.")

    @property
    def months(self) -> int:
        return months_between(self.start, self.end) + 1

    @property
    def period_start(self) -> date:
        return self.start

    @property
    def period_end(self) -> date:
        return last_day(self.end)

    @property
    def days(self) -> int:
        return (self.period_end - self.period_start).days + 1

    @property
    def label(self) -> str:
        """The window's name: `year to February 2026`, `2024/25`, `Q1 2025/26 (April to June 2025)`."""
        span = _span_name(self.start, self.end)
        names: dict[WindowKind, Callable[[], str]] = {
            "rolling_12": lambda: f"year to {month_name(self.end)}",
            "quarter": lambda: f"Q{(self.start.month - 4) % 12 // 3 + 1} {financial_year_name(self.start)} ({span})",
            "financial_year": lambda: financial_year_name(self.start),
            "calendar_year": lambda: str(self.start.year),
        }
        return names.get(self.kind, lambda: span)()

    @property
    def name(self) -> str:
        """The window as a noun in a sentence: `the year to May 2016`, `the 11 months to February 2026`."""
        if self.kind in ("financial_year_to_date", "custom") and self.months > 1:
            return f"the {self.months} months to {month_name(self.end)}"
        articles = {"rolling_12": "the ", "financial_year": "the financial year "}
        return articles.get(self.kind, "") + self.label

    @property
    def when(self) -> str:
        """The window as an adverb: `in the year to February 2026`, `in February 2026`."""
        return f"in {self.name}"

    def shifted(self, months: int) -> "Window":
        """The same window `months` later (earlier, if negative). Multiples of 12 fit every kind."""
        return Window(add_months(self.start, months), add_months(self.end, months), self.kind)

    def year_earlier(self) -> "Window":
        return self.shifted(-12)

    def is_same(self, other: "Window") -> bool:
        """Whether it is the same months, under whatever kind."""
        return (self.start, self.end) == (other.start, other.end)

    def month_list(self) -> tuple[date, ...]:
        return month_range(self.start, self.end)

    def __contains__(self, month: date) -> bool:
        return self.start <= month <= self.end


def _span_name(start: date, end: date) -> str:
    if start == end:
        return month_name(start)
    first = calendar_names[start.month] if start.year == end.year else month_name(start)
    return f"{first} to {month_name(end)}"


_FITS: dict[WindowKind, Callable[[Window], bool]] = {
    "month": lambda w: w.months == 1,
    "rolling_12": lambda w: w.months == 12,
    "financial_year_to_date": lambda w: w.start == financial_year_start(w.end),
    "quarter": lambda w: w.months == 3 and w.start.month % 3 == 1,
    "financial_year": lambda w: w.months == 12 and w.start.month == 4,
    "calendar_year": lambda w: w.months == 12 and w.start.month == 1,
    "custom": lambda _: True,
}

_LENGTHS: dict[WindowKind, int] = {
    "month": 1,
    "quarter": 3,
    "rolling_12": 12,
    "financial_year": 12,
    "calendar_year": 12,
}


_MOST_TELLING_FIRST: tuple[WindowKind, ...] = (
    "month",
    "quarter",
    "financial_year",
    "calendar_year",
    "rolling_12",
    "financial_year_to_date",
    "custom",
)


@lru_cache(maxsize=8192)
def window_ending(end: date, kind: WindowKind = "rolling_12") -> Window:
    """The window of a kind whose last month is `end`.

    Raises PeriodNotUnderstood for `custom`, which has no length, and for a quarter or a year that does not
    end in that month.
    """
    if kind == "financial_year_to_date":
        return Window(financial_year_start(end), end, kind)
    if kind not in _LENGTHS:
        raise PeriodNotUnderstood(f"A {kind} window has no fixed length: give its first month as well.")
    return Window(add_months(end, 1 - _LENGTHS[kind]), end, kind)


def window_between(start: date, end: date) -> Window:
    """The window from one month to another under the most telling kind that fits it."""
    window = Window(start, end)
    return Window(start, end, next(kind for kind in _MOST_TELLING_FIRST if _FITS[kind](window)))
