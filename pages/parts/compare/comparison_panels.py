"""Panels that compare all boroughs on one indicator, by a denominator and in a view of choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.borough_profile.borough_comparison import Comparison, Place, comparison, outliers, settled_ranks
from analytics.geography.boundary_shapes import boundaries
from analytics.indicators import Indicator
from analytics.narrative import bars_alternative, change_in_cell, interval, number
from analytics.statistics.multiple_comparisons import highest
from analytics.statistics.ranking import RANK_NOTE, ordinal, rank_range_words
from pages.parts import maps, page_choices, tables, words
from pages.parts.compare import comparison_figures, level_against_change
from pages.parts.compare.comparison_frame import FORMULA, comparison_panel, looks, marks_key, statistic_of
from pages.parts.compare.comparison_opening import decimals, range_words, value
from pages.parts.indicator import area_panels
from pages.parts.panels import Panel
from pages.parts.street import city_marks
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View


def comparison_of(indicator: Indicator, per: str, end: date | None) -> Comparison:
    """The comparison by the basis chosen; by residents where there is none by households."""
    basis = page_choices.BASES[per]
    is_without = basis == "households" and not indicator.household_rate
    return comparison(indicator, basis="residents" if is_without else basis, end=end)


def panel(compared: Comparison, shown: str, view: View) -> Panel:
    """The comparison in the view chosen."""
    builds = {
        page_choices.FUNNEL: funnel,
        page_choices.MAP: by_map,
        page_choices.TABLE: by_table,
        page_choices.RANKING: ranking,
        page_choices.CHANGE: level_against_change.change_and_level,
    }
    return builds[shown](compared, view)


def funnel(compared: Comparison, view: View) -> Panel:
    """The funnel plot; of counts there is none."""
    if compared.basis == "count":
        empty = "A funnel compares rates and needs a population. Choose “Per resident”, or another view."
        return comparison_panel(
            "funnel", compared, "No funnel of counts", figures=compared.values.slice(0, 0), chart={}, empty=empty
        )
    outside = outliers(compared)
    plain = sum(place.plain != "inside" for place in compared.places)
    phi = number(compared.phi or 0.0, decimals=1)
    named = words.listed([f"{place.area.name} {value(place.value, compared)}" for place in outside]) or "none"
    return comparison_panel(
        "funnel",
        compared,
        _funnel_title(compared, plain),
        statistic=statistic_of(compared),
        alt=(
            f"Funnel plot of {compared.indicator.in_sentence} in 32 boroughs by population: {compared.unit}, "
            f"all together {value(compared.rate or 0.0, compared)}. Outside the plain 95% limits: {plain}; outside "
            f"those widened by φ = {phi}: {named}."
        ),
        figures=compared.values,
        chart=comparison_figures.funnel(compared, looks(compared, view), decimals=decimals(compared)),
        note=f"Grey band: the variation of independent events alone (plain 99.8% limits). Lines: 95% (dotted) and "
        f"99.8% limits, widened for the usual spread between boroughs (over-dispersion φ = {phi}). "
        f"{marks_key(compared, view)} {area_panels.CITY}",
        formulas=(FORMULA[compared.basis], "funnel"),
    )


def _funnel_title(compared: Comparison, plain: int) -> str:
    outside = len(outliers(compared))
    left = "none is left" if not outside else "one is left" if outside == 1 else f"{words.spelled(outside)} are left"
    many = f"{words.capital(words.spelled(plain))} of {len(compared.places)} boroughs"
    return f"{many} lie outside the plain limits around the common rate; allowing for the usual spread, {left}"


def by_map(compared: Comparison, view: View) -> Panel:
    """The boroughs in shades of one hue; a click chooses one."""
    names = {place.area.code: place.area.name for place in compared.places}
    values = {place.area.code: place.value for place in compared.places}
    return comparison_panel(
        "map",
        compared,
        _top_title(compared),
        alt=bars_alternative(
            f"Map of boroughs. {statistic_of(compared)}", list(names.values()), list(values.values()),
            decimals=decimals(compared),
        ),
        figures=compared.values,
        chart=maps.choropleth(
            boundaries("borough"), names, values, unit=compared.unit, chosen=view.codes,
            other_source=city_marks.city_area(compared.indicator.id),
        ),
        note=f"{city_marks.city_note(compared.indicator.id, area_panels.CITY)} Click a borough to choose it.",
        on_select=area_panels.choose_clicked,
    )  # fmt: skip


def _top_title(compared: Comparison) -> str:
    first, second = compared.places[:2]
    what = "most" if compared.basis == "count" else "highest rate"
    opening = f"{first.area.name} has the {what}, {value(first.value, compared)}"
    rows = [{"value": place.value, "lower": place.lower, "upper": place.upper} for place in compared.places]
    if (top := highest(rows)) and top[1]:
        return f"{opening}; {words.as_high(top[1], 'borough')}"
    return f"{opening}; then {second.area.name} with {value(second.value, compared)}"


def by_table(compared: Comparison, view: View) -> Panel:
    """Every borough: count, value with interval, rank with its range, change in words."""
    counts_only = compared.basis == "count"
    heads = ("Borough", words.capital(compared.unit), "Rank", "Place in the funnel", "Change")
    lines = [_line(place, compared, is_marked=place.area.code in view.codes) for place in compared.places]
    if counts_only:
        heads = (*heads[:3], heads[4])
        lines = [replace(line, cells=(*line.cells[:3], line.cells[4])) for line in lines]
    if compared.chosen_end is None:
        lines += city_marks.city_row_of_comparison(compared.indicator.id, with_count=counts_only, columns=len(heads))
    city = city_marks.city_note(compared.indicator.id, area_panels.CITY)
    return comparison_panel(
        "table",
        compared,
        words.boroughs_opening([place.change for place in compared.places]),
        statistic=f"{statistic_of(compared)}; 95% intervals and ranges beneath",
        figures=compared.rows,
        chart=tables.html_table(statistic_of(compared), heads, lines, numbers=(1,), whole=True, stacking=True),
        note=f"{words.expected([place.change for place in compared.places])} {RANK_NOTE} {city}",
        formulas=(FORMULA[compared.basis], "change") if counts_only else (FORMULA[compared.basis], "change", "funnel"),
    )


def _line(place: Place, compared: Comparison, *, is_marked: bool) -> TableRow:
    change, longest = place.change, compared.places[0].value or 1
    bounds = interval(*change.bounds) if change.bounds else ""
    figure = Cell(
        value(place.value, compared),
        share=place.value / longest,
        second=f"{value(place.lower, compared)} to {value(place.upper, compared)}",
    )
    rank = Cell(ordinal(place.rank), second=rank_range_words(*place.rank_range))
    funnel_place = Cell(_in_words(place.widened), second=f"plain limits: {_in_words(place.plain).lower()}")
    cells = (Cell(place.area.name), figure, rank, funnel_place, Cell(change_in_cell(change), second=bounds))
    return TableRow(cells, is_marked)


def _in_words(position: str | None) -> str:
    return "Inside" if position in (None, "inside") else words.capital(str(position))


def ranking(compared: Comparison, view: View) -> Panel:
    """The boroughs in order, each with the range in which the usual variation could put it."""
    settled = settled_ranks(compared)
    return comparison_panel(
        "ranking",
        compared,
        _ranking_title(settled),
        statistic=f"{statistic_of(compared)}: dot, 95% interval, and the ranks that the usual variation allows",
        alt=bars_alternative(
            f"Ranking of boroughs with 95% intervals. {statistic_of(compared)}",
            [f"{place.area.name}{range_words(place)}" for place in compared.places],
            [place.value for place in compared.places],
            decimals=decimals(compared),
        ),
        figures=compared.values,
        chart=comparison_figures.ranking(compared, looks(compared, view), decimals=decimals(compared)),
        note=f"{RANK_NOTE} {marks_key(compared, view)} {area_panels.CITY}",
    )


def _ranking_title(settled: Sequence[Place]) -> str:
    across = "across the whole 95% range"
    if not settled:
        return f"No borough keeps its rank {across}"
    if len(settled) == 1:
        return f"Only {settled[0].area.name} keeps its rank {across}"
    return f"{words.capital(words.spelled(len(settled)))} of 32 boroughs keep their rank {across}"
