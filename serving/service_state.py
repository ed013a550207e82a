"""What this process is up to: being warmed up, serving, or about to stop; and whether it has figures to serve."""

from __future__ import annotations

import asyncio
import logging
import time

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from data import readiness
from data.readiness import FiguresState

# Seconds for which an answer about the figures is good enough, and between two looks for the log.
GOOD_FOR, LOOK = 5.0, 30.0
NOT_KEPT = {"Cache-Control": "no-store"}
LOG = logging.getLogger("london_crime.readiness")


class ServiceState:
    """Whether requests should come here: for a balancer, which asks `/readyz`, and for the log."""

    def __init__(self) -> None:
        self.is_warm = False
        self.is_stopping = False
        self._figures = FiguresState("")
        self._looked_at = float("-inf")
        self._logged: tuple[str, ...] = ()
        self._looking = asyncio.Lock()

    async def figures(self) -> FiguresState:
        """The state of the figures, not older than a few seconds."""
        async with self._looking:
            if time.monotonic() - self._looked_at > GOOD_FOR:
                self._figures = await asyncio.to_thread(readiness.state)
                self._looked_at = time.monotonic()
        return self._figures

    async def watch(self) -> None:
        """Write into the log what becomes wrong with the figures, once, and when it is right again."""
        while True:
            self.log(await self.figures())
            await asyncio.sleep(LOOK)

    def log(self, figures: FiguresState) -> None:
        """Log what is new in a state."""
        for problem in figures.problems:
            if problem not in self._logged:
                LOG.log(logging.WARNING if figures.is_ready else logging.ERROR, "%s", problem)
        if self._logged and not figures.problems:
            LOG.info("The figures are in order again: warehouse %s", figures.version)
        self._logged = figures.problems


STATE = ServiceState()


def healthz(_request: Request) -> Response:
    """The process lives: that it answers is all there is to say."""
    return PlainTextResponse("ok\n", headers=NOT_KEPT)


async def readyz(_request: Request) -> Response:
    """Whether requests should be sent here: 503 while it warms up or stops, and where no warehouse can be read."""
    figures = await STATE.figures()
    is_ready = STATE.is_warm and not STATE.is_stopping and figures.is_ready
    state = "stopping" if STATE.is_stopping else "ready" if is_ready else "not ready"
    problems = ([] if STATE.is_warm else ["The pages are being warmed up."]) + list(figures.problems)
    content = {"status": state, "warehouse": figures.version, "problems": problems}
    return JSONResponse(content, 200 if is_ready else 503, NOT_KEPT)


ROUTES = [Route("/healthz", healthz), Route("/readyz", readyz)]
