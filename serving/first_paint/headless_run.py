"""One run of a page in this process, without a browser: what the page writes, as Streamlit's messages.

A session whose client collects messages instead of sending them, as Streamlit's own agent API does it. So the first
paint cannot differ from the live page: the same script writes both.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient

from data.errors import DashboardError

# Seconds after which a run will not end by itself.
LONGEST_RUN = 60.0


class PageRunFailed(DashboardError):
    """A page did not finish in time, or stopped with an error."""


@dataclass
class CollectingClient(SessionClient):
    """A client that keeps the messages of a run, and says when the run is over."""

    messages: list[ForwardMsg] = field(default_factory=list)
    finished: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = ForwardMsg.FINISHED_SUCCESSFULLY

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Called by the runtime's loop, which is the event loop of the server."""
        if msg.WhichOneof("type") == "script_finished":
            if msg.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.messages.clear()
                return
            self.status = msg.script_finished
            self.finished.set()
        else:
            self.messages.append(msg)


async def page_messages(
    page: str, query: str, begin: Callable[[str], None] = lambda _session: None
) -> list[ForwardMsg]:
    """What a page writes for a query string; `page` is its path, empty for the first one. Raises PageRunFailed.

    `begin` is called with the session before the page runs.
    """
    runtime, client = Runtime.instance(), CollectingClient()
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    session = runtime.connect_session(client=client, user_info={})
    try:
        runtime.mark_session_nonresumable(session)
        begin(session)
        runtime.handle_backmsg(session, message)
        await asyncio.wait_for(client.finished.wait(), LONGEST_RUN)
    except TimeoutError as error:
        raise PageRunFailed(f"The page {page!r} took longer than {LONGEST_RUN:.0f} s.") from error
    finally:
        runtime.close_session(session)
    if client.status != ForwardMsg.FINISHED_SUCCESSFULLY:
        raise PageRunFailed(f"The page {page!r} stopped with an error.")
    return client.messages
