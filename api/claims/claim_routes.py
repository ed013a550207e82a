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
from analytics.claims import Answer, Evaluation, check
from analytics.claims.answer_table import to_csv, usual_beside
from analytics.claims.checking.said_elsewhere import PastWindows
from analytics.claims.claim_address import pairs_of
from analytics.claims.claim_lines import ClaimLine, check_understanding
from analytics.claims.claim_words import claim_sentence
from analytics.claims.reading.sentence_reader import Understanding
from analytics.indicators import indicator
from analytics.periods import Window
from api.claims.claim_request import ClaimQuery, claim_query
from api.fair_turns import DEAR
from api.openapi import Direct, described
from api.parameters import CLAIM
from api.responses import Representation, respond
from api.series import file_formats
from api.series.accompanying_notes import LICENCES, edition_line
from data.catalogue import DATASETS

router = APIRouter(route_class=Direct)
SCHEMA = {
    "type": "object",
    "required": ["understood", "unread", "asks", "verdict", "explanation", "stated", "claims", "url"],
    "properties": {
        "understood": {"type": "object"},
        "unread": {"type": "array", "items": {"type": "string"}},
        "asks": {"type": "string", "enum": ["", "confirm", "said"]},
        "verdict": {"type": ["object", "null"], "required": ["code", "words", "headline"]},
        "claims": {"type": "array", "items": {"type": "object"}},
        "explanation": {"type": "array", "items": {"type": "string"}},
        "alternatives": {"type": "object", "required": ["tried", "rows"]},
        "url": {"type": "string"},
    },
}


def _answer(request: Request, ending: str) -> Representation:
    version = queries.version()
    query = claim_query(str(request.scope["query_string"], "latin-1"), version)
    write: Callable[[ClaimQuery, str], bytes] = _csv if ending == "csv" else _json
    return Representation(
        key=f"claim.{ending}?{urlencode(query.pairs)}",
        media_type=file_formats.CSV if ending == "csv" else file_formats.JSON,
        file_name=f"claim.{ending}",
        version=version,
        rows=0,
        cost=DEAR,
        parts=lambda: iter((write(query, version),)),
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
def _lines(query: ClaimQuery, version: str) -> tuple[ClaimLine, ...]:  # noqa: ARG001  the version is the key of the cache
    """The claims that are asked about, each with its answer or what has to be known first."""
    if query.claim is not None:
        answer = check(query.claim, as_of=query.as_of)
        return (ClaimLine(understanding=Understanding(text=answer.sentence), claim=query.claim, answer=answer),)
    return tuple(
        check_understanding(understanding, confirmed=query.confirmed, as_of=query.as_of)
        for understanding in query.understandings
    )


def _csv(query: ClaimQuery, version: str) -> bytes:
    return to_csv(*(line.answer for line in _lines(query, version) if line.answer is not None))


def _json(query: ClaimQuery, version: str) -> bytes:
    return (json.dumps(document(query, version), ensure_ascii=False) + "\n").encode()


def document(query: ClaimQuery, version: str) -> dict[str, Any]:
    """The answer as it is written: that to the first claim, then every claim and every sentence without one."""
    lines = _lines(query, version)
    first = next(line for line in lines if line.claim is not None)
    documents = [claim_document(query, line, version) for line in lines]
    return documents[lines.index(first)] | {"claims": documents}


def claim_document(query: ClaimQuery, line: ClaimLine, version: str) -> dict[str, Any]:
    """One claim: our numbers unrounded, None for what there is not. Without a verdict, what is asked."""
    answer, read = line.answer, line.understanding
    claim = line.claim
    content: dict[str, Any] = {
        "text": read.text,
        "understood": _understood(line),
        "unread": list(read.unread),
        "hints": list(read.hints),
        "asks": line.asks,
        "problem": line.problem or read.declined,
        "fits": _fits(line.fits) if line.fits else None,
        "verdict": None,
        "explanation": [],
        "stated": None,
        "alternatives": {"tried": 0, "rows": []},
        "caveats": [],
        "sources": [],
        "data_version": version,
        "url": f"claim.json?{urlencode(pairs_of(claim, as_of=query.as_of))}" if claim else "",
    }
    return content if answer is None else content | _answered(answer)


def _answered(answer: Answer) -> dict[str, Any]:
    return {
        "verdict": {"code": answer.verdict, "words": answer.words, "headline": answer.headline},
        "explanation": list(answer.explanation),
        "readings": [
            {
                "unit": reading.unit,
                "implied": reading.implied,
                "found": reading.found,
                "matches": reading.matches,
                "words": reading.words,
            }
            for reading in answer.readings
        ],
        "stated": evaluation(answer.stated) if answer.stated else None,
        "alternatives": {"tried": answer.tried, "rows": [evaluation(row) for row in answer.alternatives]},
        "ranked": [evaluation(row) for row in answer.ranked],
        "nearest": [evaluation(row) for row in answer.nearest],
        "where": answer.where,
        "caveats": list(answer.caveats),
        "sources": list(answer.sources),
        "licences": sorted({LICENCES[d.licence] for d in DATASETS.values() if d.attribution in answer.sources}),
        "editions": [edition_line(row) for row in answer.editions],
    }


def _fits(fits: PastWindows) -> dict[str, Any]:
    """Of a claim without a date: how many years were tried, and those that its numbers fit."""
    return {"tried": fits.tried, "years": [evaluation(year) for year in fits.fitting]}


def _understood(line: ClaimLine) -> dict[str, Any]:
    read = line.understanding
    return {
        "sentence": claim_sentence(line.claim) if line.claim else "",
        "claim": dict(pairs_of(line.claim)) if line.claim else {},
        "assumed": list(line.answer.assumed) if line.answer else [],
        "read": [{"field": field, "words": words} for field, words in read.understood],
        "words": [{"start": p.start, "end": p.end, "field": p.field, "words": p.words} for p in read.pieces],
        "missing": list(read.missing),
        "notes": list(read.notes),
    }


def evaluation(shown: Evaluation) -> dict[str, Any]:
    """One evaluation as a JSON object."""
    return {
        "indicator": shown.indicator,
        "title": indicator(shown.indicator).title,
        "area_code": shown.area_code,
        "area_name": shown.area_name,
        "adult_or_youth": shown.adult_or_youth or None,
        "period": _window(shown.period),
        "baseline": _window(shown.baseline) if shown.baseline else None,
        "value": shown.count,
        "base_value": shown.base,
        "unit": shown.unit,
        "change": _change(shown),
        "status": shown.status,
        "note": shown.note,
        "differs_in": list(shown.differs_in),
        "gives_the_number": shown.matches,
        "checks": [
            {
                "what": c.what,
                "stated": c.stated,
                "found": c.found,
                "unit": c.unit,
                "agreed": c.tolerance,
                "words": c.words,
            }
            for c in shown.checks
        ],
        "editions": list(shown.editions),
    }


def _window(window: Window) -> dict[str, str]:
    return {"start": str(window.period_start), "end": str(window.period_end), "name": window.name}


def _change(shown: Evaluation) -> dict[str, Any] | None:
    """The change with its interval; that of rates and percentages has none."""
    if shown.baseline is None:
        return None
    counted = shown.change if shown.change is not None and shown.change.count == shown.count else None
    usual = usual_beside(shown) if counted is not None and counted.percent is not None else None
    more = usual.moved_more(counted.percent) if usual and counted and counted.percent is not None else None
    return {
        "percent": shown.percent,
        "lower": counted.lower if counted else None,
        "upper": counted.upper if counted else None,
        "difference": counted.difference if counted else None,
        "percentage_points": shown.points,
        "verdict": counted.verdict if counted else None,
        "dispersion": counted.dispersion if counted and counted.lower is not None else None,
        "usual_low": usual.low if usual else None,
        "usual_high": usual.high if usual else None,
        "share_of_years_that_moved_more": more,
    }
