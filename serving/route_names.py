"""A short name for each kind of address, so that what is counted by route has a bound."""

from __future__ import annotations

from functools import cache

from api.app import app as api
from api.documentation import document
from serving.site_files import PAGES
from serving.site_files import ROUTES as SITE_FILES

API = "/api/v1"
UNKNOWN = "unknown"
# By their beginning: files whose names carry hashes, and what belongs to Streamlit.
BEGINNINGS = ("/static/", "/app/static/", "/media/", "/component/", "/_stcore/")
# Pages that the sitemap lists by other addresses.
OTHER_PAGES = ("indicator",)


@cache
def _exact() -> frozenset[str]:
    served = {f"{API}{path}" for path in (*document(api)["paths"], "/docs", "/openapi.json")}
    pages = {f"/{page}" for page in (*PAGES, *OTHER_PAGES)}
    return frozenset(
        served | pages | {route.path for route in SITE_FILES} | {"/briefing", "/healthz", "/readyz", "/metrics"}
    )


def route_of(path: str) -> str:
    """`/briefing/{borough}` for each of them, `unknown` for what there is not."""
    if path in _exact():
        return path
    if path.startswith("/briefing/"):
        return "/briefing/{borough}"
    if path.startswith("/figures/"):
        return "/figures/{page}/{panel}"
    return next((f"{beginning}…" for beginning in BEGINNINGS if path.startswith(beginning)), UNKNOWN)
