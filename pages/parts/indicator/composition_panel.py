"""The panel of what an indicator is made of: each part with its count, its share and its change."""

from __future__ import annotations

from analytics.indicators import Part
from analytics.narrative import change_in_cell, interval, number, percent
from analytics.periods import WindowKind
from analytics.tables import composition_rows
from analytics.tables.composition_rows import Makeup, PartFigure
from pages.parts import cached_figures, tables, words
from pages.parts.panels import Panel
from pages.parts.tables import NOTHING, Cell, TableRow
from pages.parts.view import View

# A part that holds what could not be told is never the finding.
UNTOLD = ("Unknown", "A residential building not told apart")


@cached_figures.kept_panel
def makeup(
    indicator_id: str,
    split: str,
    view: View,
    *,
    says: str,
    apart: Part | None = None,
    is_ranked: bool = True,
    note: str = "",
) -> Panel:
    """An indicator by one of its compositions, in the first chosen borough if it has boroughs, else in London.

    `says` is the finding with `{part}` or `{Part}` and `{share}` of the largest part in it. `apart` stands below the
    parts, with its share of everything published. `is_ranked` puts the largest part first.
    """
    composition = _made_of(indicator_id, split, _area(indicator_id, view), view.window, apart)
    shown = sorted(composition.parts, key=lambda part: -part.count) if is_ranked else composition.parts
    largest = max(composition.parts, key=lambda part: (part.label not in UNTOLD, part.count))
    place = cached_figures.place_name(composition.area)
    what = f"{composition.indicator.short_title} in {place} by {split}"
    statistic = f"{what}: {composition.window.label}, against the year before"
    shown = [part for part in shown if part.label not in UNTOLD or part.count or part.change.base]
    lines = [_line(composition.whole, composition, is_marked=True), *(_line(part, composition) for part in shown)]
    if composition.apart:
        lines.append(_line(composition.apart, composition, is_apart=True))
    return Panel(
        key=f"{indicator_id}_by_{split.replace(' ', '_')}",
        title=_finding(says, largest),
        statistic=statistic,
        figures=composition.rows,
        chart='<div class="makeup">'
        + tables.html_table(
            statistic,
            (words.capital(split), "As a bar", words.capital(composition.indicator.noun[1]), "Share", "Change"),
            lines,
            numbers=(2, 3),
        )
        + "</div>",
        indicators=(composition.indicator,),
        level=composition.level,
        formulas=("count", "share", "change"),
        note=note.format(share=_share(composition.apart)) if composition.apart else note,
    )


@cached_figures.kept
def _made_of(indicator_id: str, split: str, area: str, window: WindowKind, apart: Part | None) -> Makeup:
    return composition_rows.makeup(
        indicator_id, split, area, level="borough" if area else "mps", window=window, apart=apart
    )


def _area(indicator_id: str, view: View) -> str:
    has_boroughs = "borough" in cached_figures.latest((indicator_id,), kind=view.window)[0].indicator.levels
    return view.boroughs[0].code if view.boroughs and has_boroughs else ""


def _finding(says: str, largest: PartFigure) -> str:
    if not largest.count:
        return "None in this period"
    return says.format(Part=largest.label, part=words.lower(largest.label), share=_share(largest))


def _share(part: PartFigure) -> str:
    if part.percent is None:
        return NOTHING
    size = percent(part.percent)
    return "under 0.1%" if part.count and size == "0.0%" else size


def _line(part: PartFigure, composition: Makeup, *, is_marked: bool = False, is_apart: bool = False) -> TableRow:
    longest = max(other.count for other in composition.parts) or 1
    change = part.change
    bounds = interval(*change.bounds) if change.bounds else ""
    return TableRow(
        (
            Cell(part.label),
            Cell("", share=None if is_marked else part.count / longest),
            Cell(number(part.count)),
            Cell(_share(part), second="of all published" if is_apart else ""),
            Cell(change_in_cell(change), second=bounds),
        ),
        is_marked=is_marked,
    )
