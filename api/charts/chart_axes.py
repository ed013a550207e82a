"""The axes of a figure: where a value lies, and which values are named.

An axis is declared as in Plotly's layout (`range`, `dtick`, `tickvals`, `tickformat`, `type`), of which this reads
what the figures of this project use.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.narrative import number
from analytics.periods import add_months

YEAR = 12
_STEPS = (1, 2, 2.5, 5, 10)


def month_number(text: str) -> float:
    """A date as a number of months: `2026-02` and `2026-02-15` alike, the day as a fraction."""
    year, month, *day = (int(part) for part in text[:10].split("-"))
    return year * YEAR + month - 1 + ((day[0] - 1) / 31 if day else 0)


@dataclass(frozen=True, slots=True)
class ChartAxis:
    """One axis: its kind, the ends of its range as numbers, the names of its categories, its declaration."""

    kind: str
    low: float
    high: float
    categories: tuple[str, ...]
    declared: Mapping[str, Any]

    def place(self, value: Any) -> float:
        """Where a value lies: 0 at the low end of the range, 1 at the high end."""
        return (self.position(value) - self.low) / ((self.high - self.low) or 1)

    def position(self, value: Any) -> float:
        """A value as a number: of a date its month, of a category its place in the order."""
        if self.kind == "date" and isinstance(value, str):
            return month_number(value)
        if self.kind == "category" and isinstance(value, str):
            return float(self.categories.index(value))
        return float(value)

    def ticks(self) -> list[tuple[float, str]]:
        """The place (0 to 1) and the name of each tick inside the range."""
        if self.declared.get("showticklabels") is False or self.declared.get("visible") is False:
            return []
        if "tickvals" in self.declared:
            values = list(self.declared["tickvals"])
            names = list(self.declared.get("ticktext") or [str(value) for value in values])
        elif self.kind == "category":
            values = names = list(self.categories)
        elif self.kind == "date":
            values, names = self._dates()
        else:
            values = _round_values(self.low, self.high, most=int(self.declared.get("nticks", 6)))
            names = _numbers(values, suffix=str(self.declared.get("ticksuffix", "")))
        placed = [(self.place(value), name) for value, name in zip(values, names, strict=True)]
        return [(at, name) for at, name in placed if -0.001 <= at <= 1.001]

    def _dates(self) -> tuple[list[Any], list[str]]:
        step = int(str(self.declared.get("dtick", "M12")).removeprefix("M"))
        origin = month_number(str(self.declared.get("tick0", "2000-01-01")))
        first = origin + math.ceil((self.low - origin) / step) * step
        months = [
            add_months(date(1, 1, 1), round(first) - YEAR + i * step)
            for i in range(int((self.high - first) // step) + 1)
        ]
        style = str(self.declared.get("tickformat", "%Y"))
        return [f"{month:%Y-%m}".zfill(7) for month in months], [month.strftime(style) for month in months]


def axis_of(declared: Mapping[str, Any], values: Sequence[Any]) -> ChartAxis:
    """The axis of a declaration; what it leaves open follows from the values drawn against it."""
    known = [value for value in values if value is not None]
    kind = str(declared.get("type") or _kind_of(known))
    categories = (
        tuple(declared.get("categoryarray") or dict.fromkeys(str(v) for v in known)) if kind == "category" else ()
    )
    bare = ChartAxis(kind, 0, 1, categories, declared)
    ends = list(declared.get("range") or ())
    if len(ends) == 2 and None not in ends:
        low, high = (bare.position(end) for end in ends)
    elif kind == "category":
        low, high = -0.5, len(categories) - 0.5
    else:
        numbers = [bare.position(value) for value in known] or [0.0, 1.0]
        low, high = min(numbers), max(numbers)
        if kind != "date":
            room = 0.05 * ((high - low) or 1)
            low, high = low - room, high + room
    return ChartAxis(kind, low, high, categories, declared)


def _kind_of(values: Sequence[Any]) -> str:
    if values and all(isinstance(value, str) for value in values):
        is_date = all(len(value) >= 7 and value[:4].isdigit() and value[4] == "-" for value in values)
        return "date" if is_date else "category"
    return "linear"


def _round_values(low: float, high: float, *, most: int) -> list[float]:
    """Round numbers between two ends, at most so many (Wilkinson's steps of 1, 2, 2.5 and 5)."""
    rough = (high - low) / max(most - 1, 1) or 1.0
    power = 10 ** math.floor(math.log10(abs(rough)))
    step = next(s * power for s in _STEPS if s * power >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 10) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _numbers(values: Sequence[float], *, suffix: str) -> list[str]:
    digits = next((d for d in range(4) if all(abs(v * 10**d - round(v * 10**d)) < 1e-6 for v in values)), 4)
    return [f"{number(value, decimals=digits)}{suffix}" for value in values]
