"""Compressed assets and headers: the middleware alone, then in the real server."""

from __future__ import annotations

import gzip
import json
import logging
import re
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx2
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from serving import MIDDLEWARE, SECURITY_HEADERS, send_at_once
from serving.chart_turns import with_turns
from serving.chart_types import with_our_types
from serving.request_log import set_up_logs

SCRIPT = "let london = 'one of thirty-two';\n" * 1000
ASSET = "/static/js/Chart.D9Z0_fxz.js"
FOR_EVER = {"Cache-Control": "public, immutable, max-age=31536000", "ETag": '"abc"', "Accept-Ranges": "bytes"}
GZIP, PLAIN = {"Accept-Encoding": "gzip, br"}, {"Accept-Encoding": "identity"}


class Origin:
    """An application that counts how often it is asked."""

    def __init__(self, answer: Callable[[], Response]) -> None:
        self.answer, self.asked = answer, 0
        self.client = TestClient(Starlette(routes=[Route("/{path:path}", self._respond)], middleware=MIDDLEWARE))

    async def _respond(self, _request: Request) -> Response:
        self.asked += 1
        return self.answer()


def script(**headers: str) -> Callable[[], Response]:
    return lambda: PlainTextResponse(SCRIPT, headers=FOR_EVER | headers, media_type="text/javascript")


def test_a_hashed_asset_is_compressed_once_and_kept() -> None:
    origin = Origin(script())
    first, second = (origin.client.get(ASSET, headers=GZIP) for _ in range(2))
    assert first.text == second.text == SCRIPT
    assert {**first.headers, "x-request-id": ""} == {**second.headers, "x-request-id": ""}
    assert first.headers["content-encoding"] == "gzip"
    assert int(first.headers["content-length"]) < len(SCRIPT) / 10
    assert first.headers["content-type"].startswith("text/javascript")
    assert "immutable" in first.headers["cache-control"]
    assert origin.asked == 1


def test_the_compressed_answer_does_not_pass_for_the_original() -> None:
    headers = Origin(script()).client.get(ASSET, headers=GZIP).headers
    assert headers["etag"] == 'W/"abc"'
    assert "accept-ranges" not in headers
    assert headers["vary"] == "Accept-Encoding"


def test_a_streamed_asset_arrives_whole() -> None:
    async def pieces() -> AsyncIterator[str]:
        for start in range(0, len(SCRIPT), 999):
            yield SCRIPT[start : start + 999]

    origin = Origin(lambda: StreamingResponse(pieces(), headers=FOR_EVER))
    assert origin.client.get(ASSET, headers=GZIP).text == SCRIPT


@pytest.mark.parametrize(
    "headers",
    [PLAIN, GZIP | {"Range": "bytes=0-9"}, GZIP | {"If-None-Match": '"x"'}, GZIP | {"If-Modified-Since": "x"}],
    ids=["no gzip", "a part", "if none match", "if modified"],
)
def test_special_requests_reach_the_application(headers: dict[str, str]) -> None:
    origin = Origin(script())
    origin.client.get(ASSET, headers=GZIP)
    response = origin.client.get(ASSET, headers=headers)
    assert origin.asked == 2
    assert "content-encoding" not in response.headers
    assert response.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "answer",
    [
        lambda: PlainTextResponse(SCRIPT, headers={"Cache-Control": "no-cache"}),
        lambda: PlainTextResponse("gone", status_code=404, headers=FOR_EVER),
        script(**{"Content-Encoding": "identity"}),
    ],
    ids=["may change", "not found", "encoded already"],
)
def test_only_what_is_immutable_is_kept(answer: Callable[[], Response]) -> None:
    origin = Origin(answer)
    for _ in range(2):
        assert origin.client.get(ASSET, headers=GZIP).headers.get("content-encoding") != "gzip"
    assert origin.asked == 2


@pytest.mark.parametrize(
    "path",
    ["/", "/static/js/chart.js", "/static/js//Chart.D9Z0_fxz.js", "/app/static/world_110m.json", ASSET + ".map"],
)
def test_other_paths_are_left_alone(path: str) -> None:
    origin = Origin(script())
    for _ in range(2):
        assert "content-encoding" not in origin.client.get(path, headers=GZIP).headers
    assert origin.asked == 2


def test_every_answer_carries_the_security_headers() -> None:
    origin = Origin(script(**{"X-Content-Type-Options": "ours"}))
    headers = origin.client.get("/anything").headers
    assert headers["x-content-type-options"] == "ours"
    assert headers["content-security-policy"] == SECURITY_HEADERS["Content-Security-Policy"]


def test_the_policy_names_no_other_host() -> None:
    assert "//" not in SECURITY_HEADERS["Content-Security-Policy"]
    assert "*" not in SECURITY_HEADERS["Content-Security-Policy"]


def test_no_request_is_logged_with_an_address_unless_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """uvicorn logs requests with it, and Streamlit hangs a second handler on that log."""
    access = logging.getLogger("uvicorn.access")
    before, filters = access.handlers, list(logging.getLogger("uvicorn.error").filters)
    monkeypatch.setattr(access, "handlers", [])
    monkeypatch.setattr(access, "propagate", True)
    monkeypatch.setattr(streamlit.logger, "_loggers", {})
    try:
        streamlit.logger.init_uvicorn_logs()
        assert access.handlers
        monkeypatch.setenv("LONDON_CRIME_LOG_ADDRESSES", "yes")
        set_up_logs()
        assert access.handlers
        monkeypatch.delenv("LONDON_CRIME_LOG_ADDRESSES")
        set_up_logs()
        # uvicorn writes no line where nobody would read it.
        assert not access.hasHandlers()
        line = logging.LogRecord(
            "uvicorn.error", logging.INFO, "", 0, '%s - "WebSocket %s" [accepted]', ("a", "b"), None
        )
        assert not logging.getLogger("uvicorn.error").filter(line)
    finally:
        access.handlers = before
        logging.getLogger("uvicorn.error").filters = filters


def test_connections_send_small_messages_at_once() -> None:
    """As Streamlit opens its socket: without the name of the protocol, so that asyncio leaves Nagle's delay on."""
    with socket.socket(socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        send_at_once()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.server
def test_every_script_that_streamlit_ships_is_compressed(dashboard: str) -> None:
    folder = Path(streamlit.__file__).parent / "static"
    heavy = [p for p in folder.glob("static/*/*") if p.suffix in {".js", ".css"} and p.stat().st_size > 500_000]
    assert heavy
    for path in heavy:
        name = f"/{path.relative_to(folder).as_posix()}"
        url = f"{dashboard}{name}"
        # The code of charts is served without what no chart needs, and with a question put in (tests/serving).
        script = with_turns(name, with_our_types(name, path.read_bytes()))
        size = len(gzip.compress(script, 6, mtime=0))
        for _ in range(3):  # with several workers, another one may answer
            response = httpx2.get(url, headers=GZIP)
            assert response.headers["content-encoding"] == "gzip", url
            assert int(response.headers["content-length"]) == size
            assert response.content == script


@pytest.mark.server
def test_the_empty_base_map_is_served_here(dashboard: str) -> None:
    topology = httpx2.get(f"{dashboard}/app/static/world_110m.json")
    assert topology.headers["content-security-policy"] == SECURITY_HEADERS["Content-Security-Policy"]
    objects = json.loads(topology.text)["objects"]
    assert all(layer == {"type": "GeometryCollection", "geometries": []} for layer in objects.values())
    assert set(objects) == {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}


@pytest.mark.server
@pytest.mark.parametrize(("path", "draws_charts"), [("/", False), ("/knife_crime?area=Croydon", True)])
def test_a_page_names_the_scripts_that_it_will_need(dashboard: str, path: str, draws_charts: bool) -> None:
    response = httpx2.get(dashboard + path)
    hints = dict(re.findall(r"<\./(static/js/[\w.-]+\.js)>; rel=(modulepreload|preload)", response.headers["link"]))
    named = list(hints)
    assert any("/Html." in name for name in named)
    # Charts last and only fetched: what is compiled early holds up the sentence at the top of the page.
    fetched = [name for name, kind in hints.items() if kind == "preload"]
    assert fetched == named[len(named) - len(fetched) :]
    assert ["/PlotlyChart." in name for name in fetched] == [True] * draws_charts
    assert len(named) == len(set(named))
    for name in named:
        assert name.split("/")[-1] not in response.text, "the page asks for it by itself"
        answer = httpx2.get(f"{dashboard}/{name}")
        assert "javascript" in answer.headers["content-type"]


@pytest.mark.server
@pytest.mark.parametrize("path", ["/api/v1/docs", "/briefing", "/_stcore/health"])
def test_other_documents_do_without_them(dashboard: str, path: str) -> None:
    assert "modulepreload" not in httpx2.get(dashboard + path).headers.get("link", "")
