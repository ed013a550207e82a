"""The routes of what an indicator is made of: its newest window by part, such as victims by age."""

from __future__ import annotations

from typing import Any, cast

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from analytics.geography.areas import Area, find_area
from analytics.indicators import INDICATORS, caveats, indicator
from analytics.periods import WindowKind
from analytics.requests.request_rules import check_level
from analytics.tables.composition_rows import composition_of, makeup
from api.openapi import Direct, described
from api.parameters import Given
from api.problems import Problem, refused, unknown_value
from api.series import file_formats
from api.series.table_answer import answer_with_table, licence_of, source_of
from api.series.table_parameters import COMPOSITION
from data.catalogue import DATASETS, SERIES
from data.errors import DashboardError
from data.published_areas import MPS

router = APIRouter(route_class=Direct)
FORMATS = {"csv": file_formats.CSV, "json": file_formats.JSON}
ROUTE = "composition"
WORDS = "What an indicator is made of in its newest window: counts, shares and changes of its parts"


def _one_of(given: Given, name: str, default: str) -> str:
    text = (given.one(name) or default).strip()
    allowed = next(p.schema["enum"] for p in COMPOSITION if p.name == name)
    if text not in allowed:
        raise unknown_value(name, text, allowed)
    return text


def _split(given: Given, name: str) -> str:
    """The composition asked for, by default the indicator's first. Raises Problem."""
    split = (given.one("split") or INDICATORS[name].compositions[0].name).strip()
    try:
        return composition_of(name, split).name
    except DashboardError as error:
        allowed = tuple(composition.name for composition in INDICATORS[name].compositions)
        raise refused("split", split, error, kind="unknown-value", allowed=allowed) from error


def _area(given: Given, name: str) -> Area:
    text = given.one("area") or MPS
    try:
        area = find_area(text)
        check_level(name, area.level)
    except DashboardError as error:
        raise refused("area", text, error, kind="unknown-value", allowed=indicator(name).levels) from error
    if area.is_pseudo:
        raise Problem("unknown-value", "Unknown area", f"{area.name} is no area.", parameter="area", value=text)
    return area


def _dataset(name: str) -> str:
    """The id of the publication that an indicator is made from."""
    resource = SERIES[indicator(name).terms[0].series].resource
    return next(dataset.id for dataset in DATASETS.values() if resource in {r.id for r in dataset.resources})


def _about(name: str, split: str, area: Area) -> dict[str, Any]:
    entry = indicator(name)
    return {
        "indicator": name,
        "definition": entry.definition,
        "split": split,
        "caveats": list(caveats(entry, level=area.level)),
    }


def _route(ending: str) -> Any:
    async def composition(request: Request) -> Response:
        """Each part of an indicator in its newest window; the parts of an exact split add up to the whole."""
        given = Given(QueryParams(str(request.scope["query_string"], "latin-1")), COMPOSITION)
        name = _one_of(given, "indicator", "")
        split, area, window = _split(given, name), _area(given, name), _one_of(given, "window", "rolling_12")
        dataset = _dataset(name)
        code = "" if area.code == MPS else area.code

        def make() -> Any:
            return makeup(name, split, code, level=area.level, window=cast("WindowKind", window)).rows

        return await answer_with_table(
            request,
            f"{ROUTE}.{ending}",
            (("indicator", name), ("split", split), ("area", area.code), ("window", window)),
            make,
            licences=licence_of(dataset),
            about=source_of(dataset) | _about(name, split, area),
        )

    return composition


for _ending, _media_type in FORMATS.items():
    router.add_api_route(
        f"/{ROUTE}.{_ending}",
        _route(_ending),
        summary=f"{WORDS}, as {_ending.upper()}",
        operation_id=f"{ROUTE}_{_ending}",
        response_class=Response,
        openapi_extra=described(COMPOSITION),
        responses={200: {"content": {_media_type: {}}, "description": WORDS}},
    )
