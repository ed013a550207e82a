"""What the server adds around the application: compressed scripts, what to load early, and a security policy."""

from starlette.middleware import Middleware

from serving.access_log import quieten_access_log
from serving.compressed_assets import CompressedAssets
from serving.first_paint.page_responses import DOCUMENTS, FirstPaint
from serving.interface_icons import InterfaceIcons
from serving.security_headers import SECURITY_HEADERS, SecurityHeaders
from serving.site_files import ROUTES
from serving.small_messages import send_at_once

MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(CompressedAssets), Middleware(InterfaceIcons)]
PAGES = [Middleware(FirstPaint)]

__all__ = ["DOCUMENTS", "MIDDLEWARE", "PAGES", "ROUTES", "SECURITY_HEADERS", "quieten_access_log", "send_at_once"]
