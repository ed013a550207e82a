"""The routes of the briefings: pages made once for each warehouse, kept, and told apart by their entity tags."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from analytics.geography.areas import areas_at
from analytics.geography.borough_names import find_borough
from analytics.geography.ward_names import wards_called
from analytics.version_cache import kept_by_version
from api.briefing import briefing_content, city_briefing
from api.pinned_warehouse import PinnedWarehouse
from api.public_address import public_address
from data.errors import UnknownName
from data.published_areas import name_key

FOLDER = Path(__file__).parent
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
HOME = "/briefing"
# A page brings its own style and its drawings with it, and nothing else may be loaded or run.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
}
# Every borough and the index, for the warehouse in use and the one before.
MOST_PAGES = 72


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page, plain and compressed. The tag is a hash of what a reader gets."""

    html: bytes
    compressed: bytes
    tag: str
    name: str = ""


def index(request: Request) -> Response:
    """All boroughs."""
    if request.url.path.endswith("/"):
        return _moved(request, HOME)
    return _answer(request, _index())


def briefing(request: Request) -> Response:
    """One borough; any spelling of its name leads to the one address that it has."""
    wanted = request.path_params["borough"].strip("/")
    of_city = _city() if city_briefing.is_city(wanted) else None
    try:
        slug = city_briefing.SLUG if of_city else find_borough(wanted).slug
    except UnknownName as error:
        return _missing(wanted, error)
    if request.path_params["borough"] != slug:
        return _moved(request, f"{HOME}/{slug}")
    page = of_city or _briefing(slug)
    if "download" not in request.query_params:
        return _answer(request, page)
    # A saved file has no host: its links must name ours.
    host = escape(public_address(request)).encode()
    saved = _page(page.html.replace(b'href="/', b'href="' + host + b"/").decode(), page.name)
    return _answer(request, saved, {"Content-Disposition": f'attachment; filename="{page.name}"'})


_ONE = [Middleware(PinnedWarehouse)]
ROUTES = [
    Route(HOME, index, middleware=_ONE),
    Route(f"{HOME}/", index, middleware=_ONE),
    Route(f"{HOME}/{{borough:path}}", briefing, middleware=_ONE),
]


@kept_by_version(maxsize=MOST_PAGES)
def _briefing(slug: str) -> Page:
    content = briefing_content.briefing(slug)
    return _page(_rendered("briefing", b=content), f"crime-briefing-{slug}-{content.data_to:%Y-%m}.html")


@kept_by_version()
def _city() -> Page | None:
    """The City of London; None where no record of its police is held."""
    content = city_briefing.city_briefing()
    if content is None:
        return None
    month = content.data_to.replace(" ", "-").lower()
    return _page(_rendered("city", b=content), f"crime-briefing-{city_briefing.SLUG}-{month}.html")


@kept_by_version()
def _index() -> Page:
    return _page(_rendered("index", entries=briefing_content.index(), has_city=_city() is not None))


def _missing(wanted: str, error: UnknownName) -> Response:
    boroughs = {name_key(area.name): area for area in areas_at("borough", pseudo=False)}
    near = [boroughs[name] for name in get_close_matches(name_key(wanted), boroughs, n=3, cutoff=0.5)]
    # Of a ward its borough is meant, not one that happens to be spelled alike.
    parents = {ward.parent_code for ward in wards_called(wanted)}
    near = [area for area in boroughs.values() if area.code in parents] or near
    html = _rendered("missing", message=error.message, hint=error.hint, near=near, boroughs=boroughs.values())
    return Response(html, 404, HEADERS, "text/html")


def _rendered(name: str, **values: object) -> str:
    return TEMPLATES.get_template(f"{name}.html.j2").render(css=_style(), home=HOME, **values)


@cache
def _style() -> str:
    return (FOLDER / "briefing.css").read_text(encoding="utf-8")


def _page(html: str, name: str = "") -> Page:
    body = html.encode()
    return Page(body, gzip.compress(body, mtime=0), hashlib.sha256(body).hexdigest()[:20], name)


def _answer(request: Request, page: Page, more: dict[str, str] | None = None) -> Response:
    """The page, or that it has not changed. A strong tag belongs to the bytes sent: each encoding has its own."""
    packed = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{page.tag}-gzip"' if packed else f'"{page.tag}"'
    headers = {**HEADERS, "ETag": tag, **(more or {})}
    tags = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if tag in tags or "*" in tags:
        return Response(None, 304, headers)
    if packed:
        return Response(page.compressed, 200, {**headers, "Content-Encoding": "gzip"}, "text/html")
    return Response(page.html, 200, headers, "text/html")


def _moved(request: Request, path: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(quote(path) + query, 308, HEADERS)
