"""The figure of a claim: a series month by month with the two periods that are compared shaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analytics.periods import Window, months_between, short_month
from analytics.recording_events import RecordingEvent
from pages.parts.figures import HUES, QUIET, STRONG, ChartLine, Figure, note, shaded, trend

ROW_HEIGHT = 16
# A month's point stands on its first day, so half a month to either side belongs to it.
HALF_A_MONTH = timedelta(days=15)


def brief(window: Window) -> str:
    """A window in few words, for charts and tables: `year to Feb 2025`, `Apr to Jun 2025`, `2024/25`."""
    last = short_month(window.end)
    if window.kind == "rolling_12":
        return f"year to {last}"
    if window.kind in ("financial_year", "calendar_year"):
        return window.label
    if window.months == 1:
        return last
    same_year = window.start.year == window.end.year
    first = short_month(window.start)
    return f"{first[:3] if same_year else first} to {last}"


@dataclass(frozen=True, slots=True)
class Shaded:
    """A period in the chart, the words above it, and the height of the line across it, if there is one."""

    window: Window
    words: str
    level: float | None = None
    is_baseline: bool = False


def with_periods(
    line: ChartLine, shaded: Sequence[Shaded], *, events: Sequence[RecordingEvent], decimals: int, unit: str
) -> Figure:
    """The course of a series from zero, with the periods shaded; their words stand above, each on a row of its own."""
    chart = trend([line], events=events, decimals=decimals, unit=unit)
    space = chart["layout"]
    taken = (space["margin"]["t"] - 14) // ROW_HEIGHT
    for i, period in enumerate(shaded):
        space["shapes"] = [*space["shapes"], *_band(period)]
        row = 2 + ROW_HEIGHT * (taken + i)
        space["annotations"] = [*space["annotations"], _words(period, line.months[0], line.months[-1], yshift=row)]
    space["margin"] = space["margin"] | {"t": space["margin"]["t"] + ROW_HEIGHT * len(shaded)}
    space["height"] += ROW_HEIGHT * len(shaded)
    return chart


def _band(period: Shaded) -> list[Figure]:
    colour = QUIET if period.is_baseline else HUES[0]
    across = {
        "x0": f"{period.window.start - HALF_A_MONTH:%Y-%m-%d}",
        "x1": f"{period.window.end + HALF_A_MONTH:%Y-%m-%d}",
    }
    shapes: list[Figure] = [shaded(across["x0"], across["x1"], colour=colour, opacity=0.16)]
    if period.level is not None:
        level = {"type": "line", "y0": period.level, "y1": period.level, "line": {"color": colour, "width": 2.5}}
        shapes.append(across | level)
    return shapes


def _words(period: Shaded, first: date, last: date, *, yshift: int) -> Figure:
    """To the right of the period's begin in the first half of the chart, to the left of its end in the second."""
    is_late = months_between(first, period.window.start) > months_between(first, last) / 2
    at = period.window.end if is_late else period.window.start
    side = "right" if is_late else "left"
    colour = QUIET if period.is_baseline else STRONG
    return note(
        f"{at:%Y-%m}", 1, period.words, colour=colour, yref="paper", yanchor="bottom", yshift=yshift, xanchor=side
    )


def with_cohorts(figure: Figure, names: Sequence[str]) -> Figure:
    """A figure of cohorts with those of the claim shaded."""
    places = list(figure["layout"]["xaxis"]["categoryarray"])
    shapes = [shaded(i - 0.4, i + 0.4, colour=HUES[0], opacity=0.16) for i, name in enumerate(places) if name in names]
    space = figure["layout"] | {"shapes": [*figure["layout"].get("shapes", ()), *shapes]}
    return {"data": figure["data"], "layout": space}
