"""How long, how large and how often: the limits of every request to a publisher."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace

from data.errors import DashboardError

VARIABLE = "LONDON_CRIME_REFRESH_LIMITS"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Seconds, bytes and counts. A file that is within them all is fetched; none of them makes a partial one pass."""

    connect: float = 10.0
    """Seconds to reach a host."""
    read: float = 30.0
    """Seconds without a byte, and for an answer to begin."""
    total: float = 1800.0
    """Seconds for one file, its retries and pauses included."""
    grace: float = 30.0
    """Seconds before the speed of a transfer is judged."""
    slowest: float = 2_000.0
    """Bytes a second on average, below which a transfer is broken off and resumed."""
    tries: int = 5
    """Requests for one file that may fail in passing."""
    pause: float = 1.0
    """Seconds, doubled with each failure; the pause is drawn at random below it (full jitter)."""
    longest_pause: float = 60.0
    longest_retry_after: float = 900.0
    """Seconds that a server may ask us to wait; for longer the next refresh is soon enough."""
    redirects: int = 5
    size: int = 300 * MEGABYTE
    """Bytes of one file; the largest that is fetched today has about 10 MB."""
    lock: float = 600.0
    """Seconds to wait for somebody who is adding files."""


def limits() -> Limits:
    """The limits, with those that LONDON_CRIME_REFRESH_LIMITS sets: `tries=2,read=5`.

    Raises DashboardError for a name that is none, or a value that is no number above zero.
    """
    given = [part for part in os.environ.get(VARIABLE, "").replace(" ", ",").split(",") if part]
    kinds = {field.name: type(getattr(Limits(), field.name)) for field in fields(Limits)}
    changed = {}
    for part in given:
        name, _, text = part.partition("=")
        try:
            changed[name] = kinds[name](text)
        except (KeyError, ValueError) as error:
            raise _wrong(part, kinds) from error
        if changed[name] <= 0:
            raise _wrong(part, kinds)
    return replace(Limits(), **changed)


def _wrong(part: str, kinds: dict[str, type]) -> DashboardError:
    return DashboardError(f"{VARIABLE}: {part!r} is no limit", f"Give NAME=NUMBER of: {', '.join(kinds)}.")
