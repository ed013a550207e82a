"""The server for assistants, asked by the SDK's own client: golden figures, with what must be quoted beside them."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from mcp.client import Client

from api.mcp.figures_server import server


def call(tool: str, **arguments: Any) -> Any:
    async def ask() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(ask())


def answer(tool: str, **arguments: Any) -> dict[str, Any]:
    result = call(tool, **arguments)
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def test_the_tools_say_what_they_are_for():
    async def ask() -> Any:
        async with Client(server) as client:
            return await client.list_tools()

    tools = {tool.name: tool for tool in asyncio.run(ask()).tools}
    assert set(tools) == {"catalogue", "series", "change", "claim", "not_covered"}
    assert all(tool.description for tool in tools.values())


def test_a_figure_comes_with_its_caveats_editions_and_citation():
    found = answer("series", indicator="knife_crime", last=2)
    assert [row["value"] for row in found["rows"]][-1] == 13552
    assert found["caveats"]["knife_crime"]
    assert found["editions"]
    assert "Metropolitan Police Service" in found["citation"]
    assert "as_of=" in found["citation"]


def test_a_change_has_its_interval_and_verdict():
    (row,) = answer("change", indicator="knife_crime", to="2026-02")["rows"]
    assert (round(row["value"], 1), row["verdict"], row["base_value"]) == (-17.5, "down", 16429)
    assert row["lower"] < row["value"] < row["upper"]


def test_a_break_is_withheld_with_the_reason():
    (row,) = answer("change", indicator="domestic_abuse")["rows"]
    assert (row["value"], row["status"]) == (None, "withheld_break")
    assert row["note"]


def test_claims_subjects_and_the_catalogue():
    found = answer("claim", text="Knife crime in London fell by 7% in the year to August 2025")
    assert found["verdict"]
    assert answer("not_covered")
    listed = answer("catalogue", words="knife")["indicators"]
    assert "knife_crime" in {indicator["id"] for indicator in listed}
    assert len(listed) < len(answer("catalogue")["indicators"])


@pytest.mark.parametrize("arguments", [{"indicator": "knive"}, {"indicator": "knife_crime", "area": "Narnia"}])
def test_a_mistake_is_told_in_words(arguments):
    result = call("series", **arguments)
    assert result.is_error
    assert "knife_crime" in result.content[0].text or "Narnia" in result.content[0].text
