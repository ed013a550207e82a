"""The yardstick of the open-data API: a Starlette application that returns bytes that it has in memory."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

BODY = Path(os.environ["BENCHMARK_BODY"]).read_bytes() if "BENCHMARK_BODY" in os.environ else b""


async def answer(_request: Request) -> Response:
    """The bytes."""
    return Response(BODY, media_type="text/csv")


app = Starlette(routes=[Route("/_stcore/health", answer), Route("/body", answer)])
