"""Requests made from the contract, sent to the real server: whatever it allows or forbids, nothing is a 500."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

pytestmark = pytest.mark.server

# Which values go together is more than an OpenAPI document can say, so a refusal of allowed values is no error.
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance)


@pytest.fixture(scope="session")
def contract(dashboard: str) -> schemathesis.BaseSchema:
    described = schemathesis.openapi.from_url(f"{dashboard}/api/v1/openapi.json")
    # The contract says ".", the folder that it is in; the tool would take the root of the server. How long an answer
    # may take is for the benchmarks.
    described.config.update(base_url=f"{dashboard}/api/v1", request_timeout=120)
    return described


def test_the_contract_over_the_network(contract: schemathesis.BaseSchema, step: int) -> None:
    requests = 0
    for operation in (described.ok() for described in contract.get_all_operations()):

        @given(case=operation.as_strategy())
        @settings(
            max_examples=6 if step == 1 else 2,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        )
        def ask(case: schemathesis.Case) -> None:
            nonlocal requests
            requests += 1
            case.call_and_validate(checks=CHECKS)

        ask()
    assert requests >= (40 if step == 1 else 20)
