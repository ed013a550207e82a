"""The figure of a control chart: adjusted months against the limits of their baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from analytics.narrative import number
from analytics.periods import short_month
from analytics.statistics.adjusted_control_chart import AdjustedChart
from pages.parts.figures import HEIGHT, HUES, LINE_HEIGHT, QUIET, SHADE, STRONG, Figure, layout, note

HALF_A_MONTH = timedelta(days=15)
MARGIN_RIGHT = 62
# A longer axis draws the months together, and their names may need more room once more.
ROUNDS = 4


def control(chart: AdjustedChart) -> Figure:
    """Adjusted months over the band that their baseline gives; the months outside that stand out are marked and named.

    The months of the baseline are grey. The axis does not begin at zero: what matters is the distance from the band.
    """
    months, values = chart.months, chart.adjusted
    outside = {s.months[0]: s.kind for s in chart.singled_out if len(s.months) == 1}
    low, high = min([*values, chart.lower]), max([*values, chart.upper])
    pad = (high - low) * 0.16
    bottom, top, names = max(0.0, low - pad), high + pad, []
    for _ in range(ROUNDS):
        per_unit = (HEIGHT - 60) / ((top - bottom) or 1)
        names, lowest = _labels(months, values, outside, mean=chart.mean, per_unit=per_unit)
        if lowest >= bottom or not bottom:
            break
        bottom = max(0.0, lowest)
    space = layout(months, top, margin_top=8, margin_right=MARGIN_RIGHT, bottom=bottom)
    space["xaxis"]["range"] = [_before(months[0]), _after(months[-1])]
    space["shapes"] = _band(chart)
    space["annotations"] = names
    first = len(months) - chart.judged
    # The two lines share a month, so that they meet.
    before = _course(months[: first + 1], values[: first + 1], {}, is_judged=False)
    return {"data": [before, _course(months[first:], values[first:], outside, is_judged=True)], "layout": space}


def _course(months: Sequence[date], values: Sequence[float], outside: Mapping[date, str], *, is_judged: bool) -> Figure:
    colour = HUES[0] if is_judged else QUIET
    return {
        "type": "scatter",
        "mode": "lines+markers" if is_judged else "lines",
        "x": [f"{month:%Y-%m}" for month in months],
        "y": list(values),
        "line": {"color": colour, "width": 1.75 if is_judged else 1},
        "marker": {
            "size": [10 if month in outside else 5 for month in months],
            "color": [HUES[2] if month in outside else colour for month in months],
            "opacity": 1,
        },
        "hovertemplate": "%{y:,.0f}<extra></extra>",
    }


def _band(chart: AdjustedChart) -> list[Figure]:
    """The limits, held against the judged months; the mean over all."""
    reach = {"x0": _before(chart.months[-chart.judged]), "x1": _after(chart.months[-1]), "layer": "below"}
    band = {"type": "rect", "y0": chart.lower, "y1": chart.upper, "fillcolor": SHADE, "line": {"width": 0}}
    mean = {"type": "line", "y0": chart.mean, "y1": chart.mean, "line": {"color": QUIET, "width": 1}}
    return [reach | band, reach | mean | {"x0": _before(chart.months[0])}]


def _labels(
    months: Sequence[date], values: Sequence[float], outside: Mapping[date, str], *, mean: float, per_unit: float
) -> tuple[list[Figure], float]:
    """The mean in the margin, and the names of the marked months, each moved until it covers no other.

    With the value to which the axis must reach down, so that no name stands on its years.
    """
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
    return notes, min((y - LINE_HEIGHT for _, y in taken), default=float("inf")) / per_unit


def _before(month: date) -> str:
    return f"{month - HALF_A_MONTH:%Y-%m-%d}"


def _after(month: date) -> str:
    return f"{month + HALF_A_MONTH:%Y-%m-%d}"
