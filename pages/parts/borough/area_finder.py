"""Find my area: a field to type a borough or a ward in, and every borough as a link where none is chosen yet."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from urllib.parse import urlencode

import streamlit as st

from analytics.geography.areas import NO_MET_FIGURES, Area, areas_at, name_of
from analytics.geography.borough_names import find_borough
from analytics.geography.ward_names import ward_name, wards_called
from analytics.street import street_counts
from data.errors import UnknownName
from data.published_areas import BOROUGHS, CITY_OF_LONDON, name_key
from pages.parts import cached_figures, filters, page_choices, page_opening, words
from pages.parts.borough import postcode_answers
from pages.parts.cached_figures import kept
from pages.parts.page_choices import AREA, JUST_FOUND, WARD
from pages.parts.view import View

ABOUT = (
    "An honest picture of one borough and its wards: what changed, how it compares with London and with boroughs like "
    "it, and what not to conclude from it."
)
FOUND = "find"
# How alike two spellings of one name are at least: a letter left out or exchanged in most of them.
ALMOST = 0.85
# Letters after which a name that is begun is taken for the one borough that begins so: Kingston, Richmond.
BEGUN = 4
BY_NAME = (
    "Type part of a name; the arrow keys and Enter choose. The published figures have no postcodes: your council’s "
    "website says which ward you live in."
)


def empty(view: View) -> None:
    """The way to a borough's page."""
    context = ("Your borough", "police recorded crime", words.NOT_ACCREDITED)
    page_opening.write(view, context, "Choose your borough or ward", [ABOUT])
    ward = st.query_params.get(WARD)
    if ward and WARD not in st.session_state:
        problem = "is a ward, and the address names no borough" if wards_called(ward) else "is no ward"
        page_choices.tell_of_wards(ward, problem)
    with st.container(border=True, key="finder"):
        find_my_area()
        st.html(f'<p class="statistic">{words.html(BY_NAME)}</p>')
        borough_links()


def lead_to_the_city() -> None:
    """To the City of London's page, where that is what the address or the field means."""
    if st.session_state.pop(filters.CITY, False) and street_counts.is_held():
        st.session_state[filters.NOTICES] = []
        st.switch_page("city_of_london.py")


def elsewhere(area: Area) -> None:
    """From a borough's page: another borough or ward, the briefing, and what stands further down."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="elsewhere"):
        find_my_area("Find another borough or ward")
        address = f"/briefing/{words.html(area.slug)}"
        st.html(
            f'<p class="briefing"><a href="{address}" target="_blank">Two-page briefing to print</a> '
            '<a href="#subject">Over time</a> <a href="#wards">Wards</a> <a href="#parts">Kinds of crime</a> '
            '<a href="#all">Every indicator</a> <a href="#careful">What to be careful with</a></p>'
        )


def find_my_area(label: str = "Find my area") -> None:
    """A field in which a borough's or a ward's name can be typed; choosing one chooses its borough."""
    st.selectbox(
        label, places(), index=None, key=FOUND, placeholder="Type a borough or a ward",
        on_change=_go_to_found, width=420, accept_new_options=True,
    )  # fmt: skip


def _go_to_found() -> None:
    text = st.session_state[FOUND]
    st.session_state[FOUND] = None
    if text:
        choose(text)


def choose(text: str) -> None:
    """From a callback, before the filters are drawn again: what is no place here gets an answer in words."""
    notices = []
    if postcode_answers.is_postcode(text):
        answer = postcode_answers.answer(text)
        text, notices = answer.place, [answer.words]
        if not text:
            st.session_state[filters.NOTICES] = notices
            return
    elif text.strip() not in _places() and (name := place_meant(text)):
        notices, text = ([] if wards_called(text) else [f"Shown for “{text.strip()}”: {name}."]), name
    borough, ward = _places().get(text.strip(), (text, ""))
    try:
        st.session_state[AREA] = [find_borough(borough).name]
    except UnknownName as error:
        st.session_state[filters.NOTICES] = [*notices, f"{error.message}. {error.hint}"]
        st.session_state[filters.CITY] = filters.is_the_city([borough])
        return
    st.session_state[filters.NOTICES] = notices
    st.session_state[WARD] = ward or None
    st.session_state[JUST_FOUND] = bool(ward)


def place_meant(text: str) -> str:
    """The one place of the list that a typed name can mean: a ward by its bare name, the one borough whose name begins
    so, or what is spelled almost so.

    Empty for a borough's own names, for what several places are called or spelled like, and for what none is.
    """
    try:
        find_borough(text)
    except UnknownName:
        names = {name_key(name.rpartition(", ")[0] or name): name for name in reversed(_places())}
        bare = Counter(name_key(name.rpartition(", ")[0] or name) for name in _places())
        begun = [area.name for area in cached_figures.boroughs() if name_key(area.name).startswith(name_key(text))]
        if len(begun) == 1 and len(text.strip()) >= BEGUN and name_key(text) not in bare:
            return begun[0]
        near = get_close_matches(name_key(text), bare, n=2, cutoff=ALMOST)
        return names[near[0]] if near and bare[near[0]] == 1 and (len(near) == 1 or near[0] == name_key(text)) else ""
    return ""


def means_place(text: str) -> bool:
    """Whether a text is the name of a place and nothing else, or a postcode: `choose` has an answer to it."""
    if text.strip() in _places() or postcode_answers.is_postcode(text) or wards_called(text) or place_meant(text):
        return True
    try:
        return bool(find_borough(text))
    except UnknownName as error:
        return error.hint == NO_MET_FIGURES


def places() -> tuple[str, ...]:
    """Every borough, and every ward with its borough, by name."""
    return tuple(_places())


@kept
def _places() -> dict[str, tuple[str, str]]:
    """What can be typed → the borough, and the ward where it is one: boroughs first, wards with their borough."""
    boroughs = {area.name: (area.name, "") for area in cached_figures.boroughs()}
    city = {BOROUGHS[CITY_OF_LONDON]: (BOROUGHS[CITY_OF_LONDON], "")}
    wards = {
        f"{ward_name(ward)}, {name_of(ward.parent_code)}": (name_of(ward.parent_code), ward_name(ward))
        for ward in areas_at("ward", pseudo=False)
    }
    return boroughs | city | wards


def borough_links(*, page: str = "", folded: str = "") -> None:
    """Every borough as a link to the page, for those who would rather choose than type; `folded` under these words."""
    addresses = {area.name: words.html(f"{page}?{urlencode({AREA: area.name})}") for area in cached_figures.boroughs()}
    items = "".join(
        f'<li><a href="{address}" target="_self">{words.html(name)}</a></li>' for name, address in addresses.items()
    )
    if street_counts.is_held():
        city = f'<a href="city_of_london" target="_self">{BOROUGHS[CITY_OF_LONDON]}</a>'
        items += f"<li>{city} <small>another source</small></li>"
    listed = f'<nav aria-label="Boroughs"><ul class="columns">{items}</ul></nav>'
    st.html(
        f'<details class="boroughs"><summary>{words.html(folded)}</summary>{listed}</details>' if folded else listed
    )
