"""A visitor without a browser: a real web socket to the real server, asking for pages as a browser does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE_S = 120


@dataclass
class Run:
    """What came of one run of a page: milliseconds until the script had finished, bytes of each chart sent."""

    taken: float = 0.0
    charts: list[int] = field(default_factory=list)


@asynccontextmanager
async def session(address: str) -> AsyncIterator[websockets.ClientConnection]:
    """A session of its own, as long as the block lasts."""
    url = address.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(
        url, subprotocols=["streamlit"], origin=address, max_size=None, ping_interval=None
    ) as socket:  # type: ignore[list-item,arg-type]
        yield socket


async def run(socket: websockets.ClientConnection, page: str, query: str = "") -> Run:
    """Run a page with what stands in its address, until the script has finished."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    found, began = Run(), time.perf_counter()
    await socket.send(asked.SerializeToString())
    while True:
        said = ForwardMsg()
        said.ParseFromString(bytes(await asyncio.wait_for(socket.recv(decode=False), PATIENCE_S)))
        if said.WhichOneof("type") == "script_finished":
            found.taken = 1000 * (time.perf_counter() - began)
            return found
        if said.delta.new_element.WhichOneof("type") == "plotly_chart":
            found.charts.append(len(said.delta.new_element.plotly_chart.spec))
