"""Where no borough is chosen yet: a field to type in, and every borough as a link."""

from __future__ import annotations

import streamlit as st

from pages.parts import choices, lead, words
from pages.parts.view import View

ABOUT = (
    "An honest picture of one borough and its wards: what changed, how it compares with London and with boroughs like "
    "it, and what not to conclude from it."
)


def empty(view: View) -> None:
    """The way to a borough's page."""
    context = ("Your borough", "police recorded crime", words.NOT_ACCREDITED)
    lead.write(view, context, "Choose your borough or ward", [ABOUT])
    with st.container(border=True, key="finder"):
        choices.find_my_area()
        choices.borough_links()
