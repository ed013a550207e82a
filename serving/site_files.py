"""The files that a site is known by: robots, sitemap, icons, and where to report a weakness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from analytics.borough_profile.borough_comparison import comparable_indicators
from analytics.geography.areas import areas_at
from analytics.indicators import INDICATORS
from analytics.street import street_counts
from api.briefing import city_briefing
from api.charts.chart_png import png
from api.public_address import contact, public_address

PAGES = (
    "", "knife_crime", "burglary", "vawg", "reoffending", "confidence", "borough", "compare", "homicide", "indicators",
    "city_of_london", "stop_and_search", "claims", "methods", "explore",
)  # fmt: skip
ICON = Path(__file__).parent / "icon.svg"
DAY = {"Cache-Control": "public, max-age=86400"}
# How long a security.txt may be relied on (RFC 9116 asks for less than a year).
EXPIRES = timedelta(days=180)


def robots(request: Request) -> Response:
    """Everything may be read by programs, save the channel of the live pages."""
    text = f"User-agent: *\nDisallow: /_stcore/\n\nSitemap: {public_address(request)}/sitemap.xml\n"
    return Response(text, headers=DAY, media_type="text/plain")


def sitemap(request: Request) -> Response:
    """Pages, the page and the briefing of each borough, the comparison and the page of each indicator."""
    base = public_address(request)
    urls = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in _paths())
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return Response(text, headers=DAY, media_type="application/xml")


def _paths() -> Iterator[str]:
    yield from (f"/{page}" for page in PAGES)
    boroughs = areas_at("borough", pseudo=False)
    yield from (f"/borough?{urlencode({'area': area.name}, quote_via=quote)}" for area in boroughs)
    yield "/briefing"
    yield from (f"/briefing/{area.slug}" for area in boroughs)
    if street_counts.is_held():
        yield f"/briefing/{city_briefing.SLUG}"
    yield from (f"/compare?indicator={indicator.id}" for indicator in comparable_indicators())
    yield from (f"/indicator?id={name}" for name in INDICATORS)
    yield "/api/v1/docs"


def icon_svg(_request: Request) -> Response:
    """The icon of the dashboard."""
    return Response(ICON.read_bytes(), headers=DAY, media_type="image/svg+xml")


def icon_png(_request: Request) -> Response:
    """The icon for what does not read SVG."""
    return Response(_icon(), headers=DAY, media_type="image/png")


@cache
def _icon() -> bytes:
    return png(ICON.read_text(encoding="utf-8"))


def security(_request: Request) -> Response:
    """Whom to tell of a weakness; nothing where the dashboard's keeper has given no contact."""
    if not contact():
        return Response("There is no contact for this dashboard.\n", 404, media_type="text/plain")
    until = (datetime.now(UTC) + EXPIRES).replace(hour=0, minute=0, second=0, microsecond=0)
    address = contact() if ":" in contact() else f"mailto:{contact()}"
    text = f"Contact: {address}\nExpires: {until:%Y-%m-%dT%H:%M:%SZ}\nPreferred-Languages: en\n"
    return Response(text, headers=DAY, media_type="text/plain")


ROUTES = [
    Route("/robots.txt", robots),
    Route("/sitemap.xml", sitemap),
    Route("/favicon.svg", icon_svg),
    Route("/favicon.ico", icon_png),
    Route("/favicon.png", icon_png),
    Route("/touch-icon.png", icon_png),
    Route("/.well-known/security.txt", security),
    Route("/security.txt", lambda _request: RedirectResponse("/.well-known/security.txt", 308)),
]
