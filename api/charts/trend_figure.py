"""Lines over time as a figure: zero in sight, each line named at its end, changes in recording marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.narrative import number
from analytics.periods import add_months, months_between
from analytics.recording_events import RecordingEvent
from api.charts.palette import HUES, QUIET, SHADE
from api.charts.svg_markup import text_width


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A line: its name, its values by month (None is a gap) and which of its windows span a change in recording."""

    name: str
    values: tuple[float | None, ...]
    spans: tuple[bool, ...] = ()
    is_context: bool = False
    dash: str = ""

    @property
    def last(self) -> tuple[int, float] | None:
        """The place and the value of the last month that has one."""
        known = [(i, value) for i, value in enumerate(self.values) if value is not None]
        return known[-1] if known else None


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A change in recording: dotted lines at `months` or, with `until`, a shaded stretch from the first of them."""

    title: str
    months: tuple[date, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ChartSize:
    """Measures of a chart in pixels: the whole, the size of its type, the characters in a line of a label."""

    width: float
    height: float
    type_size: float = 12.0
    label_characters: int = 16

    @property
    def line_height(self) -> float:
        return self.type_size * 1.2


def marks_of(events: Sequence[RecordingEvent], *, after: date) -> tuple[ChartMark, ...]:
    """Breaks, steps and starts as dotted lines, the restrictions of 2020 and 2021 as a shaded stretch."""
    marks = []
    for event in events:
        if event.kind == "caution":
            if event.ends and not event.levels:
                marks.append(ChartMark(event.title, (event.starts,), event.ends))
        elif months := tuple(month for month in event.boundaries if month > after):
            marks.append(ChartMark(event.title, months))
    return tuple(marks)


def trend_figure(
    months: Sequence[date], lines: Sequence[TrendLine], marks: Sequence[ChartMark], *, size: ChartSize, decimals: int
) -> dict[str, Any]:
    """The figure of lines over the same months; `decimals` are those of the values at their ends."""
    values = [value for line in lines for value in line.values if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    top, bottom = high * 1.06 or (0.0 if low else 1.0), low * 1.06
    labels = [_label(line, size, decimals) for line in lines]
    colours = _colours(lines)
    right = 8 + max((text_width(part, size.type_size) for text in labels for part in text.split("<br>")), default=40.0)
    shapes, titles, rows = _marked(marks, months, size, plot=size.width - right - 30)
    above = 6 + rows * size.line_height
    per_unit = (size.height - above - 2 * size.line_height) / (top - bottom)
    return {
        "data": [
            trace
            for line, colour in zip(lines, colours, strict=True)
            for trace in _traces(line, [f"{month:%Y-%m}" for month in months], colour)
        ],
        "layout": {
            "margin": {"l": 2, "r": right, "t": above, "b": 2},
            "xaxis": {"type": "date", "range": [f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"], **_ticks(months)},
            "yaxis": {"range": [bottom, top], "nticks": 5},
            "shapes": shapes,
            "annotations": [*titles, *_ends(months, lines, labels, colours, size, bottom=bottom, per_unit=per_unit)],
        },
    }


def _colours(lines: Sequence[TrendLine]) -> list[str]:
    hues = iter(HUES)
    return [QUIET if line.is_context else next(hues) for line in lines]


def _traces(line: TrendLine, x: list[str], colour: str) -> Iterator[dict[str, Any]]:
    """The line; where its windows span a change in recording it is dotted."""
    spans = line.spans or (False,) * len(line.values)
    stroke = {"color": colour, "width": 1.5 if line.is_context else 2.25, "dash": line.dash}
    plain = [None if spanning else value for value, spanning in zip(line.values, spans, strict=True)]
    yield {"type": "scatter", "mode": "lines", "x": x, "y": plain, "line": stroke}
    if any(spans):
        near = [any(spans[max(0, i - 1) : i + 2]) for i in range(len(spans))]
        dotted = [value if is_near else None for value, is_near in zip(line.values, near, strict=True)]
        yield {"type": "scatter", "mode": "lines", "x": x, "y": dotted, "line": stroke | {"dash": "dot"}}


def _ticks(months: Sequence[date]) -> dict[str, Any]:
    span = months_between(months[0], months[-1])
    if span <= 30:
        return {"dtick": "M6", "tick0": "2020-01-01", "tickformat": "%b<br>%Y"}
    return {
        "dtick": "M12" if span <= 60 else "M24" if span <= 120 else "M36",
        "tick0": "2011-01-01",
        "tickformat": "%Y",
    }


def _label(line: TrendLine, size: ChartSize, decimals: int) -> str:
    """Name and last value, in short lines."""
    end = line.last
    text = f"{line.name} {number(end[1], decimals=decimals)}" if end else line.name
    wrapped = [""]
    for word in text.split():
        joined = f"{wrapped[-1]} {word}".strip()
        wrapped[-1:] = [joined] if len(joined) <= size.label_characters or not wrapped[-1] else [wrapped[-1], word]
    return "<br>".join(wrapped)


def _ends(
    months: Sequence[date], lines: Sequence[TrendLine], labels: Sequence[str], colours: Sequence[str], size: ChartSize,
    *, bottom: float, per_unit: float,
) -> list[dict[str, Any]]:  # fmt: skip
    """The labels beside the ends of their lines, moved apart where they would overlap."""
    ends = sorted((end[1], end[0], i) for i, line in enumerate(lines) if (end := line.last))
    heights = [size.line_height * (labels[i].count("<br>") + 1) for _, _, i in ends]
    wanted = [(value - bottom) * per_unit for value, _, _ in ends]
    ceiling = size.height - 2 * size.line_height
    notes = []
    for (value, place, i), at, natural in zip(ends, _apart(wanted, heights, ceiling), wanted, strict=True):
        notes.append(
            {
                "x": f"{months[place]:%Y-%m}", "y": value, "text": labels[i], "xanchor": "left", "align": "left",
                "xshift": 6, "yshift": at - natural, "font": {"color": colours[i], "size": size.type_size},
            }
        )  # fmt: skip
    return notes


def _apart(wanted: Sequence[float], heights: Sequence[float], ceiling: float) -> list[float]:
    """Middles in rising order, at least half of both heights apart and, where that is possible, below the ceiling."""
    placed: list[float] = []
    for i, middle in enumerate(wanted):
        lowest = heights[i] / 2 if not placed else placed[-1] + (heights[i - 1] + heights[i]) / 2
        placed.append(max(middle, lowest))
    for i in reversed(range(len(placed))):
        placed[i] = min(placed[i], ceiling - heights[i] / 2)
        ceiling = placed[i] - heights[i] / 2
    return placed


def _marked(
    marks: Sequence[ChartMark], months: Sequence[date], size: ChartSize, *, plot: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Dotted lines and shaded stretches, their titles above them in as few rows as fit, and how many rows these are."""
    shapes: list[dict[str, Any]] = []
    titles: list[dict[str, Any]] = []
    rows: list[float] = []
    first, last = months[0], months[-1]
    across = plot / max(1, months_between(first, last))
    for mark in sorted(marks, key=lambda mark: mark.months[0]):
        start = max(mark.months[0], first)
        until = min(add_months(mark.until, 1), last) if mark.until else start
        if start > last or until < first:
            continue
        shapes += [_stretch(start, until)] if mark.until else [_dotted(m) for m in mark.months if first < m <= last]
        middle = across * (months_between(first, start) + months_between(start, until) / 2)
        wide = text_width(mark.title, size.type_size)
        left = min(max(middle - wide / 2, 0), max(plot - wide, 0))
        row = next((i for i, taken in enumerate(rows) if left > taken), len(rows))
        rows[row : row + 1] = [left + wide + 4]
        titles.append(
            {
                "x": left / plot, "xref": "paper", "y": 1, "yref": "paper", "text": mark.title, "xanchor": "left",
                "yanchor": "bottom", "yshift": 2 + size.line_height * row,
                "font": {"color": QUIET, "size": size.type_size},
            }
        )  # fmt: skip
    return shapes, titles, len(rows)


def _dotted(month: date) -> dict[str, Any]:
    at = f"{month:%Y-%m}"
    line = {"color": QUIET, "width": 1, "dash": "dot"}
    return {"type": "line", "layer": "below", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}


def _stretch(first: date, until: date) -> dict[str, Any]:
    ends = {"x0": f"{first:%Y-%m}", "x1": f"{until:%Y-%m}", "y0": 0, "y1": 1}
    return {"type": "rect", "layer": "below", "yref": "paper", "fillcolor": SHADE, "line": {"width": 0}} | ends
