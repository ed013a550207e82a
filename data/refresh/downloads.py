"""Fetching one file over HTTP: within limits, and whole or not at all.

A passing failure (no connection, a cut, a timeout, 429, 5xx) is tried again after a random pause, as long as the
limits allow; what has arrived is kept and the rest asked for, when the server can say that the file is the same.
Anything else is an error at once.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import io
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO

import httpx2
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, wait_random_exponential
from tqdm import tqdm

from data import __version__
from data.errors import DashboardError
from data.refresh import response_headers
from data.refresh.permitted_addresses import refusal_of
from data.refresh.request_limits import Limits

USER_AGENT = f"london-crime-dashboard/{__version__} (refresh; python-httpx2/{httpx2.__version__})"
# The server is busy or the way to it is: it asks for patience, or deserves it.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
NOT_CHANGED, PARTIAL, RANGE_REFUSED = 304, 206, 416
LATER = "Try again later; if it goes on, see on the dataset's page whether the file has moved."


class DownloadFailed(DashboardError):
    """A publisher's file could not be fetched whole; `is_passing` when it may well be later. Nothing has changed."""

    def __init__(self, message: str, hint: str = "", *, is_passing: bool = False) -> None:
        super().__init__(message, hint)
        self.is_passing = is_passing


class _Passing(Exception):
    """What may be better next time; `wait` is what the server asks for, in seconds."""

    def __init__(self, message: str, *, wait: float = 0) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(frozen=True)
class Validators:
    """What the server said of a file when it was fetched: it can tell by them whether it has changed."""

    etag: str = ""
    last_modified: str = ""

    @property
    def moment(self) -> dt.datetime | None:
        """Last-Modified as a moment."""
        return response_headers.moment(self.last_modified)


@dataclass(frozen=True)
class Download:
    """A whole file: where it came from after redirects, its size and hash, and its validators."""

    address: str
    size: int
    sha256: str
    validators: Validators


def fetch(
    address: str, target: IO[bytes], *, known: Validators | None = None, limits: Limits, bar: str = ""
) -> Download | None:
    """Fetch a file into an open, empty `target`; None when it is still as `known`. `bar` names a progress bar.

    Raises DownloadFailed: what was asked for, what came, what was expected, and what to do.
    """
    with tqdm(desc=bar, unit="B", unit_scale=True, disable=not bar, leave=False) as progress:
        return _run(_Transfer(address, target, known or Validators(), limits, progress).whole())


def ask(address: str, *, known: Validators | None = None, limits: Limits) -> Download | None:
    """What a fetch would bring, without its body (and so without its hash); None when it is still as `known`."""
    with tqdm(disable=True) as silent:
        transfer = _Transfer(address, io.BytesIO(), known or Validators(), limits, silent, only_ask=True)
        return _run(transfer.whole())


def _run(transfer: Coroutine[None, None, Download | None]) -> Download | None:
    """Its result; in a thread of its own where this thread is busy with an event loop already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(transfer)
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(asyncio.run, transfer).result()


class _Transfer:
    """One file on its way."""

    def __init__(
        self,
        address: str,
        target: IO[bytes],
        known: Validators,
        limits: Limits,
        bar: tqdm,
        *,
        only_ask: bool = False,
    ) -> None:
        self.address = address
        self.target = target
        self.known = known
        self.limits = limits
        self.bar = bar
        self.only_ask = only_ask
        self.arrived = 0
        self.total: int | None = None
        self.validators = Validators()

    async def whole(self) -> Download | None:
        """The file, after as many tries as it takes."""
        try:
            async with asyncio.timeout(self.limits.total), self._client() as client:
                return await self._tried(client)
        except TimeoutError as error:
            raise self._failed(f"took longer than {self.limits.total:g} s", LATER, is_passing=True) from error

    def _client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"},
            timeout=httpx2.Timeout(self.limits.read, connect=self.limits.connect),
            follow_redirects=True,
            max_redirects=self.limits.redirects,
            event_hooks={"request": [self._permit]},
        )

    async def _permit(self, request: httpx2.Request) -> None:
        """Called for the address and for each redirect: HTTPS only, or within this machine."""
        if refusal := await refusal_of(request.url, first=httpx2.URL(self.address)):
            raise self._failed(*refusal)

    async def _tried(self, client: httpx2.AsyncClient) -> Download | None:
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(_Passing),
            stop=stop_after_attempt(self.limits.tries),
            wait=self._pause,
            reraise=True,
        )
        try:
            return await retrying(self._attempt, client)
        except _Passing as passing:
            times = "once" if self.limits.tries == 1 else f"{self.limits.tries} times"
            raise self._failed(f"{passing} (tried {times})", LATER, is_passing=True) from passing

    def _pause(self, state: RetryCallState) -> float:
        """Seconds before the next try: what the server asks for, at least a random part of a doubling pause."""
        passing = state.outcome.exception() if state.outcome else None
        assert isinstance(passing, _Passing)
        if passing.wait > self.limits.longest_retry_after:
            raise self._failed(f"{passing}; it asks us to wait {passing.wait:,.0f} s", LATER, is_passing=True)
        full_jitter = wait_random_exponential(multiplier=self.limits.pause, max=self.limits.longest_pause)
        return max(passing.wait, full_jitter(state))

    async def _attempt(self, client: httpx2.AsyncClient) -> Download | None:
        conditions = self._conditions()
        try:
            request = client.build_request("GET", self.address, headers=conditions)
            async with asyncio.timeout(self.limits.connect + self.limits.read):
                response = await client.send(request, stream=True)
        except TimeoutError as error:
            raise _Passing(f"did not answer within {self.limits.connect + self.limits.read:g} s") from error
        except httpx2.TooManyRedirects as error:
            raise self._failed(
                f"redirects more than {self.limits.redirects} times", "See the dataset's page."
            ) from error
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise self._failed(f"is no address ({error})", "See the dataset's page.") from error
        except httpx2.TransportError as error:
            raise _Passing(response_headers.in_words(error)) from error
        try:
            return await self._take(response)
        except httpx2.TransportError as error:
            raise _Passing(f"{response_headers.in_words(error)} after {self.arrived:,} bytes") from error
        finally:
            await response.aclose()

    def _conditions(self) -> dict[str, str]:
        """The rest of what has begun to arrive; otherwise the file, unless it is as we know it."""
        same = self.validators.etag if not self.validators.etag.startswith("W/") else ""
        same = same or self.validators.last_modified
        if self.arrived and same:
            return {"Range": f"bytes={self.arrived}-", "If-Range": same}
        self._restart()
        conditions = {"If-None-Match": self.known.etag, "If-Modified-Since": self.known.last_modified}
        return {name: value for name, value in conditions.items() if value}

    def _restart(self) -> None:
        self.target.seek(0)
        self.target.truncate()
        self.bar.reset()
        self.arrived = 0

    async def _take(self, response: httpx2.Response) -> Download | None:
        if response.status_code == NOT_CHANGED and (self.known.etag or self.known.last_modified):
            return None
        self._check_status(response)
        self._check_kind(response_headers.unfit_type(response))
        if response.status_code == PARTIAL:
            self._check_part(response)
        else:
            self._begin(response)
        if self.only_ask:
            return Download(str(response.url), self.total or 0, "", self.validators)
        await self._write(response)
        return self._finish(response)

    def _check_status(self, response: httpx2.Response) -> None:
        status = f"answered {response.status_code} {response.reason_phrase}".strip()
        if response.status_code in PASSING:
            raise _Passing(status, wait=response_headers.retry_after(response))
        if response.status_code == RANGE_REFUSED:
            self.arrived = 0
            raise _Passing(status)
        if response.status_code not in (200, PARTIAL):
            raise self._failed(status, "See on the dataset's page whether it has moved.")

    def _check_part(self, response: httpx2.Response) -> None:
        """The part must begin where we stopped, in a file as long as before; else all is asked for anew."""
        first, total = response_headers.part(response) or (None, None)
        if not self.arrived or first != self.arrived or self.total not in (None, total):
            self.arrived = 0
            raise _Passing("sent another part of the file than was asked for")
        self.total = total

    def _begin(self, response: httpx2.Response) -> None:
        self._restart()
        self.total = self.bar.total = response_headers.length(response)
        # A part of an encoded body cannot be continued.
        given = {} if response_headers.is_encoded(response) else response.headers
        self.validators = Validators(given.get("etag", ""), given.get("last-modified", ""))
        self._check_size(self.total or 0)

    def _check_size(self, size: int) -> None:
        if size > self.limits.size:
            raise self._failed(
                f"is larger than {self.limits.size / 1e6:g} MB", "If that is right, raise the limit `size`."
            )

    async def _write(self, response: httpx2.Response) -> None:
        clock = asyncio.get_running_loop().time
        began, before = clock(), self.arrived
        async for chunk in response.aiter_bytes():
            self._keep(chunk)
            seconds = clock() - began
            if seconds > self.limits.grace and self.arrived - before < self.limits.slowest * seconds:
                raise _Passing(f"sends less than {self.limits.slowest:g} bytes a second")

    def _keep(self, chunk: bytes) -> None:
        self._check_size(self.arrived + len(chunk))
        try:
            self.target.write(chunk)
        except OSError as error:
            raise self._failed(f"cannot be kept: {error.strerror}", "Free space on the disk.") from error
        self.arrived += len(chunk)
        self.bar.update(len(chunk))

    def _finish(self, response: httpx2.Response) -> Download:
        if self.total is not None and self.arrived != self.total:
            raise _Passing(f"sent {self.arrived:,} of {self.total:,} bytes")
        try:
            self.target.flush()
        except OSError as error:
            raise self._failed(f"cannot be kept: {error.strerror}", "Free space on the disk.") from error
        self.target.seek(0)
        self._check_kind(response_headers.unfit_content(self.target.read(1024)))
        self.target.seek(0)
        digest = hashlib.file_digest(self.target, "sha256").hexdigest()  # type: ignore[arg-type]
        return Download(str(response.url), self.arrived, digest, self.validators)

    def _check_kind(self, unfit: str) -> None:
        if unfit:
            raise self._failed(f"sent {unfit}", "Open the address in a browser to see why.")

    def _failed(self, what: str, hint: str, *, is_passing: bool = False) -> DownloadFailed:
        return DownloadFailed(f"{self.address}: {what}", hint, is_passing=is_passing)
