"""The small answers given last: by their tag and, for requests that are written the same again, without being read.

Most requests repeat one another. What they are answered with is known until new figures are published, so such an
answer leaves before its request is routed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from analytics import queries
from api.route_conventions import OPEN_HEADERS
from data.errors import DashboardError

KEPT_BYTES, LARGEST_KEPT = 64_000_000, 4_000_000
# Requests that are remembered, and the longest of them: together a few megabytes.
MOST_NOTED, LONGEST_NOTED = 4_096, 500


class Kept:
    """The small answers given last, up to a number of bytes. Safe to share between threads."""

    def __init__(self, size: int) -> None:
        self._size, self._held = size, 0
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, tag: str) -> bytes | None:
        with self._guard:
            if tag in self._answers:
                self._answers.move_to_end(tag)
            return self._answers.get(tag)

    def put(self, tag: str, body: bytes) -> None:
        if len(body) > LARGEST_KEPT:
            return
        with self._guard:
            self._held += len(body) - len(self._answers.pop(tag, b""))
            self._answers[tag] = body
            while self._held > self._size:
                self._held -= len(self._answers.popitem(last=False)[1])


KEPT = Kept(KEPT_BYTES)


@dataclass(frozen=True, slots=True)
class Noted:
    """What a request was answered with last: of which figures, under which tag its body is kept, its headers."""

    version: str
    tag: str
    headers: tuple[tuple[bytes, bytes], ...]


_NOTED: dict[tuple[str, bytes], Noted] = {}


def note(scope: Scope, noted: Noted) -> None:
    """Remember a whole answer for the next request that is written the same, letter for letter."""
    if len(scope["query_string"]) > LONGEST_NOTED:
        return
    if len(_NOTED) >= MOST_NOTED:
        _NOTED.clear()
    _NOTED[scope["path"], scope["query_string"]] = noted


class Shortcut:
    """Gives a noted answer whose body is still kept; hands every other request on.

    In the API it spares a request the routing. `is_outside`, before all that the dashboard does with a request, it
    spares it that too, and adds what would have been added there; what may be compressed on its way is left to it.
    """

    def __init__(self, app: ASGIApp, *, is_outside: bool = False) -> None:
        self.app = app
        self._except = {b"if-none-match", b"accept-encoding"} if is_outside else {b"if-none-match"}
        self._added = [*OPEN_HEADERS, (b"vary", b"Accept-Encoding")] if is_outside else []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        noted = _NOTED.get((scope["path"], scope["query_string"])) if self._is_plain(scope) else None
        body = KEPT.get(noted.tag) if noted and noted.version == _version() else None
        if noted is None or body is None:
            await self.app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": [*noted.headers, *self._added]})
        await send({"type": "http.response.body", "body": body})

    def _is_plain(self, scope: Scope) -> bool:
        """Whether a request says nothing that could change its answer beside its path and its query."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return False
        return all(name not in self._except or value == b"identity" for name, value in scope["headers"])


def _version() -> str | None:
    """The version of the figures; None where there are none, which the application tells in words."""
    try:
        return queries.version()
    except DashboardError:
        return None
