"""How many live pages a process has room for, and what is told to whoever comes beyond that."""

from __future__ import annotations

import os
from html import escape

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from data.errors import DashboardError
from serving.connection_limits import OTHER_FILES, file_limit
from serving.plain_page import plain_page

VARIABLE, USUAL = "LONDON_CRIME_SESSIONS", 400
STREAM = "/_stcore/stream"
# An open session has a socket and, for its script, an event loop; one that has left keeps the loop for a while, and
# Streamlit keeps as many of them as this.
FILES_A_SESSION, FILES_A_DEPARTED, DEPARTED = 4, 3, 128
# Left for requests beside the sessions.
FILES_FOR_REQUESTS = 128
RETRY_AFTER = "60"
WORDS = "The dashboard has more visitors at the moment than it has room for"


def most_sessions() -> int:
    """How many sessions this process takes: what LONDON_CRIME_SESSIONS says, as far as there are files for them.

    Raises DashboardError for a setting that is no number.
    """
    text = os.environ.get(VARIABLE, "").strip() or str(USUAL)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise DashboardError(f"{VARIABLE}: {text!r} is no number of sessions", f"Give a whole number, as {USUAL}.")
    room = file_limit() - OTHER_FILES - FILES_FOR_REQUESTS - FILES_A_DEPARTED * DEPARTED
    return max(1, min(int(text), room // FILES_A_SESSION))


class House:
    """The sessions that are open in this process."""

    def __init__(self) -> None:
        self.most = USUAL
        self.open = 0
        self.turned_away = 0

    @property
    def is_full(self) -> bool:
        """Whether one more would be too many."""
        return self.open >= self.most


HOUSE = House()


class FullHouse:
    """Counts live pages, and refuses the web socket of one more than there is room for."""

    def __init__(self, app: ASGIApp, house: House = HOUSE) -> None:
        self.app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "websocket" or not str(scope["path"]).endswith(STREAM):
            await self.app(scope, receive, send)
        elif self._house.is_full:
            self._house.turned_away += 1
            # 1013: try again later.
            await receive()
            await WebSocketClose(code=1013, reason=WORDS)(scope, receive, send)
        else:
            self._house.open += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self._house.open -= 1


def full_house_page() -> str:
    """A plain page in words, with the ways on that need no live page."""
    return plain_page(
        "Please try again in a minute",
        f"""<h1>Please try again in a minute</h1>
<p>{escape(WORDS)}. Nothing is wrong with your address. Meanwhile, these need no live page:</p>
<ul>
<li><a href="/briefing">A briefing of each borough</a>, on two pages</li>
<li><a href="/api/v1/docs">Open data</a>: every address that gives figures</li>
</ul>""",
    )
