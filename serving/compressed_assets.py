"""Compressed scripts and stylesheets: each is compressed once per process, and the result is kept.

Streamlit sends its scripts uncompressed, because Starlette's gzip middleware would compress them again for every
visitor. Their names carry a hash of their content, so a compressed copy never becomes stale.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.chart_turns import with_turns
from serving.chart_types import with_our_types

# One spelling per file (no `.`, `..` or empty folder), so that a client cannot fill the memory with aliases.
HASHED_ASSET = re.compile(r"/static/(?:[\w-]+/)+[\w.-]+\.[\w-]{8}\.(?:js|css)\Z")
# Level 6 is within 1 % of level 9 for a third of its time.
LEVEL = 6


@dataclass(frozen=True, slots=True)
class WholeResponse:
    """A response in one piece: its first message and its body."""

    start: Message
    body: bytes

    @property
    def is_immutable(self) -> bool:
        """Whether it may be kept for ever: a plain success that the application marks so."""
        headers = Headers(raw=self.start["headers"])
        return (
            self.start["status"] == 200
            and "immutable" in headers.get("cache-control", "")
            and "content-encoding" not in headers
        )

    def compressed(self) -> WholeResponse:
        """The same, gzip-encoded. The entity tag becomes a weak one: equal in meaning, not byte for byte."""
        body = gzip.compress(self.body, compresslevel=LEVEL, mtime=0)
        start = {**self.start, "headers": list(self.start["headers"])}
        headers = MutableHeaders(scope=start)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        del headers["Accept-Ranges"]
        if "etag" in headers:
            headers["ETag"] = f"W/{headers['etag'].removeprefix('W/')}"
        return WholeResponse(start, body)

    async def send_by(self, send: Send) -> None:
        """Pass it on to the client."""
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})


class CompressedAssets:
    """Answers requests for hashed scripts and stylesheets with a gzip body that is made once and kept.

    Conditional and partial requests, and clients that do not accept gzip, are served by the application unchanged.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, WholeResponse] = {}
        # One at a time: the page asks for many assets at once, and several browsers for the same ones.
        self._compressing = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http" or not HASHED_ASSET.search(scope["path"]):
            await self.app(scope, receive, send)
        elif not _wants_whole_gzip(scope):
            await self.app(scope, receive, _varying(send))
        else:
            answer = self._kept.get(scope["path"]) or await self._answer(scope, receive)
            await answer.send_by(send)

    async def _answer(self, scope: Scope, receive: Receive) -> WholeResponse:
        async with self._compressing:
            if kept := self._kept.get(scope["path"]):
                return kept
            answer = await self._collect(scope, receive)
            if answer.is_immutable:
                answer = await asyncio.to_thread(_as_served, scope["path"], answer)
                self._kept[scope["path"]] = answer
            return answer

    async def _collect(self, scope: Scope, receive: Receive) -> WholeResponse:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        # Without extensions: a server that can send a file by its path would leave no body to compress.
        await self.app({**scope, "extensions": {}}, receive, keep)
        return WholeResponse(messages[0], _body(messages[1:]))


def _as_served(path: str, answer: WholeResponse) -> WholeResponse:
    """The code of charts is served changed, every file compressed."""
    return WholeResponse(answer.start, with_turns(path, with_our_types(path, answer.body))).compressed()


def _body(messages: Iterable[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in messages)


def _wants_whole_gzip(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    special = ("range", "if-none-match", "if-modified-since")
    return (
        scope["method"] == "GET"
        and "gzip" in headers.get("accept-encoding", "")
        and not any(name in headers for name in special)
    )


def _varying(send: Send) -> Send:
    """Tell shared caches that the answer depends on what the client accepts."""

    async def send_varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return send_varying
