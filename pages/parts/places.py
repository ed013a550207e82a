"""Panels by borough: a table of all, a map of all, and a table of the chosen ones."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from analytics.change import Change
from analytics.indicators import indicator
from analytics.narrative import bars_alternative, interval, number
from analytics.periods import Window
from analytics.shapes import boundaries
from data.areas import MPS
from pages.parts import facts, figures, filters, tables, words
from pages.parts.facts import LONDON, Fact
from pages.parts.panels import Panel
from pages.parts.tables import Cell, Line, Row
from pages.parts.view import View

INTERVAL = "(95% interval)"
CHANGE = f"Change {INTERVAL}"
CITY = "The City of London has its own police force and is not shown."


def _codes() -> tuple[str, ...]:
    return tuple(area.code for area in facts.boroughs())


def _rates(which: str, fact: Fact) -> dict[str, Row]:
    """The rate rows of London and of every borough in the last 12 months, by area code."""
    asked = {"measures": ("rate",), "start": fact.window.end, "end": fact.window.end}
    rows = facts.stacked(
        facts.figures((which,), **asked), facts.figures((which,), areas=_codes(), level="borough", **asked)
    )
    return {row["area_code"]: row for row in rows.to_pylist()}


def borough_table(which: str, view: View) -> Panel:
    """Every borough: count, rate with its interval, change in words; London first, then by rate."""
    london = facts.latest((which,))[0]
    found = facts.latest((which,), areas=_codes(), level="borough")
    rates = _rates(which, london)
    longest = max((row["value"] or 0 for row in rates.values()), default=1) or 1
    ordered = [london, *sorted(found, key=lambda f: -(rates[f.area.code]["value"] or 0))]
    lines = [_line(fact, rates[fact.area.code], longest, view) for fact in ordered]
    unit = rates[MPS]["unit"]
    asked = {"measures": ("count", "rate", "change"), "start": london.window.end, "end": london.window.end}
    changes = [fact.change for fact in found]
    counted = indicator(which).noun[1].capitalize()
    return Panel(
        key=f"{which}_boroughs",
        title=words.boroughs_opening(changes),
        statistic=f"{indicator(which).short_title}: {london.window.label}, against the year before; by rate",
        alt="",
        figures=facts.stacked(
            facts.figures((which,), **asked), facts.figures((which,), areas=_codes(), level="borough", **asked)
        ),
        chart=tables.html_table(
            f"{indicator(which).short_title} by borough, {london.window.label}",
            (
                "Borough",
                counted,
                f"{words.capital(unit.removeprefix(indicator(which).unit).strip())} {INTERVAL}",
                CHANGE,
            ),
            lines,
            numbers=(1, 2),
        ),
        indicators=(indicator(which),),
        level="borough",
        formulas=("count", "rate", "change"),
    )


def _line(fact: Fact, rate: Row, longest: float, view: View) -> Line:
    change = fact.change
    count = number(change.count) if change.count is not None else tables.NOTHING
    return Line(
        (
            Cell(fact.place),
            Cell(count),
            Cell(tables.figure_text(rate), share=(rate["value"] or 0) / longest, second=tables.interval_text(rate)),
            Cell(words.change_in_cell(change), second=_bounds(change)),
        ),
        is_marked=fact.is_london or fact.area.code in view.codes,
    )


def _bounds(change: Change) -> str:
    return "" if change.lower is None or change.upper is None else interval(change.lower, change.upper)


def borough_map(which: str, view: View) -> Panel:
    """Every borough by its rate over 12 months; a click chooses one."""
    fact = facts.latest((which,))[0]
    rates = {code: row for code, row in _rates(which, fact).items() if code != MPS and row["value"] is not None}
    names = {code: row["area_name"] for code, row in rates.items()}
    values = {code: row["value"] for code, row in rates.items()}
    top = max(values, key=lambda code: values[code])
    unit = rates[top]["unit"]
    return Panel(
        key=f"{which}_map",
        title=f"{names[top]} has the highest rate: {number(values[top], decimals=2)} {unit}",
        statistic=f"{fact.indicator.short_title}: {unit}, {fact.window.label}",
        alt=bars_alternative(
            f"Map of {fact.indicator.in_sentence} by borough, {unit}, {fact.window.label}",
            [names[code] for code in values], list(values.values()), decimals=2,
        ),
        figures=facts.figures(
            (which,), areas=_codes(), level="borough", measures=("rate",), start=fact.window.end, end=fact.window.end
        ),
        chart=figures.choropleth(boundaries("borough"), names, values, unit=unit, chosen=view.codes),
        indicators=(fact.indicator,),
        level="borough",
        formulas=("rate",),
        note=f"{CITY} Click a borough to choose it. {_by_day(fact)}".strip(),
        on_select=choose_clicked,
    )  # fmt: skip


def _by_day(fact: Fact) -> str:
    return next((note for note in fact.indicator.caveats if "by day" in note), "")


def choose_clicked(key: str) -> None:
    """A click on the map: the borough joins the chosen ones."""
    points = st.session_state[key].selection.points
    by_code = {area.code: area.name for area in facts.boroughs()}
    for point in points:
        if point.get("location") in by_code:
            filters.add_borough(by_code[point["location"]])


def beside_london(which: Sequence[str], view: View, *, key: str) -> Panel:
    """The chosen boroughs beside London: each indicator's count and change, in a table."""
    asked = tuple(which)
    london = facts.latest(asked, kind=view.window)
    found = facts.latest(asked, areas=view.codes, level="borough", kind=view.window)
    by = {(fact.indicator.id, fact.area.code): fact for fact in (*london, *found)}
    places = [(MPS, LONDON), *((area.code, area.name) for area in view.boroughs)]
    lines = [
        Line((Cell(indicator(each).short_title), *(_figure(by[each, code]) for code, _ in places))) for each in asked
    ]
    ends = {fact.window.end for fact in london}
    rows = [
        facts.figures((fact.indicator.id,), areas=areas, level=level, window=view.window,
                      measures=("count", "change"), start=fact.window.end, end=fact.window.end)
        for fact in london for areas, level in (((), "mps"), (view.codes, "borough"))
    ]  # fmt: skip
    period = london[0].window.label if len(ends) == 1 else "latest 12 months of each"
    return Panel(
        key=key,
        title=_beside_title(found, view),
        statistic=f"{period}, against the same period a year before",
        alt="",
        figures=pa.concat_tables(rows),
        chart=tables.html_table(
            f"Indicators in {words.listed([name for _, name in places])}",
            ("Indicator", *(name for _, name in places)), lines, numbers=range(1, len(places) + 1),
        ),
        indicators=tuple(indicator(each) for each in asked),
        level="borough",
        formulas=("count", "change"),
    )  # fmt: skip


def _figure(fact: Fact) -> Cell:
    count = number(fact.change.count) if fact.change.count is not None else tables.NOTHING
    return Cell(count, second=words.change_in_cell(fact.change))


def _beside_title(found: Sequence[Fact], view: View) -> str:
    if view.only is None:
        return f"{words.listed([area.name for area in view.boroughs])} beside London"
    counts = words.tally(fact.change for fact in found)
    said = (("down", "fell"), ("up", "rose"), ("no clear change", "without clear change"))
    parts = [f"{words.spelled(counts[verdict])} {text}" for verdict, text in said if verdict in counts]
    return (
        f"{view.only.name}: of {words.spelled(len(found))} indicators, {words.listed(parts)}"
        if parts
        else view.only.name
    )


def since(which: Sequence[str], baseline: Window, *, key: str) -> Panel:
    """London now against an earlier year, with the words where recording changed in between."""
    found = facts.latest(tuple(which), baseline=baseline)
    lines = [
        Line(
            (
                Cell(fact.indicator.short_title), Cell(number(fact.change.base or 0)), Cell(number(fact.change.count or 0)),
                Cell(words.change_in_cell(fact.change), second=_bounds(fact.change)),
            )
        )
        for fact in found
    ]  # fmt: skip
    window = found[0].window
    return Panel(
        key=key,
        title=words.since_opening(found, baseline.label.removeprefix("year to ")),
        statistic=f"London: {baseline.label} against {window.label}",
        alt="",
        figures=facts.changes_table(found),
        chart=tables.html_table(
            words.capital(f"{baseline.label} against {window.label}"),
            ("Indicator", words.capital(baseline.label), words.capital(window.label), CHANGE), lines, numbers=(1, 2),
        ),
        indicators=tuple(fact.indicator for fact in found),
        formulas=("count", "change"),
        note=" ".join(fact.change.comparability.notes[0] for fact in found if fact.change.status == "step"),
    )  # fmt: skip
