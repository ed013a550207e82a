"""Every figure of one answer from one warehouse, however long the answer takes and whatever is published meanwhile."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from data import warehouse


class PinnedWarehouse:
    """Holds the warehouse that is in use when a request comes, until it has been answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        with warehouse.pinned():
            await self.app(scope, receive, send)
