"""The figure of one period: a bar for each area or indicator, with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.narrative import number
from pages.parts.figures import HUES, QUIET, SMALL, STRONG, Figure, Row

BAR, LONGEST_NAME = 24, 26


def bars(labels: Sequence[str], rows: Sequence[Row], *, decimals: int) -> Figure:
    """Horizontal bars from the highest down, each with its value beside its name; lines are 95% intervals."""
    values = [row["value"] for row in rows]
    ends = [bound for row in rows for bound in (row["value"], row["lower"], row["upper"]) if bound is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    shown = [number(value, decimals=decimals) for value in values]
    names = [f"{_short(label)}  <b>{value}</b>" for label, value in zip(labels, shown, strict=True)]
    trace = {
        "type": "bar", "orientation": "h", "x": values, "y": list(range(len(names))), "width": 0.62,
        "text": list(labels), "textposition": "none", "marker": {"color": HUES[0]},
        "hovertemplate": f"<b>%{{text}}</b><br>%{{x:,.{decimals}f}}<extra></extra>",
        "error_x": {
            "type": "data", "symmetric": False, "thickness": 1.5, "width": 0, "color": QUIET,
            "array": [(row["upper"] or row["value"]) - row["value"] for row in rows],
            "arrayminus": [row["value"] - (row["lower"] or row["value"]) for row in rows],
        },
    }  # fmt: skip
    across = {"fixedrange": True, "tickfont": {"color": QUIET, "size": SMALL}, "nticks": 5, "tickformat": ","}
    down = {
        "fixedrange": True, "showgrid": False, "zeroline": False, "automargin": True,
        "tickvals": list(range(len(names))), "ticktext": names, "tickfont": {"size": SMALL, "color": STRONG},
        "range": [len(names) - 0.5, -0.5],
    }  # fmt: skip
    space = {
        "height": BAR * len(names) + 60,
        "margin": {"l": 4, "r": 16, "t": 24, "b": 4},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "xaxis": across | {"side": "top", "range": [1.04 * low, 1.04 * high], "zeroline": low < 0},
        "yaxis": down,
    }
    return {"data": [trace], "layout": space}


def _short(label: str) -> str:
    """A name that leaves room for its bar on a phone; the whole one is shown where a bar is pointed at."""
    return label if len(label) <= LONGEST_NAME else f"{label[: LONGEST_NAME - 1].rstrip()}…"
