"""A borough's briefing, made and sent again, beside a bare route that sends the same bytes."""

from __future__ import annotations

import json
import time
from statistics import median

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from analytics.geography.areas import areas_at
from api import briefing


def measure(times: int = 50) -> dict[str, float]:
    """Median milliseconds: each borough's first request in a warm process, a kept page, a bare route."""
    first, *others = [f"/briefing/{area.slug}" for area in areas_at("borough", pseudo=False)]
    ours = TestClient(Starlette(routes=briefing.ROUTES))
    # The first of all ranks the boroughs: the process is warm after it.
    body = ours.get(first).content
    made = [_milliseconds(ours, path) for path in others]

    def bare(_request: Request) -> Response:
        return Response(body, media_type="text/html")

    theirs = TestClient(Starlette(routes=[Route("/bare", bare)]))
    return {
        "made": median(made),
        "slowest": max(made),
        "kept": median(_milliseconds(ours, first) for _ in range(times)),
        "bare": median(_milliseconds(theirs, "/bare") for _ in range(times)),
        "bytes": len(body),
    }


def _milliseconds(client: TestClient, path: str) -> float:
    began = time.perf_counter()
    assert client.get(path).status_code == 200
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    print(json.dumps(measure()))
