"""A whole chart as SVG: inside a page, where the page has its title; or alone, with title, statistic and source."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from api.charts.chart_frame import Figure
from api.charts.figure_drawing import drawn
from api.charts.palette import GROUND, INK, PAGE, PALETTES, QUIET, Palette, Theme
from api.charts.svg_markup import CHARACTER, decimal, element, safe, text_block

SVG = "http://www.w3.org/2000/svg"
FONTS = "'Source Sans Pro', 'Source Sans', 'Liberation Sans', Arial, Helvetica, sans-serif"
PAD = 20.0
TITLE, SMALL = 19.0, 12.5


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands around a chart: the finding, the statistic, the source with its edition, where the figures are.

    `description` says in words what the chart shows. `key` keeps the names of several charts in one page apart.
    """

    key: str
    title: str
    statistic: str
    description: str
    source: str = ""
    link: str = ""


def inline_svg(
    figure: Figure, words: ChartWords, *, width: float, height: float, palette: Palette = PAGE, size: float = 12.0,
    aliases: dict[str, str] | None = None,
) -> str:  # fmt: skip
    """The chart as an element of a page, in the page's type and colours."""
    body = drawn(figure, width=width, height=height, palette=palette, size=size, aliases=aliases)
    names = f"{words.key}-title {words.key}-description"
    return element(
        "svg", _named("title", words.key, words.title), _named("desc", words.key, words.description, "description"),
        body, viewBox=f"0 0 {decimal(width)} {decimal(height)}", role="img", aria_labelledby=names,
    )  # fmt: skip


def _named(tag: str, key: str, text: str, name: str = "title") -> str:
    return element(tag, safe(text), id=f"{key}-{name}")


def standalone_svg(figure: Figure, words: ChartWords, *, width: float, height: float, theme: Theme) -> str:
    """The chart as a picture of its own. `height` is that of the whole, its words included."""
    palette = PALETTES[theme]
    title = _wrapped(words.title, width, TITLE * 1.06)
    statistic = _wrapped(words.statistic, width, SMALL)
    foot = [*_wrapped(words.source, width, SMALL), *_wrapped(words.link, width, SMALL)]
    y = PAD + TITLE * 0.8
    parts = [element("rect", width=width, height=height, fill=palette[GROUND])]
    for line in title:
        parts.append(text_block(PAD, y, f"<b>{line}</b>", size=TITLE, fill=palette[INK]))
        y += TITLE * 1.25
    for line in statistic:
        parts.append(text_block(PAD, y, line, size=SMALL, fill=palette[QUIET]))
        y += SMALL * 1.35
    foot_top = height - PAD - len(foot) * SMALL * 1.35
    area = drawn(figure, width=width - 2 * PAD, height=foot_top - y, palette=palette)
    parts.append(element("g", area, transform=f"translate({decimal(PAD)},{decimal(y)})"))
    for i, line in enumerate(foot):
        parts.append(text_block(PAD, foot_top + (i + 1) * SMALL * 1.35, line, size=SMALL, fill=palette[QUIET]))
    return element(
        "svg", _named("title", words.key, words.title), _named("desc", words.key, words.description, "description"),
        *parts, xmlns=SVG, width=width, height=height, viewBox=f"0 0 {decimal(width)} {decimal(height)}", role="img",
        aria_labelledby=f"{words.key}-title {words.key}-description", font_family=FONTS,
    )  # fmt: skip


def drawing_size(words: ChartWords, *, width: float, height: float) -> tuple[float, float]:
    """The width and height that a picture of this size leaves to the chart itself."""
    title, statistic = len(_wrapped(words.title, width, TITLE * 1.06)), len(_wrapped(words.statistic, width, SMALL))
    foot = len(_wrapped(words.source, width, SMALL)) + len(_wrapped(words.link, width, SMALL))
    return width - 2 * PAD, height - 2 * PAD - title * TITLE * 1.25 - (statistic + foot) * SMALL * 1.35 - TITLE * 0.8


def _wrapped(text: str, width: float, size: float) -> list[str]:
    characters = max(20, int((width - 2 * PAD) / (size * CHARACTER * 0.93)))
    return textwrap.wrap(text, characters, break_on_hyphens=False)
