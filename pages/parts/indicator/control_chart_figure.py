"""The figure of a control chart: monthly counts against their natural limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from analytics.narrative import number
from analytics.periods import short_month
from analytics.statistics.control_chart import ControlChart, Segment
from pages.parts.figures import HEIGHT, HUES, LINE_HEIGHT, QUIET, SHADE, STRONG, Figure, layout, note

HALF_A_MONTH = timedelta(days=15)
MARGIN_RIGHT = 62


def control(months: Sequence[date], values: Sequence[float], chart: ControlChart) -> Figure:
    """Counts of consecutive months over the band of ordinary variation; the months outside are marked and named.

    The axis does not begin at zero: what matters is the distance from the band.
    """
    outside = {s.months[0]: s.kind for s in chart.signals if len(s.months) == 1}
    limits = [limit for s in chart.segments for limit in (s.lower, s.upper) if limit is not None]
    low, high = min([*values, *limits]), max([*values, *limits])
    pad = (high - low) * 0.16
    bottom, top = max(0.0, low - pad), high + pad
    space = layout(months, top, margin_top=8, margin_right=MARGIN_RIGHT, bottom=bottom)
    space["xaxis"]["range"] = [_before(months[0]), _after(months[-1])]
    per_unit = (HEIGHT - 60) / ((top - bottom) or 1)
    space["shapes"] = [shape for segment in chart.segments for shape in _band(segment)]
    space["annotations"] = _labels(months, values, outside, mean=chart.segments[-1].mean, per_unit=per_unit)
    return {"data": [_course(months, values, outside)], "layout": space}


def _course(months: Sequence[date], values: Sequence[float], outside: Mapping[date, str]) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [f"{month:%Y-%m}" for month in months],
        "y": list(values),
        "line": {"color": HUES[0], "width": 1.75},
        "marker": {
            "size": [10 if month in outside else 5 for month in months],
            "color": [HUES[2] if month in outside else HUES[0] for month in months],
            "opacity": 1,
        },
        "hovertemplate": "%{y:,.0f}<extra></extra>",
    }


def _band(segment: Segment) -> list[Figure]:
    reach = {"x0": _before(segment.start), "x1": _after(segment.end), "layer": "below"}
    mean = {"type": "line", "y0": segment.mean, "y1": segment.mean, "line": {"color": QUIET, "width": 1}}
    if segment.lower is None:
        return [reach | mean]
    band = {"type": "rect", "y0": segment.lower, "y1": segment.upper, "fillcolor": SHADE, "line": {"width": 0}}
    return [reach | band, reach | mean]


def _labels(
    months: Sequence[date], values: Sequence[float], outside: Mapping[date, str], *, mean: float, per_unit: float
) -> list[Figure]:
    """The mean in the margin, and the names of the marked months, each moved until it covers no other."""
    end = _after(months[-1])
    margin = {"xanchor": "left", "align": "left", "xshift": 4}
    notes = [note(end, mean, f"mean<br>{number(mean)}", **margin)]
    taken: list[tuple[int, float]] = []
    for t, (month, value) in enumerate(zip(months, values, strict=True)):
        if month not in outside:
            continue
        away = 1 if outside[month].startswith("above") else -1
        if t == len(months) - 1:
            gap = 2 * LINE_HEIGHT + 4 - abs(value - mean) * per_unit
            text = f"{short_month(month)}<br>{number(value)}"
            notes.append(note(end, value, text, colour=STRONG, yshift=away * max(0, gap), **margin))
            continue
        shift = LINE_HEIGHT + 1
        while any(
            t - other <= len(months) // 3 and abs(value * per_unit + away * shift - y) < LINE_HEIGHT
            for other, y in taken
        ):
            shift += 4
        taken.append((t, value * per_unit + away * shift))
        side = "left" if t < len(months) / 4 else "right" if t > 3 * len(months) / 4 else "center"
        text = f"{short_month(month)}: {number(value)}"
        notes.append(note(f"{month:%Y-%m}", value, text, colour=STRONG, xanchor=side, yshift=away * shift))
    return notes


def _before(month: date) -> str:
    return f"{month - HALF_A_MONTH:%Y-%m-%d}"


def _after(month: date) -> str:
    return f"{month + HALF_A_MONTH:%Y-%m-%d}"
