"""Panels that compare all boroughs on one indicator, by a denominator and in a view of choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from analytics.borough_profile.borough_comparison import Basis, Comparison, Place, comparison, outliers, settled_ranks
from analytics.geography.areas import name_of
from analytics.geography.boundary_shapes import boundaries
from analytics.geography.similar_boroughs import similar_to
from analytics.indicators import Indicator
from analytics.narrative import bars_alternative, change_in_cell, interval, number
from analytics.statistics.change import CANNOT_BE_TOLD, WITHHELD
from analytics.statistics.ranking import RANK_NOTE, ordinal, rank_range_words
from pages.parts import cached_figures, maps, page_choices, tables, words
from pages.parts.compare import comparison_figures
from pages.parts.compare.comparison_figures import Look
from pages.parts.compare.comparison_opening import decimals, range_words, value
from pages.parts.indicator import area_panels
from pages.parts.panels import Panel
from pages.parts.tables import Cell, Line
from pages.parts.view import View

FORMULA: dict[Basis, str] = {"residents": "rate", "households": "household_rate", "count": "count"}


def compared(found: Indicator, per: str) -> Comparison:
    """The comparison by the basis chosen; by residents where there is none by households."""
    basis = page_choices.BASES[per]
    return comparison(found, basis="residents" if basis == "households" and not found.household_rate else basis)


def _looks(found: Comparison, view: View) -> list[Look]:
    similar = similar_to(view.codes[0]) if view.codes else ()
    return [comparison_figures.look_of(place, chosen=view.codes, similar=similar) for place in found.places]


def _key(found: Comparison, view: View) -> str:
    """What the marks mean."""
    outside = "" if found.basis == "count" else "Filled circles: outside the widened 95% limits."
    if not view.boroughs:
        return f"{outside} Choose a borough to see it and those like it.".strip()
    first = view.boroughs[0]
    similar = words.listed([name_of(code) for code in similar_to(first.code)])
    return f"Diamonds: chosen. Squares: similar to {first.name} ({similar}). {outside}".strip()


def panel(found: Comparison, shown: str, view: View) -> Panel:
    """The comparison in the view chosen."""
    builds = {
        page_choices.FUNNEL: funnel,
        page_choices.MAP: by_map,
        page_choices.TABLE: by_table,
        page_choices.RANKING: ranking,
        page_choices.CHANGE: change_and_level,
    }
    return builds[shown](found, view)


def _statistic(found: Comparison) -> str:
    return f"{found.indicator.short_title}: {found.unit}, {found.window.label}"


def funnel(found: Comparison, view: View) -> Panel:
    """The funnel plot; of counts there is none."""
    if found.basis == "count":
        empty = "A funnel compares rates and needs a population. Choose “Per resident”, or another view."
        return _panel("funnel", found, "No funnel of counts", figures=found.values.slice(0, 0), chart={}, empty=empty)
    outside = outliers(found)
    plain = sum(place.plain != "inside" for place in found.places)
    phi = number(found.phi or 0.0, decimals=1)
    return _panel(
        "funnel",
        found,
        _funnel_title(found, plain),
        statistic=f"{_statistic(found)}. Over-dispersion φ = {phi}",
        alt=(
            f"Funnel plot of {found.indicator.in_sentence} in 32 boroughs by population: {found.unit}, all together "
            f"{value(found.rate or 0.0, found)}. Outside the plain 95% limits: {plain}; outside those widened by "
            f"φ = {phi}: {words.listed([f'{p.area.name} {value(p.value, found)}' for p in outside]) or 'none'}."
        ),
        figures=found.values,
        chart=comparison_figures.funnel(found, _looks(found, view), decimals=decimals(found)),
        note=f"Grey band: what chance alone explains (plain 99.8% limits). Lines: 95% (dotted) and 99.8% limits, "
        f"widened for the usual spread between boroughs. {_key(found, view)} {area_panels.CITY}",
        formulas=(FORMULA[found.basis], "funnel"),
    )


def _funnel_title(found: Comparison, plain: int) -> str:
    outside = len(outliers(found))
    left = "none is left" if not outside else "one is left" if outside == 1 else f"{words.spelled(outside)} are left"
    many = f"{words.capital(words.spelled(plain))} of {len(found.places)} boroughs"
    return f"{many} differ from the common rate by more than chance; allowing for the usual spread, {left}"


def by_map(found: Comparison, view: View) -> Panel:
    """The boroughs in shades of one hue; a click chooses one."""
    names = {place.area.code: place.area.name for place in found.places}
    values = {place.area.code: place.value for place in found.places}
    return _panel(
        "map",
        found,
        _top_title(found),
        alt=bars_alternative(
            f"Map of boroughs. {_statistic(found)}", list(names.values()), list(values.values()),
            decimals=decimals(found),
        ),
        figures=found.values,
        chart=maps.choropleth(boundaries("borough"), names, values, unit=found.unit, chosen=view.codes),
        note=f"{area_panels.CITY} Click a borough to choose it.",
        on_select=area_panels.choose_clicked,
    )  # fmt: skip


def _top_title(found: Comparison) -> str:
    first, second = found.places[:2]
    what = "most" if found.basis == "count" else "highest rate"
    return (
        f"{first.area.name} has the {what}, {value(first.value, found)}; then {second.area.name} with "
        f"{value(second.value, found)}"
    )


def by_table(found: Comparison, view: View) -> Panel:
    """Every borough: count, value with interval, rank with its range, change in words."""
    counts_only = found.basis == "count"
    heads = ("Borough", words.capital(found.unit), "Rank", "Place in the funnel", "Change")
    lines = [_line(place, found, is_marked=place.area.code in view.codes) for place in found.places]
    if counts_only:
        heads = (*heads[:3], heads[4])
        lines = [replace(line, cells=(*line.cells[:3], line.cells[4])) for line in lines]
    return _panel(
        "table",
        found,
        words.boroughs_opening([place.change for place in found.places]),
        statistic=f"{_statistic(found)}; 95% intervals and ranges beneath",
        figures=found.rows,
        chart=tables.html_table(_statistic(found), heads, lines, numbers=(1,), whole=True, stacking=True),
        note=f"{RANK_NOTE} {area_panels.CITY}",
        formulas=(FORMULA[found.basis], "change") if counts_only else (FORMULA[found.basis], "change", "funnel"),
    )


def _line(place: Place, found: Comparison, *, is_marked: bool) -> Line:
    change, longest = place.change, found.places[0].value or 1
    bounds = "" if change.lower is None or change.upper is None else interval(change.lower, change.upper)
    figure = Cell(
        value(place.value, found),
        share=place.value / longest,
        second=f"{value(place.lower, found)} to {value(place.upper, found)}",
    )
    rank = Cell(ordinal(place.rank), second=rank_range_words(*place.rank_range))
    funnel_place = Cell(_in_words(place.widened), second=f"plain limits: {_in_words(place.plain).lower()}")
    cells = (Cell(place.area.name), figure, rank, funnel_place, Cell(change_in_cell(change), second=bounds))
    return Line(cells, is_marked)


def _in_words(position: str | None) -> str:
    return "Inside" if position in (None, "inside") else words.capital(str(position))


def ranking(found: Comparison, view: View) -> Panel:
    """The boroughs in order, each with the range in which chance alone could put it."""
    settled = settled_ranks(found)
    return _panel(
        "ranking",
        found,
        _ranking_title(settled),
        statistic=f"{_statistic(found)}: dot, 95% interval, and the ranks that chance allows",
        alt=bars_alternative(
            f"Ranking of boroughs with 95% intervals. {_statistic(found)}",
            [f"{place.area.name}{range_words(place)}" for place in found.places],
            [place.value for place in found.places],
            decimals=decimals(found),
        ),
        figures=found.values,
        chart=comparison_figures.ranking(found, _looks(found, view), decimals=decimals(found)),
        note=f"{RANK_NOTE} {_key(found, view)} {area_panels.CITY}",
    )


def _ranking_title(settled: Sequence[Place]) -> str:
    across = "across the whole 95% range"
    if not settled:
        return f"No borough keeps its rank {across}"
    if len(settled) == 1:
        return f"Only {settled[0].area.name} keeps its rank {across}"
    return f"{words.capital(words.spelled(len(settled)))} of 32 boroughs keep their rank {across}"


def change_and_level(found: Comparison, view: View) -> Panel:
    """Level against change, with the intervals of the changes; what has no verdict stands apart in words."""
    apart = [p for p in found.places if p.change.percent is None or p.change.verdict in (WITHHELD, CANNOT_BE_TOLD)]
    drawn = replace(found, places=tuple(place for place in found.places if place not in apart))
    left_out = _apart(apart)
    if found.basis == "count":
        empty = "Level is a rate here. Choose “Per resident”, or another view."
        return _panel("change", found, "No level of counts", figures=found.values.slice(0, 0), chart={}, empty=empty)
    if not drawn.places:
        said = f"No change to compare: {_why(apart)}"
        return _panel("change", found, said, figures=found.values.slice(0, 0), chart={}, empty=left_out)
    london = cached_figures.latest((found.indicator.id,))[0]
    return _panel(
        "change",
        found,
        words.boroughs_opening([place.change for place in found.places]),
        statistic=f"{_statistic(found)}, and change against the year before; bars: 95% intervals",
        alt=bars_alternative(
            f"Change by level in {len(drawn.places)} boroughs. Change in per cent",
            [place.area.name for place in drawn.places],
            [place.change.percent for place in drawn.places],
            decimals=1,
        ),
        figures=_with_levels(drawn),
        chart=comparison_figures.quadrant(
            drawn, _looks(drawn, view), level=found.rate or 0.0, decimals=decimals(found)
        ),
        note=" ".join(
            (f"London: {words.lower(change_in_cell(london.change))}.", left_out, _key(found, view), area_panels.CITY)
        ),
        formulas=(FORMULA[found.basis], "change"),
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
    said = [f"{place.area.name} ({words.lower(change_in_cell(place.change))})" for place in apart]
    return f"Not drawn: {words.listed(said)}."


def _with_levels(found: Comparison) -> pa.Table:
    """The changes that are drawn, and beside each the level that it is drawn at."""
    drawn = {place.area.code: place for place in found.places}
    rows = [row for row in found.rows.to_pylist() if row["measure"] == "change" and row["area_code"] in drawn]
    kept = cached_figures.tables.SCHEMA.names
    listed = [
        {name: row[name] for name in kept}
        | {
            "level": drawn[row["area_code"]].value,
            "level_lower": drawn[row["area_code"]].lower,
            "level_upper": drawn[row["area_code"]].upper,
            "level_unit": found.unit,
        }
        for row in rows
    ]
    return pa.Table.from_pylist(listed)


def _panel(
    key: str, found: Comparison, title: str, *, figures: pa.Table, chart: object, statistic: str = "", alt: str = "",
    note: str = "", empty: str = "", formulas: tuple[str, ...] = (), on_select: object = None,
) -> Panel:  # fmt: skip
    return Panel(
        key=f"compare_{key}",
        title=title,
        statistic=statistic or _statistic(found),
        figures=figures,
        chart=chart,  # type: ignore[arg-type]
        indicators=(found.indicator,),
        alt=alt,
        level="borough",
        formulas=formulas or (FORMULA[found.basis],),
        note=note,
        empty=empty,
        on_select=on_select,  # type: ignore[arg-type]
    )
