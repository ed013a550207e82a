"""The contract as JSON, and as one plain page made from it: no script, nothing from another host."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.openapi import Direct
from api.parameters import MONTH, Given
from api.responses import FRESH
from api.series.csv_metadata import COLUMNS, STATUSES

STYLE = (Path(__file__).parent / "docs.css").read_text(encoding="utf-8")
EXAMPLES = {
    "/series.csv": "indicator=knife_crime&window=rolling_12&area=Croydon",
    "/series.json": "indicator=burglary&window=rolling_12&measure=change&last=1",
    "/series.xlsx": "indicator=robbery&level=borough&window=rolling_12&measure=rate&last=1",
    "/series.parquet": "indicator=all_recorded_crime&level=ward&last=12",
    "/series.zip": "indicator=vawg&window=rolling_12&level=borough&measure=change&last=1",
    "/series.csv-metadata.json": "indicator=knife_crime",
    "/chart.svg": "indicator=knife_crime&window=rolling_12&area=Croydon",
    "/chart.png": "indicator=burglary&window=rolling_12&area=Croydon&area=Lambeth&measure=rate&width=1200&theme=dark",
    "/composition.csv": "indicator=vawg_victims&split=age",
    "/composition.json": "indicator=vawg_victims&split=ethnic+appearance",
    "/homicide-victims.csv": "by=year&by=age_group&from=2008-01&to=2008-12",
    "/homicide-victims.json": "by=sex&area=Lambeth",
    "/street.csv": "by=month&category=Burglary",
    "/street.json": "by=outcome&category=Burglary&from=2024-01&to=2024-12",
    "/stop-and-search.csv": "by=object",
    "/stop-and-search.json": "by=age_range&force=metropolitan",
    "/reoffending.csv": "area=London&age_group=All",
    "/reoffending.json": "area=London&adult_or_youth=adult&from=2020-01",
    "/revisions.csv": "indicator=knife_crime&from=2025-03&to=2025-03",
    "/releases.atom": "area=croydon",
    "/datapackage.json": "",
    "/all/mps.parquet": "",
    "/all/borough.parquet": "",
    "/all/ward.parquet": "",
    "/all.zip": "",
    "/claim.json": "text=Knife+crime+in+London+fell+by+7%25+in+the+year+to+August+2025",
    "/claim.csv": "indicator=homicide&value=97&base_value=109&period=2025&baseline=2024",
}
VERSIONS = (
    "This is version 1, the number in its addresses. Within it, columns and members are added at the end and "
    "parameters may be added; none changes its meaning or goes. What must go is announced in the change log and in a "
    "<code>Deprecation</code> header at least six months before a version 2 takes its place; both then answer for a "
    'year. <a href="releases.atom">The feed of releases</a> tells of new figures.'
)
PROBLEMS = {
    "unknown-parameter": "A parameter that the route does not have. Nothing is guessed: it would change a number.",
    "missing-parameter": "A parameter that the route needs is not there.",
    "empty-value": "A parameter is there without a value.",
    "unknown-value": "No such indicator, area, level, window or measure; the nearest are named.",
    "unsuitable-value": "It exists, but not for what else was asked.",
    "unreadable-date": "Not a month (YYYY-MM) or a day (YYYY-MM-DD), or a day that as_of cannot be.",
    "no-such-level": "The indicator is not published at this level; those at which it is are named.",
    "conflict": "Two parameters contradict each other.",
    "unreadable-claim": "A sentence in which no single claim can be read that the figures could check.",
    "unsuitable-claim": "Parts of a claim that do not go together, or a claim that states nothing.",
    "too-many-values": "A parameter is given more often than it may be.",
    "too-many-rows": "The answer would be too large. Nothing is cut off: ask for less, or for CSV.",
    "unknown-path": "There is nothing at this address.",
    "unknown-method": "Only GET, HEAD and OPTIONS.",
    "unavailable": "The figures are just being replaced, or not built yet. Try again.",
    "defect": "A defect of the dashboard.",
}


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, its server the folder that it is in."""
    return app.openapi() | {"servers": [{"url": "."}]}


def routes(app: FastAPI) -> APIRouter:
    """`/openapi.json` and `/docs`, to which the bare address leads."""
    router = APIRouter(route_class=Direct)

    @router.get("/", include_in_schema=False)
    async def bare(request: Request) -> Response:
        Given(request.query_params, ())
        return RedirectResponse("docs")

    @router.get("/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> Response:
        Given(request.query_params, ())
        return Response(json.dumps(document(app)), headers={"Cache-Control": FRESH}, media_type="application/json")

    @router.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        Given(request.query_params, ())
        return Response(page(document(app)), headers={"Cache-Control": FRESH}, media_type="text/html")

    return router


def page(contract: dict[str, Any]) -> str:
    """The documentation as HTML."""
    info = contract["info"]
    routes_ = _routes({path: operations["get"] for path, operations in contract["paths"].items()})
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(info["title"])}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body><main>'
        f"<h1>{escape(info['title'])}</h1><p>{escape(info['description'])}</p>"
        '<p>No key, no limit of requests. The machine-readable contract: <a href="openapi.json">openapi.json</a>.</p>'
        f"<h2>Version and changes</h2><p>{VERSIONS}</p>"
        f"<h2>Routes</h2>{routes_}<h2>Columns</h2>{_list(COLUMNS)}<h2>Statuses</h2>{_list(STATUSES)}"
        "<h2>Problems</h2><p>What cannot be answered comes as <code>application/problem+json</code> (RFC 9457), with "
        f"the parameter, the value and what is allowed.</p>{_list(PROBLEMS, anchors=True)}</main></body></html>"
    )


def _routes(operations: dict[str, dict[str, Any]]) -> str:
    """Each route; the parameters of several that have the same stand under the first of them."""
    shown: dict[str, str] = {}
    sections = []
    for path, operation in operations.items():
        parameters = operation.get("parameters", [])
        first = shown.setdefault(json.dumps(parameters), path)
        same = f'<p>Parameters as of <a href="#{first[1:]}"><code>{escape(first)}</code></a>.</p>'
        first_with_these = next((text for text in shown if _begins_with(parameters, json.loads(text))), None)
        if first == path and first_with_these:
            rest = _table(parameters[len(json.loads(first_with_these)) :])
            more = f"<p>Parameters: those of <code>{shown[first_with_these]}</code>, and these.</p>{rest}"
            sections.append(_route(path, operation, more))
            continue
        sections.append(_route(path, operation, _table(parameters) if first == path or not parameters else same))
    return "".join(sections)


def _begins_with(parameters: list[Any], others: list[Any]) -> bool:
    """Whether the first of these parameters are all of the others, and more follow."""
    return bool(others) and len(others) < len(parameters) and parameters[: len(others)] == others


def _route(path: str, operation: dict[str, Any], parameters: str) -> str:
    query = EXAMPLES.get(path, "")
    link = escape(f"{path[1:]}?{query}" if query else path[1:])
    return (
        f'<section id="{path[1:]}"><h3><code>{escape(path)}</code></h3><p>{escape(operation["summary"])}.</p>'
        f'<p>Example: <a href="{link}"><code>{link}</code></a></p>{parameters}</section>'
    )


def _table(parameters: list[dict[str, Any]]) -> str:
    rows = "".join(_parameter(parameter) for parameter in parameters)
    head = "<tr><th>Parameter</th><th>Meaning</th><th>What it may be</th></tr>"
    return f'<div class="wide"><table>{head}{rows}</table></div>' if rows else ""


def _parameter(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"].get("items", parameter["schema"])
    name = f"<code>{escape(parameter['name'])}</code>" + (" (required)" if parameter["required"] else "")
    meaning = re.sub(r"`(.+?)`", r"<code>\1</code>", escape(parameter["description"]))
    return f"<tr><td>{name}</td><td>{meaning}</td><td>{escape(_kind(schema))}</td></tr>"


def _kind(schema: dict[str, Any]) -> str:
    """What a value may be, in words."""
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if schema.get("pattern") == MONTH["pattern"]:
        return "a month, YYYY-MM"
    if schema.get("format") == "date":
        return "a day, YYYY-MM-DD"
    if schema["type"] == "string":
        return "text"
    whole = "a whole number" if schema["type"] == "integer" else "a number"
    return f"{whole} from {schema['minimum']} to {schema['maximum']}"


def _list(words: dict[str, str], *, anchors: bool = False) -> str:
    def term(name: str) -> str:
        return f'<dt id="{escape(name)}">' if anchors else "<dt>"

    items = (
        f"{term(name)}<code>{escape(name)}</code></dt><dd>{escape(meaning)}</dd>" for name, meaning in words.items()
    )
    return f"<dl>{''.join(items)}</dl>"
