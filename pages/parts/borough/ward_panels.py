"""Panels on the wards of a borough: a table of three indicators, and a map of each."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.borough_profile.ward_totals import (
    WARD_DRIFT,
    WHY_WARDS_DIFFER,
    WardSum,
    ward_sum,
    ward_sum_words,
)
from analytics.comparability import SMALL_BASE
from analytics.geography.areas import Area
from analytics.geography.boundary_shapes import boundaries
from analytics.geography.ward_names import ward_name, wards_of
from analytics.indicators import indicator
from analytics.narrative import bars_alternative, change_in_cell, headline, number
from analytics.requests.selection import Selection
from analytics.statistics.change import Change
from analytics.statistics.multiple_comparisons import highest
from analytics.tables.figures_table import Measure
from pages.parts import cached_figures, maps, tables, words
from pages.parts.cached_figures import Fact, kept, kept_panel
from pages.parts.maps import Shapes
from pages.parts.panels import Panel
from pages.parts.tables import Cell, Row, TableRow

TOO_FEW = f"Too few: under {SMALL_BASE} in the year before, so no percentage is given."
BY_DAY = "Rates are per resident: a ward into which many people come by day has a high one."
ONE_YEAR = "Rates use the ward populations of mid-2024, the only year there is."

ABOUT_WARDS = (WHY_WARDS_DIFFER, WARD_DRIFT, TOO_FEW, ONE_YEAR)


@kept
def _sum(indicator_id: str, area: Area) -> WardSum:
    return ward_sum(indicator_id, area)


def _in_wards(indicator_ids: Sequence[str], wards: Sequence[Area], *measures: Measure) -> Selection:
    codes = [ward.code for ward in wards]
    return cached_figures.selected(indicator_ids, areas=codes, measures=measures, last=1)


@kept
def _shapes(codes: tuple[str, ...]) -> Shapes:
    """Only the boundaries that a map draws, so that little is sent."""
    whole = boundaries("ward")
    return Shapes(whole | {"features": [shape for shape in whole["features"] if shape["id"] in codes]})


@kept_panel
def ward_table(indicator_ids: Sequence[str], area: Area, chosen: Area | None, *, key: str = "wards") -> Panel:
    """Every ward: count, change in words, and rate of each indicator; the chosen one first, last what is in none."""
    wards = wards_of(area.code)
    facts = cached_figures.latest(tuple(indicator_ids), areas=tuple(ward.code for ward in wards), level="ward")
    selection = _in_wards(indicator_ids, wards, "count", "change", "rate")
    rows = cached_figures.figures(selection)
    rates = {(row["indicator"], row["area_code"]): row for row in rows.to_pylist() if row["measure"] == "rate"}
    by_ward = {ward.code: [f for f in facts if f.area.code == ward.code] for ward in wards}
    listed = sorted(by_ward, key=lambda code: chosen is None or code != chosen.code)
    sums = [_sum(indicator_id, area) for indicator_id in indicator_ids]
    return Panel(
        key=key,
        title=_title([f for f in facts if f.indicator.id == indicator_ids[0]], chosen),
        statistic=f"{words.capital(sums[0].window.label)}: offences with their change against the year before, and "
        "the rate per 1,000 residents with its 95% interval",
        figures=rows,
        chart=tables.html_table(
            f"Wards of {area.name}",
            ("Ward", *(head for name in indicator_ids for head in (indicator(name).short_title, "per 1,000"))),
            [_line(by_ward[code], rates, chosen) for code in listed],
            numbers=range(1, 2 * len(indicator_ids) + 1),
            stacking=True,
            on_demand=f"Show all {len([ward for ward in wards if not ward.is_pseudo])} wards",
        ),
        indicators=tuple(indicator(indicator_id) for indicator_id in indicator_ids),
        level="ward",
        formulas=("count", "change", "ward_rate"),
        note=" ".join(
            [
                _expected(facts, indicator_ids[0]),
                *map(ward_sum_words, sums),
                WHY_WARDS_DIFFER,
                WARD_DRIFT,
                TOO_FEW,
                ONE_YEAR,
            ]
        ),
        request=selection,
    )


@kept_panel
def chosen_ward(indicator_ids: Sequence[str], area: Area, ward: Area) -> Panel:
    """The ward that the reader asked for: count, change and rate of each indicator, the borough's rate beside it."""
    facts = cached_figures.latest(tuple(indicator_ids), areas=(ward.code,), level="ward")
    selection = cached_figures.selected(
        indicator_ids, areas=(ward.code, area.code), measures=("count", "change", "rate"), last=1
    )
    rows = cached_figures.figures(selection)
    rates = {(row["indicator"], row["area_code"]): row for row in rows.to_pylist() if row["measure"] == "rate"}
    name = ward_name(ward)
    return Panel(
        key="your_ward",
        title=f"{name} ward: {words.lower(words.movements([fact.change for fact in facts], facts))}",
        statistic="Newest 12 months of each indicator, change against the year before, and rates per 1,000 residents",
        figures=rows,
        chart=tables.html_table(
            f"{name} ward beside {area.name}",
            ("Indicator", "12 months", "Change", "Rate per 1,000", "In the borough"),
            [_beside_borough(fact, rates, area) for fact in facts],
            numbers=(1, 3, 4),
            stacking=True,
        ),
        indicators=tuple(fact.indicator for fact in facts),
        level="ward",
        formulas=("count", "change", "ward_rate"),
        note=f"{ONE_YEAR} {WHY_WARDS_DIFFER} {WARD_DRIFT}",
        request=selection,
    )


def _beside_borough(fact: Fact, rates: dict[tuple[str, str], Row], area: Area) -> TableRow:
    own, borough = (rates[fact.indicator.id, code] for code in (fact.area.code, area.code))
    count, _ = _pair(fact, own)
    return TableRow(
        (
            Cell(fact.indicator.short_title, second=words.capital(fact.window.label)),
            Cell(count.text),
            Cell(_change(fact.change), second=tables.bounds_of(fact.change)),
            *(Cell(tables.figure_text(rate)) for rate in (own, borough)),
        )
    )


def _expected(facts: Sequence[Fact], indicator_id: str) -> str:
    """Beside the number of wards that went up or down: how many would without any change."""
    return words.expected([f.change for f in facts if f.indicator.id == indicator_id and not f.area.is_pseudo])


def _title(facts: Sequence[Fact], chosen: Area | None) -> str:
    for fact in facts:
        if chosen and fact.area.code == chosen.code:
            return headline(fact.indicator, fact.change, fact.window, ward_name(chosen))
    named = [fact.change for fact in facts if not fact.area.is_pseudo]
    return f"{facts[0].indicator.short_title}: {words.lower(words.boroughs_opening(named, of='wards'))}"


def _line(facts: Sequence[Fact], rates: dict[tuple[str, str], Row], chosen: Area | None) -> TableRow:
    area = facts[0].area
    cells = [cell for fact in facts for cell in _pair(fact, rates[fact.indicator.id, area.code])]
    name = "Not in a ward" if area.is_pseudo else ward_name(area)
    return TableRow((Cell(name), *cells), is_marked=chosen is not None and area.code == chosen.code)


def _pair(fact: Fact, rate: Row) -> tuple[Cell, Cell]:
    count = tables.NOTHING if fact.change.count is None else number(fact.change.count)
    bounds = "" if rate["value"] is None else tables.interval_text(rate)
    wording = "" if fact.area.is_pseudo else _change(fact.change)
    return Cell(count, second=wording), Cell(tables.figure_text(rate), second=bounds)


def _change(change: Change) -> str:
    """As elsewhere, but shorter where the base is small: in a ward it nearly always is."""
    if change.status == "withheld_small_base":
        return f"From {number(change.base or 0)}: too few"
    return change_in_cell(change)


@kept_panel
def ward_map(indicator_id: str, area: Area, chosen: Area | None) -> Panel:
    """The wards of a borough by the rate of an indicator; the chosen one outlined."""
    registered = indicator(indicator_id)
    wards = [ward for ward in wards_of(area.code) if not ward.is_pseudo]
    selection = _in_wards((indicator_id,), wards, "rate")
    figures = cached_figures.figures(selection)
    rows = [row for row in figures.to_pylist() if row["value"] is not None]
    names = {ward.code: ward_name(ward) for ward in wards}
    values = {row["area_code"]: row["value"] for row in rows}
    statistic = f"{registered.short_title}: {rows[0]['unit']}, {_sum(indicator_id, area).window.label}"
    return Panel(
        key=f"wards_{indicator_id}_map",
        title=_map_title(rows, names),
        statistic=statistic,
        alt=bars_alternative(
            f"Map of the wards of {area.name}. {statistic}",
            [names[code] for code in values],
            list(values.values()),
            decimals=2,
        ),
        figures=figures,
        request=selection,
        chart=maps.choropleth(
            _shapes(tuple(values)), names, values, unit=rows[0]["unit"], chosen=(chosen.code,) if chosen else ()
        ),
        indicators=(registered,),
        level="ward",
        formulas=("ward_rate",),
        note=BY_DAY,
    )


def _map_title(rows: Sequence[Row], names: dict[str, str]) -> str:
    highest_ward = highest(rows)
    if highest_ward is None:
        return "No ward has a rate"
    top, alike = highest_ward
    sentence = (
        f"{names[top['area_code']]} has the highest rate, {tables.figure_text(top)} ({tables.interval_text(top)})"
    )
    return f"{sentence}; {words.as_high(alike, 'ward')}"
