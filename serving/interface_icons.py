"""The icons that the pages' controls show, in place of the whole icon font.

Streamlit's document fetches Material Symbols with every first visit: 375 kB, of which the dashboard shows a chevron
or two. `interface_icons.woff2` holds the 26 symbols of Streamlit's own controls in 4 kB (Material Symbols, Google LLC,
Apache License 2.0; made with fontTools' subsetter, ligatures kept).
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FONT = Path(__file__).parent / "interface_icons.woff2"
# Streamlit's name of the font carries a hash, and so changes with its content.
PATH = "/static/media/MaterialSymbols-Rounded.{content}.woff2"
FOR_EVER = {"Cache-Control": "public, immutable, max-age=31536000"}


def interface_icons(_request: Request) -> Response:
    """The small font under the name of the large one."""
    return Response(FONT.read_bytes(), headers=FOR_EVER, media_type="font/woff2")


ROUTE = Route(PATH, interface_icons)
