"""What the server adds around the application: compressed static assets, what to load early, and a security policy.

Streamlit sends its scripts uncompressed, because Starlette's gzip middleware would compress them again for every
visitor. Their names carry a hash of their content, so here each is compressed once per process and the result kept.
"""

from __future__ import annotations

import asyncio
import gc
import gzip
import logging
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# One spelling per file (no `.`, `..` or empty folder), so that a client cannot fill the memory with aliases.
HASHED_ASSET = re.compile(r"/static/(?:[\w-]+/)+[\w.-]+\.[\w-]{8}\.(?:js|css)\Z")
# Level 6 is within 1 % of level 9 for a third of its time.
LEVEL = 6
INTERNET = (socket.AF_INET, socket.AF_INET6)

# The browser itself then refuses whatever another host would serve. Streamlit's page has an inline script and inline
# styles; Vega, which draws the small charts, compiles its expressions; a chart becomes a picture by way of a blob.
# A borough may embed a page in its own site, so framing is not forbidden.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
_SECURITY = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]


# What every page draws first, by the names of Streamlit's modules; and what draws charts, which the overview lacks.
# Without a hint the browser learns of each only when it first needs it, and shows a gap until it has come.
FIRST_DRAWN = ("Html", "Multiselect", "ButtonGroup", "Selectbox", "DownloadButton")
CHARTS = ("PlotlyChart",)
COMPILED, FETCHED = "rel=modulepreload", "rel=preload; as=script; crossorigin; fetchpriority=low"
STATIC = Path(str(distribution("streamlit").locate_file("streamlit/static")))
IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@cache
def early_modules(names: tuple[str, ...]) -> str:
    """The `Link` header that has a browser fetch these modules and what they import, unless the page does so itself."""
    scripts = STATIC / "static" / "js"
    own = set(re.findall(r"[\w.-]+\.js", (STATIC / "index.html").read_text(encoding="utf-8")))
    found: list[str] = []
    waiting = [file.name for name in names for file in scripts.glob(f"{name}.*.js")]
    while waiting:
        if (file := waiting.pop(0)) not in own:
            own.add(file)
            found.append(file)
            waiting += IMPORTED.findall((scripts / file).read_text(encoding="utf-8"))
    # Charts last, and only fetched: a module would be compiled at once, which holds up the sentence at the top.
    found.sort(key=lambda file: file.startswith(CHARTS))
    return ", ".join(f"<./static/js/{file}>; {FETCHED if file.startswith(CHARTS) else COMPILED}" for file in found)


class SecurityHeaders:
    """Adds `SECURITY_HEADERS` to every answer that does not bring its own, and to a page what to load early."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in _SECURITY if pair[0] not in given)]
                headers = MutableHeaders(scope=message)
                _weaken(headers)
                # Streamlit's page, and not the documents of the API and of the briefings, which need none of it.
                if "accept-ranges" in headers and headers.get("content-type", "").startswith("text/html"):
                    drawn = FIRST_DRAWN if scope["path"] == "/" else (*FIRST_DRAWN, *CHARTS)
                    headers.append("Link", early_modules(drawn))
            await send(message)

        await self.app(scope, receive, send_with_headers)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response: its first message and its body."""

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

    def compressed(self) -> Answer:
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
        return Answer(start, body)

    async def send_by(self, send: Send) -> None:
        """Pass it on to the client."""
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})


def _weaken(headers: MutableHeaders) -> None:
    """Streamlit compresses what an application gives and leaves its entity tag as it was: equal in meaning only."""
    tag = headers.get("etag", "")
    if headers.get("content-encoding") == "gzip" and tag.startswith('"') and "gzip" not in tag:
        headers["ETag"] = f"W/{tag}"


class CompressedAssets:
    """Answers requests for hashed scripts and stylesheets with a gzip body that is made once and kept.

    Conditional and partial requests, and clients that do not accept gzip, are served by the application unchanged.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, Answer] = {}
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

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        async with self._compressing:
            if kept := self._kept.get(scope["path"]):
                return kept
            answer = await self._collect(scope, receive)
            if answer.is_immutable:
                answer = await asyncio.to_thread(answer.compressed)
                self._kept[scope["path"]] = answer
            return answer

    async def _collect(self, scope: Scope, receive: Receive) -> Answer:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        # Without extensions: a server that can send a file by its path would leave no body to compress.
        await self.app({**scope, "extensions": {}}, receive, keep)
        return Answer(messages[0], _body(messages[1:]))


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


def send_at_once() -> None:
    """Have the connections of this server send small messages at once, whoever opened its sockets.

    A small message that follows another one otherwise waits for the client's receipt (Nagle's algorithm), which
    systems delay by 40 ms: every answer in two parts and every message over a web socket. asyncio turns that off for
    sockets that were opened as TCP by name; Streamlit and uvicorn's workers leave the name out. What connects later
    inherits the setting of the socket that listens.
    """
    for found in gc.get_objects():
        is_open = isinstance(found, socket.socket) and found.fileno() >= 0
        if is_open and found.type == socket.SOCK_STREAM and found.family in INTERNET:
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def quieten_access_log() -> None:
    """Take Streamlit's handler off uvicorn's log of requests.

    It writes each of them a second time or, where `--no-access-log` was asked for, all the same: a visitor's address
    in a log that nobody wanted, and a third of the time of a small answer.
    """
    access = logging.getLogger("uvicorn.access")
    access.removeHandler(getattr(access, "streamlit_console_handler", logging.NullHandler()))


MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(CompressedAssets)]
