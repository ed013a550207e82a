"""`/releases.atom`: the editions as a feed (RFC 4287), for London or for `area=croydon`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from html import escape

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from analytics import queries
from analytics.geography.areas import Area, find_area
from analytics.geography.borough_names import find_borough
from api.fair_turns import DEAR
from api.openapi import Direct, described
from api.parameters import LONGEST_VALUE, Given, Parameter
from api.problems import refused
from api.public_address import public_address
from api.releases.release_entries import ReleaseEntry, release_entries
from api.responses import Representation, respond
from data.errors import UnknownName
from data.published_areas import MPS

MEDIA_TYPE = "application/atom+xml"
RELEASES = (
    Parameter(
        "area",
        "A borough by name, code or its form in an address; London without it.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE},
        example="croydon",
    ),
)
router = APIRouter(route_class=Direct)


@router.get(
    "/releases.atom",
    summary="Editions as they landed, newest first, with the headline changes and revisions",
    operation_id="releases",
    response_class=Response,
    openapi_extra=described(RELEASES),
    responses={200: {"content": {MEDIA_TYPE: {}}, "description": "A feed"}},
)
async def releases(request: Request) -> Response:
    """The feed of releases."""
    version, base = queries.version(), public_address(request)
    area = _area(request)
    answer = Representation(
        key=f"{base}releases.atom?{area.code}",
        media_type=MEDIA_TYPE,
        file_name="releases.atom",
        version=version,
        rows=0,
        cost=DEAR,
        parts=lambda: iter((feed(release_entries(version, area), area, base).encode(),)),
        is_shown=True,
    )
    return await respond(request, answer)


def _area(request: Request) -> Area:
    given = Given(QueryParams(str(request.scope["query_string"], "latin-1")), RELEASES)
    text = (given.one("area") or "London").strip()
    if text.lower() == "london":
        return find_area(MPS)
    try:
        return find_borough(text)
    except UnknownName as error:
        raise refused("area", text, error, kind="unknown-value") from error


def feed(entries: Sequence[ReleaseEntry], area: Area, base: str) -> str:
    """The feed as XML; every text in it is escaped."""
    place = "London" if area.code == MPS else area.name
    own = f"{base}/api/v1/releases.atom" + ("" if area.code == MPS else f"?area={area.slug}")
    page = base if area.code == MPS else f"{base}/briefing/{area.slug}"
    updated = f"{max(entry.published for entry in entries):%Y-%m-%d}T00:00:00Z" if entries else "1970-01-01T00:00:00Z"
    items = "".join(_item(entry, own, page) for entry in entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
        f"<title>London crime dashboard: releases, {escape(place)}</title>\n<id>{escape(own)}</id>\n"
        f'<link rel="self" href="{escape(own)}"/>\n<link rel="alternate" type="text/html" href="{escape(page)}"/>\n'
        f"<author><name>London crime dashboard</name></author>\n<updated>{updated}</updated>\n{items}</feed>\n"
    )


def _item(entry: ReleaseEntry, own: str, page: str) -> str:
    lines = (
        "".join(f"<li>{escape(line)}</li>" for line in entry.lines) or "<li>No headline indicator is concerned.</li>"
    )
    day = f"{entry.published:%Y-%m-%d}T00:00:00Z"
    identity = f"urn:sha256:{hashlib.sha256(f'{own} {entry.key}'.encode()).hexdigest()}"
    return (
        f"<entry>\n<title>{escape(entry.title)}</title>\n<id>{identity}</id>\n"
        f'<updated>{day}</updated>\n<published>{day}</published>\n<link rel="alternate" href="{escape(page)}"/>\n'
        f'<content type="html">{escape(f"<ul>{lines}</ul>")}</content>\n</entry>\n'
    )
