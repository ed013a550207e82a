"""The panel of what an indicator is made of: each part with its count, its share and its change."""

from __future__ import annotations

from analytics.indicators import Part
from analytics.narrative import change_in_cell, interval, number, percent
from analytics.periods import WindowKind
from analytics.tables import composition_rows
from analytics.tables.composition_rows import Makeup, PartFigure
from pages.parts import cached_figures, tables, words
from pages.parts.panels import Panel
from pages.parts.tables import NOTHING, Cell, Line
from pages.parts.view import View

# A part that holds what could not be told is never the finding.
UNTOLD = ("Unknown", "A residential building not told apart")


@cached_figures.kept_panel
def makeup(
    which: str,
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
    found = _made_of(which, split, _area(which, view), view.window, apart)
    shown = sorted(found.parts, key=lambda part: -part.count) if is_ranked else found.parts
    largest = max(found.parts, key=lambda part: (part.label not in UNTOLD, part.count))
    place = cached_figures.place_name(found.area)
    statistic = f"{found.indicator.short_title} in {place} by {split}: {found.window.label}, against the year before"
    shown = [part for part in shown if part.label not in UNTOLD or part.count or part.change.base]
    lines = [_line(found.whole, found, is_marked=True), *(_line(part, found) for part in shown)]
    if found.apart:
        lines.append(_line(found.apart, found, is_apart=True))
    return Panel(
        key=f"{which}_by_{split.replace(' ', '_')}",
        title=_finding(says, largest),
        statistic=statistic,
        figures=found.rows,
        chart='<div class="makeup">'
        + tables.html_table(
            statistic,
            (words.capital(split), "", words.capital(found.indicator.noun[1]), "Share", "Change"),
            lines,
            numbers=(2, 3),
        )
        + "</div>",
        indicators=(found.indicator,),
        level=found.level,
        formulas=("count", "share", "change"),
        note=note.format(share=_share(found.apart)) if found.apart else note,
    )


@cached_figures.kept
def _made_of(which: str, split: str, area: str, window: WindowKind, apart: Part | None) -> Makeup:
    return composition_rows.makeup(which, split, area, level="borough" if area else "mps", window=window, apart=apart)


def _area(which: str, view: View) -> str:
    has_boroughs = "borough" in cached_figures.latest((which,), kind=view.window)[0].indicator.levels
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


def _line(part: PartFigure, found: Makeup, *, is_marked: bool = False, is_apart: bool = False) -> Line:
    longest = max(each.count for each in found.parts) or 1
    change = part.change
    bounds = "" if change.lower is None or change.upper is None else interval(change.lower, change.upper)
    return Line(
        (
            Cell(part.label),
            Cell("", share=None if is_marked else part.count / longest),
            Cell(number(part.count)),
            Cell(_share(part), second="of all published" if is_apart else ""),
            Cell(change_in_cell(change), second=bounds),
        ),
        is_marked=is_marked,
    )
