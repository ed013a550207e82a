"""The routes of `series`: one request, several formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from analytics import queries
from analytics.requests.coverage_notes import coverage_notes
from analytics.requests.figures_address import Address
from analytics.requests.request_rules import TooMuch, check_rows
from api.fair_turns import DEAR
from api.openapi import Direct, described
from api.parameters import SERIES
from api.problems import Problem
from api.public_address import public_address
from api.responses import Representation, respond
from api.series import csv_metadata, file_formats
from api.series.accompanying_notes import licences_of
from api.series.series_request import series_query
from api.series.zip_package import package

router = APIRouter(route_class=Direct)


@dataclass(frozen=True)
class Format:
    """A representation: the end of its address, its media type, the rows it may have, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Address, str, str], Iterator[bytes]]
    words: str
    # Whether the file repeats its own address, and so differs from host to host.
    holds_address: bool = False
    # How many rows of CSV a row takes as long to write as.
    weight: int = 1


FORMATS = {
    f.name: f
    for f in (
        Format("csv", file_formats.CSV, lambda q, _v, _b: file_formats.csv(q), "Figures as CSV, one row each"),
        Format("json", file_formats.JSON, lambda q, v, _b: file_formats.json_document(q, v), "The same as JSON"),
        Format("zip", "application/zip", package, "CSV, metadata and README in one file", True),
        Format("parquet", file_formats.PARQUET, lambda q, v, _b: file_formats.parquet(q, v), "The same as Parquet"),
        Format("xlsx", file_formats.XLSX, file_formats.xlsx, "A workbook with notes", True, 10),
    )
}


async def _series(request: Request, kind: Format) -> Response:
    base = f"{public_address(request)}{request.scope.get('root_path', '')}/"
    raw = str(request.scope["query_string"], "latin-1")
    return await respond(request, _answer(kind.name, raw, queries.version(), base if kind.holds_address else ""))


@lru_cache(maxsize=2048)
def _answer(name: str, raw: str, version: str, base: str) -> Representation:
    """What a query string is answered with. Raises Problem."""
    kind, address = FORMATS[name], series_query(raw, version)
    rows = bounded(address, kind)
    return Representation(
        key=f"{base}series.{name}?{address.query}",
        media_type=kind.media_type,
        file_name=f"{address.file_stem}.{name}",
        version=version,
        rows=rows,
        cost=cost_of(address, rows * kind.weight),
        parts=lambda: kind.write(address, version, base),
        links=links(address, raw),
        is_by_query=not kind.holds_address,
        note=" ".join(coverage_notes(address.selection)),
    )


def cost_of(address: Address, rows: int) -> int:
    """As how many rows an answer counts: of a past day, what its changes rest on is estimated anew."""
    return max(rows, DEAR) if address.selection.as_of else rows


def bounded(address: Address, kind: Format) -> int:
    """The rows that a request may have at most. Raises Problem where a format cannot hold so many."""
    try:
        return check_rows(address.selection, kind.name)
    except TooMuch as error:
        raise Problem("too-many-rows", error.message, error.hint, parameter="indicator") from error


def links(address: Address, raw: str) -> tuple[str, ...]:
    """The licences of the rows, and where their columns are described."""
    licences = [f'<{url}>; rel="license"' for url in licences_of(address.selection)]
    about = f'<series.csv-metadata.json?{_as_asked(raw)}>; rel="describedby"; type="application/csvm+json"'
    return (*licences, about)


def _as_asked(raw: str) -> str:
    """A query string as it came: metadata counts only for the very address of the CSV that it names."""
    return quote(raw.encode("latin-1"), safe=";/?:@&=+$,!~*'()%")


def _route(kind: Format) -> None:
    @router.get(
        f"/series.{kind.name}",
        summary=kind.words,
        operation_id=f"series_{kind.name}",
        response_class=Response,
        openapi_extra=described(SERIES),
        responses={200: {"content": {kind.media_type: {}}, "description": kind.words}},
    )
    async def series(request: Request) -> Response:
        return await _series(request, kind)


for _kind in FORMATS.values():
    _route(_kind)


@router.get(
    "/series.csv-metadata.json",
    summary="What the columns of the CSV mean: CSV on the Web",
    operation_id="series_metadata",
    response_class=Response,
    openapi_extra=described(SERIES),
    responses={200: {"content": {csv_metadata.MEDIA_TYPE: {}}, "description": "CSVW metadata"}},
)
async def metadata(request: Request) -> Response:
    """The metadata of `series.csv` for the same query."""
    version = queries.version()
    raw = str(request.scope["query_string"], "latin-1")
    address, as_asked = series_query(raw, version), _as_asked(raw)
    answer = Representation(
        key=f"series.csv-metadata.json?{as_asked}",
        media_type=csv_metadata.MEDIA_TYPE,
        file_name=f"{address.file_stem}.csv-metadata.json",
        version=version,
        rows=0,
        parts=lambda: iter((csv_metadata.metadata(address, f"series.csv?{as_asked}"),)),
        links=links(address, raw)[:-1],
    )
    return await respond(request, answer)
