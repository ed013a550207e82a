"""The panel of the time of year: the newest twelve months against the same months of the years before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.comparability import drawn_events
from analytics.indicators import Level, indicator
from analytics.narrative import number
from analytics.periods import month_name, short_month
from analytics.statistics.seasonality import Seasons, Year, outside_by_itself, seasons
from pages.parts import cached_figures, words
from pages.parts.cached_figures import Fact
from pages.parts.figures import HUES, QUIET, TALL, Figure, layout, note
from pages.parts.panels import Panel
from pages.parts.view import View

YEARS = 5
STANDS = {"below": "below", "within": "within", "above": "above"}
MARGIN_RIGHT = 78


@cached_figures.kept_panel
def time_of_year(indicator_id: str, view: View) -> Panel:
    """Month beside month: in the first chosen borough, or in London."""
    area = (view.boroughs[0].code,) if view.boroughs else ()
    level: Level = "borough" if area else "mps"
    fact = cached_figures.latest((indicator_id,), areas=area, level=level, kind="month")[0]
    selection = cached_figures.selected((indicator_id,), areas=(fact.area.code,), window="month", last=12 * (YEARS + 1))
    rows = cached_figures.figures(selection)
    months = [end.replace(day=1) for end in rows.column("period_end").to_pylist()]
    years = seasons(months, rows.column("value").to_pylist(), years=YEARS)
    if years:
        # A series of four and a half years is shown for four: the file holds no month that the chart has not.
        whole = 12 * (len(years.earlier) + 1)
        selection, rows, months = replace(selection, last=whole), rows.slice(len(months) - whole), months[-whole:]
    noun = fact.indicator.noun[1]
    statistic = f"{words.capital(noun)} a month in {fact.place}, {month_name(months[0])} to {month_name(months[-1])}"
    return Panel(
        key=f"{indicator_id}_seasons",
        title=_title(years, fact) if years else "Too few years to compare months",
        statistic=f"{statistic}; grey: the {words.spelled(len(years.earlier) if years else 0)} years before",
        alt=_alternative(years, fact) if years else "",
        figures=rows if years else rows.slice(0, 0),
        chart=_figure(years) if years else "",
        indicators=(indicator(indicator_id),),
        level=level,
        note=_note(years, fact, months[0]) if years else "",
        request=selection,
    )


def _title(years: Seasons, fact: Fact) -> str:
    low, high = years.range_of(-1)
    count = number(years.newest.values[-1])
    place = "" if fact.is_london else f" in {fact.place}"
    return (
        f"{count} {fact.indicator.noun[1]}{place} {fact.window.when}: {years.standing()} the range of that month "
        f"in the {words.spelled(len(years.earlier))} years before ({number(low)} to {number(high)})"
    )


def _note(years: Seasons, fact: Fact, start: date) -> str:
    """How many of the newest months stand outside the range, and what touched the years before."""
    below, above = years.months_that_stand("below"), years.months_that_stand("above")
    share = outside_by_itself(len(years.earlier))
    counts = (
        f"Of the newest twelve months, {words.spelled(below)} lie{'s' if below == 1 else ''} below the range of the "
        f"same month in the {words.spelled(len(years.earlier))} years before, and {words.spelled(above)} above it. "
        f"Were nothing different, {100 * share:.0f}% of months would lie outside by themselves: about "
        f"{words.spelled(round(12 * share))} of twelve."
    )
    events = drawn_events(fact.indicator, start, fact.window.end, level=fact.level, area_code=fact.area.code)
    return " ".join((counts, *(event.words for event in events)))


def _alternative(years: Seasons, fact: Fact) -> str:
    monthly = "; ".join(
        f"{short_month(month)} {number(value)} ({number(low)} to {number(high)})"
        for month, value, (low, high) in zip(
            years.newest.months, years.newest.values, (years.range_of(i) for i in range(12)), strict=True
        )
    )
    return (
        f"Line chart of {fact.indicator.in_sentence} in {fact.place}: each of the newest twelve months, with the "
        f"lowest and highest value of that month in the {words.spelled(len(years.earlier))} years before: {monthly}."
    )


def _figure(compared: Seasons) -> Figure:
    """One grey line for each earlier year, the newest in full colour, each named at its end."""
    years = (*compared.earlier, compared.newest)
    top = max(value for year in years for value in year.values) * 1.08
    space = layout([], top, margin_top=14, margin_right=MARGIN_RIGHT, height=TALL)
    space["hovermode"] = "x unified"
    space["xaxis"] = {
        "type": "category", "fixedrange": True, "showgrid": False, "tickfont": {"color": QUIET, "size": 12},
    }  # fmt: skip
    space["annotations"] = [
        note(
            11, compared.newest.values[-1], f"Year to<br>{short_month(compared.newest.months[-1])}<br>"
            f"<b>{number(compared.newest.values[-1])}</b>",
            colour=HUES[0], xanchor="left", align="left", xshift=8,
        ),
    ]  # fmt: skip
    return {"data": [_trace(year, is_newest=year is compared.newest) for year in years], "layout": space}


def _trace(year: Year, *, is_newest: bool) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers" if is_newest else "lines",
        "x": [short_month(month).split()[0] for month in year.months],
        "y": list(year.values),
        "line": {"color": HUES[0] if is_newest else QUIET, "width": 2.25 if is_newest else 1},
        "opacity": 1 if is_newest else 0.6,
        "hovertemplate": f"%{{y:,.0f}}<extra>{year.window.label}</extra>",
    }
