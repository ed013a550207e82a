"""Thousands of requests that nobody should make: none fails, and memory does not grow with them."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from benchmarks.hostile_requests import HostileClient, Tally, ask_until, resident_megabytes, tally_of

# As many as a minute of a processor has room for; `python -m benchmarks.hostile_requests` makes as many as wanted.
WARM, NUMBER, MOST_GROWTH = 5_000, 20_000, 150


@pytest.mark.slow
def test_nothing_that_can_be_asked_fails_or_fills_the_memory() -> None:
    tally = Tally(seed=1)

    async def run() -> float:
        await ask_until(WARM, tally)
        before = resident_megabytes()
        await ask_until(NUMBER, tally)
        return resident_megabytes() - before

    grown = asyncio.run(run())
    assert tally.failures == []
    assert grown < MOST_GROWTH
    # Neither all refused nor all allowed: both ways of the code are taken.
    assert tally.statuses["200"] > 1_500
    assert tally.statuses["400"] > 8_000
    assert {"404", "405"} <= tally.statuses.keys()


def test_a_request_can_be_made_again_and_a_run_goes_on(tmp_path: Path) -> None:
    one, other = HostileClient(7), HostileClient(7)
    assert [one.request(n) for n in range(50)] == [other.request(n) for n in range(50)]
    assert one.request(3) != HostileClient(8).request(3)
    file = tmp_path / "state.json"
    tally = Tally(7, done=1_000)
    tally.write(file)
    assert tally_of(file, 7).done == 1_000
    assert json.loads(file.read_text())["seed"] == 7
    with pytest.raises(ValueError, match="of the seed 7"):
        tally_of(file, 8)
