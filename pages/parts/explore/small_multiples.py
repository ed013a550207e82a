"""Many lines: each in a small chart of its own with its name and last value, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.narrative import number
from analytics.recording_events import RecordingEvent
from pages.parts.figures import HUES, QUIET, STRONG, ChartLine, Figure, layout, line_traces, note

COLUMNS = 2
# Pixels: name and value above each chart, the chart; below all of them the years.
HEAD, BODY, FOOT, TOP = 38, 86, 26, 4
# Of the width: half of the gap between two charts.
GAP = 0.04
LONGEST_NAME = 22


def small_multiples(
    lines: Sequence[ChartLine], *, events: Sequence[RecordingEvent], decimals: int, unit: str, with_points: bool
) -> Figure:
    """Two charts a row, in the order of the lines; the changes in recording are dotted through all of them."""
    values = [value for line in lines for _, value in line.points]
    bottom, top = 1.08 * min(0.0, *values), 1.08 * max(0.0, *values) or 1.0
    months = sorted({month for line in lines for month in line.months})
    rows = -(-len(lines) // COLUMNS)
    whole = rows * (HEAD + BODY)
    space = layout(months, top, height=whole + TOP + FOOT, margin_top=TOP, margin_right=8, bottom=bottom)
    across, up = space.pop("xaxis"), space.pop("yaxis")
    space["hovermode"] = "closest"
    for column in range(COLUMNS):
        ends = [column / COLUMNS + GAP * (column > 0), (column + 1) / COLUMNS - GAP * (column + 1 < COLUMNS)]
        space[f"xaxis{column + 1}"] = across | {"domain": ends, "anchor": f"y{rows}", "nticks": 4}
    for row in range(rows):
        end = 1 - (row * (HEAD + BODY) + HEAD) / whole
        space[f"yaxis{row + 1}"] = up | {"domain": [max(0.0, end - BODY / whole), end], "nticks": 3, "automargin": True}
    hover, first = f"%{{y:,.{decimals}f}} {unit}", f"{months[0]:%Y-%m}"
    traces, notes = [], []
    for at, line in enumerate(lines):
        axes = {"xaxis": f"x{at % COLUMNS + 1}", "yaxis": f"y{at // COLUMNS + 1}"}
        traces += [trace | axes for trace in line_traces(line, HUES[0], hover=hover, with_points=with_points)]
        text = f"{_short(line.name)}<br><b>{number(line.last, decimals=decimals)}</b>"
        place = {"xref": axes["xaxis"], "yref": f"{axes['yaxis']} domain", "xanchor": "left", "yanchor": "bottom"}
        notes.append(note(first, 1, text, colour=STRONG, align="left", xshift=-4, **place))
    return {"data": traces, "layout": space | {"annotations": notes, "shapes": _shapes(events, first)}}


def words_of(events: Sequence[RecordingEvent]) -> str:
    """What the dotted lines stand for, beneath the charts: they have no room for it."""
    named = "; ".join(f"{event.title} ({event.starts:%B %Y})" for event in events)
    return f"Dotted lines: {named}." if named else ""


def _shapes(events: Sequence[RecordingEvent], first: str) -> list[Figure]:
    look = {"type": "line", "layer": "below", "yref": "paper", "y0": 0, "y1": 1}
    look |= {"line": {"color": QUIET, "width": 1, "dash": "dot"}}
    starts = [max(f"{event.starts:%Y-%m}", first) for event in events]
    return [look | {"xref": f"x{c + 1}", "x0": at, "x1": at} for at in starts for c in range(COLUMNS)]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
