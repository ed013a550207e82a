"""A period that is named in full, in prose."""

from __future__ import annotations

import re

from analytics.periods import Window, window_ending
from analytics.wording import time_patterns as patterns
from analytics.written_periods import parse_period


def window_named(text: str) -> Window:
    """A period by its words. Two years that follow each other are a financial year, as in prose: `2010-11`."""
    plain = re.sub(rf"^{patterns.DAY}(?={patterns.MONTH})", "", without_day(text.strip()))
    plain = re.sub(rf"^(?:(?:(?:at|by|in) )?(?:the )?end of |by )(?={patterns.YEAR})", "", plain)
    whole = r"(?:calendar |whole of |entire |all of |(?<!financial )(?<!fiscal )years? |the )+"
    plain = re.sub(rf"{whole}(?={patterns.YEAR})", "", plain)
    if ending := re.fullmatch(patterns.YEAR_TO, plain):
        return window_ending(parse_period(ending["month"]).end, "rolling_12")
    plain = re.sub(r"^(?:financial year|fiscal year|fy),? ?|,? (?:financial year|fiscal year|fy)$", "", plain)
    pair = re.fullmatch(r"'?(\d{2}|\d{4}) ?[/-] ?(?:20|19)?(\d\d)", plain)
    if pair and int(pair[2]) == (int(pair[1]) + 1) % 100:
        first = pair[1] if len(pair[1]) == 4 else f"20{pair[1]}"
        return parse_period(f"{first}/{pair[2]}")
    return parse_period(plain)


def without_day(text: str) -> str:
    """`March 31st, 2026` → `March, 2026`."""
    return re.sub(patterns.DAY_AFTER, "", text)


def year_of(window: Window) -> Window:
    """The twelve months to a month: what "since May 2016" compares with. Other windows are what they are."""
    return window_ending(window.end, "rolling_12") if window.kind == "month" else window
