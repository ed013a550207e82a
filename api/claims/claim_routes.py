"""The route of claims: a sentence or its facts against the figures, with everything that was tried."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from analytics import queries
from analytics.claims import Answer as Found
from analytics.claims import Evaluation, check
from analytics.claims.claim_address import pairs_of
from analytics.claims.explaining.answer_table import to_csv
from analytics.indicators import indicator
from analytics.periods import Window
from api.claims.claim_request import ClaimQuery, claim_query
from api.openapi import Direct, described
from api.parameters import CLAIM
from api.responses import Representation, respond
from api.series import file_formats
from api.series.accompanying_notes import LICENCES, edition_line
from data.catalogue import DATASETS

router = APIRouter(route_class=Direct)
SCHEMA = {
    "type": "object",
    "required": ["understood", "verdict", "explanation", "stated", "alternatives", "caveats", "sources", "url"],
    "properties": {
        "understood": {"type": "object"},
        "verdict": {"type": "object", "required": ["code", "words", "headline"]},
        "explanation": {"type": "array", "items": {"type": "string"}},
        "alternatives": {"type": "object", "required": ["tried", "rows"]},
        "url": {"type": "string"},
    },
}


def _answer(request: Request, ending: str) -> Representation:
    version = queries.version()
    asked = claim_query(str(request.scope["query_string"], "latin-1"), version)
    write: Callable[[ClaimQuery, str], bytes] = _csv if ending == "csv" else _json
    return Representation(
        key=f"claim.{ending}?{urlencode(asked.pairs)}",
        media_type=file_formats.CSV if ending == "csv" else file_formats.JSON,
        file_name=f"claim.{ending}",
        version=version,
        rows=0,
        parts=lambda: iter((write(asked, version),)),
        links=tuple(f'<{url}>; rel="license"' for url in sorted(set(LICENCES.values()))),
    )


@router.get(
    "/claim.json",
    summary="A claim checked: a sentence or its facts, held against the figures",
    operation_id="claim_json",
    response_class=Response,
    openapi_extra=described(CLAIM),
    responses={
        200: {
            "content": {file_formats.JSON: {"schema": SCHEMA}},
            "description": "What was understood, the verdict, both periods with their figures, what was tried",
        }
    },
)
async def claim_json(request: Request) -> Response:
    """A claim checked, as one document."""
    return await respond(request, _answer(request, "json"))


@router.get(
    "/claim.csv",
    summary="The figures behind the verdict on a claim as CSV: as stated, and every neighbour that was tried",
    operation_id="claim_csv",
    response_class=Response,
    openapi_extra=described(CLAIM),
    responses={200: {"content": {file_formats.CSV: {}}, "description": "One row for each evaluation"}},
)
async def claim_csv(request: Request) -> Response:
    """The rows behind the verdict."""
    return await respond(request, _answer(request, "csv"))


@lru_cache(maxsize=256)
def _checked(asked: ClaimQuery, version: str) -> Found:  # noqa: ARG001  the version is the key of the cache
    return check(asked.claim, as_of=asked.as_of)


def _csv(asked: ClaimQuery, version: str) -> bytes:
    return to_csv(_checked(asked, version))


def _json(asked: ClaimQuery, version: str) -> bytes:
    return (json.dumps(document(asked, _checked(asked, version), version), ensure_ascii=False) + "\n").encode()


def document(asked: ClaimQuery, found: Found, version: str) -> dict[str, Any]:
    """The answer as it is written: numbers unrounded where they are ours, None for what there is not."""
    rows = [evaluation(each) for each in found.alternatives]
    return {
        "understood": _understood(asked, found),
        "verdict": {"code": found.verdict, "words": found.words, "headline": found.headline},
        "explanation": list(found.explanation),
        "readings": [
            {
                "unit": each.unit,
                "implied": each.implied,
                "found": each.found,
                "matches": each.matches,
                "words": each.words,
            }
            for each in found.readings
        ],
        "stated": evaluation(found.stated) if found.stated else None,
        "alternatives": {"tried": found.tried, "rows": rows},
        "ranked": [evaluation(each) for each in found.ranked],
        "nearest": [evaluation(each) for each in found.nearest],
        "where": found.where,
        "caveats": list(found.caveats),
        "sources": list(found.sources),
        "licences": sorted({LICENCES[d.licence] for d in DATASETS.values() if d.attribution in found.sources}),
        "editions": [edition_line(each) for each in found.editions],
        "data_version": version,
        "url": f"claim.json?{urlencode(pairs_of(asked.claim, as_of=asked.as_of))}",
    }


def _understood(asked: ClaimQuery, found: Found) -> dict[str, Any]:
    read = asked.understanding
    return {
        "sentence": found.sentence,
        "claim": dict(pairs_of(asked.claim)),
        "assumed": list(found.assumed),
        "read": [{"field": field, "words": words} for field, words in read.understood] if read else [],
        "missing": list(read.missing) if read else [],
        "notes": list(read.notes) if read else [],
    }


def evaluation(each: Evaluation) -> dict[str, Any]:
    """One evaluation as a JSON object."""
    return {
        "indicator": each.indicator,
        "title": indicator(each.indicator).title,
        "area_code": each.area_code,
        "area_name": each.area_name,
        "adult_or_youth": each.adult_or_youth or None,
        "period": _window(each.period),
        "baseline": _window(each.baseline) if each.baseline else None,
        "value": each.count,
        "base_value": each.base,
        "unit": each.unit,
        "change": _change(each),
        "status": each.status,
        "note": each.note,
        "differs_in": list(each.differs_in),
        "gives_the_number": each.matches,
        "checks": [
            {
                "what": c.what,
                "stated": c.stated,
                "found": c.found,
                "unit": c.unit,
                "agreed": c.tolerance,
                "words": c.words,
            }
            for c in each.checks
        ],
        "editions": list(each.editions),
    }


def _window(window: Window) -> dict[str, str]:
    return {"start": str(window.period_start), "end": str(window.period_end), "name": window.name}


def _change(each: Evaluation) -> dict[str, Any] | None:
    """The change with its interval; that of rates and percentages has none."""
    if each.baseline is None:
        return None
    told = each.change if each.change is not None and each.change.count == each.count else None
    return {
        "percent": each.percent,
        "lower": told.lower if told else None,
        "upper": told.upper if told else None,
        "difference": told.difference if told else None,
        "percentage_points": each.points,
        "verdict": told.verdict if told else None,
    }
