"""The rows of a panel as a file with an address: any process runs the page of that address again, and hands them over.

Panels whose rows one request to the open data gives have their file there. The others hold rows that only a page puts
together, such as the limits of a control chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pyarrow as pa
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

# Below the address of the dashboard; the first page has no path, and goes by its name here.
FOLDER, FIRST_PAGE = "figures", "overview"
# Parameters of a frame in another site: they choose no figures.
OF_FRAMES = frozenset({"embed", "embed_options", "panel"})


@dataclass
class WantedFile:
    """What a run of a page is made for: the panel of a key, and once that has come, its rows and the file's name."""

    key: str
    figures: pa.Table | None = None
    name: str = ""


# By session. A run for a reader's eyes has none.
_wanted: dict[str, WantedFile] = {}


def want(session: str, wanted: WantedFile) -> None:
    """Before the run of a session: it is made for a file alone."""
    _wanted[session] = wanted


def forget(session: str) -> None:
    """After the run."""
    _wanted.pop(session, None)


def wanted_here() -> WantedFile | None:
    """What the run under way is made for; None where it is made for a reader's eyes."""
    context = get_script_run_ctx(suppress_warning=True)
    return _wanted.get(context.session_id) if context else None


def path(page: str, key: str) -> str:
    """`figures/knife_crime/knife_crime_control.csv?area=Croydon`: the address of a panel with the choices of now."""
    chosen = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    query = urlencode([pair for pair in chosen if pair[0] not in OF_FRAMES])
    return f"{FOLDER}/{quote(page or FIRST_PAGE)}/{quote(key)}.csv{f'?{query}' if query else ''}"
