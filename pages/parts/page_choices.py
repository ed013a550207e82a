"""Choices that belong to one page, kept in the address: which indicator, per what, in which view; which ward."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from analytics.borough_profile.borough_comparison import Basis, comparable_ends, comparable_indicators
from analytics.geography.areas import NO_MET_FIGURES, Area, name_of
from analytics.geography.ward_names import ward_name, wards_called, wards_of
from analytics.indicators import INDICATORS, Indicator, indicator
from analytics.periods import Window, month_name
from analytics.written_periods import parse_period
from data.published_areas import CITY_OF_LONDON
from pages.parts import filters, words

BASES: dict[str, Basis] = {"Per resident": "residents", "Per household": "households", "Counts": "count"}
NEWEST = "Latest month"
FUNNEL, MAP, TABLE, RANKING, CHANGE = VIEWS = ("Funnel", "Map", "Table", "Ranking", "Change")
CALLED = {"per": "measure", "id": "indicator"}
AREA, WARD, JUST_FOUND = "area", "ward", "just_found"


def one_indicator() -> Indicator:
    """The indicator that a page is about, named in the address by its id or its title; the first one by default."""
    by_title = {registered.short_title: registered.id for registered in INDICATORS.values()}
    named = _read_identifier(by_title, "id") or _read_identifier(by_title, "id", called="indicator")
    _tell_unknown("id", tuple(by_title))
    title = st.selectbox("Indicator", tuple(by_title), key="id", bind="query-params", width=420)
    if named:
        # The address keeps the id, which outlives a title.
        filters.correct_address([("id", by_title[title])])
    return indicator(by_title[title])


def compared() -> tuple[Indicator, date | None, str, str]:
    """The choices of a comparison: the indicator, the month that 12 end in, basis and view as their labels."""
    by_title = {registered.short_title: registered.id for registered in comparable_indicators()}
    corrected = _read_identifier(by_title)
    for key, options in (("indicator", tuple(by_title)), ("per", tuple(BASES)), ("view", VIEWS)):
        _tell_unknown(key, options)
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="choices"):
        title = st.selectbox("Indicator", tuple(by_title), key="indicator", bind="query-params", width=320)
        end = _end(indicator(by_title[title]))
        basis = _few("Measured", tuple(BASES), "per")
        view = _few("View", VIEWS, "view")
    if corrected:
        filters.correct_address([("indicator", title)])
    return indicator(by_title[title]), end, basis, view


def _end(compared_indicator: Indicator) -> date | None:
    """The month in which the 12 months end; None for the newest. One that the indicator has not is told."""
    ends = {month_name(month): month for month in comparable_ends(compared_indicator.id)[1:]}
    given = st.session_state.get("ends") or st.query_params.get("ends")
    if given and given not in (NEWEST, *ends):
        st.session_state["ends"] = NEWEST
        text = f"There are no figures of every borough for 12 months to “{given[:40]}”. Showing the newest."
        st.html(f'<div class="notice" role="status"><p>{words.html(text)}</p></div>')
        filters.correct_address([], gone=["ends"])
    return ends.get(st.selectbox("12 months to", (NEWEST, *ends), key="ends", bind="query-params", width=170))


def _read_identifier(by_title: dict[str, str], key: str = "indicator", *, called: str = "") -> bool:
    """An indicator in the address may be named as the open data name it; whether it was.

    `called` is what the choice is called elsewhere: a link that mixes up two pages is understood.
    """
    identifier = st.query_params.get(called or key)
    title = next((title for title, name in by_title.items() if name == identifier), None)
    if not title or key in st.session_state:
        return False
    st.session_state[key] = title
    return True


def _few(label: str, options: Sequence[str], key: str) -> str:
    return st.segmented_control(label, options, default=options[0], required=True, key=key, bind="query-params")


def subject(indicator_ids: Sequence[str]) -> str:
    """The indicator that a part of the page looks at closely, by its short title."""
    by_title = {indicator(indicator_id).short_title: indicator_id for indicator_id in indicator_ids}
    _tell_unknown("subject", tuple(by_title))
    return by_title[st.selectbox("Subject", tuple(by_title), key="subject", bind="query-params", width=320)]


SINCE_YEARS = ("Year to May 2016", "Year to May 2019", "Year to March 2020", "Year to February 2024")


def since(indicator_ids: Sequence[str]) -> tuple[str, Window]:
    """What a longer view shows, and the year that it starts from."""
    by_title = {indicator(indicator_id).short_title: indicator_id for indicator_id in indicator_ids}
    _tell_unknown("long_view", tuple(by_title))
    _tell_unknown("start_year", SINCE_YEARS)
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="long_view_choices"):
        title = st.selectbox("The longer view of", tuple(by_title), key="long_view", bind="query-params", width=260)
        year = st.selectbox("since the", SINCE_YEARS, key="start_year", bind="query-params", width=210)
    return by_title[title], parse_period(year)


def revised() -> str:
    """The indicator whose revisions are shown."""
    by_title = {
        registered.short_title: registered.id
        for registered in INDICATORS.values()
        if registered.kind == "crime" and registered.terms
    }
    _tell_unknown("indicator", tuple(by_title))
    return by_title[st.selectbox("Indicator", tuple(by_title), key="indicator", bind="query-params", width=320)]


def chosen_ward(area: Area) -> Area | None:
    """The ward of the borough that the address or its field names: to be asked before the page says anything.

    Other spellings are understood; a ward of another borough is told, with the way to it.
    """
    names = _wards(area)
    text = st.session_state.get(WARD) if WARD in st.session_state else st.query_params.get(WARD)
    if not text or text in names:
        return names.get(text or "")
    meant = [candidate for candidate in wards_called(text) if candidate.parent_code == area.code]
    if WARD in st.session_state or not meant:
        if WARD not in st.session_state:
            tell_of_wards(text, f"is no ward of {area.name}")
        return None
    st.session_state[WARD] = ward_name(meant[0])
    st.session_state[JUST_FOUND] = True
    return meant[0]


def ward(area: Area) -> None:
    """The field for one ward of the borough, to be set off in tables and maps; none at first."""
    chosen = st.selectbox(
        "Your ward", tuple(_wards(area)), index=None, placeholder="Type a ward to set it off", key=WARD,
        bind="query-params", width=420,
    )  # fmt: skip
    if chosen and st.session_state.pop(JUST_FOUND, False):
        filters.correct_address([(AREA, area.name), (WARD, chosen)])


def _wards(area: Area) -> dict[str, Area]:
    return {ward_name(area_of_ward): area_of_ward for area_of_ward in wards_of(area.code) if not area_of_ward.is_pseudo}


def tell_of_wards(name: str, problem: str) -> None:
    """What is wrong with a ward in the address, and every ward that is called so as a link."""
    wards = wards_called(name)
    text = f"{name[:60]!r} {problem}."
    if any(candidate.parent_code == CITY_OF_LONDON for candidate in wards):
        text = f"{text} {NO_MET_FIGURES}"
    links = [_ward_link(candidate) for candidate in wards if candidate.parent_code != CITY_OF_LONDON]
    ways = f" Open {words.listed(links, last='or')}." if links else ""
    st.html(f'<div class="notice" role="status"><p>{words.html(text)}{ways}</p></div>')


def _ward_link(area: Area) -> str:
    borough, name = name_of(area.parent_code), ward_name(area)
    address = words.html(f"?{urlencode({AREA: borough, WARD: name})}")
    return f'<a href="{address}" target="_self">{words.html(f"{name}, {borough}")}</a>'


def _tell_unknown(key: str, options: Sequence[str]) -> None:
    """A value in the address that is none of the options is dropped by Streamlit; here it is told."""
    given = st.query_params.get(key)
    if given and key not in st.session_state and given not in options:
        text = f"{given[:60]!r} is no {CALLED.get(key, key)} that can be chosen here. Showing: {options[0]}."
        st.html(f'<div class="notice" role="status"><p>{words.html(text)}</p></div>')
        filters.correct_address([], gone=[key])
