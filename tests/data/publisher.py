"""A publisher on loopback: both shapes of the London Datastore's catalogue, files with validators, and faults.

It is a real HTTP server in threads of its own. A test says which files there are (`Publisher.files`) and, for the
next requests of a file, what goes wrong (`Publisher.faults`); `Publisher.asked` has what was asked.
"""

from __future__ import annotations

import contextlib
import email.utils
import hashlib
import json
import re
import socket
import struct
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

SPRING_2026 = 1_776_000_000  # 12 April 2026


@dataclass
class File:
    """One file of a dataset as its publisher keeps it."""

    title: str
    body: bytes
    form: str = "csv"
    modified: int = SPRING_2026
    etag: bool = True
    dated: bool = True
    covers_to: str = ""
    key: str = "qbc"
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return re.sub(r"\W+", "_", self.title) + f".{self.form}"

    @property
    def validators(self) -> dict[str, str]:
        tag = {"ETag": f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'} if self.etag else {}
        date = {"Last-Modified": email.utils.formatdate(self.modified, usegmt=True)} if self.dated else {}
        return tag | date


@dataclass(frozen=True)
class Asked:
    """One request and the status of the answer."""

    path: str
    headers: dict[str, str]
    status: int


Fault = Callable[["Handler", bytes], None]


class Publisher(ThreadingHTTPServer):
    """Serves `files` by dataset id; `shapes` are those of the catalogue that it has."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, list[File]] = {}
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.asked: list[Asked] = []
        self.shapes = {"dict", "list"}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def file(self, path: str) -> File | None:
        found = [file for files in self.files.values() for file in files if path.endswith(f"/{file.name}")]
        return found[0] if found else None

    def catalogue(self, path: str) -> dict[str, Any] | None:
        """The answer of either shape, or none."""
        if found := re.fullmatch(r"/api/dataset/(\w+)", path):
            return self._dict(found[1]) if "dict" in self.shapes else None
        if found := re.fullmatch(r"/api/action/package_show\?id=(\w+)", path):
            return self._list(found[1]) if "list" in self.shapes else None
        return None

    def _dict(self, dataset: str) -> dict[str, Any] | None:
        if dataset not in self.files:
            return None
        entries = {
            f"key{number}": {
                "title": file.title,
                "url": self._link(dataset, file),
                "format": file.form,
                "check_hash": hashlib.md5(file.body).hexdigest(),
                "check_size": len(file.body),
                "check_timestamp": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(file.modified + 3600)),
                "temporal_coverage_to": file.covers_to,
                **file.extra,
            }
            for number, file in enumerate(self.files[dataset])
        }
        return {"id": dataset, "resources": entries}

    def _list(self, dataset: str) -> dict[str, Any] | None:
        if dataset not in self.files:
            return None
        entries = [
            {"name": file.title, "url": self._link(dataset, file), "format": file.form.upper()}
            for file in self.files[dataset]
        ]
        return {"success": True, "result": {"id": dataset, "resources": entries}}

    def _link(self, dataset: str, file: File) -> str:
        return f"{self.address}/download/{dataset}/{file.key}/{file.name}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no error here: it may have been killed on purpose."""


class Handler(BaseHTTPRequestHandler):
    """Answers GET as a static file server does, unless a fault is due."""

    protocol_version = "HTTP/1.1"
    server: Publisher

    def do_GET(self) -> None:
        file = self.server.file(self.path.split("?")[0])
        waiting = next((queue for part, queue in self.server.faults.items() if part in self.path and queue), None)
        if waiting:
            waiting.popleft()(self, file.body if file else b"")
        elif file:
            self._send_file(file)
        elif (document := self.server.catalogue(self.path)) is not None:
            self.answer(200, json.dumps(document).encode(), {"Content-Type": "application/json"})
        else:
            self.answer(404, b"not here")

    def _send_file(self, file: File) -> None:
        validators, asked = file.validators, self.headers
        not_modified = asked.get("If-None-Match", "-") == validators.get("ETag") or (
            "If-None-Match" not in asked and asked.get("If-Modified-Since", "-") == validators.get("Last-Modified")
        )
        part = re.fullmatch(r"bytes=(\d+)-", asked.get("Range", ""))
        if not_modified:
            self.answer(304, b"", validators)
        elif part and int(part[1]) >= len(file.body):
            self.answer(416, b"")
        elif part and asked.get("If-Range") in validators.values():
            first, size = int(part[1]), len(file.body)
            extent = {"Content-Range": f"bytes {first}-{size - 1}/{size}"}
            self.answer(206, file.body[first:], {**validators, **extent})
        else:
            self.answer(200, file.body, {**validators, "Content-Type": "text/csv"})

    def answer(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, *, length: int | None = None
    ) -> None:
        """A whole answer; `length` is said to be its length, which need not be true."""
        self.begin(status, headers or {}, length=len(body) if length is None else length)
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def begin(self, status: int, headers: dict[str, str], *, length: int | None) -> None:
        """The head of an answer."""
        self.server.asked.append(Asked(self.path, dict(self.headers), status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is not None and status != 304:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def hang_up(self) -> None:
        """End the connection as a broken cable does: without a goodbye."""
        self.close_connection = True
        self.wfile.flush()
        with contextlib.suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Tests look at `asked` instead."""


def status(code: int, headers: dict[str, str] | None = None, body: bytes = b"no") -> Fault:
    """Another status than 200."""
    return lambda handler, _body: handler.answer(code, body, headers)


def cut(share: float, *, validators: dict[str, str] | None = None) -> Fault:
    """The connection breaks after a share of the body."""

    def fault(handler: Handler, body: bytes) -> None:
        file = handler.server.file(handler.path)
        handler.begin(200, file.validators if validators is None else validators, length=len(body))
        handler.wfile.write(body[: int(len(body) * share)])
        handler.wfile.flush()
        time.sleep(0.05)  # what was sent arrives before the connection breaks
        handler.hang_up()

    return fault


def drip(*, bytes_each: int = 1, every: float = 0.02) -> Fault:
    """The body comes in drops, each well within any timeout of a single read."""

    def fault(handler: Handler, body: bytes) -> None:
        handler.begin(200, {}, length=len(body))
        with contextlib.suppress(OSError):
            for first in range(0, len(body), bytes_each):
                handler.wfile.write(body[first : first + bytes_each])
                time.sleep(every)

    return fault


def held_back(until: Event) -> Fault:
    """Half of the body, and the rest when the test says so."""

    def fault(handler: Handler, body: bytes) -> None:
        handler.begin(200, handler.server.file(handler.path).validators, length=len(body))
        handler.wfile.write(body[: len(body) // 2])
        handler.wfile.flush()
        until.wait(60)
        with contextlib.suppress(OSError):
            handler.wfile.write(body[len(body) // 2 :])

    return fault


def silence(seconds: float) -> Fault:
    """Nothing is said for a while, then the connection ends."""

    def fault(handler: Handler, _body: bytes) -> None:
        handler.server.asked.append(Asked(handler.path, dict(handler.headers), 0))
        time.sleep(seconds)
        handler.hang_up()

    return fault


def length(difference: int) -> Fault:
    """A Content-Length that is not the body's, after which the connection ends in good order."""

    def fault(handler: Handler, body: bytes) -> None:
        handler.close_connection = True
        handler.answer(200, body, handler.server.file(handler.path).validators, length=len(body) + difference)

    return fault


def endless() -> Fault:
    """A body without a length that never ends."""

    def fault(handler: Handler, body: bytes) -> None:
        handler.close_connection = True
        handler.begin(200, {"Connection": "close"}, length=None)
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(body)

    return fault


def page(content_type: str = "text/html; charset=utf-8") -> Fault:
    """A web page where the file should be."""
    text = b"<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>"
    return status(200, {"Content-Type": content_type}, text)


def redirect(to: str, code: int = 302) -> Fault:
    return status(code, {"Location": to}, b"")


@contextlib.contextmanager
def publishing(files: dict[str, list[File]] | None = None) -> Iterator[Publisher]:
    """A publisher, as long as the block lasts."""
    server = Publisher()
    server.files = files or {}
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
