"""Connections: as many as the system allows, and none for a request that never comes to its end.

uvicorn waits for ever for the rest of a request. Nine hundred half-sent ones would hold nine hundred connections, and
one reader who takes nothing of a long answer holds its room. Both are cut off here.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
import socket
from collections import Counter
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# Files that a process may have open, where the system allows as many.
FILES = 65_536
# Seconds for the whole of a request's head, or its body, and how many requests may be on their way at a time.
SECONDS_TO_SEND, MOST_HALF_SENT = 15.0, 256
# Milliseconds after which a client that takes nothing of what was sent is given up by the system (Linux).
MILLISECONDS_TO_TAKE = 60_000
# What a file descriptor is needed for beside connections: the warehouse, logs, the sockets of the event loop.
OTHER_FILES = 128
FULL = (
    "The London crime dashboard has more visitors at the moment than it has room for. Please try again in a minute.\n"
)


def raise_file_limit() -> int:
    """Let this process open as many files as the system allows it; the number that it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return file_limit()


def file_limit() -> int:
    """How many files this process may have open."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return FILES if soft == resource.RLIM_INFINITY else soft


class HalfSentRequests:
    """The connections whose request has begun and not ended, the oldest first, each with its deadline."""

    def __init__(self, seconds: float = SECONDS_TO_SEND, most: int = MOST_HALF_SENT) -> None:
        self.seconds, self.most = seconds, most
        self.cut_off = 0
        self._waiting: dict[H11Protocol, asyncio.TimerHandle] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def look_at(self, connection: H11Protocol) -> None:
        """Start or end the deadline of a connection, after something has come."""
        if not _is_half_sent(connection):
            self.forget(connection)
        elif connection not in self._waiting:
            if len(self._waiting) >= self.most:
                self._cut_off(self._oldest_of_the_greediest())
            deadline = asyncio.get_running_loop().call_later(self.seconds, self._cut_off, connection)
            self._waiting[connection] = deadline

    def forget(self, connection: H11Protocol) -> None:
        """The request has come, or its client has gone."""
        if deadline := self._waiting.pop(connection, None):
            deadline.cancel()

    def _oldest_of_the_greediest(self) -> H11Protocol:
        """Of whoever has the most of them, the oldest: others keep theirs."""
        (greediest, _), *_ = Counter(map(_host, self._waiting)).most_common(1)
        return next(connection for connection in self._waiting if _host(connection) == greediest)

    def _cut_off(self, connection: H11Protocol) -> None:
        self.forget(connection)
        self.cut_off += 1
        connection.transport.abort()


HALF_SENT = HalfSentRequests()


def _host(connection: H11Protocol) -> str:
    return connection.client[0] if connection.client else ""


def _is_half_sent(connection: H11Protocol) -> bool:
    if connection.transport.get_protocol() is not connection:
        # It has become a web socket, which is open for as long as the page: h11 saw no end of its request.
        return False
    state = connection.conn.their_state
    if state is h11.SEND_BODY:
        return True
    # Between two requests nothing has come of the next one: uvicorn has a deadline of its own for that.
    return state is h11.IDLE and (getattr(connection, "scope", None) is None or bool(connection.conn.trailing_data[0]))


def bound_connections(most: Callable[[], int], half_sent: HalfSentRequests = HALF_SENT) -> None:
    """Have uvicorn's connections hold to the deadlines, and turn away in words those beyond `most()`."""
    made, received, lost = H11Protocol.connection_made, H11Protocol.data_received, H11Protocol.connection_lost
    if hasattr(made, "is_bounded"):
        return

    def connection_made(self: H11Protocol, transport: Any) -> None:
        made(self, transport)
        if (opened := transport.get_extra_info("socket")) and hasattr(socket, "TCP_USER_TIMEOUT"):
            with contextlib.suppress(OSError):
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, MILLISECONDS_TO_TAKE)
        if len(self.connections) > most():
            transport.write(_full())
            transport.close()
        else:
            half_sent.look_at(self)

    def data_received(self: H11Protocol, data: bytes) -> None:
        if self.transport.is_closing():
            return
        received(self, data)
        half_sent.look_at(self)

    def connection_lost(self: H11Protocol, exc: Exception | None) -> None:
        half_sent.forget(self)
        lost(self, exc)

    connection_made.is_bounded = True  # type: ignore[attr-defined]
    for name, method in (
        ("connection_made", connection_made), ("data_received", data_received), ("connection_lost", connection_lost),
    ):  # fmt: skip
        setattr(H11Protocol, name, method)


def most_connections() -> int:
    """As many connections as there are files for, once a session has those that it needs."""
    return max(64, file_limit() - OTHER_FILES) // 2


def _full() -> bytes:
    head = (
        "HTTP/1.1 503 Service Unavailable", "Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(FULL)}",
        "Retry-After: 60", "Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Connection: close",
    )  # fmt: skip
    return ("\r\n".join(head) + "\r\n\r\n" + FULL).encode()
