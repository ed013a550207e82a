"""The OpenAPI document: routes and parameters from their declarations, the shape of a problem, the media types."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, cast

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from api.parameters import Parameter
from api.problems import MEDIA_TYPE

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string"},
        "value": {"type": "string"},
        "allowed": {"type": "array", "items": {"type": "string"}},
        "did_you_mean": {"type": "array", "items": {"type": "string"}},
    },
}


def described(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """What a route's declaration adds to the contract: its parameters, and how it refuses."""
    problem = {"description": "A problem, with what is allowed", "content": {MEDIA_TYPE: {"schema": PROBLEM}}}
    return {
        "parameters": [parameter.openapi() for parameter in parameters],
        "responses": {
            "304": {"description": "What the client has is still so"},
            "400": problem,
            "503": problem,
        },
    }


class Direct(APIRoute):
    """A route whose function takes the request and gives the response.

    The parameters are checked by `api.parameters`, so there is nothing that FastAPI would have to resolve or to
    convert; without that, a kept answer leaves in two thirds of the time.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's place for a handler of one's own."""
        return cast("Callable[[Request], Coroutine[Any, Any, Response]]", self.endpoint)
