"""Panels by place: a table and a map of all boroughs, the chosen ones beside London, London since an earlier year."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.geography.boundary_shapes import boundaries
from analytics.indicators import RESIDENTS, indicator
from analytics.narrative import bars_alternative, change_in_cell, interval, number
from analytics.periods import Window
from analytics.requests.twelve_months_only import reasons_left_out, shown_for_boroughs
from analytics.statistics.change import Change
from analytics.statistics.multiple_comparisons import highest
from analytics.tables.figures_table import Measure
from data.published_areas import MPS
from pages.parts import cached_figures, filters, maps, tables, words
from pages.parts.cached_figures import LONDON, Fact
from pages.parts.panels import Panel, redraw_page, without_figures
from pages.parts.street import city_marks
from pages.parts.tables import Cell, Row, TableRow
from pages.parts.view import View

CITY = "The City of London has its own police force and is not shown."


@cached_figures.kept_panel
def borough_table(indicator_id: str, view: View, *, rate: Measure = "rate") -> Panel:
    """Every borough: count, rate with its interval, change in words; London first, then by rate.

    `rate` is per resident or, as `household_rate`, per household.
    """
    london = cached_figures.latest((indicator_id,), baseline=view.baseline)[0]
    facts = cached_figures.latest((indicator_id,), areas=_codes(), level="borough", baseline=view.baseline)
    selection = cached_figures.selected(
        (indicator_id,), areas=(MPS, *_codes()), measures=("count", rate, "change"), last=1, baseline=view.baseline
    )
    figures = cached_figures.figures(selection)
    rates = {row["area_code"]: row for row in figures.to_pylist() if row["measure"] == "rate"}
    if MPS not in rates:
        return without_figures(f"{indicator_id}_boroughs", london.indicator, figures)
    longest = max(row["value"] or 0 for row in rates.values()) or 1
    by_rate = sorted(facts, key=lambda fact: rates[fact.area.code]["value"] or 0, reverse=True)
    lines = [_line(fact, rates[fact.area.code], longest, view) for fact in (london, *by_rate)]
    notes = (_by_day(rate), city_marks.city_note(indicator_id), words.cautions((london, *facts)))
    per = rates[MPS]["unit"].removeprefix(london.indicator.unit).strip()
    return Panel(
        key=f"{indicator_id}_boroughs",
        title=words.boroughs_opening([fact.change for fact in facts]),
        statistic=f"{london.indicator.short_title}: {london.window.label}, {view.against}; 95% intervals beneath",
        figures=figures,
        chart=tables.html_table(
            f"{london.indicator.short_title} by borough, {london.window.label}",
            ("Borough", words.capital(london.indicator.noun[1]), words.capital(per), "Change"),
            [*tables.marked_first(lines), *city_marks.city_row(indicator_id)],
            numbers=(1, 2),
            sorted_by=2,
        ),
        indicators=(london.indicator,),
        level="borough",
        formulas=("count", rate, "change"),
        note=" ".join(filter(None, (words.expected([f.change for f in facts]), *notes))),
        request=selection,
    )


def _by_day(rate: Measure) -> str:
    """Beside a rank by residents: where it misleads."""
    return RESIDENTS if rate == "rate" else ""


def _codes() -> tuple[str, ...]:
    return tuple(area.code for area in cached_figures.boroughs())


def _line(fact: Fact, rate: Row, longest: float, view: View) -> TableRow:
    return TableRow(
        (
            Cell(fact.place),
            Cell(_count(fact), key=fact.change.count),
            Cell(
                tables.figure_text(rate),
                share=(rate["value"] or 0) / longest,
                second=tables.interval_text(rate),
                key=rate["value"],
            ),
            Cell(change_in_cell(fact.change), second=_bounds(fact.change), key=fact.change.percent),
        ),
        is_marked=fact.is_london or fact.area.code in view.codes,
    )


def _count(fact: Fact) -> str:
    return number(fact.change.count) if fact.change.count is not None else tables.NOTHING


def _bounds(change: Change) -> str:
    return interval(*change.bounds) if change.bounds else ""


@cached_figures.kept_panel
def borough_map(indicator_id: str, view: View, *, rate: Measure = "rate") -> Panel:
    """Every borough by its rate over 12 months, per resident or per household; a click chooses one."""
    fact = cached_figures.latest((indicator_id,))[0]
    selection = cached_figures.selected((indicator_id,), areas=_codes(), measures=(rate,), last=1)
    figures = cached_figures.figures(selection)
    rows = {row["area_code"]: row for row in figures.to_pylist() if row["value"] is not None}
    names = {code: row["area_name"] for code, row in rows.items()}
    values = {code: row["value"] for code, row in rows.items()}
    if not rows:
        return without_figures(f"{indicator_id}_map", fact.indicator, figures)
    unit = next(iter(rows.values()))["unit"]
    statistic = f"{fact.indicator.short_title}: {unit}, {fact.window.label}"
    return Panel(
        key=f"{indicator_id}_map",
        title=_map_title(list(rows.values()), names, values, unit, view),
        statistic=statistic,
        alt=bars_alternative(f"Map of boroughs. {statistic}", list(names.values()), list(values.values()), decimals=2),
        figures=figures,
        chart=maps.choropleth(
            boundaries("borough"),
            names,
            values,
            unit=unit,
            chosen=view.codes,
            other_source=city_marks.city_area(indicator_id),
        ),
        indicators=(fact.indicator,),
        level="borough",
        formulas=(rate,),
        note=f"{city_marks.city_note(indicator_id, CITY)} Click a borough to choose it. {_by_day(rate)}".strip(),
        on_select=choose_clicked,
        request=selection,
    )


def _map_title(rows: Sequence[Row], names: dict[str, str], values: dict[str, float], unit: str, view: View) -> str:
    """The rates of the chosen boroughs; without any, where the rate is highest, and whether it is alone there."""
    chosen = [f"{names[code]} {number(values[code], decimals=2)}" for code in view.codes if code in values]
    if chosen:
        return f"{words.listed(chosen)} {unit}"
    singled_out = highest(rows)
    if singled_out is None:
        return "No borough has a rate"
    top, alike = singled_out
    rate = f"{names[top['area_code']]} has the highest rate: {number(top['value'], decimals=2)} {unit}"
    return f"{rate}; {words.as_high(alike, 'borough')}" if alike else rate


def choose_clicked(key: str) -> None:
    """A click on the map: the borough joins the chosen ones."""
    names = {area.code: area.name for area in cached_figures.boroughs()}
    for point in st.session_state[key].selection.points:
        if point.get("location") in names:
            filters.add_borough(names[point["location"]])
            redraw_page()


@cached_figures.kept_panel
def beside_london(indicator_ids: Sequence[str], view: View, *, key: str) -> Panel:
    """The chosen boroughs beside London: each indicator's count and change."""
    period = {"kind": view.window, "baseline": view.baseline}
    in_boroughs = shown_for_boroughs(indicator_ids, view.window)
    london = cached_figures.latest(in_boroughs, **period)
    facts = cached_figures.latest(in_boroughs, areas=view.codes, level="borough", **period)
    by_place = {(fact.indicator.id, fact.area.code): fact for fact in (*london, *facts)}
    names = {MPS: LONDON} | {area.code: area.name for area in view.boroughs}
    periods = {fact.window.label for fact in london}
    period = london[0].window.label if len(periods) == 1 else "the latest 12 months of each"
    selection = cached_figures.selected(
        in_boroughs,
        areas=tuple(names),
        window=view.window,
        measures=("count", "change"),
        last=1,
        baseline=view.baseline,
    )
    return Panel(
        key=key,
        title=words.movements_in_places(facts),
        statistic=words.capital(f"{period}, {view.against}"),
        figures=cached_figures.figures(selection),
        chart=tables.html_table(
            f"Indicators in {words.listed(list(names.values()))}",
            ("Indicator", *names.values()),
            [
                TableRow(
                    (Cell(fact.indicator.short_title), *(_figure(by_place[fact.indicator.id, code]) for code in names))
                )
                for fact in london
            ],
            numbers=range(1, len(names) + 1),
        ),
        indicators=tuple(fact.indicator for fact in london),
        level="borough",
        formulas=("count", "change"),
        note=" ".join(filter(None, (reasons_left_out(indicator_ids, view.window), words.cautions(by_place.values())))),
        request=selection,
    )


def _figure(fact: Fact) -> Cell:
    return Cell(_count(fact), second=change_in_cell(fact.change))


@cached_figures.kept_panel
def since(indicator_ids: Sequence[str], baseline: Window, *, key: str) -> Panel:
    """London now against an earlier year, with the words where recording changed in between."""
    facts = cached_figures.latest(tuple(indicator_ids), baseline=baseline)
    window = facts[0].window
    selection = cached_figures.selected(indicator_ids, measures=("change",), last=1, baseline=baseline)
    return Panel(
        key=key,
        title=words.since_opening(
            [fact for fact in facts if fact.change.base is not None], baseline.label.removeprefix("year to ")
        ),
        statistic=f"London: {window.label} against {baseline.label}; 95% intervals beneath",
        figures=cached_figures.figures(selection),
        chart=tables.html_table(
            f"London: {window.label} against {baseline.label}",
            ("Indicator", words.capital(baseline.label), words.capital(window.label), "Change"),
            [
                TableRow(
                    (
                        Cell(fact.indicator.short_title),
                        Cell(tables.NOTHING if fact.change.base is None else number(fact.change.base)),
                        Cell(_count(fact)),
                        Cell(change_in_cell(fact.change), second=_bounds(fact.change)),
                    )
                )
                for fact in facts
            ],
            numbers=(1, 2),
        ),
        indicators=tuple(indicator(indicator_id) for indicator_id in indicator_ids),
        formulas=("count", "change"),
        note=words.cautions(facts),
        request=selection,
    )
