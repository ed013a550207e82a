"""Rows of figures → Plotly figures of lines and bars, as plain dicts.

Colours are Streamlit's placeholders for the theme's: the browser puts in those of the light or the dark theme, so
.streamlit/config.toml is the one place that knows a colour of a chart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure
from streamlit.elements.lib.streamlit_plotly_theme import (
    CATEGORY_0,
    CATEGORY_1,
    CATEGORY_2,
    CATEGORY_3,
    CATEGORY_4,
    FADED_TEXT_05,
    GRAY_90,
)

from analytics.narrative import number
from analytics.periods import add_months, months_between, short_month
from analytics.recording_events import RecordingEvent

Figure = dict[str, Any]
Row = dict[str, Any]
HUES = (CATEGORY_0, CATEGORY_1, CATEGORY_2, CATEGORY_3)
# What gives context: London beside boroughs, axes, notes.
QUIET = CATEGORY_4
SHADE = FADED_TEXT_05
STRONG = GRAY_90
CONFIG = {"displayModeBar": False, "topojsonURL": "app/static/", "scrollZoom": False, "showTips": False}
HEIGHT, TALL = 330, 380
SMALL = 12
LINE_HEIGHT = 15
LABEL_WIDTH = 15
# Of a chart on a phone, some 200 pixels wide: a letter, and the margins that a title above may reach into.
LETTER, ROOM_LEFT, ROOM_RIGHT = 0.03, 0.15, 0.25
# Bars beyond which neither every value nor every name fits a phone.
MANY_BARS = 6


class Drawing(BaseFigure):  # type: ignore[misc]
    """A finished figure that may be sent many times: what Plotly makes of a plain dict, made once.

    Plotly copies and encodes a figure anew whenever it is asked for it; here nothing changes any more.
    """

    def __init__(self, figure: Figure) -> None:
        # Not BaseFigure's own, which would validate and copy; and past its refusal of attributes that it does not know.
        made = go.Figure(figure["data"], figure["layout"], _validate=False).to_dict()
        self.__dict__.update(figure=figure, made=made)

    def to_dict(self) -> Figure:
        """The figure as Plotly's JSON has it, the theme's template in it; never to be changed."""
        made: Figure = self.__dict__["made"]
        return made


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One line of a chart: its name, its months and values, and which of its windows span a change in recording.

    Context is grey; of a line that is not named, only the course is shown.
    """

    name: str
    indicator: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    spans: tuple[bool, ...]
    is_context: bool = False
    is_named: bool = True

    @property
    def points(self) -> list[tuple[date, float]]:
        """The months that have a value."""
        return [(month, value) for month, value in zip(self.months, self.values, strict=True) if value is not None]

    @property
    def last(self) -> float:
        """The last value."""
        return self.points[-1][1]


def shaded(start: float | str, end: float | str, *, colour: str = SHADE, **look: Any) -> Figure:
    """A shape that shades a stretch of the horizontal axis, behind what is drawn."""
    stretch = {"type": "rect", "layer": "below", "yref": "paper", "y0": 0, "y1": 1, "x0": start, "x1": end}
    return stretch | {"fillcolor": colour, "line": {"width": 0}} | look


def lines_of(rows: Sequence[Row], names: Mapping[tuple[str, str], str], *, context: str = "") -> list[ChartLine]:
    """Rows as lines, one for each (indicator, area code) of `names`, in that order; `context` is drawn in grey."""
    lines = []
    for (indicator_id, code), name in names.items():
        mine = [row for row in rows if row["indicator"] == indicator_id and row["area_code"] == code]
        months = tuple(row["period_end"].replace(day=1) for row in mine)
        values = tuple(row["value"] for row in mine)
        spans = tuple(row["status"] == "spans" for row in mine)
        lines.append(ChartLine(name, indicator_id, months, values, spans, is_context=code == context))
    return [line for line in lines if line.points]


def trend(
    lines: Sequence[ChartLine], *, events: Sequence[RecordingEvent], decimals: int = 0, unit: str = "",
    with_points: bool = False,
    height: int = TALL,
) -> Figure:  # fmt: skip
    """Lines over time with zero in sight, each named at its end; changes in recording as dotted lines."""
    values = [value for line in lines for _, value in line.points]
    bottom = min(0.0, *values, 0.0) * 1.08
    top = max(0.0, *values, 0.0) * 1.08 or (0.0 if bottom else 1.0)
    hues = iter(HUES)
    colours = [QUIET if line.is_context else next(hues) for line in lines]
    months = sorted({month for line in lines for month in line.months})
    hover = f"%{{y:,.{decimals}f}} {unit}"
    traces = [
        trace
        for line, colour in zip(lines, colours, strict=True)
        for trace in line_traces(line, colour, hover=hover, with_points=with_points)
    ]
    marks, shapes, depth = _events(events, months[0], months[-1])
    named = [(line, colour) for line, colour in zip(lines, colours, strict=True) if line.is_named]
    room = _label_margin([line for line, _ in named])
    space = layout(months, top, height=height, margin_top=14 + 16 * depth, margin_right=room, bottom=bottom)
    labels = _end_labels(named, bottom=bottom, per_unit=(height - 50 - 16 * depth) / (top - bottom), decimals=decimals)
    return {"data": traces, "layout": space | {"annotations": [*marks, *labels], "shapes": shapes}}


def line_traces(line: ChartLine, colour: str, *, hover: str, with_points: bool) -> list[Figure]:
    """The line; where its windows span a change in recording it is dotted."""
    base = {
        "type": "scatter",
        "mode": "lines+markers" if with_points else "lines",
        "x": [f"{month:%Y-%m}" for month in line.months],
        "connectgaps": False,
    }
    if not line.is_named:
        quiet = {"line": {"color": colour, "width": 1}, "opacity": 0.35, "hoverinfo": "skip"}
        return [base | quiet | {"y": list(line.values)}]
    base["hovertemplate"] = f"{hover}<extra>{line.name}</extra>"
    stroke = {"color": colour, "width": 1.5 if line.is_context else 2.25}
    plain = [None if spanning else value for value, spanning in zip(line.values, line.spans, strict=True)]
    traces = [base | {"y": plain, "line": stroke}]
    if any(line.spans):
        near = [any(line.spans[max(0, t - 1) : t + 2]) for t in range(len(line.spans))]
        dotted = [value if close else None for value, close in zip(line.values, near, strict=True)]
        traces.append(base | {"y": dotted, "line": stroke | {"dash": "dot"}})
    return traces


def bars(line: ChartLine, *, decimals: int = 0, unit: str = "", are_calendar_years: bool = False) -> Figure:
    """One bar a year, the last in full colour, each with its value above it; of many, the last and the highest.

    A year is named by its last month, a calendar year by its number.
    """
    values = [value for _, value in line.points]
    is_many, end, highest = len(values) > MANY_BARS, len(values) - 1, values.index(max(values))
    labelled = {end, *([highest] if highest < end - 2 else [])} if is_many else range(len(values))
    named = [f"{m:%Y}" if are_calendar_years else short_month(m).replace(" ", "<br>") for m, _ in line.points]
    trace = {
        "type": "bar",
        "x": named,
        "y": values,
        "width": 0.6,
        "text": [number(value, decimals=decimals) if i in labelled else "" for i, value in enumerate(values)],
        "constraintext": "none",
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": f"%{{y:,.{decimals}f}} {unit}<extra></extra>",
        "marker": {"color": [*[QUIET] * (len(values) - 1), CATEGORY_0], "opacity": [*[0.45] * (len(values) - 1), 1]},
        "textfont": {"color": STRONG, "size": SMALL},
    }
    space = layout([], max(values, default=1) * 1.15, height=TALL, margin_top=14, margin_right=18)
    space["xaxis"] = {
        "type": "category", "fixedrange": True, "tickfont": {"color": QUIET, "size": SMALL}, "tickangle": 0,
        "tickmode": "array", "tickvals": named[:: -ceil(len(named) / MANY_BARS)],
    }  # fmt: skip
    return {"data": [trace], "layout": space}


def layout(
    months: Sequence[date], top: float, *, margin_top: int, margin_right: int, bottom: float = 0.0, height: int = HEIGHT
) -> Figure:
    """The space of a chart: horizontal grid only, few ticks, nothing that a finger on a phone could drag."""
    ticks = {"fixedrange": True, "tickfont": {"color": QUIET, "size": SMALL}}
    across = {"type": "date", "showgrid": False, "hoverformat": "%B %Y", **_ticks(months)}
    if months:
        across["range"] = [f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"]
    return {
        "height": height,
        "margin": {"l": 4, "r": margin_right, "t": margin_top, "b": 4},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified" if months else "closest",
        "yaxis": ticks | {"range": [bottom, top], "tickformat": ",", "nticks": 6, "zeroline": bottom <= 0},
        "xaxis": ticks | across,
    }


def _ticks(months: Sequence[date]) -> Figure:
    """Few enough ticks for a phone: half-years over two years, years over seven, then every third."""
    span = months_between(months[0], months[-1]) if months else 0
    if span <= 30:
        return {"dtick": "M6", "tick0": "2020-01-01", "tickformat": "%b<br>%Y"}
    return {"dtick": "M12" if span <= 84 else "M36", "tick0": "2011-01-01", "tickformat": "%Y"}


def note(x: Any, y: Any, text: str, *, colour: str = QUIET, **more: Any) -> Figure:
    """Words in a chart, in place of a legend."""
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": SMALL, "color": colour}} | more


def _events(events: Sequence[RecordingEvent], first: date, last: date) -> tuple[list[Figure], list[Figure], int]:
    """Dotted lines for breaks and steps, shading for ranges; their titles stand above, in as few rows as fit.

    A title is centred over what it names, save where it would be cut on a phone, whose widths are reckoned with.
    """
    notes, shapes = [], []
    rows_end: list[float] = []
    whole = max(1, months_between(first, last))
    for event in events:
        start, end = max(event.starts, first), min(event.ends or event.starts, last)
        is_range = event.kind == "caution"
        until = add_months(end, 1) if is_range else start
        look = (
            {"fillcolor": SHADE, "line": {"width": 0}}
            if is_range
            else {"line": {"color": QUIET, "width": 1, "dash": "dot"}}
        )
        shapes.append(
            {"type": "rect" if is_range else "line", "layer": "below", "yref": "paper", "y0": 0, "y1": 1}
            | {"x0": f"{start:%Y-%m}", "x1": f"{until:%Y-%m}"}
            | look
        )
        middle = add_months(start, months_between(start, until) // 2)
        at = months_between(first, middle) / whole
        wide = LETTER * len(event.title)
        anchor, left = "center", at - wide / 2
        if left < -ROOM_LEFT:
            anchor, left = "left", at
        elif left + wide > 1 + ROOM_RIGHT:
            anchor, left = "right", at - wide
        row = next((i for i, taken in enumerate(rows_end) if left > taken), len(rows_end))
        rows_end[row : row + 1] = [left + wide]
        place = {"yref": "paper", "yanchor": "bottom", "yshift": 2 + 16 * row, "xanchor": anchor}
        notes.append(note(f"{middle:%Y-%m}", 1, event.title, **place))
    return notes, shapes, len(rows_end)


def _end_labels(
    lines: Sequence[tuple[ChartLine, str]], *, bottom: float, per_unit: float, decimals: int
) -> list[Figure]:
    """Name and last value at the end of each line, pushed apart where they would collide."""
    ends = sorted((*line.points[-1][::-1], line.name, colour) for line, colour in lines)
    notes, floor = [], 0.0
    for value, month, name, colour in ends:
        text = f"{wrapped(name)}<br><b>{number(value, decimals=decimals)}</b>"
        half = (LINE_HEIGHT * (text.count("<br>") + 1) + 3) / 2
        height = (value - bottom) * per_unit
        at = max(height, floor + half)
        floor = at + half
        shift = at - height
        notes.append(
            note(f"{month:%Y-%m}", value, text, colour=colour, xanchor="left", align="left", xshift=6, yshift=shift)
        )
    return notes


def wrapped(name: str) -> str:
    """A name in lines of at most fifteen characters or one word."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        lines[-1:] = [joined] if len(joined) <= LABEL_WIDTH or not lines[-1] else [lines[-1], word]
    return "<br>".join(lines)


def _label_margin(lines: Sequence[ChartLine]) -> int:
    longest = max((len(part) for line in lines for part in wrapped(line.name).split("<br>")), default=6)
    return 14 + round(6.6 * max(longest, 6))
