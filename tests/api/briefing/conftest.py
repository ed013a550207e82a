"""What the tests of briefings share."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import briefing


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=briefing.ROUTES), follow_redirects=False)
