"""Addresses that may be asked for a publisher's file: public ones over HTTPS, or those within this machine."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

import httpx2

LAST_PORT = 65_535
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SEE_PAGE = "See the dataset's page."


async def refusal_of(url: httpx2.URL, *, first: httpx2.URL) -> tuple[str, str] | None:
    """Why a request is not sent, and what to do; None where it may be. `first` is the address before any redirect.

    HTTPS only, and only to public addresses; within this machine anything, where it was asked for there.
    """
    if (url.port or 0) > LAST_PORT:
        return f"names port {url.port}, which is none", SEE_PAGE
    if url.host in LOOPBACK and first.host in LOOPBACK:
        return None
    if url.scheme != "https":
        return f"leads to {url}, expected an https address", "See whether the publisher has moved the file."
    if inside := await _inside(url.host, url.port or 443):
        return f"leads to {inside}, an address within a network, not the publisher's", SEE_PAGE
    return None


async def _inside(host: str, port: int) -> str:
    """The private, link-local or otherwise not public address that a host has; empty where it has none.

    A name that cannot be resolved is left to the connection, which says so.
    """
    try:
        entries = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ""
    addresses = {str(entry[4][0]).split("%")[0] for entry in entries}
    return next((text for text in sorted(addresses) if not ipaddress.ip_address(text).is_global), "")
