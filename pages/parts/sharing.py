"""Sharing a panel: the address of the view, the lines that embed one panel in another site, the chart as a picture."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from analytics.requests.cohort_request import CohortAddress
from analytics.requests.figures_address import Address
from pages.parts import sources
from pages.parts.view import View

PANEL = "panel"
HEIGHT = 640
# What one chart of the API holds.
MOST_LINES = 4
# Everything on a page but one panel, for a frame in another site.
ALONE = """<style>
.stMainBlockContainer {{ padding: 0 !important; }}
.stAppHeader, [data-testid="stSidebar"], .st-key-head, .st-key-filters, .site-footer,
[class*="st-key-tools_"] {{ display: none !important; }}
.stMain .stVerticalBlock > *:not(:has(.st-key-panel_{key})):not(.st-key-panel_{key} *) {{ display: none; }}
.stMain .stHorizontalBlock > *:not(:has(.st-key-panel_{key})):not(.st-key-panel_{key} *) {{ display: none; }}
</style>"""


def embedded_panel() -> str:
    """The key of the only panel that an embedded page shows; empty where it shows all."""
    return str(st.query_params.get(PANEL, "")) if st.context.is_embedded else ""


def is_shown(key: str) -> bool:
    """Whether a panel is drawn: each, save where another one stands alone in a frame."""
    return embedded_panel() in ("", key)


def stand_alone() -> None:
    """Leave out all that is not the embedded panel. A key that is no name of a panel leaves everything."""
    key = embedded_panel()
    if key.isidentifier():
        st.html(ALONE.format(key=key))


def full_page(view: View) -> str:
    """Under an embedded panel: the way to the page that it comes from, as HTML."""
    if not embedded_panel():
        return ""
    address = escape(sources.address(view), quote=True)
    return f' <a href="{address}" target="_blank" rel="noopener">London crime dashboard</a>'


def ways(key: str, title: str, view: View, figures: Address | CohortAddress | None) -> str:
    """The address of the view, the lines to embed the panel, and the chart as a picture, in HTML."""
    page = sources.address(view)
    query = urlencode([*view.query, ("embed", "true"), (PANEL, key)])
    frame = (
        f'<iframe src="{page.split("?")[0]}?{query}" title="{escape(title, quote=True)}" '
        f'width="100%" height="{HEIGHT}" style="border: 0" loading="lazy"></iframe>'
    )
    picture = _picture(figures)
    return (
        f"<h3>To share this page</h3>{sources.link_to(page)}"
        f'<h3>To embed this panel</h3><p class="cite">{escape(frame)}</p>{sources.COPY}'
        + (f"<h3>As a picture</h3>{sources.link_to(sources.on_this_server(picture))}" if picture else "")
    )


def _picture(figures: Address | CohortAddress | None) -> str:
    """Where the API draws the series, if one chart holds them."""
    if not isinstance(figures, Address):
        return ""
    selection = figures.selection
    if len(selection.measures) > 1 or len(selection.indicators) * len(selection.areas) > MOST_LINES:
        return ""
    return figures.path("csv").replace("series.csv", "chart.png", 1) + "&width=1200"
