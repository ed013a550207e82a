"""Choices that belong to one page, kept in the address: which indicator, per what, in which view; which ward."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from analytics.areas import Area, areas_at, name_of
from analytics.comparison import Basis, comparable_indicators
from analytics.indicators import INDICATORS, Indicator, indicator
from analytics.wards import ward_name, wards_of
from pages.parts import facts, filters
from pages.parts.facts import kept
from pages.parts.words import html

BASES: dict[str, Basis] = {"Per resident": "residents", "Per household": "households", "Counts": "count"}
FUNNEL, MAP, TABLE, RANKING, CHANGE = VIEWS = ("Funnel", "Map", "Table", "Ranking", "Change")
AREA, FOUND, WARD, JUST_FOUND = "area", "find", "ward", "just_found"


def compared() -> tuple[Indicator, str, str]:
    """The row of choices of a comparison: the indicator, its basis and the view, as their labels."""
    by_title = {each.short_title: each.id for each in comparable_indicators()}
    for key, options in (("indicator", tuple(by_title)), ("per", tuple(BASES)), ("view", VIEWS)):
        _tell_unknown(key, options)
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="choices"):
        title = st.selectbox("Indicator", tuple(by_title), key="indicator", bind="query-params", width=320)
        basis = _few("Measured", tuple(BASES), "per")
        view = _few("View", VIEWS, "view")
    return indicator(by_title[title]), basis, view


def _few(label: str, options: Sequence[str], key: str) -> str:
    return st.segmented_control(label, options, default=options[0], required=True, key=key, bind="query-params")


def revised() -> str:
    """The indicator whose revisions are shown."""
    by_title = {each.short_title: each.id for each in INDICATORS.values() if each.kind == "crime" and each.terms}
    _tell_unknown("indicator", tuple(by_title))
    return by_title[st.selectbox("Indicator", tuple(by_title), key="indicator", bind="query-params", width=320)]


def ward(area: Area) -> Area | None:
    """One ward of the borough, to be set off in tables and maps; none at first."""
    names = {ward_name(each): each for each in wards_of(area.code) if not each.is_pseudo}
    _tell_unknown(WARD, tuple(names))
    found = st.selectbox(
        "Your ward", tuple(names), index=None, placeholder="Type a ward to set it off", key=WARD, bind="query-params",
        width=420,
    )  # fmt: skip
    if found and st.session_state.pop(JUST_FOUND, False):
        filters.correct_address([(AREA, area.name), (WARD, found)])
    return names.get(found or "")


def find_my_area() -> None:
    """A field in which a borough's or a ward's name can be typed; choosing one chooses its borough."""
    st.selectbox(
        "Find my area", tuple(_places()), index=None, key=FOUND, placeholder="Type a borough or a ward",
        on_change=_go_to_found, width=420,
    )  # fmt: skip


def _go_to_found() -> None:
    """Chosen from a callback, before the filters are drawn again."""
    borough, found = _places()[st.session_state[FOUND]]
    st.session_state[AREA] = [borough]
    if found:
        st.session_state[WARD] = found
        st.session_state[JUST_FOUND] = True


@kept
def _places() -> dict[str, tuple[str, str]]:
    """What can be typed → the borough, and the ward where it is one: boroughs first, wards with their borough."""
    boroughs = {area.name: (area.name, "") for area in facts.boroughs()}
    wards = {
        f"{ward_name(ward)}, {name_of(ward.parent_code)}": (name_of(ward.parent_code), ward_name(ward))
        for ward in areas_at("ward", pseudo=False)
    }
    return boroughs | wards


def _tell_unknown(key: str, options: Sequence[str]) -> None:
    """A value in the address that is none of the options is dropped by Streamlit; here it is told."""
    said = st.query_params.get(key)
    if said and key not in st.session_state and said not in options:
        words = f"{said[:60]!r} is no {key} that can be chosen here."
        st.html(f'<div class="notice" role="status"><p>{html(words)}</p></div>')


def borough_links() -> None:
    """Every borough as a link, for those who would rather choose than type."""
    items = "".join(
        f'<li><a href="?{html(urlencode({AREA: area.name}))}" target="_self">{html(area.name)}</a></li>'
        for area in facts.boroughs()
    )
    st.html(f'<nav aria-label="Boroughs"><ul class="columns">{items}</ul></nav>')
