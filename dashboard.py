"""The one entry: `streamlit run dashboard.py`, or `uvicorn dashboard:app --workers 4`."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

import serving
from api import briefing
from api.app import app as api
from api.response_cache import RepeatedRequests
from data import source_schedule
from data.refresh import refresh_schedule

LOG = logging.getLogger(__name__)
PAGES = Path(__file__).parent / "pages"


@asynccontextmanager
async def prepared(_app: st.App) -> AsyncIterator[None]:
    """Everything slow happens here, before the first visitor is let in: the warehouse, then the imports."""
    serving.prepare_process()
    if problem := source_schedule.ensure_figures(progress=True):
        LOG.warning("%s", problem)
    import_module("plotly.graph_objects")
    for part in walk_packages([str(PAGES / "parts")], prefix="pages.parts."):
        import_module(part.name)
    # What is loaded by now stays for good, so no collection need walk it again.
    gc.collect()
    gc.freeze()
    tasks = [asyncio.create_task(serving.warm_up()), asyncio.create_task(serving.STATE.watch())]
    with refresh_schedule.running(), source_schedule.watching():
        yield
    for task in tasks:
        task.cancel()


# The shell lies inside pages/, so that Streamlit finds no pages/ folder beside it and leaves the pages to the shell.
# The bare address of the API leads to its documentation: Streamlit would answer it with an empty page.
BARE = Route("/api/v1", lambda _request: RedirectResponse("v1/docs"))
ROUTES = [BARE, Mount("/api/v1", app=api), *briefing.ROUTES, *serving.ROUTES]
AROUND = [*serving.MIDDLEWARE, Middleware(RepeatedRequests, is_outside=True), *serving.PAGES]
app = st.App(PAGES / "shell.py", routes=ROUTES, middleware=AROUND, lifespan=prepared)
