"""Lines, points and bars of a figure as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.charts.chart_frame import ChartFrame
from api.charts.palette import INK
from api.charts.svg_markup import element, path, text_block
from data.errors import DashboardError

DASHES = {"dot": "1.5 3", "dash": "6 3"}
Point = tuple[float, float]


class UnknownMark(DashboardError):
    """A figure holds a mark that the static renderer does not know."""


def points(trace: Mapping[str, Any], frame: ChartFrame, hue: str) -> str:
    """A scatter trace: its line, cut at gaps, its error bars, its markers."""
    mode = str(trace.get("mode", "lines"))
    unknown = set(mode.split("+")) - {"lines", "markers", "none"}
    if unknown or trace.get("fill", "none") != "none":
        raise UnknownMark(f"A scatter trace of mode {mode!r} cannot be drawn without a browser.")
    parts = [*_errors(trace, frame, hue)]
    if "lines" in mode:
        parts.append(_line(trace, frame, hue))
    if "markers" in mode:
        parts += _markers(trace, frame, hue)
    return "".join(parts)


def _line(trace: Mapping[str, Any], frame: ChartFrame, hue: str) -> str:
    line = trace.get("line", {})
    runs = "".join(path(run) if len(run) > 1 else f"{path(run)}h0" for run in _runs(trace, frame))
    if not runs:
        return ""
    opacity = trace.get("opacity")
    return element(
        "path", d=runs, fill="none", stroke=frame.colour(line.get("color", hue)),
        stroke_width=float(line.get("width", 2)), stroke_linejoin="round",
        stroke_dasharray=DASHES.get(line.get("dash", "")), opacity=None if opacity is None else str(opacity),
    )  # fmt: skip


def _runs(trace: Mapping[str, Any], frame: ChartFrame) -> Iterator[list[Point]]:
    """The stretches of a line between its gaps."""
    run: list[Point] = []
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            if run:
                yield run
            run = []
        else:
            run.append((frame.across(x), frame.down(y)))
    if run:
        yield run


def _known(trace: Mapping[str, Any]) -> list[tuple[int, Any, Any]]:
    pairs = zip(trace["x"], trace["y"], strict=True)
    return [(i, x, y) for i, (x, y) in enumerate(pairs) if x is not None and y is not None]


def _at(value: Any, i: int, default: Any) -> Any:
    """One value for all points, or one for each of them."""
    if value is None:
        return default
    return value[i] if isinstance(value, (list, tuple)) else value


def _markers(trace: Mapping[str, Any], frame: ChartFrame, hue: str) -> list[str]:
    marker = trace.get("marker", {})
    rim = marker.get("line", {})
    parts = []
    for i, x, y in _known(trace):
        look: dict[str, Any] = {
            "fill": frame.colour(_at(marker.get("color"), i, hue)),
            "stroke": frame.colour(_at(rim.get("color"), i, "none")) if rim.get("width") else None,
            "stroke_width": float(_at(rim.get("width"), i, 0)) or None,
        }
        symbol = str(_at(marker.get("symbol"), i, "circle"))
        parts.append(_marker(symbol, frame.across(x), frame.down(y), float(_at(marker.get("size"), i, 6)) / 2, look))
    return parts


def _marker(symbol: str, x: float, y: float, radius: float, look: dict[str, Any]) -> str:
    if symbol.startswith("circle"):
        return element("circle", cx=x, cy=y, r=radius, **look)
    corners: Mapping[str, Sequence[Point]] = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
        "triangle-up": ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
        "triangle-down": ((0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
    }
    if symbol not in corners:
        raise UnknownMark(f"A marker {symbol!r} cannot be drawn without a browser.")
    return element("path", d=path([(x + radius * a, y + radius * b) for a, b in corners[symbol]]) + "Z", **look)


def _errors(trace: Mapping[str, Any], frame: ChartFrame, hue: str) -> Iterator[str]:
    """The error bars of points: whiskers without caps."""
    for axis in "xy":
        bar = trace.get(f"error_{axis}")
        if not bar or bar.get("visible") is False:
            continue
        stroke, runs = frame.colour(bar.get("color", trace.get("line", {}).get("color", hue))), []
        for i, x, y in _known(trace):
            up, down = _at(bar.get("array"), i, 0) or 0, _at(bar.get("arrayminus") or bar.get("array"), i, 0) or 0
            if axis == "x":
                ends = [(frame.across(x - down), frame.down(y)), (frame.across(x + up), frame.down(y))]
            else:
                ends = [(frame.across(x), frame.down(y - down)), (frame.across(x), frame.down(y + up))]
            runs.append(path(ends))
        if runs:
            yield element(
                "path", d="".join(runs), fill="none", stroke=stroke, stroke_width=float(bar.get("thickness", 1))
            )


def bars(trace: Mapping[str, Any], frame: ChartFrame, hue: str) -> str:
    """A bar trace, upright or lying, each bar with its text beyond its end."""
    is_lying = trace.get("orientation") == "h"
    marker, thickness = trace.get("marker", {}), float(trace.get("width", 0.8))
    parts = []
    for i, x, y in _known(trace):
        colour = frame.colour(_at(marker.get("color"), i, hue))
        opacity = _at(marker.get("opacity"), i, None)
        zero, end = (frame.across(0), frame.across(x)) if is_lying else (frame.down(0), frame.down(y))
        axis, whole = (frame.y, frame.height) if is_lying else (frame.x, frame.width)
        half = abs(thickness / ((axis.high - axis.low) or 1) * whole) / 2
        middle = frame.down(y) if is_lying else frame.across(x)
        box = (min(zero, end), middle - half) if is_lying else (middle - half, min(zero, end))
        sizes = (abs(end - zero), 2 * half) if is_lying else (2 * half, abs(end - zero))
        parts.append(
            element(
                "rect", x=box[0], y=box[1], width=sizes[0], height=sizes[1], fill=colour,
                opacity=None if opacity in (None, 1) else _share(opacity),
            )
        )  # fmt: skip
        if text := str(_at(trace.get("text"), i, "") or ""):
            fill = frame.colour(trace.get("textfont", {}).get("color", INK))
            if is_lying:
                parts.append(text_block(end + 4, middle + frame.size * 0.35, text, size=frame.size, fill=fill))
            else:
                parts.append(text_block(middle, end - 4, text, size=frame.size, fill=fill, anchor="middle"))
    return "".join(parts)


def _share(value: Any) -> str:
    """An opacity to two decimals."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
