"""Figures of cohorts: their course by year, and groups side by side as dots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from streamlit.elements.lib.streamlit_plotly_theme import BG_COLOR

from analytics.narrative import number
from analytics.periods import window_between
from pages.parts.figures import (
    HUES,
    LINE_HEIGHT,
    QUIET,
    SMALL,
    STRONG,
    TALL,
    Figure,
    Row,
    layout,
    note,
    shaded,
    wrapped,
)

# Every fifth cohort is named on the axis, so that the names fit a phone.
NAMED = 5
SHORT = 128
COVID = "COVID-19"


@dataclass(frozen=True, slots=True)
class Course:
    """One line over cohorts: rows of figures of one area and measure; quoted ones are drawn as hollow points."""

    name: str
    rows: tuple[Row, ...]
    is_context: bool = False
    has_intervals: bool = False

    @property
    def own(self) -> list[Row]:
        """The cohorts that are computed here."""
        return [row for row in self.rows if row["status"] != "quoted" and row["value"] is not None]

    @property
    def quoted(self) -> list[Row]:
        return [row for row in self.rows if row["status"] == "quoted" and row["value"] is not None]

    @property
    def last(self) -> Row:
        """The newest cohort computed here, or the newest quoted one where all are."""
        return (self.own or self.quoted)[-1]


def label(row: Row) -> str:
    """`2019/20` for the cohort of a row."""
    return window_between(row["period_start"].replace(day=1), row["period_end"].replace(day=1)).label


def course(courses: Sequence[Course], *, touched: Sequence[str], decimals: int = 1, unit: str = "%") -> Figure:
    """Lines over cohorts from zero, each named at its end; `touched` are the cohorts that COVID-19 met."""
    names = sorted({label(row) for line in courses for row in line.rows})
    top = 1.15 * max(row["upper"] or row["value"] for line in courses for row in line.rows if row["value"] is not None)
    hues = iter(HUES)
    colours = [QUIET if line.is_context else next(hues) for line in courses]
    traces = [t for line, colour in zip(courses, colours, strict=True) for t in _traces(line, colour, decimals, unit)]
    longest = max(len(part) for line in courses for part in wrapped(line.name).split("<br>"))
    space = layout([], top, height=TALL, margin_top=22, margin_right=14 + round(6.6 * max(longest, 15)))
    space["xaxis"] = _across(names)
    space["hovermode"] = "x unified"
    space["annotations"] = _ends(courses, colours, names, per_unit=(TALL - 50) / top, decimals=decimals)
    space["annotations"] += [mark for line in courses if line.own and line.quoted for mark in _quoted_mark(line)]
    space["shapes"], marks = _pandemic(names, touched)
    space["annotations"] += marks
    return {"data": traces, "layout": space}


def _across(names: Sequence[str], **more: Any) -> Figure:
    """The axis of cohorts: the last one and every fifth before it are named."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(names),
        "range": [-0.4, len(names) - 0.6],
        "tickmode": "array",
        "tickvals": list(names)[::-1][::NAMED][::-1],
        "tickangle": 0,
        "tickfont": {"color": QUIET, "size": SMALL},
        "showgrid": False,
        "fixedrange": True,
    } | more


def _traces(line: Course, colour: str, decimals: int, unit: str) -> list[Figure]:
    hover = f"%{{y:,.{decimals}f}}{unit}"
    base = {"type": "scatter", "mode": "lines+markers"}
    traces = []
    if line.own:
        solid = _points(line.own) | {
            "line": {"color": colour, "width": 1.5 if line.is_context else 2.25},
            "marker": {"color": colour, "size": 4 if line.is_context else 6},
            "hovertemplate": f"{hover}<extra>{line.name}</extra>",
        }
        traces.append(base | solid | (_bars(line.own, "y", colour) if line.has_intervals else {}))
    if line.quoted:
        hollow = _points(line.quoted) | {
            "line": {"color": colour, "width": 1.25, "dash": "dot"},
            "marker": {"color": BG_COLOR, "size": 9, "line": {"color": colour, "width": 2}},
            "hovertemplate": f"{hover}, quoted<extra>{line.name}</extra>",
        }
        traces.append(base | hollow)
    return traces


def _points(rows: Sequence[Row]) -> Figure:
    return {"x": [label(row) for row in rows], "y": [row["value"] for row in rows]}


def _bars(rows: Sequence[Row], axis: str, colour: str) -> Figure:
    """The 95% interval of each point."""
    return {
        f"error_{axis}": {
            "type": "data",
            "symmetric": False,
            "array": [row["upper"] - row["value"] for row in rows],
            "arrayminus": [row["value"] - row["lower"] for row in rows],
            "color": colour,
            "thickness": 1,
            "width": 3,
        }
    }


def _ends(
    courses: Sequence[Course], colours: Sequence[str], names: Sequence[str], *, per_unit: float, decimals: int
) -> list[Figure]:
    """Name and newest value beside the last cohort, pushed apart where they would collide."""
    ends = sorted((line.last["value"], i) for i, line in enumerate(courses))
    notes, floor = [], -LINE_HEIGHT
    for value, i in ends:
        when = label(courses[i].last)
        value_text = f"<b>{number(value, decimals=decimals)}</b>{'' if when == names[-1] else f' in {when}'}"
        text = f"{wrapped(courses[i].name)}<br>{value_text}"
        half = (LINE_HEIGHT * (text.count("<br>") + 1) + 3) / 2
        at = max(value * per_unit, floor + half)
        floor = at + half
        place = {"xanchor": "left", "align": "left", "xshift": 8, "yshift": at - value * per_unit}
        notes.append(note(names[-1], value, text, colour=colours[i], **place))
    return notes


def _quoted_mark(line: Course) -> list[Figure]:
    """The values of the hollow points, the first and the last turned outwards, and the word that says what they are."""
    sides = {line.quoted[0]["period_end"]: ("right", 10), line.quoted[-1]["period_end"]: ("left", -10)}
    values = []
    for row in line.quoted:
        side, shift = sides.get(row["period_end"], ("center", 0)) if len(line.quoted) > 1 else ("center", 0)
        value_text = number(row["value"], decimals=1)
        values.append(note(label(row), row["value"], value_text, yshift=-16, xanchor=side, xshift=shift))
    middle = line.quoted[len(line.quoted) // 2]
    return [*values, note(label(middle), middle["value"], "quoted", yshift=-32)]


def _pandemic(names: Sequence[str], touched: Sequence[str]) -> tuple[list[Figure], list[Figure]]:
    places = [i for i, name in enumerate(names) if name in touched]
    if not places:
        return [], []
    word = note((places[0] + places[-1]) / 2, 1, COVID, yref="paper", yanchor="bottom", yshift=2)
    return [shaded(places[0] - 0.5, places[-1] + 0.5)], [word]


def small_multiples(courses: Sequence[Course], *, decimals: Sequence[int], units: Sequence[str]) -> Figure:
    """One measure below the other over the same cohorts, each from zero on its own scale."""
    names = sorted({label(row) for line in courses for row in line.rows})
    count = len(courses)
    space = layout([], 1, height=SHORT * count, margin_top=4, margin_right=52)
    del space["yaxis"], space["xaxis"]
    traces, space["annotations"] = [], []
    for i, line in enumerate(courses):
        suffix = "" if i == 0 else str(i + 1)
        top = 1.25 * max(row["value"] for row in line.own)
        high, low = 1 - i / count, 1 - (i + 1) / count + 0.09
        space[f"yaxis{suffix}"] = {
            "domain": [low, high - 0.05], "range": [0, top], "nticks": 3, "fixedrange": True, "zeroline": True,
            "tickfont": {"color": QUIET, "size": SMALL}, "anchor": f"x{suffix}",
        }  # fmt: skip
        space[f"xaxis{suffix}"] = _across(names, anchor=f"y{suffix}", showticklabels=i == count - 1)
        traces += [
            t | {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"} for t in _traces(line, HUES[0], decimals[i], units[i])
        ]
        title = note(
            0, high - 0.05, line.name, colour=STRONG, xref="paper", yref="paper", xanchor="left", yanchor="bottom"
        )
        value = f"<b>{number(line.last['value'], decimals=decimals[i])}{units[i]}</b>"
        axes = {"xref": f"x{suffix}", "yref": f"y{suffix}", "xanchor": "left", "xshift": 8}
        space["annotations"] += [title, note(names[-1], line.last["value"], value, colour=HUES[0], **axes)]
    return {"data": traces, "layout": space}


def dots(groups: Mapping[str, tuple[Row, Row]], names: tuple[str, str]) -> Figure:
    """Two rates of each group with their intervals, the groups one below the other in their order."""
    order = list(groups)
    top = 1.06 * max(row["upper"] for pair in groups.values() for row in pair)
    space = layout([], top, height=max(TALL, 34 * len(order) + 60), margin_top=22, margin_right=8)
    space["xaxis"] = {
        "range": [0, top], "fixedrange": True, "ticksuffix": "%", "nticks": 6, "zeroline": True, "showgrid": True,
        "tickfont": {"color": QUIET, "size": SMALL},
    }  # fmt: skip
    # A place in numbers, since a category has no room for two dots one above the other.
    places = range(len(order))[::-1]
    space["yaxis"] = {
        "tickmode": "array", "tickvals": list(places), "ticktext": order, "fixedrange": True, "showgrid": False,
        "range": [-0.6, len(order) - 0.4], "zeroline": False, "tickfont": {"color": QUIET, "size": SMALL},
    }  # fmt: skip
    traces = []
    for i, (name, symbol, nudge) in enumerate(zip(names, ("circle", "diamond"), (0.13, -0.13), strict=True)):
        rows = [pair[i] for pair in groups.values()]
        traces.append(
            {
                "type": "scatter", "mode": "markers", "x": [row["value"] for row in rows],
                "y": [place + nudge for place in places],
                "customdata": order,
                "marker": {"color": HUES[i], "size": 9, "symbol": symbol},
                "hovertemplate": f"%{{customdata}}: %{{x:.1f}}%<extra>{name}</extra>",
            }
            | _bars(rows, "x", HUES[i])
        )  # fmt: skip
    space["annotations"] = _dot_names(next(iter(groups.values())), names, len(order) - 1)
    return {"data": traces, "layout": space}


def _dot_names(first: tuple[Row, Row], names: tuple[str, str], at: int) -> list[Figure]:
    """Both names above the dots of the first group, on the outer side of each."""
    is_right = first[0]["value"] >= first[1]["value"]
    sides = ("left", "right") if is_right else ("right", "left")
    nudges = (-6, 6) if is_right else (6, -6)
    return [
        note(row["value"], at, name, colour=HUES[i], xanchor=sides[i], xshift=nudges[i], yshift=18)
        for i, (row, name) in enumerate(zip(first, names, strict=True))
    ]
