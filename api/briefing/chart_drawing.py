"""Drawing a small line chart as SVG that stands inside a page: its colours and its type are the page's.

Matplotlib draws; what comes out is stripped of what a page does not need and of names that would clash.
"""

from __future__ import annotations

import gc
import io
import re
import textwrap
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from analytics.narrative import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Points. A chart is half as wide as the text of an A4 page, so on paper its type is as large as it says.
WIDTH, HEIGHT, DPI = 262, 132, 72
SIZE, SMALL = 8.5, 7.5
LEFT, RIGHT, TOP, BOTTOM = 26, 84, 6, 18
LINE_HEIGHT = 10.0
NAME_WIDTH = 15
# Of the height of the chart.
WORDS_HEIGHT = 0.11
YEAR = 12
# A chart is drawn in these colours, and each then stands for one of the page's.
COLOURS = {
    "#010101": "var(--ink)",
    "#020202": "var(--grey)",
    "#030303": "var(--teal)",
    "#040404": "var(--line)",
    "#050505": "var(--tint)",
    "#060606": "var(--paper)",
}
INK, GREY, TEAL, RULE, TINT, PAPER = COLOURS
STYLES = ((INK, "-", 2.0), (GREY, "-", 1.2), (TEAL, (0, (4, 1.6)), 1.5))

# Matplotlib keeps its settings and its fonts in one place for all threads.
_drawing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its values, one for each month; None is a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A span of months that is shaded."""

    first: date
    last: date
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a chart shows. `steps` are the months from which recording differed; `key` keeps names in a page apart."""

    key: str
    title: str
    description: str
    months: Sequence[date]
    lines: tuple[Line, ...]
    steps: tuple[tuple[tuple[date, ...], str], ...]
    bands: tuple[Band, ...]
    decimals: int


def svg(picture: Picture) -> str:
    """The picture as an inline SVG element with a title and a description."""
    with _drawing:
        _prepared()
        drawn = _draw(picture)
    return _for_a_page(drawn, picture)


@cache
def _prepared() -> None:
    """Load matplotlib at the first briefing, not when the server starts.

    The garbage collector, which Streamlit runs after each rerun, is told that it is here to stay.
    """
    import matplotlib as mpl  # noqa: PLC0415
    import matplotlib.backends.backend_svg  # noqa: PLC0415
    import matplotlib.figure  # noqa: PLC0415

    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "briefing", "font.size": SIZE, "text.color": GREY})
    gc.collect()
    gc.freeze()


def _draw(picture: Picture) -> str:
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, frameon=False)
    inner = (LEFT / WIDTH, BOTTOM / HEIGHT, (WIDTH - LEFT - RIGHT) / WIDTH, (HEIGHT - TOP - BOTTOM) / HEIGHT)
    axes = figure.add_axes(inner, frameon=False)
    places = range(len(picture.months))
    # Room above the lines for the words of changes in recording.
    room = 1.08 + WORDS_HEIGHT * len(picture.steps)
    top = max((v for line in picture.lines for v in line.values if v is not None), default=1.0) * room
    axes.set(xlim=(0, max(len(places) - 1, 1)), ylim=(0, top))
    _scales(axes, picture)
    _marks(axes, picture, top)
    for line, (colour, dash, width) in reversed(tuple(zip(picture.lines, STYLES, strict=False))):
        values = [float("nan") if value is None else value for value in line.values]
        axes.plot(places, values, color=colour, linestyle=dash, linewidth=width, clip_on=False, solid_capstyle="butt")
    _labels(axes, picture, top)
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return written.getvalue()


def _scales(axes: Axes, picture: Picture) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    januaries = [i for i, month in enumerate(picture.months) if month.month == 1]
    every = 1 if len(picture.months) <= 5 * YEAR else 2
    shown = januaries[(len(januaries) - 1) % every :: every]
    axes.set_xticks(shown, [str(picture.months[i].year) for i in shown])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]))
    ticks = [tick for tick in axes.get_yticks() if 0 <= tick <= axes.get_ylim()[1]]
    digits = 0 if all(float(tick).is_integer() for tick in ticks) else 1 if all((10 * t) % 1 == 0 for t in ticks) else 2
    axes.set_yticks(ticks, [number(tick, decimals=digits) for tick in ticks])
    axes.tick_params(length=0, pad=4, labelcolor=GREY, labelsize=SIZE)
    axes.hlines(ticks, *axes.get_xlim(), colors=RULE, linewidth=0.5, clip_on=False, zorder=0)


def _marks(axes: Axes, picture: Picture, top: float) -> None:
    """Bands with their words at the foot, dotted lines with theirs at the top, one below the other."""
    first, last = picture.months[0], picture.months[-1]
    for band in picture.bands:
        left, right = (_place(first, min(max(m, first), last)) for m in (band.first, band.last))
        axes.axvspan(left, right, color=TINT, linewidth=0, zorder=0)
        axes.text(left + 0.5, top * 0.02, textwrap.fill(band.title, 12), fontsize=SMALL, va="bottom", linespacing=1.1)
    for row, (months, title) in enumerate(picture.steps):
        places = [_place(first, month) for month in months]
        for place in places:
            axes.axvline(place, color=GREY, linewidth=0.8, linestyle=(0, (1, 2)), zorder=1)
        is_late = places[0] > len(picture.months) / 2
        axes.text(
            places[-1] - 1 if is_late else places[0] + 1, top * (1 - WORDS_HEIGHT * row), title, fontsize=SMALL,
            va="top", ha="right" if is_late else "left",
        )  # fmt: skip


def _place(first: date, month: date) -> int:
    return (month.year - first.year) * YEAR + month.month - first.month


def _labels(axes: Axes, picture: Picture, top: float) -> None:
    """Name and last value at the end of each line, moved apart where they would overlap."""
    per_point = top / (HEIGHT - TOP - BOTTOM)
    ends = []
    for line, (colour, _, _) in zip(picture.lines, STYLES, strict=False):
        shown = [value for value in line.values if value is not None]
        if shown:
            text = textwrap.fill(f"{line.name} {number(shown[-1], decimals=picture.decimals)}", NAME_WIDTH)
            ends.append((shown[-1], text, colour))
    ends.sort()
    heights = [LINE_HEIGHT * (text.count("\n") + 1) * per_point for _, text, _ in ends]
    wanted = [value for value, _, _ in ends]
    for (_, text, colour), place in zip(ends, _apart(wanted, heights, top), strict=True):
        bold = "bold" if colour == INK else "normal"
        axes.text(
            len(picture.months) + 0.5, place, text, color=colour, va="center", fontsize=SIZE, fontweight=bold,
            linespacing=1.1, clip_on=False,
        )  # fmt: skip


def _apart(wanted: Sequence[float], heights: Sequence[float], top: float) -> list[float]:
    """Middles in rising order, at least half of both heights apart, inside the chart where that is possible."""
    placed: list[float] = []
    for i, value in enumerate(wanted):
        lowest = heights[i] / 2 if not placed else placed[-1] + (heights[i - 1] + heights[i]) / 2
        placed.append(max(value, lowest))
    ceiling = top
    for i in reversed(range(len(placed))):
        placed[i] = min(placed[i], ceiling - heights[i] / 2)
        ceiling = placed[i] - heights[i] / 2
    return placed


def _for_a_page(drawn: str, picture: Picture) -> str:
    """Without prologue, sizes, fonts and names of its own; with the page's colours, a title and a description."""
    body = drawn[drawn.index("<svg") :]
    body = re.sub(r"<svg[^>]*>", "", body, count=1)
    body = re.sub(r"<style.*?</style>", "", body, count=1, flags=re.DOTALL)
    body = re.sub(r' id="(?![mp][0-9a-f]{10}")[^"]*"', "", body)
    body = re.sub(r'(id="|#)([mp][0-9a-f]{10})\b', rf"\1{picture.key}-\2", body)
    body = re.sub(r"font-family: [^;\"]*;? ?|(?<=\") ?stroke-miterlimit: \d+;?", "", body)
    body = re.sub(r"font: (bold )?([\d.]+)px [^;\"]*", _font, body)
    body = re.sub(r' transform="rotate\(-?0 [^)]*\)"', "", body)
    body = re.sub(r"(\.\d\d)\d+", r"\1", body)
    body = re.sub(r"\s*\n\s*", " ", body).replace("xlink:href", "href")
    for stand_in, colour in COLOURS.items():
        body = body.replace(stand_in, colour)
    names = f"{picture.key}-title {picture.key}-description"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{names}">'
        f'<title id="{picture.key}-title">{escape(picture.title)}</title>'
        f'<desc id="{picture.key}-description">{escape(picture.description)}</desc>'
    )
    return f"{head}{body.strip()}"


def _font(found: re.Match[str]) -> str:
    weight = "font-weight: bold; " if found[1] else ""
    return f"{weight}font-size: {found[2]}px"
