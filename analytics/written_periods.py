"""Periods as people write them, read as windows of months: `year to May 2016`, `Apr-Jun 2025`, `2024/25`."""

import re
from calendar import month_name as calendar_names
from collections.abc import Callable
from datetime import date

from analytics.periods import (
    PeriodNotUnderstood,
    Window,
    add_months,
    parse_month,
    window_between,
    window_ending,
)

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTH_YEAR = rf"(?:{_MONTH}[ ,-]*{_YEAR}|{_YEAR}-(?:0[1-9]|1[0-2]))"
_FINANCIAL = rf"{_YEAR} ?[/-] ?(?:\d\d|{_YEAR})"
_TO = r" ?(?:to|until|till|through|-) ?"
_ENDING = r" ?(?:to|ending|ended|end|up to)?(?: in)? ?"
_ABBREVIATIONS = tuple(name[:3].lower() for name in calendar_names)
_NUMBERS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}


def _month(text: str) -> date:
    if re.match(_YEAR, text):
        return parse_month(text)
    name, year = re.sub(r"[^a-z]", "", text), int(text[-4:])
    number = _ABBREVIATIONS.index(name[:3])
    if not calendar_names[number].lower().startswith(name):
        raise PeriodNotUnderstood(f"{text!r} is not a month.")
    return date(year, number, 1)


def _financial_year(text: str) -> Window:
    first, second = re.findall(r"\d+", text)
    if int(second) % 100 != (int(first) + 1) % 100 or (len(second) == 4 and int(second) != int(first) + 1):
        raise PeriodNotUnderstood(f"{text!r} is not a financial year: its second year must follow its first.")
    return window_ending(date(int(first) + 1, 3, 1), "financial_year")


def _quarter(number: str, financial_year: str) -> Window:
    start = add_months(_financial_year(financial_year).start, 3 * (int(number) - 1))
    return Window(start, add_months(start, 2), "quarter")


def _range(first: str, last: str) -> Window:
    end = _month(last)
    if re.search(_YEAR, first):
        return window_between(_month(first), end)
    start = _month(f"{first} {end.year}")
    # "Dec-Feb 2025" begins in the year before the one that is written.
    return window_between(start if start <= end else add_months(start, -12), end)


def _months_ending(number: str, last: str) -> Window:
    months, end = _NUMBERS.get(number) or int(number), _month(last)
    if not 1 <= months <= 240:
        raise PeriodNotUnderstood(f"{number} months is not a period that can be asked for.")
    start = add_months(end, 1 - months)
    return Window(start, end, "rolling_12") if months == 12 else window_between(start, end)


def _year(text: str) -> Window:
    return window_ending(date(int(text), 12, 1), "calendar_year")


_FORMS: tuple[tuple[str, Callable[..., Window]], ...] = (
    (rf"({_MONTH_YEAR})", lambda m: window_ending(_month(m), "month")),
    (
        rf"(?:rolling )?(?:year|yr|y/?e){_ENDING}({_MONTH_YEAR})",
        lambda m: window_ending(_month(m), "rolling_12"),
    ),
    (
        rf"(?:rolling )?(\d{{1,3}}|three|six|nine|twelve) ?(?:months?|m){_ENDING}({_MONTH_YEAR})",
        _months_ending,
    ),
    (rf"quarter{_ENDING}({_MONTH_YEAR})", lambda m: _months_ending("3", m)),
    (
        rf"(?:fytd|financial year to date){_ENDING}({_MONTH_YEAR})",
        lambda m: window_ending(_month(m), "financial_year_to_date"),
    ),
    (rf"(?:fy|financial year)? ?({_FINANCIAL})", _financial_year),
    (rf"q([1-4]) (?:of )?(?:fy ?)?({_FINANCIAL})(?: \(.*\))?", _quarter),
    (rf"(?:calendar year|cy)? ?({_YEAR})", _year),
    (rf"({_MONTH_YEAR}|{_MONTH}){_TO}({_MONTH_YEAR})", _range),
)


def parse_period(text: str) -> Window:
    """The window that a person means by `year to May 2016`, `2024/25`, `Apr–Jun 2025`, `YE Mar 2025` or `2025`.

    `2010-11` reads as November 2010: the financial year is `2010/11` or `FY 2010-11`.
    Raises PeriodNotUnderstood, with examples, for anything else.
    """
    plain = re.sub(r"\s+", " ", re.sub(r"\s*[‐-―−]\s*", "-", text)).strip(" .,").lower()
    plain = re.sub(r"^(?:in |during )?(?:the )?", "", plain)
    for pattern, build in _FORMS:
        if match := re.fullmatch(pattern, plain, re.ASCII):
            return build(*match.groups())
    raise PeriodNotUnderstood(f"{text!r} is not a period that can be read.")
