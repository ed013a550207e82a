"""Panels that compare all boroughs on one indicator, by a denominator and in a view of choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa

from analytics.borough_profile.borough_comparison import Basis, Comparison, Place, comparison, outliers, settled_ranks
from analytics.geography.areas import name_of
from analytics.geography.boundary_shapes import boundaries
from analytics.geography.similar_boroughs import similar_to
from analytics.indicators import Indicator
from analytics.narrative import bars_alternative, change_in_cell, interval, number
from analytics.statistics.change import CANNOT_BE_TOLD, WITHHELD
from analytics.statistics.multiple_comparisons import highest
from analytics.statistics.ranking import RANK_NOTE, ordinal, rank_range_words
from analytics.tables.published_rows import COLUMNS
from pages.parts import cached_figures, maps, page_choices, tables, words
from pages.parts.compare import comparison_figures
from pages.parts.compare.comparison_figures import Look
from pages.parts.compare.comparison_opening import decimals, range_words, value
from pages.parts.indicator import area_panels
from pages.parts.panels import Panel
from pages.parts.street import city_marks
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View

FORMULA: dict[Basis, str] = {"residents": "rate", "households": "household_rate", "count": "count"}


def comparison_of(indicator: Indicator, per: str, end: date | None) -> Comparison:
    """The comparison by the basis chosen; by residents where there is none by households."""
    basis = page_choices.BASES[per]
    is_without = basis == "households" and not indicator.household_rate
    return comparison(indicator, basis="residents" if is_without else basis, end=end)


def _looks(compared: Comparison, view: View) -> list[Look]:
    similar = similar_to(view.codes[0]) if view.codes else ()
    return [comparison_figures.look_of(place, chosen=view.codes, similar=similar) for place in compared.places]


def _key(compared: Comparison, view: View) -> str:
    """What the marks mean."""
    outside = "" if compared.basis == "count" else "Filled circles: outside the widened 95% limits."
    if not view.boroughs:
        return f"{outside} Choose a borough to see it and those like it.".strip()
    first = view.boroughs[0]
    similar = words.listed([name_of(code) for code in similar_to(first.code)])
    return f"Diamonds: chosen. Squares: similar to {first.name} ({similar}). {outside}".strip()


def panel(compared: Comparison, shown: str, view: View) -> Panel:
    """The comparison in the view chosen."""
    builds = {
        page_choices.FUNNEL: funnel,
        page_choices.MAP: by_map,
        page_choices.TABLE: by_table,
        page_choices.RANKING: ranking,
        page_choices.CHANGE: change_and_level,
    }
    return builds[shown](compared, view)


def _statistic(compared: Comparison) -> str:
    return f"{compared.indicator.short_title}: {compared.unit}, {compared.window.label}"


def funnel(compared: Comparison, view: View) -> Panel:
    """The funnel plot; of counts there is none."""
    if compared.basis == "count":
        empty = "A funnel compares rates and needs a population. Choose “Per resident”, or another view."
        return _panel(
            "funnel", compared, "No funnel of counts", figures=compared.values.slice(0, 0), chart={}, empty=empty
        )
    outside = outliers(compared)
    plain = sum(place.plain != "inside" for place in compared.places)
    phi = number(compared.phi or 0.0, decimals=1)
    named = words.listed([f"{place.area.name} {value(place.value, compared)}" for place in outside]) or "none"
    return _panel(
        "funnel",
        compared,
        _funnel_title(compared, plain),
        statistic=_statistic(compared),
        alt=(
            f"Funnel plot of {compared.indicator.in_sentence} in 32 boroughs by population: {compared.unit}, "
            f"all together {value(compared.rate or 0.0, compared)}. Outside the plain 95% limits: {plain}; outside "
            f"those widened by φ = {phi}: {named}."
        ),
        figures=compared.values,
        chart=comparison_figures.funnel(compared, _looks(compared, view), decimals=decimals(compared)),
        note=f"Grey band: the variation of independent events alone (plain 99.8% limits). Lines: 95% (dotted) and "
        f"99.8% limits, widened for the usual spread between boroughs (over-dispersion φ = {phi}). "
        f"{_key(compared, view)} {area_panels.CITY}",
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
    return _panel(
        "map",
        compared,
        _top_title(compared),
        alt=bars_alternative(
            f"Map of boroughs. {_statistic(compared)}", list(names.values()), list(values.values()),
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
    return _panel(
        "table",
        compared,
        words.boroughs_opening([place.change for place in compared.places]),
        statistic=f"{_statistic(compared)}; 95% intervals and ranges beneath",
        figures=compared.rows,
        chart=tables.html_table(_statistic(compared), heads, lines, numbers=(1,), whole=True, stacking=True),
        note=f"{words.expected([place.change for place in compared.places])} {RANK_NOTE} {city}",
        formulas=(FORMULA[compared.basis], "change") if counts_only else (FORMULA[compared.basis], "change", "funnel"),
    )


def _line(place: Place, compared: Comparison, *, is_marked: bool) -> TableRow:
    change, longest = place.change, compared.places[0].value or 1
    bounds = "" if change.lower is None or change.upper is None else interval(change.lower, change.upper)
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
    return _panel(
        "ranking",
        compared,
        _ranking_title(settled),
        statistic=f"{_statistic(compared)}: dot, 95% interval, and the ranks that the usual variation allows",
        alt=bars_alternative(
            f"Ranking of boroughs with 95% intervals. {_statistic(compared)}",
            [f"{place.area.name}{range_words(place)}" for place in compared.places],
            [place.value for place in compared.places],
            decimals=decimals(compared),
        ),
        figures=compared.values,
        chart=comparison_figures.ranking(compared, _looks(compared, view), decimals=decimals(compared)),
        note=f"{RANK_NOTE} {_key(compared, view)} {area_panels.CITY}",
    )


def _ranking_title(settled: Sequence[Place]) -> str:
    across = "across the whole 95% range"
    if not settled:
        return f"No borough keeps its rank {across}"
    if len(settled) == 1:
        return f"Only {settled[0].area.name} keeps its rank {across}"
    return f"{words.capital(words.spelled(len(settled)))} of 32 boroughs keep their rank {across}"


def change_and_level(compared: Comparison, view: View) -> Panel:
    """Level against change, with the intervals of the changes; what has no verdict stands apart in words."""
    apart = [p for p in compared.places if p.change.percent is None or p.change.verdict in (WITHHELD, CANNOT_BE_TOLD)]
    drawn = replace(compared, places=tuple(place for place in compared.places if place not in apart))
    left_out = _apart(apart)
    if compared.basis == "count":
        empty = "Level is a rate here. Choose “Per resident”, or another view."
        return _panel(
            "change",
            compared,
            "No level of counts",
            figures=compared.values.slice(0, 0),
            chart={},
            empty=empty,
        )
    if not drawn.places:
        title = f"No change to compare: {_why(apart)}"
        return _panel("change", compared, title, figures=compared.values.slice(0, 0), chart={}, empty=left_out)
    london = cached_figures.latest((compared.indicator.id,))[0]
    return _panel(
        "change",
        compared,
        words.boroughs_opening([place.change for place in compared.places]),
        statistic=f"{_statistic(compared)}, and change against the year before; bars: 95% intervals",
        alt=bars_alternative(
            f"Change by level in {len(drawn.places)} boroughs. Change in per cent",
            [place.area.name for place in drawn.places],
            [place.change.percent for place in drawn.places],
            decimals=1,
        ),
        figures=_with_levels(drawn),
        chart=comparison_figures.quadrant(
            drawn, _looks(drawn, view), level=compared.rate or 0.0, decimals=decimals(compared)
        ),
        note=" ".join(
            (
                f"London: {words.lower(change_in_cell(london.change))}.",
                left_out,
                _key(compared, view),
                area_panels.CITY,
            )
        ),
        formulas=(FORMULA[compared.basis], "change"),
    )


def _why(apart: Sequence[Place]) -> str:
    """Why no borough has a change, in the words that hold for all."""
    if all(place.change.status == "withheld_small_base" for place in apart):
        return "too few in every borough for a percentage"
    return words.lower(change_in_cell(apart[0].change))


def _apart(apart: Sequence[Place]) -> str:
    if not apart:
        return ""
    if len({place.change.status for place in apart}) == 1 and len(apart) > 5:
        return f"Not drawn, {number(len(apart))} boroughs: {words.lower(change_in_cell(apart[0].change))}."
    reasons = [f"{place.area.name} ({words.lower(change_in_cell(place.change))})" for place in apart]
    return f"Not drawn: {words.listed(reasons)}."


def _with_levels(compared: Comparison) -> pa.Table:
    """The changes that are drawn, and beside each the level that it is drawn at."""
    drawn = {place.area.code: place for place in compared.places}
    rows = [row for row in compared.rows.to_pylist() if row["measure"] == "change" and row["area_code"] in drawn]
    columns = COLUMNS
    listed = [
        {name: row[name] for name in columns}
        | {
            "level": drawn[row["area_code"]].value,
            "level_lower": drawn[row["area_code"]].lower,
            "level_upper": drawn[row["area_code"]].upper,
            "level_unit": compared.unit,
        }
        for row in rows
    ]
    return pa.Table.from_pylist(listed)


def _panel(
    key: str, compared: Comparison, title: str, *, figures: pa.Table, chart: object, statistic: str = "", alt: str = "",
    note: str = "", empty: str = "", formulas: tuple[str, ...] = (), on_select: object = None,
) -> Panel:  # fmt: skip
    return Panel(
        key=f"compare_{key}",
        title=title,
        statistic=statistic or _statistic(compared),
        figures=figures,
        chart=chart,  # type: ignore[arg-type]
        indicators=(compared.indicator,),
        alt=alt,
        level="borough",
        formulas=formulas or (FORMULA[compared.basis],),
        note=note,
        empty=empty,
        on_select=on_select,  # type: ignore[arg-type]
    )
