"""The security policy of every answer."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class SecurityHeaders:
    """Adds `SECURITY_HEADERS` to every answer that does not bring its own."""

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
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _weaken(headers: MutableHeaders) -> None:
    """Streamlit compresses what an application gives and leaves its entity tag as it was: equal in meaning only."""
    tag = headers.get("etag", "")
    if headers.get("content-encoding") == "gzip" and tag.startswith('"') and "gzip" not in tag:
        headers["ETag"] = f"W/{tag}"
