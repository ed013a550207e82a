"""A figure → SVG: the part of Plotly's figure grammar that the figures of this project use, drawn without a browser.

One grammar for the live and the static chart: what a page shows is drawn here from the same declaration. A kind of
mark that is not known stops the drawing (`UnknownMark`), so that nothing is left out silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.charts.chart_frame import SIZE, ChartFrame, Figure, frame_of
from api.charts.chart_marks import DASHES, UnknownMark, bars, points
from api.charts.palette import GRID, HUES, QUIET, SHADE, Palette
from api.charts.svg_markup import decimal, element, lines_in, text_block, text_width

__all__ = ["UnknownMark", "drawn"]
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def drawn(
    figure: Figure, *, width: float, height: float, palette: Palette, aliases: Mapping[str, str] | None = None,
    size: float = SIZE,
) -> str:  # fmt: skip
    """The elements of a figure inside an area of this size. Raises UnknownMark for what it cannot draw."""
    frame = frame_of(figure, width=width, height=height, palette=palette, aliases=aliases or {}, size=size)
    layout = figure["layout"]
    below = [shape for shape in layout.get("shapes", ()) if shape.get("layer") == "below"]
    above = [shape for shape in layout.get("shapes", ()) if shape.get("layer") != "below"]
    parts = [
        *(_shape(shape, frame) for shape in below),
        *_grid(layout, frame),
        *(_shape(shape, frame) for shape in above),
        *(_trace(trace, frame, HUES[i % len(HUES)]) for i, trace in enumerate(figure["data"])),
        *(_annotation(note, frame) for note in layout.get("annotations", ())),
    ]
    return "".join(parts)


def _grid(layout: Mapping[str, Any], frame: ChartFrame) -> Iterator[str]:
    """Grid lines behind the data, the line of zero, and the names of the ticks."""
    right, foot = frame.left + frame.width, frame.top + frame.height
    across, up = layout.get("xaxis", {}), layout.get("yaxis", {})
    for at, name in frame.y.ticks():
        y = foot - at * frame.height
        if up.get("showgrid", True):
            yield element("path", d=f"M{decimal(frame.left)},{decimal(y)}H{decimal(right)}", stroke=frame.colour(GRID))
        yield text_block(
            frame.left - 5, y + frame.size * 0.35, name, size=frame.size, fill=frame.quiet, anchor="end"
        )  # fmt: skip
    for at, name in frame.x.ticks():
        x = frame.left + at * frame.width
        if across.get("showgrid", False):
            yield element("path", d=f"M{decimal(x)},{decimal(frame.top)}V{decimal(foot)}", stroke=frame.colour(GRID))
        yield text_block(x, foot + frame.size * 1.2 + 2, name, size=frame.size, fill=frame.quiet, anchor="middle")
    if title := (across.get("title") or {}).get("text"):
        middle = frame.left + frame.width / 2
        yield text_block(
            middle, foot + frame.size * 2.8, str(title), size=frame.size, fill=frame.quiet, anchor="middle"
        )


def _trace(trace: Mapping[str, Any], frame: ChartFrame, hue: str) -> str:
    if trace.get("visible") is False:
        return ""
    if trace["type"] == "scatter":
        return points(trace, frame, hue)
    if trace["type"] == "bar":
        return bars(trace, frame, hue)
    raise UnknownMark(f"A trace of type {trace['type']!r} cannot be drawn without a browser.")


def _shape(shape: Mapping[str, Any], frame: ChartFrame) -> str:
    line = shape.get("line", {})
    stroke = frame.colour(line.get("color", QUIET)) if line.get("width", 1) else None
    look: dict[str, Any] = {
        "stroke": stroke,
        "stroke_width": line.get("width", 1) if stroke else None,
        "stroke_dasharray": DASHES.get(line.get("dash", "")),
    }
    if shape["type"] == "path":
        return element("path", d=_data_path(shape["path"], frame), fill=_fill(shape, frame), **look)
    xref, yref = shape.get("xref", "x"), shape.get("yref", "y")
    x0, x1 = (frame.across(shape[end], ref=xref) for end in ("x0", "x1"))
    y0, y1 = (frame.down(shape[end], ref=yref) for end in ("y0", "y1"))
    if shape["type"] == "line":
        return element("path", d=f"M{decimal(x0)},{decimal(y0)}L{decimal(x1)},{decimal(y1)}", fill="none", **look)
    if shape["type"] == "rect":
        x, y = min(x0, x1), min(y0, y1)
        return element("rect", x=x, y=y, width=abs(x1 - x0), height=abs(y1 - y0), fill=_fill(shape, frame), **look)
    raise UnknownMark(f"A shape of type {shape['type']!r} cannot be drawn without a browser.")


def _fill(shape: Mapping[str, Any], frame: ChartFrame) -> str:
    return frame.colour(shape.get("fillcolor", SHADE)) if "fillcolor" in shape else "none"


def _data_path(text: str, frame: ChartFrame) -> str:
    """A path in the data's coordinates (`M x,y L x,y … Z`) in pixels."""
    words = text.replace("M", " M ").replace("L", " L ").replace("Z", " Z ").split()
    pixels = []
    for word in words:
        if word in "MLZ":
            pixels.append(word)
        else:
            x, y = word.split(",")
            pixels.append(f"{decimal(frame.across(_number(x)))},{decimal(frame.down(_number(y)))}")
    return "".join(pixels)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _annotation(note: Mapping[str, Any], frame: ChartFrame) -> str:
    """Words at a point: moved by the shifts, lying at the side of it that the anchors say."""
    size = float(note.get("font", {}).get("size", frame.size))
    size = min(size, frame.size)
    text, lines = str(note["text"]), lines_in(str(note["text"]))
    x = frame.across(note["x"], ref=note.get("xref", "x")) + float(note.get("xshift", 0))
    y = frame.down(note["y"], ref=note.get("yref", "y")) - float(note.get("yshift", 0))
    anchor = note.get("xanchor", "center")
    align = note.get("align", "center")
    widest = max(text_width(line, size) for line in lines)
    # Lines of one note stand flush at the side of `align`; its box hangs at the side of `xanchor`.
    start = {"left": x, "center": x - widest / 2, "right": x - widest}[anchor]
    if len(lines) > 1 and align != anchor:
        x = {"left": start, "center": start + widest / 2, "right": start + widest}[align]
        anchor = align
    above = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[note.get("yanchor", "middle")]
    first = y - len(lines) * size * 1.2 * above + size
    fill = frame.colour(note.get("font", {}).get("color", QUIET))
    return text_block(x, first, text, size=size, fill=fill, anchor=ANCHORS[anchor])
