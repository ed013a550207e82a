"""What a visitor is told when an answer fails: in words, with the usual headers, and never how."""

from __future__ import annotations

import logging
from html import escape

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.errors import DashboardError
from serving.plain_page import plain_page

RETRY_AFTER = "30"
LOG = logging.getLogger("london_crime.failures")
NO_FIGURES = "The figures cannot be read at the moment"
DEFECT = "Something is wrong here"


class FailurePages:
    """Answers 503 where there are no figures for now, and 500 where something else fails.

    An answer that has begun is cut off, so that it is seen to be incomplete.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except DashboardError as error:
            if has_begun:
                raise
            LOG.warning("%s", error.message)
            await unavailable()(scope, receive, send)
        except Exception:
            if has_begun:
                raise
            LOG.exception("An answer failed: %s", scope["path"])
            await _defect()(scope, receive, send)


def unavailable() -> Response:
    """There are no figures for now."""
    body = (
        f"<h1>{escape(NO_FIGURES)}</h1>\n"
        "<p>This is a fault of the dashboard, not of your address. It is being told to whoever runs it. "
        "Please try again in a few minutes.</p>"
    )
    headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    return Response(plain_page(NO_FIGURES, body), 503, headers, "text/html")


def _defect() -> Response:
    body = (
        f"<h1>{escape(DEFECT)}</h1>\n"
        "<p>This is a defect of the dashboard, not yours; it has been written into its log. "
        '<a href="/">The overview</a> and <a href="/briefing">the briefings</a> may still work.</p>'
    )
    return Response(plain_page(DEFECT, body), 500, {"Cache-Control": "no-store"}, "text/html")
