"""Level against change in the boroughs: what is drawn, and in words what has no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from analytics.borough_profile.borough_comparison import Comparison, Place
from analytics.narrative import bars_alternative, change_in_cell, number
from analytics.statistics.change import CANNOT_BE_TOLD, WITHHELD
from analytics.tables.published_rows import COLUMNS
from pages.parts import cached_figures, words
from pages.parts.compare import comparison_figures
from pages.parts.compare.comparison_frame import FORMULA, comparison_panel, looks, marks_key, statistic_of
from pages.parts.compare.comparison_opening import decimals
from pages.parts.indicator import area_panels
from pages.parts.panels import Panel
from pages.parts.view import View


def change_and_level(compared: Comparison, view: View) -> Panel:
    """Level against change, with the intervals of the changes; what has no verdict stands apart in words."""
    apart = [p for p in compared.places if p.change.percent is None or p.change.verdict in (WITHHELD, CANNOT_BE_TOLD)]
    drawn = replace(compared, places=tuple(place for place in compared.places if place not in apart))
    left_out = _apart(apart)
    if compared.basis == "count":
        empty = "Level is a rate here. Choose “Per resident”, or another view."
        return comparison_panel(
            "change",
            compared,
            "No level of counts",
            figures=compared.values.slice(0, 0),
            chart={},
            empty=empty,
        )
    if not drawn.places:
        title = f"No change to compare: {_why(apart)}"
        return comparison_panel(
            "change", compared, title, figures=compared.values.slice(0, 0), chart={}, empty=left_out
        )
    london = cached_figures.latest((compared.indicator.id,))[0]
    return comparison_panel(
        "change",
        compared,
        words.boroughs_opening([place.change for place in compared.places]),
        statistic=f"{statistic_of(compared)}, and change against the year before; bars: 95% intervals",
        alt=bars_alternative(
            f"Change by level in {len(drawn.places)} boroughs. Change in per cent",
            [place.area.name for place in drawn.places],
            [place.change.percent for place in drawn.places],
            decimals=1,
        ),
        figures=_with_levels(drawn),
        chart=comparison_figures.quadrant(
            drawn, looks(drawn, view), level=compared.rate or 0.0, decimals=decimals(compared)
        ),
        note=" ".join(
            (
                f"London: {words.lower(change_in_cell(london.change))}.",
                left_out,
                marks_key(compared, view),
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
