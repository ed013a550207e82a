"""A reader stays with one of several replicas: a cookie that holds nothing but a random word, by which a proxy chooses.

A live page, what it keeps and the files behind its buttons are in the process that drew it. LONDON_CRIME_AFFINITY=yes
has pages set the cookie; a single process needs none and sets none.
"""

from __future__ import annotations

import os
import re
import secrets

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.errors import DashboardError

VARIABLE, NAME = "LONDON_CRIME_AFFINITY", "london_crime_replica"
WORD = re.compile(r"[0-9a-f]{32}\Z")
# Answers that shared caches keep: a cookie in one would be everybody's.
SHARED = ("/api/", "/briefing", "/static/", "/app/static/", "/_stcore/", "/media/")


def is_wanted() -> bool:
    """Whether pages set the cookie. Raises DashboardError for a setting that is neither yes nor no."""
    text = os.environ.get(VARIABLE, "").strip().lower()
    if text not in ("", "no", "yes"):
        raise DashboardError(f"{VARIABLE}: {text!r} is neither yes nor no", "Give yes, or leave it out.")
    return text == "yes"


class AffinityCookie:
    """Sets the cookie with a page, where it is wanted and the reader has none. It ends with the browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._is_wanted = is_wanted()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if not self._is_wanted or scope["type"] != "http" or str(scope["path"]).startswith(SHARED):
            await self.app(scope, receive, send)
            return
        if WORD.match(HTTPConnection(scope).cookies.get(NAME, "")):
            await self.app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                cookie = f"{NAME}={secrets.token_hex(16)}; Path=/; SameSite=Lax; HttpOnly"
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def _is_page(message: Message) -> bool:
    kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
    return message["status"] == 200 and any(kind.startswith(b"text/html") for kind in kinds)
