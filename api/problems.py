"""What goes wrong, as RFC 9457 problem details: which parameter, which value, what is allowed, what was meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from starlette.requests import Request
from starlette.responses import Response

from data.errors import DashboardError

MEDIA_TYPE = "application/problem+json"
# What a client sent comes back in full unless it is absurdly long.
SHOWN = 100


@dataclass(eq=False)
class Problem(Exception):
    """A request that cannot be answered. `kind` ends the address of its explanation on the documentation page."""

    kind: str
    title: str
    detail: str
    status: int = 400
    parameter: str | None = None
    value: str | None = None
    allowed: tuple[str, ...] = ()
    did_you_mean: tuple[str, ...] = ()

    def content(self, *, root: str) -> dict[str, object]:
        """The problem as a JSON object, what does not apply left out."""
        members = {
            "type": f"{root}/docs#{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "parameter": self.parameter,
            "value": None if self.value is None else shown(self.value),
            "allowed": list(self.allowed),
            "did_you_mean": list(self.did_you_mean),
        }
        return {name: member for name, member in members.items() if member not in (None, [])}


def shown(value: str) -> str:
    """A value as it is repeated to whoever sent it."""
    return value if len(value) <= SHOWN else value[:SHOWN] + "…"


def unknown_value(parameter: str, value: str, allowed: Iterable[str], *, what: str | None = None) -> Problem:
    """A value outside a list, with the nearest that is on it."""
    known = tuple(allowed)
    near = tuple(get_close_matches(value.lower()[:SHOWN], known, n=3, cutoff=0.5))
    meant = f" Did you mean {' or '.join(near)}?" if near else f" Choose one of {', '.join(known)}."
    return Problem(
        "unknown-value",
        f"Unknown {what or parameter}",
        f"{shown(value)!r} is no {what or parameter}.{meant}",
        parameter=parameter,
        value=value,
        allowed=known,
        did_you_mean=near,
    )


def refused(
    parameter: str,
    value: str,
    error: DashboardError,
    *,
    kind: str = "unsuitable-value",
    allowed: tuple[str, ...] = (),
) -> Problem:
    """What analytics says about a value, as a problem of the parameter that brought it."""
    message = error.message.rstrip(".")
    title = message if len(message) <= SHOWN else f"Unsuitable {parameter}"
    detail = f"{message}. {error.hint}".strip()
    meant = re.match(r"Did you mean (.+)\?", error.hint)
    codes = re.findall(r"\(([A-Z]\d{8})\)", error.hint)
    near = tuple(meant[1].split(" or ") if meant else codes)
    return Problem(kind, title, detail, parameter=parameter, value=value, allowed=allowed, did_you_mean=near)


def problem_response(problem: Problem, request: Request, headers: dict[str, str] | None = None) -> Response:
    """The problem as an HTTP response that no cache keeps."""
    content = json.dumps(problem.content(root=str(request.scope.get("root_path", ""))), ensure_ascii=False)
    return Response(
        content.encode("utf-8", "replace"),
        problem.status,
        {"Cache-Control": "no-store", **(headers or {})},
        MEDIA_TYPE,
    )
