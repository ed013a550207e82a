"""Where a change per resident is another than that of the count, since the populations of the two years differ."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analytics.geography.denominators import Population, population
from analytics.narrative import number, signed_percent
from analytics.periods import Window
from analytics.series.monthly_series import Floats, Series
from analytics.statistics.rates import denominator_year

# From so many percentage points apart the change per resident is told beside the other.
TELLING = 1.0


def resident_change_notes(
    series: Series, windows: Sequence[Window], before: Sequence[Window], *, now: Floats, then: Floats
) -> dict[tuple[int, int], str]:
    """For the cells (area, window) where the populations change the answer, what the change per resident is.

    `now` and `then` are counts of shape (areas, windows). Only changes of 12 months in boroughs and London.
    """
    if series.window != "rolling_12" or series.level == "ward" or series.indicator.denominator != "residents":
        return {}
    residents = population("residents", as_of=series.as_of)
    years = residents.years(series.level)
    notes = {}
    for column, (later, earlier) in enumerate(zip(windows, before, strict=True)):
        later_year, earlier_year = (denominator_year(w.start, years).year for w in (later, earlier))
        if later_year is None or earlier_year is None or later_year == earlier_year:
            continue
        people, people_before = (_of(residents, series, year) for year in (later_year, earlier_year))
        with np.errstate(divide="ignore", invalid="ignore"):
            of_counts = 100 * (now[:, column] / then[:, column] - 1)
            of_rates = 100 * (now[:, column] / people / (then[:, column] / people_before) - 1)
        for row in np.flatnonzero(np.abs(of_rates - of_counts) >= TELLING):
            notes[int(row), column] = (
                f"Per resident the change is {signed_percent(float(of_rates[row]))}: the rate uses "
                f"{number(people_before[row])} residents of mid-{earlier_year} and {number(people[row])} of "
                f"mid-{later_year}."
            )
    return notes


def _of(residents: Population, series: Series, year: int) -> Floats:
    return np.array([residents.counts.get((area.code, year), np.nan) for area in series.areas], dtype=np.float64)
