"""Small messages leave a server's sockets without delay."""

from __future__ import annotations

import gc
import socket

INTERNET = (socket.AF_INET, socket.AF_INET6)


def send_at_once() -> None:
    """Have the connections of this server send small messages at once, whoever opened its sockets.

    A small message that follows another one otherwise waits for the client's receipt (Nagle's algorithm), which
    systems delay by 40 ms: every answer in two parts and every message over a web socket. asyncio turns that off for
    sockets that were opened as TCP by name; Streamlit and uvicorn's workers leave the name out. What connects later
    inherits the setting of the socket that listens.
    """
    for opened in gc.get_objects():
        is_open = isinstance(opened, socket.socket) and opened.fileno() >= 0
        if is_open and opened.type == socket.SOCK_STREAM and opened.family in INTERNET:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
