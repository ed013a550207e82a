"""Pages' documents as they leave: kept by address and warehouse version, with entity tags; 404 for unknown paths."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from analytics import queries
from api.public_address import public_address
from data.errors import DashboardError
from serving.early_modules import CHARTS, FIRST_DRAWN, early_modules
from serving.first_paint.headless_run import page_messages
from serving.first_paint.not_found_page import not_found_page
from serving.first_paint.page_document import document, plain_document
from serving.first_paint.page_elements import WrittenPage, written_page
from serving.full_house import HOUSE, RETRY_AFTER, House, full_house_page

MOST_BYTES, LONGEST_QUERY = 32_000_000, 1_500
# Runs at a time, and those that may wait for their turn: beyond, a visitor gets the live page alone.
AT_ONCE, MOST_WAITING = 2, 8
# A page in a frame of another site, which shows one panel alone.
EMBEDDED = "embed=true"
# Seconds after which a visitor is better served by the live page alone.
PATIENCE = 3.0
logger = logging.getLogger("london_crime.first_paint")


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A finished document, plain and compressed; the tag is a hash of it."""

    plain: bytes
    packed: bytes
    tag: str
    status: int = 200

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed)


def page_document(html: str, *, status: int = 200) -> PageDocument:
    """A document ready to leave."""
    body = html.encode("utf-8", "replace")
    return PageDocument(body, gzip.compress(body, 6, mtime=0), hashlib.sha256(body).hexdigest()[:20], status)


class PageDocuments:
    """Makes the documents of pages and keeps them, up to a number of bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._kept: LRUCache[tuple[str, ...], PageDocument] = LRUCache(most_bytes, getsizeof=lambda kept: kept.size)
        self._pages: dict[str, str] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._making: dict[tuple[str, ...], asyncio.Task[PageDocument]] = {}

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return int(self._kept.currsize)

    async def pages(self) -> dict[str, str]:
        """The pages that there are, path → name; empty as long as the first page cannot be run."""
        if not self._pages:
            try:
                self._pages = written_page(await page_messages("", "")).pages
            except (DashboardError, RuntimeError):
                logger.warning("The list of pages cannot be read yet.", exc_info=True)
        return self._pages

    async def warm_up(self) -> None:
        """Run each page once, so that the first visitor does not wait for what all need."""
        for path in await self.pages():
            try:
                await page_messages(path, "")
            except (DashboardError, RuntimeError):
                logger.warning("The page %r cannot be warmed up.", path, exc_info=True)

    async def of(self, path: str, query: str, base: str) -> PageDocument:
        """The document of a page, kept or made; without a first paint where that cannot be had in time.

        What takes too long for this visitor is finished for the next one.
        """
        key = (queries.version(), base, path, query)
        if kept := self._kept.get(key):
            return kept
        if (
            len(query) <= LONGEST_QUERY
            and EMBEDDED not in query
            and (key in self._making or len(self._making) < MOST_WAITING)
        ):
            making = self._making.get(key) or self._start(key)
            done, _ = await asyncio.wait({making}, timeout=PATIENCE)
            if done and not making.exception():
                return making.result()
        return page_document(plain_document(self._pages.get(path, "")))

    def _start(self, key: tuple[str, ...]) -> asyncio.Task[PageDocument]:
        making = self._making[key] = asyncio.create_task(self._made(*key))
        making.add_done_callback(lambda done: self._finish(key, done))
        return making

    def _finish(self, key: tuple[str, ...], done: asyncio.Task[PageDocument]) -> None:
        """Keep what was made; say why nothing was."""
        del self._making[key]
        if done.cancelled():
            return
        if error := done.exception():
            logger.warning("The page %r has no first paint: %s", key[2], error)
        elif done.result().size <= self._kept.maxsize:
            self._kept[key] = done.result()

    async def _made(self, _version: str, base: str, path: str, query: str) -> PageDocument:
        async with self._turns:
            page: WrittenPage = written_page(await page_messages(path, query))
        return page_document(await asyncio.to_thread(document, page, base=base, path=path, query=query))


DOCUMENTS = PageDocuments()


class FirstPaint:
    """Answers requests for pages with documents that already hold what the page says first.

    What else Streamlit would answer with its own document is an unknown path: 404, with the ways on.
    """

    def __init__(self, app: ASGIApp, documents: PageDocuments = DOCUMENTS, house: House = HOUSE) -> None:
        self.app = app
        self._documents = documents
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _is_asset(scope["path"]):
            await self.app(scope, receive, send)
            return
        path, pages = str(scope["path"])[1:], await self._documents.pages()
        if path in pages and self._house.is_full:
            full = page_document(full_house_page(), status=503)
            await respond(Request(scope), full, retry_after=RETRY_AFTER)(scope, receive, send)
        elif path in pages:
            request = Request(scope)
            query = str(scope["query_string"], "latin-1")
            made = await self._documents.of(path, query, public_address(request))
            link = early_modules(FIRST_DRAWN if not path else (*FIRST_DRAWN, *CHARTS))
            await respond(request, made, link)(scope, receive, send)
        else:
            await self.app(scope, receive, _instead_of_streamlit(scope, receive, send) if pages else send)


# What is never a page.
ELSEWHERE = (
    "/static/", "/_stcore/", "/api/", "/app/", "/media/", "/briefing", "/component", "/healthz", "/readyz", "/metrics",
    "/figures/",
)  # fmt: skip


def _is_asset(path: str) -> bool:
    """Spares what is never a page the question."""
    return path.startswith(ELSEWHERE)


def respond(request: Request, made: PageDocument, link: str = "", *, retry_after: str = "") -> Response:
    """The document, or that it has not changed; compressed for whoever takes it so."""
    is_packed = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{made.tag}-gzip"' if is_packed else f'"{made.tag}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"} | ({"Link": link} if link else {})
    headers |= {"Retry-After": retry_after} if retry_after else {}
    tags = [given.strip().removeprefix("W/") for given in request.headers.get("if-none-match", "").split(",")]
    if made.status == 200 and (tag in tags or "*" in tags):
        return Response(None, 304, headers)
    if is_packed:
        return Response(made.packed, made.status, headers | {"Content-Encoding": "gzip"}, "text/html")
    return Response(made.plain, made.status, headers, "text/html")


def _instead_of_streamlit(scope: Scope, receive: Receive, send: Send) -> Send:
    """Passes an answer on, unless it is Streamlit's document: that stands for a path that there is not."""
    is_replaced = False

    async def send_or_replace(message: dict[str, object]) -> None:
        nonlocal is_replaced
        if message["type"] == "http.response.start" and _is_streamlit_document(message):
            is_replaced = True
            made = page_document(not_found_page(str(scope["path"])), status=404)
            await respond(Request(scope), made)(scope, receive, send)
        elif not is_replaced:
            await send(message)

    return send_or_replace  # type: ignore[return-value]


def _is_streamlit_document(message: dict[str, object]) -> bool:
    """Its static files alone are offered in parts; documents of the API and of the briefings are not."""
    headers = Headers(raw=message["headers"])  # type: ignore[arg-type]
    return (
        message["status"] == 200
        and "accept-ranges" in headers
        and headers.get("content-type", "").startswith("text/html")
    )
