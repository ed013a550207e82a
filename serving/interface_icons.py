"""The icons that the pages' controls show, in place of the whole icon font.

Streamlit's document fetches Material Symbols with every first visit: 375 kB, of which the dashboard shows a chevron
or two. `interface_icons.woff2` holds the 26 symbols of Streamlit's own controls in 4 kB (Material Symbols, Google LLC,
Apache License 2.0; made with fontTools' subsetter, ligatures kept).
"""

from __future__ import annotations

import re
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FONT = Path(__file__).parent / "interface_icons.woff2"
# Streamlit's name of the font carries a hash, and so changes with its content.
PATH = re.compile(r"/static/media/MaterialSymbols-Rounded\.[\w-]+\.woff2\Z")
FOR_EVER = {"Cache-Control": "public, immutable, max-age=31536000"}


class InterfaceIcons:
    """Gives the small font under the name of the large one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] == "http" and PATH.match(scope["path"]):
            await Response(FONT.read_bytes(), headers=FOR_EVER, media_type="font/woff2")(scope, receive, send)
        else:
            await self.app(scope, receive, send)
