"""What a server's answer says of itself: when it was changed, when to come back, and whether it is data at all."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

import httpx2

WEB_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def unfit_type(response: httpx2.Response) -> str:
    """What the answer says it is, in words, where that is no data; else empty."""
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    return f"a web page ({kind}), expected data" if kind in PAGE_TYPES else ""


def unfit_content(beginning: bytes) -> str:
    """What the first bytes are, in words, where they are no data; else empty."""
    if not beginning.strip():
        return "nothing, expected data"
    if WEB_PAGE.match(beginning):
        return "a web page, expected data"
    is_table = beginning[:4] in (b"PAR1", b"PK\x03\x04")
    return "neither text, a workbook nor Parquet" if b"\x00" in beginning and not is_table else ""


def length(response: httpx2.Response) -> int | None:
    """The number of bytes of the whole file, if the answer says so; that of an encoded body is not the file's."""
    text = response.headers.get("content-length", "")
    return int(text) if text.isdigit() and not is_encoded(response) else None


def is_encoded(response: httpx2.Response) -> bool:
    """Whether the body is compressed, though we asked for it plain."""
    return bool(response.headers.get("content-encoding", "identity") != "identity")


def part(response: httpx2.Response) -> tuple[int, int] | None:
    """The first byte of a part and the length of the whole, from Content-Range."""
    extent = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", response.headers.get("content-range", ""))
    return (int(extent[1]), int(extent[2])) if extent else None


def retry_after(response: httpx2.Response) -> float:
    """Seconds that the server asks us to wait: a number, or a moment."""
    text = response.headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    when = moment(text)
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds()) if when else 0.0


def moment(text: str) -> dt.datetime | None:
    """A date of HTTP."""
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)


def in_words(error: httpx2.TransportError) -> str:
    """What went wrong on the way, without the library's names."""
    if isinstance(error, httpx2.ConnectTimeout | httpx2.ConnectError):
        return f"the server cannot be reached ({str(error) or 'no connection in time'})"
    if isinstance(error, httpx2.TimeoutException):
        return "the server stopped sending"
    return f"the connection was cut ({error})" if str(error) else "the connection was cut"
