"""What the server adds around the application: compressed scripts, what to load early, and a security policy."""

from starlette.middleware import Middleware

from serving.affinity_cookie import AffinityCookie
from serving.allowed_hosts import AllowedHosts
from serving.client_turns import ClientTurns
from serving.closed_routes import ClosedRoutes
from serving.compressed_assets import CompressedAssets
from serving.connection_limits import bound_connections, most_connections, raise_file_limit
from serving.failure_pages import FailurePages
from serving.fair_threads import share_the_interpreter
from serving.first_paint.page_responses import DOCUMENTS, FirstPaint
from serving.full_house import HOUSE, FullHouse, most_sessions
from serving.interface_icons import InterfaceIcons
from serving.metrics import ROUTES as METRICS_ROUTES
from serving.metrics import RequestMetrics
from serving.orderly_stop import TurnedAway, announce_stops, drain_seconds
from serving.panel_file_route import ROUTES as PANEL_FILES
from serving.request_log import RequestLog, set_up_logs
from serving.security_headers import SECURITY_HEADERS, SecurityHeaders
from serving.service_state import ROUTES as STATE_ROUTES
from serving.service_state import STATE
from serving.site_files import ROUTES as SITE_FILES
from serving.small_messages import send_at_once

MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(RequestLog),
    Middleware(RequestMetrics),
    Middleware(TurnedAway),
    Middleware(FailurePages),
    Middleware(AllowedHosts),
    Middleware(ClosedRoutes),
    Middleware(AffinityCookie),
    Middleware(ClientTurns),
    Middleware(FullHouse),
    Middleware(CompressedAssets),
    Middleware(InterfaceIcons),
]
ROUTES = [*SITE_FILES, *STATE_ROUTES, *METRICS_ROUTES, *PANEL_FILES]
PAGES = [Middleware(FirstPaint)]


def prepare_process() -> None:
    """What a process sets up before it serves: its files, its connections, its threads, its logs."""
    raise_file_limit()
    HOUSE.most = most_sessions()
    bound_connections(most_connections)
    announce_stops(drain_seconds())
    share_the_interpreter()
    set_up_logs()
    send_at_once()


async def warm_up() -> None:
    """Run what the first visitors need, then let readiness say so."""
    try:
        await DOCUMENTS.warm_up()
    finally:
        STATE.is_warm = True


__all__ = [
    "DOCUMENTS",
    "MIDDLEWARE",
    "PAGES",
    "ROUTES",
    "SECURITY_HEADERS",
    "STATE",
    "prepare_process",
    "send_at_once",
    "warm_up",
]
