"""The routes of record files: street-level crime, and stop and search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from analytics.street import search_counts, street_counts
from analytics.street.outcome_shares import LAST_OUTCOME, WHY_NOT_RECENT
from api.openapi import Direct
from api.parameters import Given
from api.problems import Problem
from api.series.series_request import months_of
from api.series.table_answer import answer_with_table, licence_of, source_of
from api.series.table_parameters import STOP_AND_SEARCH, STREET
from api.series.table_requests import FORMATS, add_route, each_value, listed_values, query_of, unknown_value
from data.errors import UnknownName

router = APIRouter(route_class=Direct)
DATASET = street_counts.DATASET
TITLES = {
    "street": "Street-level crime of the City of London Police and, where added, the Metropolitan Police",
    "stop-and-search": "Stop and search by object, outcome, age and self-defined ethnicity, where added",
}


def _months_held(known: Any) -> dict[str, Any]:
    """Which months of each force are held: what a reader must know before a zero is read into a gap."""
    return {
        "coverage": {
            force: [f"{month:%Y-%m}" for month in known(force)] for force in street_counts.FORCES if known(force)
        }
    }


def _months_within(given: Given, held: Sequence[date]) -> tuple[date | None, date | None]:
    """The months `from` and `to`. Raises Problem where one of them alone lies beyond all that are held."""
    start, end = months_of(given)
    if held and start and not end and start > held[-1]:
        name, month = "from", start
    elif held and end and not start and end < held[0]:
        name, month = "to", end
    else:
        return start, end
    detail = f"{name} is {month:%Y-%m}, and there are records from {held[0]:%Y-%m} to {held[-1]:%Y-%m}."
    raise Problem("conflict", f"No records for this {name}", detail, parameter=name, value=f"{month:%Y-%m}")


def _span(given: Given) -> tuple[tuple[str, str], ...]:
    start, end = months_of(given)
    return tuple((name, f"{month:%Y-%m}") for name, month in (("from", start), ("to", end)) if month)


def _force(given: Given) -> str:
    """The one force asked for; the City's without one. Raises Problem."""
    text = given.one("force")
    try:
        return street_counts.require_force(text) if text else street_counts.CITY_POLICE
    except UnknownName as error:
        raise unknown_value("force", text or "", error) from error


def _street(ending: str) -> Any:
    async def street(request: Request) -> Response:
        """Records of crime by month, category, place, last outcome or LSOA."""
        given = Given(query_of(request), STREET)
        by = listed_values(given, "by", street_counts.require_dimension) or ("category",)
        chosen, force = each_value(given, "category", street_counts.require_category), _force(given)
        start, end = _months_within(given, street_counts.months(force))
        pairs = (
            *(("by", name) for name in by),
            *(("category", name) for name in chosen),
            ("force", force),
            *_span(given),
        )
        try:
            street_counts.check_request(by, force=force, first=start, last=end)
        except UnknownName as error:
            raise unknown_value("by", ",".join(by), error) from error
        about = {
            "caveats": [*street_counts.CAVEATS, LAST_OUTCOME, WHY_NOT_RECENT],
            **_months_held(street_counts.months),
        }

        def make() -> Any:
            return street_counts.street_table(by, force=force, chosen=chosen, first=start, last=end)

        return await answer_with_table(
            request, f"street.{ending}", pairs, make, licences=licence_of(DATASET), about=source_of(DATASET) | about
        )

    return street


def _stop_and_search(ending: str) -> Any:
    async def searches(request: Request) -> Response:
        """Searches by month, type, object, outcome, age and self-defined ethnicity."""
        given = Given(query_of(request), STOP_AND_SEARCH)
        by = listed_values(given, "by", search_counts.require_dimension) or ("outcome",)
        force = _force(given)
        start, end = _months_within(given, search_counts.months(force))
        pairs = (*(("by", name) for name in by), ("force", force), *_span(given))
        about = {"caveats": [*search_counts.CAVEATS], **_months_held(search_counts.months)}

        def make() -> Any:
            return search_counts.search_table(by, force=force, first=start, last=end)

        return await answer_with_table(
            request,
            f"stop-and-search.{ending}",
            pairs,
            make,
            licences=licence_of(DATASET),
            about=source_of(DATASET) | about,
        )

    return searches


for _ending in FORMATS:
    add_route(router, "street", _ending, STREET, TITLES["street"], _street(_ending))
    add_route(router, "stop-and-search", _ending, STOP_AND_SEARCH, TITLES["stop-and-search"], _stop_and_search(_ending))
