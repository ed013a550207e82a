"""The course of a rate: 12 months to each month, for one area or for several taken together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analytics.geography.denominators import population
from analytics.periods import window_ending
from analytics.series.monthly_series import Series
from analytics.statistics.rates import denominator_year


def rate_course(series: Series, codes: Sequence[str]) -> tuple[float | None, ...]:
    """The rate of each window of a `rolling_12` series, per `indicator.per`, over the areas `codes` together.

    None where a month of the window is missing, and where there is no population estimate for the year in which
    the window starts: nothing is interpolated. Raises UnknownName for an area that the series does not have.
    """
    sizes = population(series.indicator.population)
    available = sizes.years(series.level)
    counts = np.sum([series.of(code) for code in codes], axis=0)
    people: dict[int | None, int] = {
        year: sum(sizes.counts[code, year] for code in codes)
        for year in available
        if all((code, year) in sizes.counts for code in codes)
    }
    course: list[float | None] = []
    for month, count in zip(series.months, counts, strict=True):
        residents = people.get(denominator_year(window_ending(month, "rolling_12").start, available).year)
        course.append(None if np.isnan(count) or not residents else float(series.indicator.per * count / residents))
    return tuple(course)
