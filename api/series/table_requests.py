"""Requests for small tables: parameters in one normal form, and the route of a table in one format."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from api.openapi import described
from api.parameters import Given
from api.problems import Problem
from api.series import file_formats
from data.errors import UnknownName

FORMATS = {"csv": file_formats.CSV, "json": file_formats.JSON}


def query_of(request: Request) -> QueryParams:
    """The parameters of a request as they came."""
    return QueryParams(str(request.scope["query_string"], "latin-1"))


def unknown_value(parameter: str, value: str, error: UnknownName) -> Problem:
    """What to answer to a value that does not exist."""
    detail = f"{error.message} {error.hint or ''}".strip()
    return Problem("unknown-value", f"Unknown {parameter}", detail, parameter=parameter, value=value)


def each_value(given: Given, parameter: str, find: Any) -> tuple[str, ...]:
    """The values of a repeatable parameter in one normal form, sorted. Raises Problem for one that does not exist."""
    names = []
    for text in given.all(parameter):
        try:
            names.append(find(text.strip()))
        except UnknownName as error:
            raise unknown_value(parameter, text, error) from error
    return tuple(sorted(set(names)))


def listed_values(given: Given, parameter: str, find: Any) -> tuple[str, ...]:
    """The same of a parameter whose value may be a list."""
    try:
        return tuple(sorted({find(text) for text in given.listed(parameter)}))
    except UnknownName as error:
        raise unknown_value(parameter, ",".join(given.all(parameter)), error) from error


def add_route(router: APIRouter, name: str, ending: str, parameters: Any, words: str, answer: Any) -> None:
    """A route of one small table in one format."""
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
