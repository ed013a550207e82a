"""Whose turn it is: answers are made a few at a time, and no client has more of them under way than its share.

Python makes one answer at a time, whatever the number of threads: forty at once only make each of them, and every page,
wait for all. So what costs much waits in a lane of its own, where clients take turns; what does not fit is refused
with the time to come again. Cheap answers have another lane, which the dear ones cannot fill.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection

from api.problems import Problem

# Rows up to which an answer is cheap: a tenth of a second or two. What costs more than its rows show counts as `DEAR`.
CHEAP_ROWS = 2_000
DEAR = CHEAP_ROWS + 1
# Seconds after which a refused client is asked to come again, and for which its refusal waits: who asks again at once,
# without listening, so asks once a second.
RETRY_AFTER, PAUSE = 5, 1.0
MOST_PAUSED = 256


class Busy(Problem):
    """A request for which there is no room at the moment."""


@dataclass(frozen=True, slots=True)
class LaneLimits:
    """What may be under way: parts made at once; answers and rows, of one client and in all."""

    at_once: int
    client_answers: int
    answers: int
    client_rows: int
    rows: int


CHEAP_LIMITS = LaneLimits(at_once=2, client_answers=64, answers=512, client_rows=64 * CHEAP_ROWS, rows=512 * CHEAP_ROWS)
DEAR_LIMITS = LaneLimits(at_once=1, client_answers=4, answers=16, client_rows=2_000_000, rows=6_000_000)


@dataclass
class Lane:
    """Answers under way, and the turns in which their parts are made. For one event loop."""

    limits: LaneLimits
    answers: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    _working: int = 0
    _waiting: list[tuple[str, asyncio.Future[None]]] = field(default_factory=list)
    _last_turn: dict[str, int] = field(default_factory=dict)
    _turns: int = 0

    @contextmanager
    def admitted(self, client: str, rows: int) -> Iterator[None]:
        """Room for an answer, as long as the block lasts. Raises Busy where there is none.

        A client that has nothing under way is let in whatever the size of its answer.
        """
        limits, own = self.limits, self.answers[client]
        is_own_full = own >= limits.client_answers or (own and self.rows[client] + rows > limits.client_rows)
        if is_own_full or self.answers.total() >= limits.answers or self.rows.total() + rows > max(limits.rows, rows):
            self.refused += 1
            raise _busy(is_own=bool(is_own_full))
        self.answers[client] += 1
        self.rows[client] += rows
        try:
            yield
        finally:
            self.answers[client] -= 1
            self.rows[client] -= rows
            if not self.answers[client]:
                del self.answers[client], self.rows[client]
                self._last_turn.pop(client, None)

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """A turn to make one part of an answer: of those that wait, the client whose last turn is longest ago."""
        if self._working < self.limits.at_once:
            self._working += 1
        else:
            ready = asyncio.get_running_loop().create_future()
            self._waiting.append((client, ready))
            try:
                await ready
            except asyncio.CancelledError:
                if not ready.cancelled():
                    # The turn had come already.
                    self._pass_on()
                raise
        self._turns += 1
        self._last_turn[client] = self._turns
        try:
            yield
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        self._waiting = [(client, ready) for client, ready in self._waiting if not ready.done()]
        if not self._waiting:
            self._working -= 1
            return
        chosen = min(self._waiting, key=lambda waiting: self._last_turn.get(waiting[0], 0))
        self._waiting.remove(chosen)
        chosen[1].set_result(None)


LANES = {"cheap": Lane(CHEAP_LIMITS), "dear": Lane(DEAR_LIMITS)}
_paused = 0


def lane_of(rows: int) -> Lane:
    """The lane for an answer that costs as much as so many rows."""
    return LANES["cheap"] if rows <= CHEAP_ROWS else LANES["dear"]


def client_of(connection: HTTPConnection) -> str:
    """Who asks: an address or, of IPv6, the network that one customer has."""
    host = connection.client.host if connection.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address) and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


async def pause() -> None:
    """What a refusal waits before it is sent, unless too many wait already."""
    global _paused  # noqa: PLW0603  one number of this process
    if _paused >= MOST_PAUSED:
        return
    _paused += 1
    try:
        await asyncio.sleep(PAUSE)
    finally:
        _paused -= 1


def _busy(*, is_own: bool) -> Busy:
    whose = "You have several large answers under way" if is_own else "Many large answers are being made"
    detail = f"{whose}. Ask again in {RETRY_AFTER} seconds, or for less: fewer areas, or a shorter time."
    return Busy("busy", "Too much at once", detail, status=429)
