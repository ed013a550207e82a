"""The routes of the other tables: cohorts of reoffending, and the same month in every edition."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

import pyarrow as pa
from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from analytics import queries
from analytics.indicators import INDICATORS
from analytics.requests.cohort_request import CohortAddress, cohort_areas, every_cohort
from analytics.requests.request_rules import MOST_REVISED
from analytics.revisions.month_by_edition import month_by_edition
from api.openapi import Direct, described
from api.parameters import COHORTS, REOFFENDING, REVISIONS, Given
from api.problems import Problem, unknown_value
from api.series import file_formats
from api.series.accompanying_notes import licences_of
from api.series.series_request import months_of, series_query
from api.series.table_answer import answer_with_table, licence_of, source_of
from data.published_areas import name_key

router = APIRouter(route_class=Direct)


def _cohorts(request: Request) -> CohortAddress:
    given = Given(QueryParams(str(request.scope["query_string"], "latin-1")), COHORTS)
    indicators = sorted({_one_of(REOFFENDING, text, "indicator") for text in given.all("indicator")}) or [
        REOFFENDING[0]
    ]
    ages = tuple(sorted({cohort.age_group for cohort in every_cohort()}))
    start, end = months_of(given)
    return CohortAddress(
        indicators=tuple(indicators),
        areas=tuple(sorted({_region(text) for text in given.all("area")})),
        age_group=_one(given, "age_group", ages),
        adult_or_youth=_one(given, "adult_or_youth", ("adult", "youth", "all")),
        start=start,
        end=end,
    )


def _one(given: Given, parameter: str, allowed: tuple[str, ...]) -> str | None:
    text = given.one(parameter)
    return None if text is None else _one_of(allowed, text, parameter)


def _one_of(allowed: tuple[str, ...], text: str, parameter: str) -> str:
    if text.strip() not in allowed:
        raise unknown_value(parameter, text.strip(), allowed)
    return text.strip()


def _region(text: str) -> str:
    known = cohort_areas()
    for code, name in known.items():
        if text.strip() == code or name_key(text) == name_key(name):
            return code
    near = tuple(get_close_matches(text.strip(), known.values(), n=3, cutoff=0.5))
    meant = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(known.values())}."
    detail = f"Reoffending is not published for {text.strip()[:60]!r}. {meant}"
    raise Problem(
        "unknown-value", "Unknown area", detail, parameter="area", value=text,
        allowed=tuple(known.values()), did_you_mean=near,
    )  # fmt: skip


def _cohort_route(ending: str, media_type: str) -> None:
    words = f"Proven reoffending by cohort, area, age group, adults and juveniles apart, as {ending.upper()}"

    @router.get(
        f"/reoffending.{ending}",
        summary=words,
        operation_id=f"reoffending_{ending}",
        response_class=Response,
        openapi_extra=described(COHORTS),
        responses={200: {"content": {media_type: {}}, "description": words}},
    )
    async def reoffending(request: Request) -> Response:
        chosen = _cohorts(request)
        about = source_of("moj_reoffending") | {
            "definitions": {name: INDICATORS[name].definition for name in REOFFENDING},
            "caveats": list(INDICATORS[REOFFENDING[0]].caveats),
        }
        licences = licence_of("moj_reoffending")
        route = f"reoffending.{ending}"
        return await answer_with_table(request, route, chosen.pairs, chosen.figures, licences=licences, about=about)


_cohort_route("csv", file_formats.CSV)
_cohort_route("json", file_formats.JSON)


@router.get(
    "/revisions.csv",
    summary="The same month in every edition: how figures were revised",
    operation_id="revisions_csv",
    response_class=Response,
    openapi_extra=described(REVISIONS),
    responses={200: {"content": {file_formats.CSV: {}}, "description": "Counts, one row for each month and edition"}},
)
async def revisions(request: Request) -> Response:
    """Counts of each month as every edition had them."""
    raw = str(request.scope["query_string"], "latin-1")
    Given(QueryParams(raw), REVISIONS)
    address = series_query(raw, queries.version())
    chosen = address.selection
    if len(chosen.areas) * len(chosen.indicators) > MOST_REVISED:
        detail = f"At most {MOST_REVISED} places of indicators at a time. Ask for fewer areas or indicators."
        raise Problem("too-many-rows", "Too many rows", detail, parameter="area")

    def make() -> pa.Table:
        days: dict[str, date | None] = {"start": chosen.start, "end": chosen.end, "as_of": chosen.as_of}
        return month_by_edition(chosen.indicators, chosen.areas, **days)

    return await answer_with_table(request, "revisions.csv", address.pairs, make, licences=licences_of(chosen))
