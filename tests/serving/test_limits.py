"""What bounds clients and connections: turns, half-sent requests, sessions, files; and what stays closed."""

from __future__ import annotations

import asyncio
import resource
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.exceptions import ConnectionClosedOK
from websockets.sync.client import connect as connect_to_stream

from data.errors import DashboardError
from serving import full_house
from serving.client_turns import ClientTurns
from serving.closed_routes import ClosedRoutes
from serving.connection_limits import HalfSentRequests, bound_connections, most_connections, raise_file_limit
from serving.first_paint.page_responses import FirstPaint, PageDocument
from serving.full_house import FullHouse, House, most_sessions

MOST_CONNECTIONS = 20
HALF_SENT = HalfSentRequests(seconds=0.5, most=8)


async def hello(_request: Request) -> Response:
    return PlainTextResponse("hello")


@contextmanager
def listening(app: Starlette) -> Iterator[int]:
    """The port of a real server in a thread."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    for name in ("connection_made", "data_received", "connection_lost"):
        original = getattr(uvicorn.protocols.http.h11_impl.H11Protocol, name)
        monkeypatch.setattr(uvicorn.protocols.http.h11_impl.H11Protocol, name, original)
    bound_connections(lambda: MOST_CONNECTIONS, HALF_SENT)
    routes = [Route("/", hello, methods=["GET", "POST"]), WebSocketRoute("/stream", stream)]
    with listening(Starlette(routes=routes)) as opened:
        yield opened


Connect = Callable[..., socket.socket]


@pytest.fixture
def connect(port: int) -> Iterator[Connect]:
    with ExitStack() as stack:

        def opened(text: bytes = b"", source: str = "127.0.0.1") -> socket.socket:
            connection = socket.create_connection(("127.0.0.1", port), 5, source_address=(source, 0))
            stack.enter_context(connection)
            connection.sendall(text)
            return connection

        yield opened


def is_answered(connection: socket.socket) -> bool:
    connection.settimeout(5)
    received = b""
    while b"hello" not in received and (piece := connection.recv(4096)):
        received += piece
    return received.startswith(b"HTTP/1.1 200 ") and received.endswith(b"hello")


def is_cut_off(connection: socket.socket, seconds: float) -> bool:
    connection.settimeout(seconds)
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: a",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n",
    ],
)
def test_a_request_that_never_ends_is_cut_off(connect: Connect, text: bytes) -> None:
    began = time.monotonic()
    assert is_cut_off(connect(text), 5)
    assert 0.3 < time.monotonic() - began < 3


def test_the_second_request_of_a_connection_is_bounded_too(connect: Connect) -> None:
    connection = connect(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    assert is_answered(connection)
    connection.sendall(b"GET / HTTP/1.1\r\nHo")
    assert is_cut_off(connection, 3)


def test_whoever_sends_slowly_but_in_time_is_answered(connect: Connect) -> None:
    connection = connect(b"GET / HTTP/1.1\r\n")
    time.sleep(0.2)
    connection.sendall(b"Host: a\r\n\r\n")
    assert is_answered(connection)
    # A connection between two requests is uvicorn's to end.
    assert not is_cut_off(connection, 1)


def test_a_web_socket_is_no_request_that_never_ends(port: int) -> None:
    cut_off = HALF_SENT.cut_off
    with connect_to_stream(f"ws://127.0.0.1:{port}/stream") as opened:
        time.sleep(2 * HALF_SENT.seconds)
        opened.send("still there")
        with pytest.raises(ConnectionClosedOK):
            opened.recv(timeout=10)
    assert HALF_SENT.cut_off == cut_off
    assert len(HALF_SENT) == 0


def test_of_too_many_half_sent_requests_those_of_the_greediest_go(connect: Connect) -> None:
    mine = connect(b"GET / HTTP/1.1\r\n")
    time.sleep(0.05)
    theirs = [connect(b"GET", "127.0.0.2") for _ in range(HALF_SENT.most)]
    assert is_cut_off(theirs[0], 0.3)
    mine.sendall(b"Host: a\r\n\r\n")
    assert is_answered(mine)


def test_one_connection_too_many_is_turned_away_in_words(connect: Connect) -> None:
    opened = []
    for _ in range(MOST_CONNECTIONS):
        opened.append(connect(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
        assert is_answered(opened[-1])
    extra = connect()
    extra.settimeout(5)
    answer = b"".join(iter(lambda: extra.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"Retry-After: 60" in answer
    assert b"more visitors" in answer


def test_files_are_raised_to_what_the_system_allows() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
        allowed = raise_file_limit()
        assert allowed > 512
        assert allowed == resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        assert most_connections() > 64
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_sessions_fit_into_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_house, "file_limit", lambda: 1024)
    assert most_sessions() == 96
    monkeypatch.setattr(full_house, "file_limit", lambda: 20_000)
    assert most_sessions() == full_house.USUAL
    monkeypatch.setenv(full_house.VARIABLE, "150")
    assert most_sessions() == 150
    for wrong in ("0", "many", "-1", "1.5"):
        monkeypatch.setenv(full_house.VARIABLE, wrong)
        with pytest.raises(DashboardError, match="number of sessions"):
            most_sessions()


class Pages:
    """Documents of one page."""

    async def pages(self) -> dict[str, str]:
        return {"knife_crime": "Knife crime"}

    async def of(self, _path: str, _query: str, _base: str) -> PageDocument:
        return PageDocument(b"the page", b"", "tag")


async def stream(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.receive()
    await websocket.close()


def test_a_full_house_says_so_and_has_room_again() -> None:
    house = House()
    house.most = 1
    routes = [WebSocketRoute("/_stcore/stream", stream), Route("/briefing", hello)]
    around = [Middleware(FullHouse, house), Middleware(FirstPaint, Pages(), house)]
    client = TestClient(Starlette(routes=routes, middleware=around), headers={"Accept-Encoding": "identity"})
    with client.websocket_connect("/_stcore/stream"):
        with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect("/_stcore/stream"):
            pass
        assert refused.value.code == 1013
        page = client.get("/knife_crime")
        assert page.status_code == 503
        assert page.headers["retry-after"] == "60"
        assert "Please try again in a minute" in page.text
        assert "/briefing" in page.text
        assert client.get("/briefing").text == "hello"
    assert client.get("/knife_crime").text == "the page"
    assert (house.open, house.turned_away) == (0, 1)


def test_a_client_waits_for_itself_and_nobody_waits_for_it() -> None:
    doors = {name: asyncio.Event() for name in ("first", "second")}
    inside: list[str] = []

    async def app(scope, _receive, send) -> None:
        inside.append(scope["path"])
        await doors["first"].wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await doors["second"].wait()

    turns = ClientTurns(app, at_once=2, most_waiting=1)
    answers: list[int] = []

    async def ask(client: str, path: str) -> None:
        async def send(message) -> None:
            if message["type"] == "http.response.start":
                answers.append(message["status"])

        scope = {"type": "http", "client": (client, 1), "path": path, "headers": []}
        await turns(scope, lambda: asyncio.sleep(0), send)

    async def visits() -> None:
        async with asyncio.TaskGroup() as group:
            for n in range(4):
                group.create_task(ask("greedy", f"/{n}"))
            group.create_task(ask("modest", "/modest"))
            await asyncio.sleep(0.05)
            assert sorted(inside) == ["/0", "/1", "/modest"]
            assert answers == [429]
            # Whose answer has begun makes room: reading it may take long.
            doors["first"].set()
            await asyncio.sleep(0.05)
            assert "/2" in inside
            doors["second"].set()

    asyncio.run(visits())
    assert answers.count(200) == 4
    assert not turns._clients


@pytest.mark.parametrize("path", ["upload_file/session/file", "metrics", "script-health-check", "agent/interact"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS"])
def test_what_streamlit_offers_and_the_dashboard_does_not_is_closed(method: str, path: str) -> None:
    client = TestClient(Starlette(routes=[Route("/{path:path}", hello)], middleware=[Middleware(ClosedRoutes)]))
    answer = client.request(method, f"/_stcore/{path}")
    assert answer.status_code == 404
    assert "takes no files" in answer.text
    assert client.get("/_stcore/health").text == "hello"
