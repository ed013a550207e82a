"""The documentation for users of the data: its tables name what there is, its addresses answer, its definitions are ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.geography.levels import ALL_LEVELS
from analytics.indicators import INDICATORS
from analytics.requests.request_rules import MOST_ROWS
from analytics.tables.published_rows import COLUMNS
from api.indicator_definitions import PAGE, page
from api.parameters import SERIES
from api.series.csv_metadata import STATUSES

BASE = "http://localhost:8501/api/v1/"
AMOUNTS = {2_000_000: "two million", 1_000_000: "a million", 500_000: "half a million", 50_000: "50,000"}


@pytest.fixture(scope="module")
def text(repo: Path) -> str:
    return (repo / "docs" / "data" / "README.md").read_text(encoding="utf-8")


def test_every_column_status_and_parameter_is_explained(text):
    assert all(f"`{name}`" in text for name in (*COLUMNS, *STATUSES, *(parameter.name for parameter in SERIES)))


def test_every_level_is_named_where_one_is_asked_for(text):
    (said,) = re.findall(r"^\| `level` \|.*$", text, re.MULTILINE)
    assert [name for name in re.findall(r"`(\w+)`", said) if name in ALL_LEVELS] == list(ALL_LEVELS)


def test_every_address_answers(text, client):
    addresses = re.findall(re.escape(BASE) + r"[^\s\"')]+", text)
    assert len(addresses) == 6
    for address in addresses:
        assert client.get(address.removeprefix(BASE)).status_code == 200, address


def test_the_bounds_are_those_of_the_formats(text):
    (said,) = re.findall(r"CSV holds up to .*?\.", text)
    for kind, most in MOST_ROWS.items():
        assert AMOUNTS[most] in said.lower(), kind
        assert kind in said.lower()


def test_the_definitions_are_those_of_the_registry():
    assert PAGE.read_text(encoding="utf-8") == page(), "an indicator has changed: run make docs"
    assert all(each.definition in page() for each in INDICATORS.values())


def test_one_command_writes_every_generated_document(repo):
    """`python -m` of each module that has a page to write stands in the target `docs`."""
    target = re.search(r"^docs:.*\n((?:\t.*\n)+)", (repo / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert target
    writers = {
        ".".join(path.relative_to(repo).with_suffix("").parts)
        for layer in ("api", "analytics", "data")
        for path in (repo / layer).rglob("*.py")
        if "PAGE.write_text" in path.read_text(encoding="utf-8")
    }
    assert writers == set(re.findall(r"-m (\S+)", target[1]))
