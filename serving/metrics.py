"""`/metrics` for Prometheus: requests, sessions, the age of figures, refreshes, caches, memory, all of this process."""

from __future__ import annotations

import datetime as dt
import hmac
import os
import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.fair_turns import LANES
from api.response_cache import BODIES
from data import readiness
from data.errors import DashboardError
from data.refresh.refresh_outcomes import remembered
from serving.connection_limits import HALF_SENT
from serving.first_paint.page_responses import DOCUMENTS
from serving.full_house import HOUSE
from serving.route_names import route_of

VARIABLE = "LONDON_CRIME_METRICS_TOKEN"
LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
# What a proxy adds: a request with one of these came from elsewhere, whoever handed it on.
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip", "via")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
CLOSED = (
    "The metrics are for whoever runs the dashboard: from its own machine, or with the token that "
    f"{VARIABLE} sets.\n"
)  # fmt: skip

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "london_crime_requests", "Requests answered", ("route", "method", "status"), registry=REGISTRY
)  # fmt: skip
SECONDS = Histogram(
    "london_crime_request_seconds", "Until an answer began", ("route",), buckets=BUCKETS, registry=REGISTRY
)
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


class RequestMetrics:
    """Counts answers by route, and times them until they begin."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, route = time.perf_counter(), route_of(str(scope["path"]))
        method = scope["method"] if scope["method"] in METHODS else "other"

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                SECONDS.labels(route).observe(time.perf_counter() - began)
                REQUESTS.labels(route, method, str(message["status"])).inc()
            await send(message)

        await self.app(scope, receive, send_counted)


class DashboardState(Collector):
    """What is only known when it is asked for."""

    def collect(self) -> Iterator[Metric]:
        """prometheus_client's interface."""
        yield _gauge("sessions", "Live pages that are open", HOUSE.open)
        yield _gauge("sessions_limit", "Live pages that there is room for", HOUSE.most)
        yield _gauge("sessions_turned_away", "Live pages refused since the start", HOUSE.turned_away)
        yield _gauge("half_sent_requests", "Requests whose end has not come", len(HALF_SENT))
        yield _gauge("half_sent_requests_cut_off", "Of those, cut off since the start", HALF_SENT.cut_off)
        yield _gauge("cache_bytes", "Bytes of answers kept", {"answers": BODIES.size, "pages": DOCUMENTS.size}, "cache")
        for name, words, of in (
            ("answers_under_way", "Answers being made or sent", {n: lane.answers.total() for n, lane in LANES.items()}),
            ("rows_under_way", "What they cost, in rows", {n: lane.rows.total() for n, lane in LANES.items()}),
            ("answers_refused", "Refused with 429 since the start", {n: lane.refused for n, lane in LANES.items()}),
        ):
            yield _gauge(name, words, of, "lane")
        yield from _figures()
        yield from _refreshes()


def _figures() -> Iterator[Metric]:
    figures = readiness.state()
    yield _gauge("ready", "Whether a warehouse can be read", int(figures.is_ready))
    yield _gauge("warehouse_problems", "What is wrong with the warehouse: see /readyz", len(figures.problems))
    try:
        ages = readiness.ages()
    except DashboardError:
        return
    today = dt.datetime.now(dt.UTC).date()
    months = {age.dataset: (today - age.months_to).days for age in ages}
    yield _gauge("figures_age_days", "Days since the newest month with figures began", months, "dataset")
    published = {age.dataset: (today - age.published_on).days for age in ages if age.published_on}
    yield _gauge("edition_age_days", "Days since the newest edition was published", published, "dataset")


def _refreshes() -> Iterator[Metric]:
    try:
        records = remembered()
    except DashboardError:
        records = {}
    went_well = {name: int(record.result != "failed") for name, record in records.items()}
    yield _gauge("refresh_ok", "Whether the last refresh of a resource went well", went_well, "resource")
    at = {name: record.at.timestamp() for name, record in records.items()}
    yield _gauge("refresh_timestamp_seconds", "When it was", at, "resource")


def _gauge(name: str, words: str, values: dict[str, int | float] | dict[str, int] | float, label: str = "") -> Metric:
    full = f"london_crime_{name}"
    if not isinstance(values, dict):
        return GaugeMetricFamily(full, words, value=values)
    family = GaugeMetricFamily(full, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


REGISTRY.register(DashboardState())
for _collector in (ProcessCollector, PlatformCollector, GCCollector):
    _collector(registry=REGISTRY)


async def metrics(request: Request) -> Response:
    """The metrics, for those who may have them."""
    if not _may_read(request):
        return PlainTextResponse(CLOSED, 403, {"Cache-Control": "no-store"})
    body = await run_in_threadpool(generate_latest, REGISTRY)
    return Response(body, headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST})


def _may_read(request: Request) -> bool:
    """From this machine itself, not by way of a proxy on it; from elsewhere with the token, where there is one."""
    if token := os.environ.get(VARIABLE, ""):
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    peer = request.client.host if request.client else ""
    return peer in LOOPBACK and not any(name in request.headers for name in FORWARDED)


ROUTES = [Route("/metrics", metrics)]
