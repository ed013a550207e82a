"""Under which names the dashboard answers: those of LONDON_CRIME_HOSTS, or any where it names none."""

from __future__ import annotations

import os

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

VARIABLE = "LONDON_CRIME_HOSTS"
# A balancer asks for these by address.
ANY_NAME = ("/healthz", "/readyz", "/metrics")
WORDS = "There is no dashboard under this name here.\n"


def allowed_hosts() -> frozenset[str]:
    """The names that the setting lists, without ports; empty for any."""
    return frozenset(name.strip().lower() for name in os.environ.get(VARIABLE, "").split(",") if name.strip())


class AllowedHosts:
    """Answers 421 to requests for other names: no page, file or link is then made for a name that is not ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._allowed = allowed_hosts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if self._allowed and scope["type"] in ("http", "websocket") and not self._is_allowed(scope):
            refusal = WebSocketClose(1008) if scope["type"] == "websocket" else _refusal()
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_allowed(self, scope: Scope) -> bool:
        host = Headers(scope=scope).get("host", "").lower()
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        return name in self._allowed or scope["path"] in ANY_NAME


def _refusal() -> Response:
    return Response(WORDS, 421, {"Cache-Control": "no-store"}, "text/plain")
