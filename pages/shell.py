"""The shell around every page: navigation, the shared filters, the page itself, the footer.

It lies in pages/ so that Streamlit leaves the pages beside it alone; only what is listed here can be reached.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from data import warehouse
from pages.parts import filters, panels, sharing, sources, words
from pages.parts.scripts import SCRIPT
from pages.parts.view import set_view

NAME = "London crime dashboard"
STYLE = Path(__file__).parent / "parts" / "style.css"
MASTHEAD = (
    '<p class="masthead"><a href="/" target="_self">London crime dashboard</a> '
    "<span>Official figures on recorded crime and reoffending, each with its source, interval and caveats</span> "
    '<span class="page-tools"><button type="button" class="print">Print</button>'
    '<button type="button" class="theme">Light or dark</button></span></p>'
)

# Each page, and the filters that it uses: first what readers come for, since a row has no room for all.
PAGES = {
    st.Page("overview.py", title="Overview", default=True): ("area",),
    st.Page("borough.py", title="Your borough"): ("area",),
    st.Page("claims.py", title="Check a claim"): (),
    st.Page("knife_crime.py", title="Knife crime"): filters.ALL,
    st.Page("burglary.py", title="Burglary"): filters.ALL,
    st.Page("vawg.py", title="Violence against women and girls"): filters.ALL,
    st.Page("compare.py", title="Compare"): ("area",),
    st.Page("explore.py", title="Explore data"): (),
    st.Page("reoffending.py", title="Reoffending"): (),
    st.Page("confidence.py", title="Public confidence"): ("area",),
    st.Page("homicide.py", title="Homicide victims"): ("area",),
    st.Page("indicators.py", title="Indicators"): ("area",),
    st.Page("indicator.py", title="Indicator", visibility="hidden"): filters.ALL,
    st.Page("city_of_london.py", title="City of London", visibility="hidden"): (),
    st.Page("stop_and_search.py", title="Stop and search", visibility="hidden"): (),
    st.Page("methods.py", title="Methods"): (),
}

page = st.navigation(list(PAGES), position="top")
st.set_page_config(page_title=f"{page.title} – {NAME}", layout="wide", initial_sidebar_state="collapsed")
st.html(STYLE)
head = st.container(gap="small", key="head")
head.html(MASTHEAD)
sharing.stand_alone()
with panels.guarded(), warehouse.pinned():
    view = replace(filters.row(PAGES[page], head), page=page.url_path)
    set_view(view)
    if view.boroughs:
        st.set_page_config(page_title=f"{page.title}: {words.listed([area.name for area in view.boroughs])} – {NAME}")
    page.run()
    filters.tell_of_strangers(head)
    sources.footer()
st.html(SCRIPT, unsafe_allow_javascript=True)
