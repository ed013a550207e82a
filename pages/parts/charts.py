"""The panels that pages are composed of: each takes an indicator and a view, and gives back a panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from analytics.comparability import Event, annotations, rebase_months
from analytics.control import ControlChart, control_chart
from analytics.indicators import indicator
from analytics.narrative import bars_alternative, headline, line_alternative, number
from analytics.periods import Window, add_months, month_name
from analytics.shapes import boundaries
from data.areas import MPS
from pages.parts import facts, figures, filters, tables, words
from pages.parts.facts import LONDON, Fact
from pages.parts.panels import Panel
from pages.parts.view import View

CONTROL_MONTHS = 24
STATISTICS = {
    "rolling_12": "12 months to each month",
    "month": "each month",
    "financial_year_to_date": "financial year to the same month",
}


def trend(which: Sequence[str], view: View) -> Panel:
    """The course of indicators for London; as a rate, with the chosen boroughs beside it."""
    first = facts.latest((which[0],), kind=view.window)[0]
    boroughs = view.boroughs if view.measure == "rate" else ()
    shown = (which[0],) if boroughs or view.measure == "rate" or view.window == "financial_year_to_date" else tuple(which)
    rows = facts.figures(shown, window=view.window, measures=(view.measure,))
    if boroughs:
        beside = facts.figures(shown, areas=view.codes, level="borough", window=view.window, measures=(view.measure,))
        rows = facts.stacked(rows, beside)
    names = {(each, MPS): LONDON if boroughs or len(shown) == 1 else indicator(each).short_title for each in shown}
    names |= {(which[0], area.code): area.name for area in boroughs}
    return _course(f"{which[0]}_trend", first, rows, names, view, context=MPS if boroughs else "")


def borough_trend(which: str, view: View) -> Panel:
    """The course of an indicator in the chosen boroughs: counts, on their own scale."""
    found = facts.latest((which,), areas=view.codes, level="borough", kind=view.window)
    rows = facts.figures((which,), areas=view.codes, level="borough", window=view.window)
    names = {(which, area.code): area.name for area in view.boroughs}
    return _course(f"{which}_borough_trend", found[0], rows, names, view, level="borough")


def _course(
    key: str, fact: Fact, rows: object, names: Mapping[tuple[str, str], str], view: View, *, context: str = "",
    level: str = "mps",
) -> Panel:  # fmt: skip
    yearly = view.window == "financial_year_to_date" and len(names) == 1
    rows = facts.same_month(rows) if view.window == "financial_year_to_date" else rows  # type: ignore[arg-type]
    found, listed = fact.indicator, rows.to_pylist()
    places = tables.decimals(view.measure)
    lines = figures.lines_of(listed, names, context=context)
    unit = listed[-1]["unit"] if listed else found.unit
    if yearly:
        chart = figures.bars(lines[0], decimals=places, unit=unit)
        title = headline(found, fact.change, fact.window, None if fact.is_london else fact.place)
    else:
        chart = figures.trend(lines, events=_marked(fact, lines), decimals=places, unit=unit) if lines else {}
        title = words.course_opening(fact)
        if view.measure == "rate":
            title = f"{found.short_title}: {tables.figure_text(listed[-1])} {unit}"
    alts = [
        line_alternative(
            found, line.months, line.values, area_name=line.name, statistic=STATISTICS[view.window], decimals=places
        )
        for line in lines
    ]
    return Panel(
        key=key, title=title, statistic=f"{found.short_title}, {unit}, {STATISTICS[view.window]}", alt=" ".join(alts),
        figures=rows, chart=chart, indicators=tuple(indicator(which) for which in dict.fromkeys(w for w, _ in names)),
        level=level, formulas=(view.measure, "trend") if view.window == "rolling_12" else (view.measure,),
    )  # fmt: skip
