"""The routes of what stands beside the crime figures: the attitude survey, other forces, victims of homicide."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from analytics.confidence import survey_figures
from analytics.confidence.survey_measures import CAVEATS, MEASURES, survey_measure
from analytics.forces import force_figures
from analytics.geography.areas import find_area
from analytics.homicide import homicide_victims
from analytics.periods import last_day
from api.openapi import Direct, described
from api.parameters import CONFIDENCE, FORCES, Given
from api.problems import Problem
from api.series import file_formats
from api.series.series_request import months_of
from api.series.table_answer import answer_with_table, licence_of, source_of
from api.series.table_parameters import HOMICIDE_VICTIMS
from data.errors import UnknownName

router = APIRouter(route_class=Direct)
SURVEY, FORCE_TABLES = "mopac_pas", "ons_police_force_areas"
FORMATS = {"csv": file_formats.CSV, "json": file_formats.JSON}


def _query(request: Request) -> QueryParams:
    return QueryParams(str(request.scope["query_string"], "latin-1"))


def _unknown(parameter: str, value: str, error: UnknownName) -> Problem:
    detail = f"{error.message} {error.hint or ''}".strip()
    return Problem("unknown-value", f"Unknown {parameter}", detail, parameter=parameter, value=value)


def _each(given: Given, parameter: str, find: Any) -> tuple[str, ...]:
    """The values of a repeatable parameter in one normal form, sorted. Raises Problem for one that does not exist."""
    names = []
    for text in given.all(parameter):
        try:
            names.append(find(text.strip()))
        except UnknownName as error:
            raise _unknown(parameter, text, error) from error
    return tuple(sorted(set(names)))


def _listed(given: Given, parameter: str, find: Any) -> tuple[str, ...]:
    """The same of a parameter whose value may be a list."""
    try:
        return tuple(sorted({find(text) for text in given.listed(parameter)}))
    except UnknownName as error:
        raise _unknown(parameter, ",".join(given.all(parameter)), error) from error


def _dimension(text: str) -> str:
    return homicide_victims.require_dimension(text)


def _measure(text: str) -> str:
    return survey_measure(text).id


def _area(text: str) -> str:
    return find_area(text).code


def _offence(text: str) -> str:
    return force_figures.require_offence(text)


def _route(name: str, ending: str, parameters: Any, words: str, answer: Any) -> None:
    title = f"{words}, as {ending.upper()}"
    router.add_api_route(
        f"/{name}.{ending}",
        answer,
        summary=title,
        operation_id=f"{name.replace('-', '_')}_{ending}",
        response_class=Response,
        openapi_extra=described(parameters),
        responses={200: {"content": {FORMATS[ending]: {}}, "description": title}},
    )


def _confidence(ending: str) -> Any:
    async def confidence(request: Request) -> Response:
        """Percentages of the Public Attitude Survey by measure, area and quarter."""
        given = Given(_query(request), CONFIDENCE)
        measures, areas = _each(given, "measure", _measure), _each(given, "area", _area)
        start, end = months_of(given)
        pairs = (
            *(("measure", measure) for measure in measures),
            *(("area", area) for area in areas),
            *((name, month.strftime("%Y-%m")) for name, month in (("from", start), ("to", end)) if month),
        )
        about = {"caveats": list(CAVEATS), "measures": {measure.id: measure.title for measure in MEASURES.values()}}

        def make() -> Any:
            return survey_figures.survey_table(measures, areas, start=start, end=last_day(end) if end else None)

        return await answer_with_table(
            request,
            f"confidence.{ending}",
            pairs,
            make,
            licences=licence_of("mopac_pas"),
            about=source_of("mopac_pas") | about,
        )

    return confidence


def _forces(ending: str) -> Any:
    async def forces(request: Request) -> Response:
        """Offences of a year by police force, with rates per 1,000 residents."""
        given = Given(_query(request), FORCES)
        offences, chosen = _each(given, "indicator", _offence), _each(given, "force", force_figures.find_force)
        pairs = (*(("indicator", offence) for offence in offences), *(("force", force) for force in chosen))
        about = {
            "caveats": [force_figures.INTERVAL_NOTE, force_figures.CITY_NOTE],
            "source": force_figures.SOURCE,
            "definitions": force_figures.OFFENCE_TITLES,
        }

        def make() -> Any:
            return force_figures.force_table(offences, chosen)

        return await answer_with_table(
            request,
            f"forces.{ending}",
            pairs,
            make,
            licences=licence_of("ons_police_force_areas"),
            about=source_of("ons_police_force_areas") | about,
        )

    return forces


def _homicide_victims(ending: str) -> Any:
    async def victims(request: Request) -> Response:
        """Persons killed by calendar year, age group, sex, method and borough, 2003 to 2020."""
        given = Given(_query(request), HOMICIDE_VICTIMS)
        by, areas = _listed(given, "by", _dimension) or ("year",), _each(given, "area", homicide_victims.require_area)
        start, end = months_of(given)
        pairs = (
            *(("by", name) for name in by),
            *(("area", area) for area in areas),
            *((name, month.strftime("%Y-%m")) for name, month in (("from", start), ("to", end)) if month),
        )
        about = {"caveats": [*homicide_victims.CAVEATS, homicide_victims.WHY_DIFFERENT]}

        def make() -> Any:
            span = {"first": start.year if start else None, "last": end.year if end else None}
            return homicide_victims.victim_table(by, areas=areas, **span)

        return await answer_with_table(
            request,
            f"homicide-victims.{ending}",
            pairs,
            make,
            licences=licence_of(homicide_victims.DATASET),
            about=source_of(homicide_victims.DATASET) | about,
        )

    return victims


for _ending in FORMATS:
    _route(
        "homicide-victims", _ending, HOMICIDE_VICTIMS, "Victims of homicide, 2003 to 2020", _homicide_victims(_ending)
    )
    _route("confidence", _ending, CONFIDENCE, "What Londoners think of their police, by quarter", _confidence(_ending))
    _route("forces", _ending, FORCES, "Recorded crime by police force, a year, per 1,000 residents", _forces(_ending))
