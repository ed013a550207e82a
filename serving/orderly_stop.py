"""Stopping: from the signal on, readiness says so and whoever comes anew is sent on; then the door closes.

uvicorn closes its door at the signal, so that nobody could ask whether it is stopping. Behind a balancer it stays ajar
for as long as LONDON_CRIME_DRAIN says: what is under way goes on, everything else is turned away in words that a
balancer understands. Then uvicorn closes the door, and lets what is under way end within its own limit.
"""

from __future__ import annotations

import asyncio
import os
import socket

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from uvicorn import Server

from data.errors import DashboardError
from serving import service_state

VARIABLE, MOST = "LONDON_CRIME_DRAIN", 60.0
# What those ask who run the service, also of a process that is stopping.
STILL_ANSWERED = frozenset({"/healthz", "/readyz", "/metrics"})
WORDS = "This copy of the London crime dashboard is being replaced. Please ask again.\n"
# Another one may answer at once; whoever is alone waits for this one to be started again.
HEADERS = {"Retry-After": "5", "Cache-Control": "no-store", "Connection": "close"}


def drain_seconds() -> float:
    """Seconds for which a stopping process still says so: what LONDON_CRIME_DRAIN says, none by default.

    Raises DashboardError for a setting that is no number from 0 to 60.
    """
    text = os.environ.get(VARIABLE, "").strip() or "0"
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= MOST:
        raise DashboardError(f"{VARIABLE}: {text!r} is no number of seconds", f"Give one from 0 to {MOST:.0f}, as 3.")
    return seconds


def announce_stops(seconds: float) -> None:
    """Have uvicorn's servers say that they stop, for so long, before they close their door."""
    close = Server.shutdown
    if hasattr(close, "is_announced"):
        return

    async def shutdown(self: Server, sockets: list[socket.socket] | None = None) -> None:
        service_state.STATE.is_stopping = True
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        # uvicorn sets a flag, and has no event to wait for.
        while loop.time() < until and not self.force_exit:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        await close(self, sockets)

    shutdown.is_announced = True  # type: ignore[attr-defined]
    Server.shutdown = shutdown  # type: ignore[method-assign]


class TurnedAway:
    """While the process stops, 503 for whatever begins: a proxy asks the next replica. What is under way goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        is_turned_away = service_state.STATE.is_stopping and scope.get("path") not in STILL_ANSWERED
        if not is_turned_away or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await Response(WORDS, 503, HEADERS, "text/plain")(scope, receive, send)
        else:
            await receive()
            # 1012: the service is being started again.
            await WebSocketClose(code=1012, reason=WORDS.strip())(scope, receive, send)
