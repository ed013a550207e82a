"""A table as one file, CSV or JSON: what the routes of small tables share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
from starlette.requests import Request
from starlette.responses import Response

from analytics import queries
from analytics.requests.figures_address import Pairs
from analytics.tables import csv_writer, json_writer
from api.responses import Representation, respond
from api.series import file_formats
from api.series.accompanying_notes import LICENCES
from data.catalogue import DATASETS


async def answer_with_table(
    request: Request,
    route: str,
    pairs: Pairs,
    make: Callable[[], pa.Table],
    *,
    licences: tuple[str, ...],
    about: dict[str, Any] | None = None,
) -> Response:
    """The table of `make` in the format that the route's ending names; a JSON document begins with `about`."""
    name, _, ending = route.partition(".")

    def parts() -> Iterator[bytes]:
        return _json(make(), about or {}) if ending == "json" else _csv(make())

    representation = Representation(
        key=f"{route}?{urlencode(pairs)}",
        media_type=file_formats.JSON if ending == "json" else file_formats.CSV,
        file_name=f"{name}.{ending}",
        version=queries.version(),
        rows=0,
        parts=parts,
        links=tuple(f'<{url}>; rel="license"' for url in licences),
    )
    return await respond(request, representation)


def _csv(figures: pa.Table) -> Iterator[bytes]:
    yield csv_writer.header(figures.schema) + csv_writer.lines(figures)


def _json(figures: pa.Table, about: dict[str, Any]) -> Iterator[bytes]:
    head = {**about, "row_count": figures.num_rows}
    opening = json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [\n'
    yield opening.encode() + json_writer.objects(figures) + b"\n]}\n"


def source_of(dataset: str) -> dict[str, Any]:
    """Licence and acknowledgement of a dataset, as documents carry them."""
    published = DATASETS[dataset]
    return {"licences": [LICENCES[published.licence]], "attribution": [published.attribution]}


def licence_of(dataset: str) -> tuple[str, ...]:
    """The address of a dataset's licence."""
    return (LICENCES[DATASETS[dataset].licence],)
