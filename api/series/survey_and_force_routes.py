"""The routes of what stands beside the crime figures: the attitude survey, other forces, victims of homicide."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from analytics.confidence import survey_figures
from analytics.confidence.survey_measures import CAVEATS, MEASURES, survey_measure
from analytics.forces import force_figures
from analytics.geography.areas import find_area
from analytics.homicide import homicide_victims
from analytics.periods import last_day
from api.openapi import Direct
from api.parameters import CONFIDENCE, FORCES, Given
from api.series.series_request import months_of
from api.series.table_answer import answer_with_table, licence_of, source_of
from api.series.table_parameters import HOMICIDE_VICTIMS
from api.series.table_requests import FORMATS, add_route, each_value, listed_values, query_of

router = APIRouter(route_class=Direct)
SURVEY, FORCE_TABLES = "mopac_pas", "ons_police_force_areas"


def _dimension(text: str) -> str:
    return homicide_victims.require_dimension(text)


def _measure(text: str) -> str:
    return survey_measure(text).id


def _area(text: str) -> str:
    return find_area(text).code


def _offence(text: str) -> str:
    return force_figures.require_offence(text)


def _confidence(ending: str) -> Any:
    async def confidence(request: Request) -> Response:
        """Percentages of the Public Attitude Survey by measure, area and quarter."""
        given = Given(query_of(request), CONFIDENCE)
        measures, areas = each_value(given, "measure", _measure), each_value(given, "area", _area)
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
        given = Given(query_of(request), FORCES)
        offences, chosen = (
            each_value(given, "indicator", _offence),
            each_value(given, "force", force_figures.find_force),
        )
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
        given = Given(query_of(request), HOMICIDE_VICTIMS)
        by, areas = (
            listed_values(given, "by", _dimension) or ("year",),
            each_value(given, "area", homicide_victims.require_area),
        )
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


TITLES = {
    "homicide-victims": "Victims of homicide, 2003 to 2020",
    "confidence": "What Londoners think of their police, by quarter",
    "forces": "Recorded crime by police force, a year, per 1,000 residents",
}
for _ending in FORMATS:
    _victims_route = _homicide_victims(_ending)
    add_route(router, "homicide-victims", _ending, HOMICIDE_VICTIMS, TITLES["homicide-victims"], _victims_route)
    add_route(router, "confidence", _ending, CONFIDENCE, TITLES["confidence"], _confidence(_ending))
    add_route(router, "forces", _ending, FORCES, TITLES["forces"], _forces(_ending))
