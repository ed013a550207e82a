"""The application that `dashboard.py` mounts at `/api/v1`: routes, and every failure as a problem."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from api import catalogue_route, documentation, not_covered_route
from api.charts import chart_routes
from api.claims import claim_routes
from api.fair_turns import RETRY_AFTER, Busy, pause
from api.pinned_warehouse import PinnedWarehouse
from api.problems import Problem, problem_response
from api.releases import releases_route
from api.response_cache import RepeatedRequests
from api.route_conventions import METHODS, OpenToAll
from api.series import (
    cohort_and_revision_routes,
    composition_routes,
    series_routes,
    street_routes,
    survey_and_force_routes,
)
from api.whole_data import package_routes
from data.errors import DashboardError

DESCRIPTION = """Recorded crime and proven reoffending in London: counts, rates and changes with their intervals, \
verdicts, caveats and editions. A change across a break in recording is withheld, with the reason."""

app = FastAPI(
    title="London crime dashboard: open data",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    redoc_url=None,
    openapi_url=None,
    middleware=[Middleware(OpenToAll), Middleware(PinnedWarehouse), Middleware(RepeatedRequests)],
    redirect_slashes=False,
)
_PARTS = (
    catalogue_route,
    not_covered_route,
    series_routes,
    chart_routes,
    cohort_and_revision_routes,
    survey_and_force_routes,
    street_routes,
    composition_routes,
    claim_routes,
    releases_route,
    package_routes,
)
for _part in _PARTS:
    app.include_router(_part.router)
app.include_router(documentation.routes(app))


@app.exception_handler(Problem)
async def on_problem(request: Request, problem: Problem) -> Response:
    """A request that cannot be answered, or not now."""
    if isinstance(problem, Busy):
        await pause()
        return problem_response(problem, request, {"Retry-After": str(RETRY_AFTER)})
    return problem_response(problem, request)


@app.exception_handler(DashboardError)
async def on_failure(request: Request, error: DashboardError) -> Response:
    """What is wrong on our side for now: no warehouse, or a new one while an answer was being made."""
    problem = Problem("unavailable", error.message, error.hint or error.message, status=503)
    return problem_response(problem, request, {"Retry-After": "5"})


@app.exception_handler(HTTPException)
async def on_http_error(request: Request, error: HTTPException) -> Response:
    """A path or a method that there is not."""
    paths = tuple(documentation.document(app)["paths"])
    if error.status_code == 405:
        problem = Problem("unknown-method", "Method not allowed", f"There are {METHODS}.", status=405)
        return problem_response(problem, request, {"Allow": METHODS})
    detail = f"There is nothing at this address. There are {', '.join(paths)}."
    return problem_response(Problem("unknown-path", "Not found", detail, error.status_code, allowed=paths), request)


@app.exception_handler(Exception)
async def on_defect(request: Request, _error: Exception) -> Response:
    """A defect of ours: logged by the server, and told without its details."""
    problem = Problem("defect", "Something is wrong here", "This is a defect of the dashboard, not yours.", status=500)
    return problem_response(problem, request)
