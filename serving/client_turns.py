"""A few requests of each client at a time: the others of the same client wait, and nobody else waits for them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.fair_turns import RETRY_AFTER, client_of

# As many as a browser has open connections; and those of a client that may wait.
AT_ONCE, MOST_WAITING = 6, 250
WORDS = f"You have a great many requests under way. Please ask again in {RETRY_AFTER} seconds.\n"


@dataclass
class _Client:
    turns: asyncio.Semaphore
    requests: int = 0


class ClientTurns:
    """Lets a few requests of a client in at a time, each until its answer begins."""

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING) -> None:
        self.app = app
        self._most = at_once + most_waiting
        self._clients: dict[str, _Client] = defaultdict(lambda: _Client(asyncio.Semaphore(at_once)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = client_of(HTTPConnection(scope))
        client = self._clients[name]
        if client.requests >= self._most:
            headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
            await Response(WORDS, 429, headers, "text/plain")(scope, receive, send)
            return
        client.requests += 1
        try:
            await self._in_turn(client, scope, receive, send)
        finally:
            client.requests -= 1
            if not client.requests:
                del self._clients[name]

    async def _in_turn(self, client: _Client, scope: Scope, receive: Receive, send: Send) -> None:
        has_turn = True

        def give_up_turn() -> None:
            nonlocal has_turn
            if has_turn:
                has_turn = False
                client.turns.release()

        async def send_and_give_up(message: Message) -> None:
            # What leaves piece by piece waits for its reader, and takes turns of its own.
            give_up_turn()
            await send(message)

        await client.turns.acquire()
        try:
            await self.app(scope, receive, send_and_give_up)
        finally:
            give_up_turn()
