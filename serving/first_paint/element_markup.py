"""What a page wrote → HTML that stands there before any script has run, in the classes of the live page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from streamlit.elements.lib import streamlit_plotly_theme as placeholders

from api.charts.chart_document import ChartWords, inline_svg
from api.charts.chart_frame import Figure
from api.charts.figure_drawing import UnknownMark
from api.charts.palette import GROUND, HUES, INK, QUIET, SHADE
from serving.first_paint.page_elements import USER_KEY, PageElement

# Pixels of the text on a window of 1,280 and on a phone of 390; of a gap; of a panel's border and padding, both sides.
WIDE, NARROW, GAP, FRAME = 1088.0, 358.0, 16.0, 32.0
HEIGHT = 380
# Characters of HTML after which a page without a chart has said enough for a first paint.
ENOUGH = 24_000
ESCAPED = re.compile(r"\\([\\`*_\[\]<>$~:&])")
# Plotly's colours in our figures are Streamlit's stand-ins for those of the theme.
ALIASES = {
    placeholders.CATEGORY_0: HUES[0],
    placeholders.CATEGORY_1: HUES[1],
    placeholders.CATEGORY_2: HUES[2],
    placeholders.CATEGORY_3: HUES[3],
    placeholders.CATEGORY_4: QUIET,
    placeholders.FADED_TEXT_05: SHADE,
    placeholders.GRAY_90: INK,
    placeholders.GRAY_70: QUIET,
    placeholders.BG_COLOR: GROUND,
}


class ElementMarkup:
    """Writes the HTML of a page's elements; notes how many charts it has drawn."""

    def __init__(self) -> None:
        self.charts = 0
        self._heading, self._wide = "", WIDE
        self._write: Mapping[str, Callable[[PageElement], str]] = {
            "html": self._html, "heading": _title, "markdown": _markdown, "plotly_chart": self._chart,
            "multiselect": _field, "selectbox": _field, "button_group": _choice, "text_input": _field,
            "text_area": _field,
        }  # fmt: skip

    def opening(self, middle: PageElement) -> str:
        """The page down to its first chart: the containers at its top, each whole."""
        parts = []
        for child in middle.ordered:
            parts.append(self.of(child))
            if self.charts or sum(map(len, parts)) > ENOUGH:
                break
        return "".join(parts)

    def of(self, element: PageElement) -> str:
        """The HTML of an element, or of a container with what it holds."""
        if not element.children and element.kind in self._write:
            return self._write[element.kind](element)
        before, self._wide = self._wide, self._room(element)
        inner = "".join(self.of(child) for child in element.ordered)
        self._wide = before
        return self._container(element, inner) if inner else ""

    def _room(self, element: PageElement) -> float:
        """The width that a container leaves to what it holds, in a wide window."""
        if element.kind == "column":
            return (self._wide - GAP) * float(element.body.column.weight)
        is_panel = element.kind == "flex_container" and element.body.flex_container.border
        return self._wide - FRAME if is_panel else self._wide

    def _container(self, element: PageElement, inner: str) -> str:
        classes = [f"st-key-{element.key}"] if element.key else []
        style = ""
        if element.kind == "flex_container":
            flex = element.body.flex_container
            classes.append("fp-row" if flex.direction == flex.HORIZONTAL else "fp-column")
            if flex.border:
                classes.append("fp-panel")
        elif element.kind == "column":
            classes.append("fp-column")
            style = f' style="flex: {element.body.column.weight:.3f} 1 0"'
        hidden = ' aria-hidden="true"' if element.key in ("filters", "choices") else ""
        return (
            f'<div class="{escape(" ".join(classes), quote=True)}"{style}{hidden}>{inner}</div>' if classes else inner
        )

    def _html(self, element: PageElement) -> str:
        """HTML of our own; styles and scripts of the live page are not for here."""
        body = str(element.body.html.body)
        if body.lstrip().startswith(("<style", "<script")):
            return ""
        if heading := re.search(r"<h2[^>]*>(.*?)</h2>", body):
            self._heading = re.sub("<[^>]+>", "", heading[1])
        return f'<div class="stHtml">{body}</div>'

    def _chart(self, element: PageElement) -> str:
        """The chart as two pictures, of which a window shows the one that fits; its words where it cannot be drawn."""
        chart = element.body.plotly_chart
        figure, words = json.loads(chart.spec), str(chart.alt)
        named = USER_KEY.fullmatch(str(chart.id))
        key = named[1] if named else "chart"
        try:
            pictures = "".join(
                f'<div class="fp-{name}">{_picture(figure, key, name, self._heading, words, width)}</div>'
                for name, width in (("wide", self._wide), ("narrow", NARROW - FRAME))
            )
        except UnknownMark:
            return f'<p class="statistic">{escape(words)}</p>' if words else ""
        self.charts += 1
        names = f'class="fp-chart" data-chart="{escape(key, quote=True)}"'
        return f'<div {names} style="height: {figure["layout"].get("height", HEIGHT):.0f}px">{pictures}</div>'


def _picture(figure: Figure, key: str, name: str, title: str, words: str, width: float) -> str:
    around = ChartWords(f"fp-{key}-{name}", title, "", words)
    height = float(figure["layout"].get("height", HEIGHT))
    return inline_svg(figure, around, width=width, height=height, aliases=ALIASES)


def _title(element: PageElement) -> str:
    heading = element.body.heading
    tag = heading.tag if heading.tag in ("h1", "h2", "h3") else "h2"
    return f'<div class="stHeading"><{tag}>{escape(unescaped(heading.body))}</{tag}></div>'


def _markdown(element: PageElement) -> str:
    markdown = element.body.markdown
    is_caption = markdown.element_type == markdown.CAPTION
    kind = "stCaptionContainer" if is_caption else "stMarkdownContainer"
    paragraphs = "".join(f"<p>{escape(unescaped(text))}</p>" for text in str(markdown.body).split("\n\n") if text)
    return f'<div class="stMarkdown"><div data-testid="{kind}">{paragraphs}</div></div>'


def unescaped(text: str) -> str:
    """Markdown in which nothing is Markdown, as plain text."""
    return ESCAPED.sub(r"\1", text)


def _field(element: PageElement) -> str:
    """A field of the filters as it will look: its label and what it shows."""
    widget = getattr(element.body, element.kind)
    return (
        f'<div class="fp-field" style="width: {element.body.width_config.pixel_width or 200}px">'
        f"<span>{escape(widget.label)}</span><span>{escape(_shown(widget, element.kind))}</span></div>"
    )


def _shown(widget: Any, kind: str) -> str:
    """What a field shows: what was chosen, else its first option, else the words that stand in for a choice."""
    if kind == "multiselect":
        return ", ".join(widget.raw_values) or widget.placeholder
    if kind == "selectbox":
        default = widget.options[widget.default] if widget.HasField("default") else widget.placeholder
        return str(widget.raw_value or default)
    return str(widget.value or widget.placeholder)


def _choice(element: PageElement) -> str:
    """A row of choices as it will look; the ones under a chart are a quiet row."""
    group = element.body.button_group
    options = "".join(f"<span>{escape(option.content)}</span>" for option in group.options)
    label = f"<span>{escape(group.label)}</span>" if not group.label_visibility.value else ""
    return f'<div class="fp-choice" aria-hidden="true">{label}<div>{options}</div></div>'


def links_in(html: str) -> Iterator[str]:
    """The addresses that links in some HTML lead to."""
    for address in re.findall(r'href="([^"]+)"', html):
        yield address.replace("&amp;", "&")
