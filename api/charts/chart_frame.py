"""The space of a figure: its margins, its axes, and where a point of the data lies in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.charts.chart_axes import ChartAxis, axis_of
from api.charts.palette import QUIET, Palette
from api.charts.svg_markup import lines_in, text_width

Figure = Mapping[str, Any]
SIZE = 12.0
TICK_GAP = 5.0


@dataclass(frozen=True)
class ChartFrame:
    """The plot area of a figure in pixels, its axes, and the colours that names in the figure stand for."""

    left: float
    top: float
    width: float
    height: float
    x: ChartAxis
    y: ChartAxis
    palette: Palette
    aliases: Mapping[str, str]
    size: float

    def across(self, value: Any, *, ref: str = "x") -> float:
        """The horizontal place of a value of the x axis or, with `ref="paper"`, of a share of the width."""
        share = float(value) if ref == "paper" else self.x.place(value)
        return self.left + share * self.width

    def down(self, value: Any, *, ref: str = "y") -> float:
        """The vertical place of a value of the y axis or, with `ref="paper"`, of a share of the height."""
        share = float(value) if ref == "paper" else self.y.place(value)
        return self.top + (1 - share) * self.height

    def colour(self, name: Any) -> str:
        """The colour of a role of the palette, of an alias of a role, or a colour as it is."""
        role = self.aliases.get(str(name), str(name))
        return self.palette.get(role, role)

    @property
    def quiet(self) -> str:
        return self.colour(QUIET)


def frame_of(
    figure: Figure, *, width: float, height: float, palette: Palette, aliases: Mapping[str, str], size: float = SIZE
) -> ChartFrame:
    """The frame of a figure of this size; the names of ticks get the room that they need, as with `automargin`."""
    layout = figure["layout"]
    x, y = (axis_of(layout.get(f"{name}axis", {}), list(_values(figure, name))) for name in "xy")
    margin = {"l": 8, "r": 8, "t": 8, "b": 8} | dict(layout.get("margin", {}))
    left = margin["l"] + max((text_width(name, size) for _, name in y.ticks()), default=0) + TICK_GAP
    below = max((len(lines_in(name)) for _, name in x.ticks()), default=0) * size * 1.2 + TICK_GAP
    title = layout.get("xaxis", {}).get("title")
    bottom = margin["b"] + below + (size * 1.5 if title else 0)
    return ChartFrame(
        left, margin["t"], width - left - margin["r"], height - margin["t"] - bottom, x, y, palette, aliases, size
    )


def _values(figure: Figure, axis: str) -> Iterator[Any]:
    for trace in figure["data"]:
        values: Sequence[Any] = trace.get(axis) or ()
        yield from values
