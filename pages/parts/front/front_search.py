"""The front page's one field, and every borough as a link: each reader's answer is one entry away.

A place leads to its page, a subject with or without a place to its charts, a sentence to its check.
"""

from __future__ import annotations

import streamlit as st

from analytics.geography.areas import name_of
from analytics.geography.ward_names import ward_name
from analytics.wording.figures_asked import FiguresAsked, figures_asked
from pages.parts.borough import area_finder, postcode_answers
from pages.parts.index.single_indicator import PAGES
from pages.parts.page_choices import AREA, JUST_FOUND, WARD
from pages.parts.view import View

FIELD, WAY = "front_search", "front_way"
LABEL = "A borough, ward or postcode, a subject, or a claim"
PLACEHOLDER = "Kingston, burglary in Croydon, a sentence"
LIST = "All boroughs"
BOROUGH, CLAIMS = "borough.py", "claims.py"
# Fewer words than these that are no place and no subject are a name that was not found, not a sentence.
SENTENCE = 4
FIRST_YEAR_PAGES = ("knife_crime", "burglary", "vawg", "indicator")

Way = tuple[str, dict[str, str]]


def show(view: View) -> None:
    """The field, and the boroughs to choose from; what was entered before leads on."""
    if way := st.session_state.pop(WAY, None):
        page, query = way
        # The chosen borough is in the session by now; what only the next page shows goes by its address.
        st.switch_page(page, query_params={key: value for key, value in query.items() if key not in (AREA, WARD)})
    with view.head, st.container(gap="xxsmall", key="front_search_box"):
        st.selectbox(
            LABEL, area_finder.places(), index=None, key=FIELD, placeholder=PLACEHOLDER, on_change=_look_up,
            accept_new_options=True, width=620,
        )  # fmt: skip
        area_finder.borough_links(page="borough", folded=LIST)


def _look_up() -> None:
    """From a callback: the way to what was entered, or why there is none."""
    text = (st.session_state[FIELD] or "").strip()
    st.session_state[FIELD] = None
    if not text:
        return
    st.session_state[WAY] = way = way_to(text)
    if area_finder.means_place(text) or way is None:
        area_finder.choose(text)
    elif borough := way[1].get(AREA):
        st.session_state[AREA] = [borough]
        if ward := way[1].get(WARD):
            st.session_state[WARD], st.session_state[JUST_FOUND] = ward, True


def way_to(text: str) -> Way | None:
    """The page that answers a text, and the choices to open it with; None where it is nothing that is known here."""
    if area_finder.means_place(text):
        is_unknown = postcode_answers.is_postcode(text) and not postcode_answers.answer(text).place
        return None if is_unknown else (BOROUGH, {})
    if request := figures_asked(text):
        return _way_to_figures(request)
    return (CLAIMS, {"text": text}) if len(text.split()) >= SENTENCE else None


def _way_to_figures(request: FiguresAsked) -> Way:
    if request.area and request.area.level == "ward":
        return BOROUGH, {AREA: name_of(request.area.parent_code), WARD: ward_name(request.area)}
    page = PAGES.get(request.indicator, "indicator")
    query = {"id": request.indicator} if page == "indicator" else {}
    if request.area:
        query[AREA] = request.area.name
    if request.since and page in FIRST_YEAR_PAGES:
        query["from"] = str(request.since)
    return f"{page}.py", query
