"""What every panel of a comparison has: its figures and source, the looks of its marks, and what they mean."""

from __future__ import annotations

import pyarrow as pa

from analytics.borough_profile.borough_comparison import Basis, Comparison
from analytics.geography.areas import name_of
from analytics.geography.similar_boroughs import similar_to
from pages.parts import words
from pages.parts.compare import comparison_figures
from pages.parts.compare.comparison_figures import Look
from pages.parts.panels import Panel
from pages.parts.view import View

FORMULA: dict[Basis, str] = {"residents": "rate", "households": "household_rate", "count": "count"}


def looks(compared: Comparison, view: View) -> list[Look]:
    """How the mark of each borough looks: chosen, similar to the first that is, or neither."""
    similar = similar_to(view.codes[0]) if view.codes else ()
    return [comparison_figures.look_of(place, chosen=view.codes, similar=similar) for place in compared.places]


def marks_key(compared: Comparison, view: View) -> str:
    """What the marks mean."""
    outside = "" if compared.basis == "count" else "Filled circles: outside the widened 95% limits."
    if not view.boroughs:
        return f"{outside} Choose a borough to see it and those like it.".strip()
    first = view.boroughs[0]
    similar = words.listed([name_of(code) for code in similar_to(first.code)])
    return f"Diamonds: chosen. Squares: similar to {first.name} ({similar}). {outside}".strip()


def statistic_of(compared: Comparison) -> str:
    """What is compared, in which unit and over which time."""
    return f"{compared.indicator.short_title}: {compared.unit}, {compared.window.label}"


def comparison_panel(
    key: str, compared: Comparison, title: str, *, figures: pa.Table, chart: object, statistic: str = "", alt: str = "",
    note: str = "", empty: str = "", formulas: tuple[str, ...] = (), on_select: object = None,
) -> Panel:  # fmt: skip
    """A panel of the figures compared, by boroughs."""
    return Panel(
        key=f"compare_{key}",
        title=title,
        statistic=statistic or statistic_of(compared),
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
