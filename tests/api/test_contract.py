"""Requests made from the contract: whatever it allows is answered, whatever it forbids is a problem, nothing is a 500."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import app

# Its import takes five seconds, so it is left out (pyproject.toml) until here.
pytest_plugins = ["schemathesis.pytest.plugin"]

# Which values go together is more than an OpenAPI document can say, so a refusal of allowed values is no error.
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
schema = schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.fixture(scope="module", autouse=True)
def files_of_everything(client) -> None:
    """Made once for a version of the figures: a request of the contract has ten seconds."""
    assert client.get("datapackage.json").status_code == 200


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_contract(case):
    case.call_and_validate(checks=CHECKS)
