"""A borough by other counts: per person present by day, and as the Office for National Statistics has its offences."""

from __future__ import annotations

from datetime import date

from analytics.forces.force_figures import borough_figure
from analytics.geography.areas import Area
from analytics.geography.daytime_population import YEAR, daytime_population
from analytics.narrative import number, percent
from analytics.periods import month_name, window_ending
from analytics.series.monthly_series import monthly, windowed
from analytics.tables.figures_table import table

ALL_CRIME = "all_recorded_crime"
PER = 1_000


def by_day_words(area: Area) -> str:
    """The rate of all crime per person present by day, where that differs much from residents; else empty."""
    people = daytime_population(area.code)
    if people is None or not people.differs_much:
        return ""
    (rate,) = table([ALL_CRIME], [area.code], level="borough", measure="rate", last=1).to_pylist()
    if rate["value"] is None:
        return ""
    window = window_ending(rate["period_end"].replace(day=1), "rolling_12")
    count = _count(area, window.end) or 0
    return (
        f"In {YEAR} {area.name} had {number(people.residents)} residents, and {number(people.workday)} people were "
        f"there on a working day, {number(people.with_visitors)} with visitors. For every 1,000 of those present on a "
        f"working day recorded crime in {window.name} is {number(PER * count / people.workday, decimals=1)}, against "
        f"{number(rate['value'], decimals=1)} per 1,000 residents. The number present is old and gives no rank."
    )


def ons_words(area: Area) -> str:
    """The ONS's count of all crime beside the Metropolitan Police's for the same twelve months; empty without one."""
    figure = borough_figure(ALL_CRIME, area.code)
    own = _count(area, figure.year_ending.replace(day=1)) if figure else None
    if figure is None or not own:
        return ""
    below = 100 * (1 - figure.count / own)
    return (
        f"In the year to {month_name(figure.year_ending)} the Office for National Statistics counts "
        f"{number(figure.count)} offences in {area.name}, the Metropolitan Police {number(own)}: the ONS's figure is "
        f"{percent(below)} {'lower' if below > 0 else 'higher'}. Its table leaves {percent(figure.unassigned_percent)} "
        "of the force's offences without a borough, and is of another extract."
    )


def _count(area: Area, end: date) -> int | None:
    return windowed(monthly(ALL_CRIME, [area.code], level="borough"), "rolling_12").value(area.code, end)
