"""Every golden figure is asked twice: of the figures that ship, and of a warehouse made from the published files."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True, params=["snapshot", "published"])
def source(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "published":
        request.getfixturevalue("from_published").use(monkeypatch)
    return str(request.param)
