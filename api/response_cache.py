"""The small answers given last: by their entity tag and, for a request that is repeated, without reading it again.

Most requests repeat one another. Their answer is known until new figures are published, so it leaves before the
request is routed.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.types import ASGIApp, Receive, Scope, Send

from analytics import queries
from api.route_conventions import OPEN_HEADERS
from data.errors import DashboardError

MOST_BYTES, LARGEST_BODY = 64_000_000, 4_000_000
# Requests that are remembered, and the longest of them: together a few megabytes.
MOST_REQUESTS, LONGEST_QUERY = 4_096, 500


class BodyCache:
    """The bodies used last, up to a number of bytes in all. Threads may share it."""

    def __init__(self, most_bytes: int) -> None:
        self._bodies: LRUCache[str, bytes] = LRUCache(most_bytes, getsizeof=len)
        self._guard = threading.Lock()

    def get(self, tag: str) -> bytes | None:
        """The body with an entity tag, if it is still there."""
        with self._guard:
            return self._bodies.get(tag)

    def put(self, tag: str, body: bytes) -> None:
        """Keep a body; one that is too large for the cache is not kept."""
        with self._guard:
            if len(body) <= min(LARGEST_BODY, self._bodies.maxsize):
                self._bodies[tag] = body

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        with self._guard:
            return int(self._bodies.currsize)

    def clear(self) -> None:
        """Forget every body."""
        with self._guard:
            self._bodies.clear()


BODIES = BodyCache(MOST_BYTES)


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """The last answer to a request: the version of its figures, the tag of its body, its headers."""

    version: str
    tag: str
    headers: tuple[tuple[bytes, bytes], ...]


_answered: LRUCache[tuple[str, bytes], AnsweredRequest] = LRUCache(MOST_REQUESTS)
_guard = threading.Lock()


def remember(scope: Scope, answered: AnsweredRequest) -> None:
    """Remember a whole answer for the next request with the same path and query, letter for letter."""
    if len(scope["query_string"]) <= LONGEST_QUERY:
        with _guard:
            _answered[scope["path"], scope["query_string"]] = answered


class RepeatedRequests:
    """Answers a remembered request whose body is still cached; hands every other request on.

    Inside the API it saves the routing. With `is_outside`, around the whole dashboard, it also saves Streamlit's
    layers and adds the headers that they would add; what may be compressed on its way is left to them.
    """

    def __init__(self, app: ASGIApp, *, is_outside: bool = False) -> None:
        self.app = app
        self._conditional = {b"if-none-match", b"accept-encoding"} if is_outside else {b"if-none-match"}
        self._added = [*OPEN_HEADERS, (b"vary", b"Accept-Encoding")] if is_outside else []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        answered = _last_answer(scope) if self._is_plain(scope) else None
        body = BODIES.get(answered.tag) if answered and answered.version == _version() else None
        if answered is None or body is None:
            await self.app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": [*answered.headers, *self._added]})
        await send({"type": "http.response.body", "body": body})

    def _is_plain(self, scope: Scope) -> bool:
        """Whether path and query alone decide the answer to a request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return False
        return all(name not in self._conditional or value == b"identity" for name, value in scope["headers"])


def _last_answer(scope: Scope) -> AnsweredRequest | None:
    with _guard:
        return _answered.get((scope["path"], scope["query_string"]))


def _version() -> str | None:
    """The version of the figures; None where there are none, which the application tells in words."""
    try:
        return queries.version()
    except DashboardError:
        return None
