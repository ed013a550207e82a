"""Logs: one line of JSON for each record and each request where that is wanted, and nobody's address by default."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import re
import sys
import time
import uuid
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.errors import DashboardError
from serving.route_names import route_of

FORM, ADDRESSES = "LONDON_CRIME_LOG", "LONDON_CRIME_LOG_ADDRESSES"
HEADER = "X-Request-Id"
# What another server calls a request is taken over where it is nothing but a name.
GIVEN = re.compile(r"[\w.-]{1,64}\Z", re.ASCII)
# What uvicorn begins with a visitor's address, when a web socket opens or closes.
SOCKET_LINE = '%s - "WebSocket'
REQUESTS = logging.getLogger("london_crime.requests")
_request_id: ContextVar[str] = ContextVar("_request_id", default="")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Logging's interface."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        content = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if name := getattr(record, "request_id", "") or _request_id.get():
            content["request_id"] = name
        content |= getattr(record, "request", {})
        if record.exc_info:
            content["traceback"] = self.formatException(record.exc_info)
        return json.dumps(content, ensure_ascii=False)


def logs_addresses() -> bool:
    """Whether whoever runs the dashboard has asked for visitors' addresses in the log."""
    return os.environ.get(ADDRESSES, "").strip().lower() in ("yes", "true", "1")


def set_up_logs() -> None:
    """Have logs written as LONDON_CRIME_LOG says (`json`, or plain by default), without addresses unless asked for.

    Raises DashboardError for another setting.
    """
    form = os.environ.get(FORM, "").strip().lower()
    if form not in ("", "plain", "json"):
        raise DashboardError(f"{FORM}: {form!r} is no form of a log", "Give json, or leave it out.")
    if not logs_addresses():
        access = logging.getLogger("uvicorn.access")
        access.handlers.clear()
        access.propagate = False
        logging.getLogger("uvicorn.error").addFilter(_has_no_address)
    if form == "json":
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        for name in ("uvicorn", "uvicorn.error", "streamlit"):
            logging.getLogger(name).handlers.clear()
            logging.getLogger(name).propagate = True
        logging.getLogger("uvicorn.access").handlers.clear()
        logging.root.handlers = [handler]
        logging.root.setLevel(logging.INFO)
    REQUESTS.disabled = form != "json"


def _has_no_address(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(SOCKET_LINE)


class RequestLog:
    """Gives each request a name, returns it as a header, and logs the request once its answer has left.

    Neither the query, which may hold what a visitor typed, nor the visitor's address is logged.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        name = given if GIVEN.match(given) else uuid.uuid4().hex
        _request_id.set(name)
        sent = _Sent()

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent.status = message["status"]
                MutableHeaders(scope=message)[HEADER] = name
            else:
                sent.size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_named)
        finally:
            if not REQUESTS.disabled:
                _log(scope, name, sent)


class _Sent:
    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.status = 0
        self.size = 0


def _log(scope: Scope, name: str, sent: _Sent) -> None:
    path = str(scope["path"])
    content = {
        "method": scope["method"],
        "route": route_of(path),
        "path": path,
        "status": sent.status,
        "seconds": round(time.perf_counter() - sent.began, 4),
        "bytes": sent.size,
    }
    if logs_addresses() and scope.get("client"):
        content["client"] = scope["client"][0]
    message = f"{scope['method']} {path} {sent.status}"
    REQUESTS.info("%s", message, extra={"request": content, "request_id": name})
