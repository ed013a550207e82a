"""The tools: what there is, figures, a change, a claim, what is not here. Each answers as the HTTP API does."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from mcp.server import MCPServer
from pydantic import Field

from api.mcp.api_requests import ask

INSTRUCTIONS = """Police recorded crime and proven reoffending in London, from official publications. Quote a figure \
with its period, its interval, its caveats and its citation, all of which stand in the answer. A change whose status \
is withheld has no figure: say so, with the reason in its note. Recorded crime is what was recorded, not what \
happened. For what is not here, the tool not_covered names who publishes it."""

Indicator = Annotated[str, Field(description="The id of an indicator, from the tool catalogue: knife_crime")]
Area = Annotated[str, Field(description="A borough or a ward by name or GSS code; London for all 32 boroughs")]
WindowName = Literal["month", "rolling_12", "financial_year_to_date", "calendar_year"]

server: MCPServer[Any] = MCPServer("london-crime", title="London crime figures", version="1", instructions=INSTRUCTIONS)


@server.tool()
async def catalogue(
    words: Annotated[str, Field(description="Only indicators whose title or definition has one of these words")] = "",
) -> dict[str, Any]:
    """The indicators that there are: id, title, definition, levels, months covered, caveats."""
    wanted = words.lower().split()
    indicators = [
        {name: indicator[name] for name in ("id", "title", "definition", "unit", "levels", "coverage", "caveats")}
        for indicator in (await ask("catalogue.json"))["indicators"]
        if not wanted or any(word in f"{indicator['title']} {indicator['definition']}".lower() for word in wanted)
    ]
    return {"indicators": indicators}


@server.tool()
async def series(
    indicator: Indicator,
    area: Area = "London",
    window: WindowName = "rolling_12",
    measure: Literal["count", "rate"] = "count",
    last: Annotated[int, Field(ge=1, le=240, description="How many of the newest windows")] = 13,
) -> dict[str, Any]:
    """Counts or rates of an indicator in an area by window, with caveats, editions and a citation."""
    query = {"indicator": indicator, "area": area, "window": window, "measure": measure, "last": str(last)}
    return cited(await ask("series.json", **query))


@server.tool()
async def change(
    indicator: Indicator,
    area: Area = "London",
    window: WindowName = "rolling_12",
    to: Annotated[
        str | None, Field(description="The last month of the window (YYYY-MM); the newest without it")
    ] = None,
) -> dict[str, Any]:
    """The change of an indicator on a year earlier: per cent, 95% interval, verdict, or why it is withheld."""
    query = {"indicator": indicator, "area": area, "window": window, "measure": "change", "last": "1"}
    return cited(await ask("series.json", **query, **({"to": to} if to else {})))


@server.tool()
async def claim(
    text: Annotated[str, Field(description="One sentence with one claim", max_length=600)],
) -> dict[str, Any]:
    """Check a published claim: how it was understood, the figures for it, a verdict with its reasons."""
    checked: dict[str, Any] = await ask("claim.json", text=text)
    return checked


@server.tool()
async def not_covered() -> dict[str, Any]:
    """Subjects that are not in these figures: who publishes them, and the nearest indicator that is here."""
    return {"subjects": await ask("not-covered.json")}


def cited(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with a line to cite it by: publications, editions, and an address that keeps the figures."""
    editions = "; ".join(edition.split(": ", 1)[-1] for edition in answer["editions"])
    return answer | {
        "citation": f"{' '.join(answer['attribution'])} {editions}. London crime dashboard, {answer['permanent_url']}"
    }
