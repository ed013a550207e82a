"""A month against the same month of earlier years: what is usual for the time of year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.periods import Window, window_ending

MONTHS = 12
Standing = Literal["below", "within", "above"]


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve consecutive months of counts, January not necessarily first."""

    months: tuple[date, ...]
    values: tuple[float, ...]

    @property
    def window(self) -> Window:
        return window_ending(self.months[-1])


@dataclass(frozen=True, slots=True)
class Seasons:
    """The newest twelve months and the years before them, oldest first, month beside month."""

    newest: Year
    earlier: tuple[Year, ...]

    def range_of(self, index: int) -> tuple[float, float]:
        """Lowest and highest value of the earlier years for the month at `index` of the twelve."""
        values = [year.values[index] for year in self.earlier]
        return min(values), max(values)

    def standing(self, index: int = -1) -> Standing:
        """Whether a month of the newest year lies below, within or above the range of the earlier years."""
        low, high = self.range_of(index)
        value = self.newest.values[index]
        return "below" if value < low else "above" if value > high else "within"

    def months_that_stand(self, standing: Standing) -> int:
        """How many of the newest twelve months stand so."""
        return sum(self.standing(i) == standing for i in range(MONTHS))


def seasons(months: Sequence[date], values: Sequence[float], *, years: int = 5) -> Seasons | None:
    """The newest twelve of consecutive `months` (no gaps) against at most `years` whole years before; None without one.

    `months` and `values` have one length.
    """
    whole = min(len(months) // MONTHS, years + 1)
    if whole < 2:
        return None
    first = len(months) - whole * MONTHS
    starts = range(first, len(months), MONTHS)
    newest_last = [Year(tuple(months[i : i + MONTHS]), tuple(values[i : i + MONTHS])) for i in starts]
    return Seasons(newest_last[-1], tuple(newest_last[:-1]))


def outside_by_itself(years: int) -> float:
    """The share of months, 0 to 1, outside the range of so many others where nothing differs but the variation.

    Of `years` + 1 alike, the newest is the lowest or the highest in two cases.
    """
    return 2 / (years + 1)
