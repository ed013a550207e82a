"""A chart as PNG: resvg draws the SVG, with a font that comes with the project's requirements."""

from __future__ import annotations

from functools import cache

import resvg_py
from font_source_sans_pro import font_files_ttf


@cache
def _fonts() -> list[str]:
    return [font_files_ttf[name] for name in ("SourceSansPro", "SourceSansProBold")]


def png(svg: str) -> bytes:
    """The picture of a standalone chart, the same bytes on every machine: no font of the system is used."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=_fonts(), font_family="Source Sans Pro",
            sans_serif_family="Source Sans Pro",
        )
    )  # fmt: skip
