"""The dashboard's own public address: canonical links, tags, the sitemap, the feed and pictures name it."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from starlette.requests import Request

VARIABLE, CONTACT = "LONDON_CRIME_URL", "LONDON_CRIME_CONTACT"


def declared_address() -> str:
    """The address that LONDON_CRIME_URL declares, without a slash at its end; empty where it declares none."""
    text = os.environ.get(VARIABLE, "").strip().rstrip("/")
    return text if urlsplit(text).scheme in ("http", "https") and urlsplit(text).netloc else ""


def contact() -> str:
    """Whom to tell of mistakes and weaknesses, as LONDON_CRIME_CONTACT says; empty where it says nobody."""
    return os.environ.get(CONTACT, "").strip()


def public_address(request: Request) -> str:
    """The declared address or, without one, the address at which the request came."""
    # Without the query: a client may send bytes in it that are no text.
    return declared_address() or f"{request.base_url.scheme}://{request.base_url.netloc}"
