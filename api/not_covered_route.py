"""What is not here: the subjects without figures, who publishes them, and the nearest indicator, in one document."""

from __future__ import annotations

import json

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from analytics import queries
from analytics.not_covered import NOT_COVERED
from api.openapi import Direct, described
from api.parameters import Given
from api.responses import Representation, respond
from api.series.file_formats import JSON

router = APIRouter(route_class=Direct)
NAME = "not-covered.json"
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "name", "spoken", "publisher", "publication", "url", "reason", "nearest"],
        "properties": {
            "id": {"type": "string"},
            "name": {"type": "string"},
            "spoken": {"type": "array", "items": {"type": "string"}},
            "publisher": {"type": "string"},
            "publication": {"type": "string"},
            "url": {"type": "string"},
            "reason": {"type": "string"},
            "nearest": {"type": "array", "items": {"type": "string"}},
            "relation": {"type": "string"},
        },
    },
}


@router.get(
    f"/{NAME}",
    summary="What is not here: subjects without figures, who publishes them, the nearest indicator",
    operation_id="not_covered",
    response_class=Response,
    openapi_extra=described(()),
    responses={200: {"content": {JSON: {"schema": SCHEMA}}, "description": "One object for each subject"}},
)
async def not_covered(request: Request) -> Response:
    """The registry of subjects that are not covered."""
    Given(request.query_params, ())
    answer = Representation(
        key=NAME,
        media_type=JSON,
        file_name=NAME,
        version=queries.version(),
        rows=0,
        parts=lambda: iter((_document(),)),
    )
    return await respond(request, answer)


def _document() -> bytes:
    subjects = [
        {
            "id": subject.id,
            "name": subject.name,
            "spoken": list(subject.spoken),
            "publisher": subject.publisher,
            "publication": subject.publication,
            "url": subject.url,
            "reason": subject.reason,
            "nearest": list(subject.nearest),
            "relation": subject.relation,
        }
        for subject in NOT_COVERED.values()
    ]
    return (json.dumps(subjects, ensure_ascii=False) + "\n").encode()
