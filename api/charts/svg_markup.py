"""SVG elements as text: attributes escaped, numbers short, so that the same chart gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

# The mean width of a character of a sans-serif font, in ems; titles are cut into lines by it.
CHARACTER = 0.52
LINE_HEIGHT = 1.2
_BREAK = re.compile(r"<br\s*/?>")
_BOLD = re.compile(r"</?b>")
# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def decimal(value: float) -> str:
    """A coordinate to a tenth of a pixel, without a needless `.0`."""
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def safe(text: str) -> str:
    """Text that may stand between tags or in an attribute."""
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def element(name: str, *content: str, **attributes: str | float | None) -> str:
    """An element. Underscores in names of attributes stand for hyphens; an attribute that is None is left out."""
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{safe(value) if isinstance(value, str) else decimal(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def path(points: Sequence[tuple[float, float]]) -> str:
    """The `d` of a line through points."""
    return "M" + "L".join(f"{decimal(x)},{decimal(y)}" for x, y in points)


def text_width(text: str, size: float) -> float:
    """About how wide a line of text is, in pixels."""
    return len(_BOLD.sub("", text)) * CHARACTER * size


def lines_in(text: str) -> list[str]:
    """The lines of a text in which `<br>` ends a line."""
    return _BREAK.split(text)


def text_block(
    x: float, y: float, text: str, *, size: float, fill: str, anchor: str = "start", line_height: float = LINE_HEIGHT
) -> str:
    """Text whose first baseline is at `y`; `<br>` and `<b>` are its only marks."""
    lines = lines_in(text)
    spans = [
        element("tspan", _marked(line), x=x if i else None, dy=size * line_height if i else None)
        for i, line in enumerate(lines)
    ]
    content = _marked(text) if len(lines) == 1 else "".join(spans)
    return element(
        "text", content, x=x, y=y, font_size=size, fill=fill, text_anchor=anchor if anchor != "start" else None
    )


def _marked(line: str) -> str:
    parts = re.split(r"<b>(.*?)</b>", line)
    written = [
        element("tspan", safe(part), font_weight="bold") if i % 2 else safe(part) for i, part in enumerate(parts)
    ]
    return "".join(written)
