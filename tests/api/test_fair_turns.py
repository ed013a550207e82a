"""Who may have how much under way, whose turn it is, and what a refused client is told."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack

import pytest
from starlette.requests import HTTPConnection
from starlette.testclient import TestClient

from api import fair_turns
from api.fair_turns import CHEAP_ROWS, DEAR, LANES, Busy, Lane, LaneLimits, client_of, lane_of

LIMITS = LaneLimits(at_once=1, client_answers=2, answers=3, client_rows=100, rows=150)


def test_a_client_has_its_share_and_no_more() -> None:
    lane = Lane(LIMITS)
    with lane.admitted("a", 10), lane.admitted("a", 10):
        with pytest.raises(Busy), lane.admitted("a", 10):
            pass
        with lane.admitted("b", 10), pytest.raises(Busy), lane.admitted("c", 1):
            pass
        with lane.admitted("b", 10):
            pass
    assert not lane.answers
    assert not lane.rows
    assert lane.refused == 2


def test_rows_under_way_are_bounded_but_one_answer_is_always_let_in() -> None:
    lane = Lane(LIMITS)
    with lane.admitted("a", 90):
        with pytest.raises(Busy), lane.admitted("a", 20):
            pass
        with pytest.raises(Busy), lane.admitted("b", 70):
            pass
        with lane.admitted("b", 60):
            pass
    with lane.admitted("a", 1_000_000):
        pass


def test_clients_take_turns_whoever_asked_first() -> None:
    lane, order = Lane(LIMITS), []

    async def work(client: str) -> None:
        async with lane.turn(client):
            order.append(client)
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        async with asyncio.TaskGroup() as group:
            for client in ("a", "a", "a", "a", "b", "c"):
                group.create_task(work(client))

    asyncio.run(all_of_them())
    assert order == ["a", "b", "c", "a", "a", "a"]


def test_a_turn_that_is_given_up_goes_to_the_next() -> None:
    lane = Lane(LIMITS)

    async def work() -> str:
        async with lane.turn("a"):
            return "done"

    async def interrupted() -> str:
        async with lane.turn("a"):
            waiting = [asyncio.create_task(work()) for _ in range(2)]
            await asyncio.sleep(0)
            waiting[0].cancel()
        return await asyncio.wait_for(waiting[1], 5)

    assert asyncio.run(interrupted()) == "done"
    assert asyncio.run(asyncio.wait_for(work(), 5)) == "done"


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_an_address_or_a_network(host: str, client: str) -> None:
    assert client_of(HTTPConnection({"type": "http", "client": (host, 1), "headers": []})) == client


@pytest.fixture
def without_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fair_turns, "PAUSE", 0.0)


@pytest.mark.parametrize(
    "query",
    [
        "series.csv?indicator=burglary&level=ward",
        "series.csv?indicator=burglary&last=1&as_of=2026-05-02",
        "series.xlsx?indicator=burglary&level=borough&last=60",
        "claim.json?text=Burglary in Croydon fell by 3% in the year to August 2025",
        "releases.atom?area=Barnet",
    ],
)
def test_what_does_not_fit_is_refused_with_the_time_to_come_again(
    client: TestClient, query: str, without_pause: None
) -> None:
    dear = LANES["dear"]
    with ExitStack() as stack:
        for _ in range(dear.limits.client_answers):
            stack.enter_context(dear.admitted("testclient", DEAR))
        answer = client.get(query)
        assert client.get("series.csv?indicator=burglary&last=7").status_code == 200, "cheap answers are not concerned"
    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["type"].endswith("#busy")
    assert "Ask again" in answer.json()["detail"]


def test_room_is_given_back(client: TestClient) -> None:
    for query in ("series.csv?indicator=homicide&level=ward", "series.json?indicator=homicide&level=ward&last=40"):
        assert client.get(query).status_code == 200
        assert client.head(query).status_code == 200
    assert client.get("series.csv?indicator=nothing").status_code == 400
    assert not any(lane.answers or lane.rows for lane in LANES.values())


def test_the_lane_is_chosen_by_what_an_answer_costs() -> None:
    assert lane_of(CHEAP_ROWS) is LANES["cheap"]
    assert lane_of(DEAR) is LANES["dear"]
