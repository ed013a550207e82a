"""Rows of figures → Plotly figures, as plain dicts.

Colours are Streamlit's placeholders for the theme's: the browser puts in those of the light or the dark theme, so
.streamlit/config.toml is the one place that knows a colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from streamlit.elements.lib.streamlit_plotly_theme import (
    BG_COLOR,
    CATEGORY_0,
    CATEGORY_1,
    CATEGORY_2,
    CATEGORY_3,
    CATEGORY_4,
    FADED_TEXT_05,
    GRAY_90,
)
from streamlit.elements.lib.streamlit_plotly_theme import SEQUENTIAL_0 as LIGHTEST
from streamlit.elements.lib.streamlit_plotly_theme import SEQUENTIAL_9 as DARKEST

from analytics.comparability import Event
from analytics.control import ControlChart
from analytics.narrative import number
from analytics.periods import add_months, months_between, short_month

Figure = dict[str, Any]
Row = dict[str, Any]
HUES = (CATEGORY_0, CATEGORY_1, CATEGORY_2, CATEGORY_3)
QUIET = CATEGORY_4  # what gives context: London beside boroughs, axes, notes
CONFIG = {"displayModeBar": False, "topojsonURL": "app/static/", "scrollZoom": False, "showTips": False}
HEIGHT = 330
TALL = 380
LABEL_WIDTH = 15
SMALL = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: its name at its end, its months, its values, and which of them span a change."""

    name: str
    indicator: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    spans: tuple[bool, ...]
    is_context: bool = False

    @property
    def last(self) -> float:
        """The last value."""
        return [value for value in self.values if value is not None][-1]


def lines_of(rows: Sequence[Row], names: Mapping[tuple[str, str], str], *, context: str = "") -> list[Line]:
    """Rows as lines, one for each (indicator, area code) of `names`, in that order; `context` is drawn in grey."""
    lines = []
    for (which, code), name in names.items():
        mine = [row for row in rows if row["indicator"] == which and row["area_code"] == code]
        lines.append(
            Line(
                name,
                which,
                tuple(row["period_end"].replace(day=1) for row in mine),
                tuple(row["value"] for row in mine),
                tuple(row["status"] == "spans" for row in mine),
                is_context=code == context,
            )
        )
    return [line for line in lines if any(value is not None for value in line.values)]


def trend(
    lines: Sequence[Line],
    *,
    events: Sequence[Event],
    decimals: int = 0,
    unit: str = "",
    with_points: bool = False,
    height: int = TALL,
) -> Figure:
    """Lines over time from zero, each named at its end; changes in recording as dotted lines."""
    top = max((v for line in lines for v in line.values if v is not None), default=1) * 1.08
    hues = iter(HUES)
    colours = [QUIET if line.is_context else next(hues) for line in lines]
    months = sorted({month for line in lines for month in line.months})
    traces = [
        trace
        for line, colour in zip(lines, colours, strict=True)
        for trace in _line_traces(line, colour, hover=f"%{{y:,.{decimals}f}} {unit}", with_points=with_points)
    ]
    marks, shapes, depth = _events(events, months[0], months[-1])
    return {
        "data": traces,
        "layout": _layout(months, top, height=height, margin_top=14 + 16 * depth, margin_right=_label_margin(lines))
        | {"annotations": [*marks, *_end_labels(lines, colours, top, decimals, height)], "shapes": shapes},
    }


def _line_traces(line: Line, colour: str, *, hover: str, with_points: bool) -> list[Figure]:
    """The line; where its windows span a change in recording it is dotted."""
    base = {
        "type": "scatter", "mode": "lines+markers" if with_points else "lines",
        "hovertemplate": f"{hover}<extra>{line.name}</extra>", "x": [f"{m:%Y-%m}" for m in line.months],
        "connectgaps": False,
    }  # fmt: skip
    width = 1.5 if line.is_context else 2.25
    plain = [None if spanning else v for v, spanning in zip(line.values, line.spans, strict=True)]
    traces = [base | {"y": plain, "line": {"color": colour, "width": width}}]
    if any(line.spans):
        near = [any(line.spans[max(0, t - 1) : t + 2]) for t in range(len(line.spans))]
        dotted = [v if close else None for v, close in zip(line.values, near, strict=True)]
        traces.append(base | {"y": dotted, "line": {"color": colour, "width": width, "dash": "dot"}})
    return traces


def bars(line: Line, *, decimals: int = 0, unit: str = "") -> Figure:
    """One bar a year, the last in full colour, each with its value above it."""
    shown = [(month, value) for month, value in zip(line.months, line.values, strict=True) if value is not None]
    labels = [short_month(month) for month, _ in shown]
    top = max((value for _, value in shown), default=1) * 1.15
    trace = {
        "type": "bar", "x": labels, "y": [value for _, value in shown], "width": 0.6,
        "text": [number(value, decimals=decimals) for _, value in shown], "textposition": "outside",
        "cliponaxis": False, "hovertemplate": f"%{{y:,.{decimals}f}} {unit}<extra></extra>",
        "marker": {"color": [CATEGORY_0 if i == len(shown) - 1 else QUIET for i in range(len(shown))]},
    }  # fmt: skip
    layout = _layout([], top, margin_top=14, margin_right=4) | {"xaxis": {"type": "category", "fixedrange": True}}
    return {"data": [trace], "layout": layout}


def control(months: Sequence[date], values: Sequence[float], chart: ControlChart) -> Figure:
    """Monthly counts against their natural limits; the months outside them are marked and named."""
    xs = [f"{m:%Y-%m}" for m in months]
    outside = {s.months[0]: s.kind for s in chart.signals if len(s.months) == 1}
    limits = [v for s in chart.segments for v in (s.lower, s.upper) if v is not None]
    low, high = min([*values, *limits]), max([*values, *limits])
    pad = (high - low) * 0.16
    bottom = max(0.0, low - pad)
    per_unit = (HEIGHT - 60) / (high + pad - bottom)
    line = {
        "type": "scatter", "mode": "lines+markers", "x": xs, "y": list(values),
        "line": {"color": CATEGORY_0, "width": 1.75},
        "marker": {
            "size": [10 if m in outside else 5 for m in months],
            "color": [CATEGORY_2 if m in outside else CATEGORY_0 for m in months],
        },
        "hovertemplate": "%{y:,.0f}<extra></extra>",
    }  # fmt: skip
    shapes, notes = [], []
    for segment in chart.segments:
        start, end = _iso(segment.start, -15), _iso(segment.end, 15)
        if segment.lower is not None:
            shapes.append(
                {"type": "rect", "x0": start, "x1": end, "y0": segment.lower, "y1": segment.upper, "layer": "below",
                 "fillcolor": FADED_TEXT_05, "line": {"width": 0}}
            )  # fmt: skip
        shapes.append(
            {"type": "line", "x0": start, "x1": end, "y0": segment.mean, "y1": segment.mean, "layer": "below",
             "line": {"color": QUIET, "width": 1}}
        )  # fmt: skip
        notes.append(
            _note(end, segment.mean, f"mean<br>{number(segment.mean)}", xanchor="left", xshift=4, align="left")
        )
    layout = _layout(months, high + pad, margin_top=8, margin_right=52, bottom=bottom)
    layout |= {"shapes": shapes, "annotations": [*notes, *_signal_labels(months, values, outside, per_unit=per_unit)]}
    layout["xaxis"] |= {"range": [_iso(months[0], -15), _iso(months[-1], 15)]}
    return {"data": [line], "layout": layout}


def _iso(month: date, days: int) -> str:
    return f"{month + timedelta(days=days):%Y-%m-%d}"


def _signal_labels(
    months: Sequence[date], values: Sequence[float], outside: Mapping[date, str], *, per_unit: float
) -> list[Figure]:
    """The names of the marked months, each moved away from its point until it covers no other name."""
    labels: list[Figure] = []
    taken: list[tuple[int, float]] = []
    for t, (month, value) in enumerate(zip(months, values, strict=True)):
        if month not in outside:
            continue
        away = 1 if outside[month].startswith("above") else -1
        shift = 16
        while any(abs(t - other) <= len(months) // 3 and abs(value * per_unit + away * shift - y) < 15
                  for other, y in taken):  # fmt: skip
            shift += 4
        taken.append((t, value * per_unit + away * shift))
        side = "left" if t < len(months) / 4 else "right" if t > 3 * len(months) / 4 else "center"
        text = f"{short_month(month)}: {number(value)}"
        labels.append(_note(f"{month:%Y-%m}", value, text, xanchor=side, yshift=away * shift, strong=True))
    return labels


def choropleth(
    shapes: Mapping[str, Any],
    names: Mapping[str, str],
    values: Mapping[str, float],
    *,
    unit: str,
    chosen: Sequence[str],
) -> Figure:
    """Areas in shades of one hue, white between them; the chosen ones outlined. `values` by GSS code."""
    codes = sorted(values, key=lambda code: (code in chosen, code))
    return {
        "data": [
            {
                "type": "choropleth", "geojson": shapes, "locations": codes, "z": [values[c] for c in codes],
                "text": [names[c] for c in codes], "hovertemplate": f"<b>%{{text}}</b><br>%{{z:.2f}} {unit}<extra></extra>",
                "colorscale": [[0, LIGHTEST], [1, DARKEST]],
                "marker": {
                    "line": {
                        "color": [CATEGORY_3 if c in chosen else BG_COLOR for c in codes],
                        "width": [2.5 if c in chosen else 0.8 for c in codes],
                    }
                },
                "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}},
                "colorbar": {
                    "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "bottom", "len": 0.4,
                    "thickness": 8, "outlinewidth": 0, "nticks": 4, "tickfont": {"size": SMALL},
                    "xpad": 0, "ypad": 0,
                },
            }
        ],
        "layout": {
            "height": 350, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "dragmode": False, "clickmode": "event+select",
            "geo": {"visible": False, "fitbounds": "locations", "projection": {"type": "mercator"}, "bgcolor": BG_COLOR},
        },
    }  # fmt: skip


def _layout(
    months: Sequence[date], top: float, *, margin_top: int, margin_right: int, bottom: float = 0.0, height: int = HEIGHT
) -> Figure:
    return {
        "height": height,
        "margin": {"l": 4, "r": margin_right, "t": margin_top, "b": 4},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified" if months else "closest",
        "yaxis": {"range": [bottom, top], "tickformat": ",", "nticks": 6, "tickfont": {"color": QUIET, "size": SMALL}, "fixedrange": True, "zeroline": bottom == 0},
        "xaxis": {"type": "date", "fixedrange": True, "showgrid": False, "hoverformat": "%B %Y", **_ticks(months)}
        | ({"range": [f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"]} if months else {}),
    }


def _ticks(months: Sequence[date]) -> Figure:
    """Few enough ticks for a phone: half-years over two years, years over ten, then every third."""
    span = months_between(months[0], months[-1]) if months else 0
    if span <= 30:
        return {"dtick": "M6", "tick0": "2020-01-01", "tickformat": "%b<br>%Y"}
    return {"dtick": "M12" if span <= 84 else "M36", "tick0": "2011-01-01", "tickformat": "%Y"}


def _note(x: Any, y: Any, text: str, *, strong: bool = False, **more: Any) -> Figure:
    font = {"size": SMALL, "color": GRAY_90 if strong else QUIET}
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": font} | more


def _events(events: Sequence[Event], first: date, last: date) -> tuple[list[Figure], list[Figure], int]:
    """Dotted lines for breaks and steps, shading for restrictions; labels stand above the plot, in as few rows as fit."""
    notes, shapes = [], []
    rows_end: list[int] = []
    span = max(1, months_between(first, last))
    for event in events:
        start, end = max(event.starts, first), min(event.ends or event.starts, last)
        if event.kind == "caution":
            shapes.append(
                {"type": "rect", "x0": f"{start:%Y-%m}", "x1": f"{add_months(end, 1):%Y-%m}", "y0": 0, "y1": 1,
                 "yref": "paper", "fillcolor": FADED_TEXT_05, "line": {"width": 0}, "layer": "below"}
            )  # fmt: skip
        else:
            shapes.append(
                {"type": "line", "x0": f"{start:%Y-%m}", "x1": f"{start:%Y-%m}", "y0": 0, "y1": 1, "yref": "paper",
                 "line": {"color": QUIET, "width": 1, "dash": "dot"}}
            )  # fmt: skip
        at = months_between(first, start)
        late = at > span * 0.6
        left = at - span // 2 if late else at
        row = next((i for i, until in enumerate(rows_end) if left > until), len(rows_end))
        rows_end[row : row + 1] = [at if late else at + span // 2]
        notes.append(
            _note(
                f"{start:%Y-%m}", 1, event.title, yref="paper", yanchor="bottom", yshift=2 + 16 * row,
                xanchor="right" if late else "left",
            )
        )  # fmt: skip
    return notes, shapes, len(rows_end)


def _end_labels(lines: Sequence[Line], colours: Sequence[str], top: float, decimals: int, height: int) -> list[Figure]:
    """Name and last value at the end of each line, pushed apart where they would collide."""
    ends = []
    for line, colour in zip(lines, colours, strict=True):
        month, value = [(m, v) for m, v in zip(line.months, line.values, strict=True) if v is not None][-1]
        ends.append((value, month, f"{wrapped(line.name)}<br><b>{number(value, decimals=decimals)}</b>", colour))
    ends.sort()
    plot = height - 50
    notes, floor = [], -1e9
    for value, month, text, colour in ends:
        half = (15 * (text.count("<br>") + 1) + 3) / 2
        at = max(value / top * plot, floor + half)
        floor = at + half
        notes.append((value, month, text, colour, at - value / top * plot))
    spill = max(0.0, floor - plot - 14)
    return [
        _note(f"{month:%Y-%m}", value, text, xanchor="left", align="left", xshift=6, yshift=shift - spill)
        | {"font": {"size": SMALL, "color": colour}}
        for value, month, text, colour, shift in notes
    ]


def wrapped(name: str) -> str:
    """A name in lines of at most fifteen characters or one word."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= LABEL_WIDTH:
            lines[-1] = joined
        else:
            lines.append(word)
    return "<br>".join(line for line in lines if line)


def _label_margin(lines: Sequence[Line]) -> int:
    longest = max((len(part) for line in lines for part in wrapped(line.name).split("<br>")), default=6)
    return 14 + round(6.6 * max(longest, 6))
