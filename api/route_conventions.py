"""What every route does alike: any site may ask; HEAD is GET without its body; OPTIONS says what there is."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = "GET, HEAD, OPTIONS"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Coverage-Note",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class OpenToAll:
    """Adds `OPEN` to every answer, answers OPTIONS, and turns HEAD into GET."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=OPEN | PREFLIGHT)(scope, receive, send)
        elif scope["method"] == "HEAD":
            compressed = b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"")
            body_less = _without_body(_open(send), is_compressed=compressed)
            await self.app({**scope, "method": "GET", "is_head": True}, receive, body_less)
        else:
            await self.app(scope, receive, _open(send))


OPEN_HEADERS = [(name.lower().encode(), value.encode()) for name, value in OPEN.items()]


def _open(send: Send) -> Send:
    async def send_open(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in OPEN_HEADERS if pair[0] not in given)]
        await send(message)

    return send_open


def _without_body(send: Send, *, is_compressed: bool) -> Send:
    """Without the body and, where it would be compressed on its way, without the length that it would not have."""

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        elif is_compressed:
            kept = [pair for pair in message["headers"] if pair[0] != b"content-length"]
            message = {**message, "headers": [*kept, (b"vary", b"Accept-Encoding")]}
        await send(message)

    return send_head
