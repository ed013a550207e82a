"""The documentation for users of the data: its tables name what there is, its addresses answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.claims import WORDS
from analytics.rows import COLUMNS
from api.csvw import STATUSES

BASE = "http://localhost:8501/api/v1/"


@pytest.fixture(scope="module")
def text(repo: Path) -> str:
    return (repo / "docs" / "data" / "README.md").read_text(encoding="utf-8")


def test_every_column_and_status_is_explained(text):
    assert all(f"`{name}`" in text for name in (*COLUMNS, *STATUSES))


def test_every_address_answers(text, client):
    addresses = re.findall(re.escape(BASE) + r"[^\s\"')]+", text)
    assert len(addresses) == 4
    for address in addresses:
        assert client.get(address.removeprefix(BASE)).status_code == 200, address


def test_every_verdict_is_explained(text):
    assert all(f"`{code}`" in text for code in WORDS)
