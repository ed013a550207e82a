"""What Streamlit offers and the dashboard does not: uploads, its own metrics, a check that runs a script, agents."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

# The dashboard takes no files; its own metrics are at /metrics, for whoever runs it.
CLOSED = ("/_stcore/upload_file", "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
WORDS = "There is nothing at this address: the dashboard takes no files, and its figures are under /api/v1/docs.\n"


class ClosedRoutes:
    """Answers 404 before a byte of the request's body is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] == "http" and str(scope["path"]).startswith(CLOSED):
            headers = {"Cache-Control": "no-store", "Connection": "close"}
            await Response(WORDS, 404, headers, "text/plain")(scope, receive, send)
        else:
            await self.app(scope, receive, send)
