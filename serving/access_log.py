"""One log of requests, and only where it is wanted."""

from __future__ import annotations

import logging


def quieten_access_log() -> None:
    """Take Streamlit's handler off uvicorn's log of requests.

    It writes each of them a second time or, where `--no-access-log` was asked for, all the same: a visitor's address
    in a log that nobody wanted, and a third of the time of a small answer.
    """
    access = logging.getLogger("uvicorn.access")
    access.removeHandler(getattr(access, "streamlit_console_handler", logging.NullHandler()))
