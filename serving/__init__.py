"""What the server adds around the application: compressed scripts, what to load early, and a security policy."""

from starlette.middleware import Middleware

from serving.access_log import quieten_access_log
from serving.client_turns import ClientTurns
from serving.closed_routes import ClosedRoutes
from serving.compressed_assets import CompressedAssets
from serving.connection_limits import bound_connections, most_connections, raise_file_limit
from serving.fair_threads import share_the_interpreter
from serving.first_paint.page_responses import DOCUMENTS, FirstPaint
from serving.full_house import HOUSE, FullHouse, most_sessions
from serving.interface_icons import InterfaceIcons
from serving.security_headers import SECURITY_HEADERS, SecurityHeaders
from serving.site_files import ROUTES
from serving.small_messages import send_at_once

MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(ClosedRoutes),
    Middleware(ClientTurns),
    Middleware(FullHouse),
    Middleware(CompressedAssets),
    Middleware(InterfaceIcons),
]
PAGES = [Middleware(FirstPaint)]


def prepare_process() -> None:
    """What a process sets up before it serves: its files, its connections, its threads, its logs."""
    raise_file_limit()
    HOUSE.most = most_sessions()
    bound_connections(most_connections)
    share_the_interpreter()
    quieten_access_log()
    send_at_once()


__all__ = [
    "DOCUMENTS",
    "MIDDLEWARE",
    "PAGES",
    "ROUTES",
    "SECURITY_HEADERS",
    "prepare_process",
    "quieten_access_log",
    "send_at_once",
]
