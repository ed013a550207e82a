"""How an answer leaves: entity tags and 304, headers, small answers kept, large ones streamed."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from analytics import queries
from api.fair_turns import Lane, client_of, lane_of
from api.response_cache import BODIES, AnsweredRequest, remember
from data.errors import DashboardError

# Rows up to which an answer is made whole, with its length, and kept; above, it streams.
WHOLE_ROWS = 20_000
FRESH = "public, max-age=300"
# The header that says what an empty or short answer does not reach.
NOTE = "Coverage-Note"
# Bytes of a file that is made whole before it leaves, up to which it is no file on the disk; and of its pieces.
IN_MEMORY, PIECE = 8_000_000, 256 * 1024
# Seconds in which a reader must take a piece, and all of a stream.
STALLED, LONGEST = 30, 1_800


class WarehouseReplaced(DashboardError):
    """New figures were published while an answer was being made: the two must not meet in one file."""


@dataclass(frozen=True)
class Representation:
    """One representation of one request. `parts` makes its bytes, which `key` and the figures' version determine."""

    key: str
    media_type: str
    file_name: str
    version: str
    rows: int
    parts: Callable[[], Iterator[bytes]]
    links: tuple[str, ...] = ()
    # Whether nothing but path, query and figures decides it: not the host that was asked, not the day.
    is_by_query: bool = False
    # Whether a browser shows it instead of offering it as a file.
    is_shown: bool = False
    # What the figures do not reach of what was asked for: a header, where there is any.
    note: str = ""
    # As how many rows it counts among what is under way, where that is not the number of its rows.
    cost: int | None = None

    @cached_property
    def tag(self) -> str:
        """A strong entity tag: another for other figures, other code or another request."""
        digest = hashlib.sha256(f"{self.version}\n{code()}\n{self.media_type}\n{self.key}".encode()).hexdigest()
        return f'"{self.version}-{digest[:16]}"'

    def headers(self) -> dict[str, str]:
        headers = {
            "ETag": self.tag,
            "Cache-Control": FRESH,
            "Content-Disposition": f'{"inline" if self.is_shown else "attachment"}; filename="{self.file_name}"',
        }
        headers |= {"Link": ", ".join(self.links)} if self.links else {}
        return headers | ({NOTE: ascii_text(self.note)} if self.note else {})


def ascii_text(text: str) -> str:
    """A text as a header may hold it: a sign beyond ASCII becomes a question mark, a line break a space."""
    return " ".join(text.encode("ascii", "replace").decode().split())


@cache
def code() -> str:
    """A hash of the code that makes answers: what another version of it would write may differ."""
    root = Path(__file__).parent.parent
    files = sorted(path for part in ("analytics", "api", "data") for path in (root / part).rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


async def respond(request: Request, answer: Representation) -> Response:
    """The answer as a response: not at all where the client has it, whole where it is small, else as a stream."""
    headers = answer.headers()
    if is_known(request.headers.get("if-none-match"), answer.tag):
        return Response(status_code=304, headers=headers | {"Vary": "Accept-Encoding"})
    body = BODIES.get(answer.tag)
    if body is None:
        cost = answer.rows if answer.cost is None else answer.cost
        with ExitStack() as under_way:
            lane, client = lane_of(cost), client_of(request)
            under_way.enter_context(lane.admitted(client, cost))
            if answer.rows > WHOLE_ROWS:
                return await _stream(request, answer, headers, Work(lane, client, under_way))
            async with lane.turn(client):
                body = BODIES.get(answer.tag)
                body = await run_in_threadpool(_whole, answer) if body is None else body
                BODIES.put(answer.tag, body)
    response = Response(body, headers=headers, media_type=answer.media_type)
    if answer.is_by_query:
        remember(request.scope, AnsweredRequest(answer.version, answer.tag, tuple(response.raw_headers)))
    return response


def is_known(condition: str | None, tag: str) -> bool:
    """Whether If-None-Match names the tag; a proxy that compresses has made a weak one of it."""
    if condition is None:
        return False
    given = [tag.strip().removeprefix("W/") for tag in condition.split(",")]
    return tag in given or "*" in given


def _whole(answer: Representation) -> bytes:
    return b"".join(_of_one_version(answer))


def _of_one_version(answer: Representation) -> Iterator[bytes]:
    for part in answer.parts():
        if queries.version() != answer.version:
            raise WarehouseReplaced("New figures were published while this was being written", "Ask again.")
        yield part


@dataclass(frozen=True)
class Work:
    """An answer that is made while it leaves: in whose lane, for whom, and what holds its room there."""

    lane: Lane
    client: str
    under_way: ExitStack

    async def part(self, parts: Iterator[bytes]) -> bytes | None:
        """The next part, in its turn; None at the end."""
        async with self.lane.turn(self.client):
            return await run_in_threadpool(next, parts, None)


class StreamedResponse(StreamingResponse):
    """A stream that gives its room back when it has left, or when its reader has.

    A reader who takes nothing for a while, or takes too long in all, is cut off: others wait for the room.
    """

    def __init__(self, content: Any, *, room: ExitStack, headers: dict[str, str], media_type: str) -> None:
        super().__init__(content, headers=headers, media_type=media_type)
        self._room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""

        async def send_soon(message: Message) -> None:
            async with asyncio.timeout(STALLED):
                await send(message)

        with self._room:
            async with asyncio.timeout(LONGEST):
                await super().__call__(scope, receive, send_soon)


async def _stream(request: Request, answer: Representation, headers: dict[str, str], work: Work) -> Response:
    if request.scope.get("is_head"):
        return Response(headers=headers, media_type=answer.media_type)
    parts: Iterator[bytes] = _of_one_version(answer)
    if request.scope.get("http_version") == "1.0":
        # It has no pieces whose end is marked: without a length, a file that breaks off would look whole.
        async with work.lane.turn(work.client):
            size, parts = await run_in_threadpool(spooled, parts)
        headers = headers | {"Content-Length": str(size)}
        return StreamedResponse(parts, room=work.under_way.pop_all(), headers=headers, media_type=answer.media_type)
    # The first part before the status line: what goes wrong at once is told as a problem. An error later cuts the
    # connection, so that the file is seen to be incomplete.
    first = await work.part(parts) or b""
    rest = _rest(first, parts, work)
    return StreamedResponse(rest, room=work.under_way.pop_all(), headers=headers, media_type=answer.media_type)


def spooled(parts: Iterable[bytes]) -> tuple[int, Iterator[bytes]]:
    """The size of parts, and their bytes in pieces, once all of them have been made."""
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        for part in parts:
            file.write(part)
        size = file.tell()
        file.seek(0)
        opened = stack.pop_all()

    def pieces() -> Iterator[bytes]:
        with opened:
            while piece := file.read(PIECE):
                yield piece

    return size, pieces()


async def _rest(first: bytes, parts: Iterator[bytes], work: Work) -> AsyncIterator[bytes]:
    # In pieces: sending a large part at once would hold up every other answer.
    part: bytes | None = first
    while part is not None:
        for begin in range(0, len(part), PIECE):
            yield part[begin : begin + PIECE]
        part = await work.part(parts)
