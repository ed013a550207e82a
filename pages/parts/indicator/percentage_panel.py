"""The panel of an indicator that is a percentage: its course in London and in the chosen boroughs."""

from __future__ import annotations

from analytics.comparability import drawn_events
from analytics.indicators import Indicator, indicator
from analytics.narrative import line_alternative, number, percent
from analytics.periods import month_name, window_ending
from data.published_areas import MPS
from pages.parts import cached_figures, figures, words
from pages.parts.cached_figures import LONDON
from pages.parts.panels import Panel, without_figures
from pages.parts.tables import Row
from pages.parts.view import View

SPANS = "Dotted: the 12 months span a change in recording."


def newest(indicator_id: str, *, area_code: str = MPS) -> Row | None:
    """The row of the newest 12 months, None where no full year has been published."""
    rows = cached_figures.figures(cached_figures.selected((indicator_id,), areas=(area_code,), last=1)).to_pylist()
    return rows[-1] if rows else None


def standing(row: Row) -> str:
    """`10.2% in the year to July 2025`."""
    window = window_ending(row["period_end"].replace(day=1), row["window"])
    return f"no figure {window.when}" if row["value"] is None else f"{percent(row['value'])} {window.when}"


@cached_figures.kept_panel
def course(indicator_id: str, view: View) -> Panel:
    """For every 100 of the same 12 months: London, the chosen boroughs beside it, the changes in recording."""
    registered = indicator(indicator_id)
    codes = view.codes if "borough" in registered.levels else ()
    selection = cached_figures.selected((indicator_id,), areas=(MPS, *codes), start=view.start, end=view.end)
    table = cached_figures.figures(selection)
    names = {(indicator_id, MPS): LONDON} | {(indicator_id, area.code): area.name for area in view.boroughs if codes}
    lines = figures.lines_of(table.to_pylist(), names, context=MPS if codes else "")
    if not lines:
        return without_figures(f"{indicator_id}_course", registered, table)
    months = [month for line in lines for month in line.months]
    events = [e for e in drawn_events(registered, min(months), max(months)) if e.kind in ("break", "step")]
    changed = words.listed([month_name(event.starts) for event in events])
    last = "; ".join(f"{line.name} {number(line.last, decimals=1)}%" for line in lines)
    return Panel(
        key=f"{indicator_id}_course",
        title=f"{last}{f'; recording changed in {changed}' if changed else ''}",
        statistic=f"{registered.short_title}: per cent, 12 months to each month",
        alt=" ".join(
            line_alternative(
                registered, line.months, line.values, area_name=line.name,
                statistic="per cent, 12 months to each month", decimals=1,
            )
            for line in lines
        ),
        figures=table,
        chart=figures.trend(lines, events=events, decimals=1, unit="%"),
        indicators=(registered,),
        level="borough" if codes else "mps",
        formulas=("percentage", "trend"),
        note=" ".join((*registered.caveats, *((SPANS,) if events else ()))),
        request=selection,
    )  # fmt: skip


def texts(registered: Indicator) -> list[str]:
    """What the opening says after the figure: why it has no verdict."""
    why = "A percentage of what was recorded in the same months: its change is given no verdict."
    return [f"{why} {registered.definition}"]
