"""The API as a client sees it, without a server: mounted where the dashboard mounts it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from api.app import app

API = "/api/v1"


@pytest.fixture(scope="session")
def client() -> TestClient:
    return TestClient(
        Starlette(routes=[Mount(API, app=app)]), base_url=f"http://testserver{API}/", raise_server_exceptions=False
    )


@pytest.fixture(scope="session")
def rows(client: TestClient) -> Callable[..., list[dict[str, Any]]]:
    """The rows of `series.csv` for a query string."""

    def ask(query: str, route: str = "series.csv") -> list[dict[str, Any]]:
        answer = client.get(f"{route}?{query}")
        assert answer.status_code == 200, answer.text
        return list(csv.DictReader(io.StringIO(answer.text)))

    return ask
