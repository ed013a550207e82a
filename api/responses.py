"""How an answer leaves: entity tags and 304, headers, small answers kept, large ones streamed."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from analytics import queries
from api.response_cache import BODIES, AnsweredRequest, remember
from data.errors import DashboardError

# Rows up to which an answer is made whole, with its length, and kept; above, it streams.
WHOLE_ROWS = 20_000
FRESH = "public, max-age=300"
# The header that says what an empty or short answer does not reach.
NOTE = "Coverage-Note"
# Bytes of a file that is made whole before it leaves, up to which it is no file on the disk; and of its pieces.
IN_MEMORY, PIECE = 8_000_000, 256 * 1024


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
    if body is None and answer.rows > WHOLE_ROWS:
        return await _stream(request, answer, headers)
    if body is None:
        body = await run_in_threadpool(_whole, answer)
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


async def _stream(request: Request, answer: Representation, headers: dict[str, str]) -> Response:
    if request.scope.get("is_head"):
        return Response(headers=headers, media_type=answer.media_type)
    parts = _of_one_version(answer)
    if request.scope.get("http_version") == "1.0":
        # It has no pieces whose end is marked: without a length, a file that breaks off would look whole.
        size, parts = await run_in_threadpool(spooled, parts)
        return StreamingResponse(parts, headers=headers | {"Content-Length": str(size)}, media_type=answer.media_type)
    # The first part before the status line: what goes wrong at once is told as a problem. An error later cuts the
    # connection, so that the file is seen to be incomplete.
    first = await run_in_threadpool(next, parts, b"")
    return StreamingResponse(_rest(first, parts), headers=headers, media_type=answer.media_type)


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


async def _rest(first: bytes, parts: Iterator[bytes]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    yield first
    async for part in iterate_in_threadpool(parts):
        yield part
