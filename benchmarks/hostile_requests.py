"""python -m benchmarks.hostile_requests [NUMBER] [SEED] [STATE]: requests that nobody should make, to every address.

Request n of a seed is always the same, so that one that failed can be made again, and an interrupted run goes on where
it was (STATE, a file, holds how far it has come). They go through the application itself, without a network. An answer
of 500 and above, an exception or memory that keeps growing is a failure; everything else is the client's own fault.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from api.app import app as api
from api.documentation import document
from data.edition_store import write_atomically

HOSTILE = (
    b"", b" ", b"\x00", b"%00", b"%", b"%zz", b"\xff\xfe", b"null", b"NaN", b"-1", b"0", b"1e9", b"9" * 400, b"[]",
    b"{}", b"'; DROP TABLE observation; --", b"1 OR 1=1", b"<script>alert(1)</script>", b"../../etc/passwd", b"{{7*7}}",
    b"=cmd|' /C calc'!A0", b"a" * 5000, "\u202e\ud7ff".encode(), "٣".encode(), "Ł𝔠".encode(), b"0000-00", b"9999-12",
    b"${x}", b"2025-13", b"2024-02-30", b"1-1-1", b",", b",,,,", b"&", b"=", b";", b"London,London", b"wards-of-",
    b"\r\nX: y",
)  # fmt: skip
PLAIN = (
    b"knife_crime", b"burglary", b"robbery", b"Croydon", b"boroughs", b"London", b"Abbey", b"E09000008", b"2025-03",
    b"2026-02", b"2026-03-31", b"rolling_12", b"month", b"count", b"rate", b"change", b"3", b"12", b"borough", b"light",
    b"Knife crime rose by 5% in Croydon", b"Burglary fell", b"Why?", b"north-area-bcu", b"0123456789abcdef",
)  # fmt: skip
METHODS = ("GET",) * 30 + ("HEAD", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "get", "X" * 50)
HEADERS = (b"accept", b"accept-encoding", b"if-none-match", b"range", b"origin", b"host", b"cookie", b"x-forwarded-for")
# Of these, one request costs as much as hundreds of others: they are asked less often, and never for all wards.
DEAR = {
    "/claim.json": 0.03, "/claim.csv": 0.01, "/chart.png": 0.1, "/chart.svg": 0.3, "/releases.atom": 0.01,
    "/street.csv": 0.2, "/street.json": 0.2,
}  # fmt: skip
# The whole of the data, a minute to make: what makes it is tested elsewhere, and it has no parameters.
LEFT_OUT = ("/all", "/datapackage.json")
# Milliseconds a request took beyond which it is told.
SLOW = 5_000


@dataclass(frozen=True, slots=True)
class HostileRequest:
    """One request, by its number."""

    number: int
    method: str
    path: bytes
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""


@dataclass
class Tally:
    """What came of the requests so far."""

    seed: int
    done: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, Any]] = field(default_factory=list)
    slow: list[dict[str, Any]] = field(default_factory=list)

    def write(self, file: Path) -> None:
        """Keep it for a run that goes on."""
        content = {"seed": self.seed, "done": self.done, "statuses": self.statuses, "failures": self.failures}
        write_atomically(file, json.dumps(content))


def tally_of(file: Path | None, seed: int) -> Tally:
    """The tally that a file keeps, or a new one. Raises ValueError where it is of another seed."""
    if file is None or not file.exists():
        return Tally(seed)
    content = json.loads(file.read_text(encoding="utf-8"))
    if content["seed"] != seed:
        raise ValueError(f"{file}: is of the seed {content['seed']}, not {seed}")
    return Tally(seed, content["done"], Counter(content["statuses"]), content["failures"])


class HostileClient:
    """Makes requests of a seed, by their number."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        paths = document(api)["paths"]
        self._parameters = {
            path: tuple(paths[path]["get"].get("parameters", ())) for path in paths if "get" in paths[path]
        }
        self._paths = [path for path in self._parameters if not path.startswith(LEFT_OUT)]
        self._weights = [DEAR.get(path, 1.0) for path in self._paths]

    def request(self, number: int) -> HostileRequest:
        """Request `number`: the same each time."""
        dice = random.Random(f"{self.seed}-{number}")  # noqa: S311 - a reproducible choice, no secret
        (path,) = dice.choices(self._paths, self._weights)
        pairs = [pair for parameter in self._parameters[path] for pair in _values(dice, parameter)]
        if dice.random() < 0.15:
            pairs.append((dice.choice((*HOSTILE, b"form", b"indicator", b"area")), dice.choice(HOSTILE)))
        if dice.random() < 0.1:
            dice.shuffle(pairs)
        query = b"&".join(_encoded(dice, name) + b"=" + _encoded(dice, value) for name, value in pairs)
        headers = [(name, dice.choice((*HOSTILE, b"gzip", b"*", b"bytes=0-9", b"text/csv"))) for name in HEADERS
                   if dice.random() < 0.1]  # fmt: skip
        body = dice.choice(HOSTILE) if dice.random() < 0.05 else b""
        return HostileRequest(number, dice.choice(METHODS), _path(dice, path), query, tuple(headers), body)


def _path(dice: random.Random, path: str) -> bytes:
    text = path.encode()
    if dice.random() < 0.05:
        place = dice.randrange(len(text))
        text = text[:place] + dice.choice(HOSTILE)[:50] + text[place:]
    return text


def _values(dice: random.Random, parameter: dict[str, Any]) -> Iterator[tuple[bytes, bytes]]:
    """No, one or several values for a parameter: allowed, nearly so, or hostile."""
    name, schema = parameter["name"].encode(), parameter["schema"]
    if dice.random() < (0.1 if parameter.get("required") else 0.6):
        return
    allowed = [str(value).encode() for value in schema.get("enum") or schema.get("items", {}).get("enum") or ()]
    # All wards at once are for `benchmarks.attack`: here thousands of different requests matter.
    allowed = [value for value in allowed if value != b"ward"] or list(PLAIN)
    for _ in range(dice.choice((1, 1, 1, 1, 1, 2, 3))):
        kind = dice.random()
        value = dice.choice(allowed) if kind < 0.6 else dice.choice(PLAIN) if kind < 0.75 else dice.choice(HOSTILE)
        if kind > 0.95 and value:
            place = dice.randrange(len(value))
            value = value[:place] + bytes([dice.randrange(256)]) + value[place:]
        yield name, value


def _encoded(dice: random.Random, value: bytes) -> bytes:
    """Percent-encoded as it should be; now and then as it should not."""
    chance = dice.random()
    if chance < 0.9:
        return quote_from_bytes(value).encode()
    return value if chance < 0.97 else b"".join(b"%%%02X" % byte for byte in value[:200])


async def answer(request: HostileRequest) -> int:
    """The status of the answer, once the whole of it has come."""
    statuses: list[int] = []
    parts = [{"type": "http.request", "body": request.body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return parts.pop() if parts else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request.method,
        "scheme": "http", "path": request.path.decode("utf-8", "replace"), "raw_path": request.path,
        "query_string": request.query, "root_path": "", "headers": [(b"host", b"testserver"), *request.headers],
        "client": ("127.0.0.1", 1), "server": ("testserver", 80),
    }  # fmt: skip
    await api(scope, receive, send)
    return statuses[0]


def resident_megabytes() -> float:
    """What this process holds (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def ask_until(number: int, tally: Tally, file: Path | None = None) -> None:
    """Make requests until so many of the seed are done."""
    client = HostileClient(tally.seed)
    while tally.done < number:
        request, began = client.request(tally.done), time.perf_counter()
        try:
            status = str(await answer(request))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure to be told
            status = type(error).__name__
        taken = 1000 * (time.perf_counter() - began)
        tally.statuses[status] += 1
        tally.done += 1
        is_failure = not status.isdigit() or int(status) >= 500
        if is_failure or taken > SLOW:
            told = {"number": request.number, "status": status, "milliseconds": round(taken)}
            (tally.failures if is_failure else tally.slow).append(
                told | {"path": repr(request.path), "query": repr(request.query[:300])}
            )
        if file is not None and tally.done % 1_000 == 0:
            tally.write(file)
            print(f"{tally.done:,} {resident_megabytes():,.0f} MB {dict(tally.statuses)}", flush=True)


def main(number: int, seed: int, file: Path | None) -> int:
    """Ask and print; 1 where anything failed."""
    tally = tally_of(file, seed)
    began, done = time.monotonic(), tally.done
    asyncio.run(ask_until(number, tally, file))
    seconds = max(time.monotonic() - began, 0.001)
    print(f"{tally.done:,} requests of seed {seed}, {(tally.done - done) / seconds:,.0f} a second")
    print(f"{resident_megabytes():,.0f} MB at the end; answered {dict(tally.statuses.most_common())}")
    for kind, requests in (("failed", tally.failures), ("slow", tally.slow)):
        for request in requests:
            print(f"{kind}: {request}")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    state = Path(given[2]) if len(given) > 2 else None
    sys.exit(main(int(given[0]) if given else 20_000, int(given[1]) if len(given) > 1 else 1, state))
