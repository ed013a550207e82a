"""What a reader takes from a panel into a report: the chart as a file or a copy, its rows as a copied table.

The browser makes them of what it shows (pictures.js), with the title, the source and the address written in.
"""

from __future__ import annotations

from pages.parts.words import html


def picture(title: str, *, address: str, file: str) -> str:
    """Three buttons, in HTML: a PNG of print size, an SVG, and a copy to paste.

    `address` is the page's, written into the picture; `file` the name of the file without its ending.
    """
    buttons = "".join(_button(does, label, title) for does, label in PICTURES)
    return f'<span class="pictures" data-address="{html(address)}" data-file="{html(file)}">{buttons}</span>'


PICTURES = (("png", "PNG"), ("svg", "SVG"), ("copy-picture", "Copy picture"))


def table(name: str) -> str:
    """A button, in HTML, that copies the table of its panel, as a spreadsheet and a text programme take it."""
    return f'<span class="pictures">{_button("copy-table", "Copy table", name)}</span>'


def _button(does: str, label: str, name: str) -> str:
    return f'<button type="button" data-does="{does}" aria-label="{html(f"{label}: {name}")}">{label}</button>'
