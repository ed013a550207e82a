"""The security policy of every answer."""

from __future__ import annotations

import os

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.errors import DashboardError

# The browser itself then refuses whatever another host would serve. Streamlit's page has an inline script and inline
# styles, and passes them on to its own charts; a chart becomes a picture by way of a blob.
# A borough may embed a page in its own site, so framing is not forbidden.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
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
# What no page here asks of a browser, so that nothing that gets into one can.
UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "LONDON_CRIME_HSTS"


def strict_transport() -> str:
    """The header that keeps browsers to https for as many seconds as LONDON_CRIME_HSTS says; empty without.

    Raises DashboardError for a setting that is no number of seconds.
    """
    text = os.environ.get(HSTS, "").strip()
    if text and not (text.isascii() and text.isdigit()):
        raise DashboardError(f"{HSTS}: {text!r} is no number of seconds", "Give a number, as 31536000 for a year.")
    return f"max-age={text}" if text else ""


class SecurityHeaders:
    """Adds `SECURITY_HEADERS` to every answer that does not bring its own, and closes its cookies to scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        headers = SECURITY_HEADERS | ({"Strict-Transport-Security": value} if (value := strict_transport()) else {})
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_secure = scope.get("scheme") == "https"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in self._headers if pair[0] not in given)]
                if is_secure and b"set-cookie" in given:
                    message["headers"] = [_closed(name, value) for name, value in message["headers"]]
                _weaken(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _closed(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A cookie that travels over TLS only and that no script reads: the one who would is the uploader."""
    if name != b"set-cookie":
        return name, value
    flags = {flag.strip().lower() for flag in value.split(b";")[1:]}
    return name, value + b"".join(b"; " + flag for flag in (b"Secure", b"HttpOnly") if flag.lower() not in flags)


def _weaken(headers: MutableHeaders) -> None:
    """Streamlit compresses what an application gives and leaves its entity tag as it was: equal in meaning only."""
    tag = headers.get("etag", "")
    if headers.get("content-encoding") == "gzip" and tag.startswith('"') and "gzip" not in tag:
        headers["ETag"] = f"W/{tag}"
