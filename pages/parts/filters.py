"""The row of filters that all pages share, bound to the address, and what to say of a wrong address.

A value that does not exist is dropped by Streamlit without a word; the words are added here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.geography.areas import NO_MET_FIGURES, Area
from analytics.geography.borough_names import find_borough
from analytics.periods import Window, WindowKind
from analytics.written_periods import parse_period
from data.errors import UnknownName
from data.published_areas import BOROUGHS, CITY_OF_LONDON, name_key
from pages.parts import cached_figures
from pages.parts.view import Measure, View

Filter = Literal["area", "window", "measure", "baseline", "from", "to"]
ALL: tuple[Filter, ...] = ("area", "window", "measure", "baseline", "from", "to")
AT_MOST = 4
WINDOWS: dict[str, WindowKind] = {
    "12 months": "rolling_12",
    "Month": "month",
    "Financial year to date": "financial_year_to_date",
}
MEASURES: dict[str, Measure] = {"Offences": "count", "Rate": "rate"}
YEAR_EARLIER, FIRST, LATEST = "A year earlier", "First month", "Latest month"
# May 2016 began a mayoralty, March 2020 the pandemic; February 2024 is the last month of the old recording system.
BASELINES = (YEAR_EARLIER, "Year to May 2016", "Year to March 2020", "Year to February 2024")
CITY_NAMES = (CITY_OF_LONDON.lower(), name_key(BOROUGHS[CITY_OF_LONDON]))
YEARS = tuple(str(year) for year in range(2010, date.today().year + 1))
CHOICES: dict[Filter, Sequence[str]] = {
    "window": tuple(WINDOWS),
    "measure": tuple(MEASURES),
    "baseline": BASELINES,
    "from": (FIRST, *YEARS),
    "to": (LATEST, *reversed(YEARS)),
}
# What the address may hold that no field shows: how a page is embedded, what a page reads for itself, and a choice of
# Explore data whose field is hidden.
WITHOUT_A_FIELD = ("embed", "embed_options", "panel", "ward", "areas", "within")
NAMES: dict[Filter, str] = {
    "window": "The period",
    "measure": "The measure",
    "baseline": "The year compared with",
    "from": "The first year of the trend",
    "to": "The last year of the trend",
}
NOTICES, CORRECTED, AGAIN, WRONG, CITY = "notices", "corrected", "again", "wrong", "city_meant"


def row(shown: Sequence[Filter], head: DeltaGenerator) -> View:
    """Draw the filters that a page uses and give back what they say."""
    names = [area.name for area in cached_figures.boroughs()]
    again = st.session_state.pop(AGAIN, None)
    if again:
        st.session_state["area"] = again
    _read_address(shown)
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="filters"):
        chosen = _boroughs(names) if "area" in shown else _set_aside()
        window = _control("Period", "window", shown)
        measure = _control("Measure", "measure", shown)
        baseline = _select("Compared with", "baseline", shown, width=190)
        first, last = _select("Trend from", "from", shown), _select("to", "to", shown)
        if chosen or any(key in st.query_params for key in CHOICES):
            st.button("Reset", on_click=_reset, type="tertiary", key="reset")
    view = _view(chosen, {"window": window, "measure": measure, "baseline": baseline, "from": first, "to": last}, head)
    corrected = st.session_state.pop(CORRECTED, again) if "area" in shown else None
    if corrected and list(chosen) != corrected and not again:
        # Some names stood as they are listed: Streamlit took those alone. Once the field is there, it takes all.
        st.session_state[AGAIN] = corrected
        st.rerun()
    wrong = st.session_state.pop(WRONG, [])
    if corrected or wrong:
        correct_address(view.query, gone=wrong)
    _show_notices(view, measure, baseline, shown)
    return view


def correct_address(query: Sequence[tuple[str, str]], *, gone: Sequence[str] = ()) -> None:
    """Write into the browser's address what a field was given before it was drawn, which Streamlit leaves out.

    The parameters that are `gone`, whose values do not exist, leave the address. What else stands in it, the choices of
    one page, stays there. Streamlit refuses to change a parameter that belongs to a field, so the browser does it.
    """
    written, left = (json.dumps(part).replace("<", "\\u003c") for part in (list(query), list(gone)))
    script = (
        f"const all = new URLSearchParams(location.search), written = {written};"
        f"{left}.forEach(key => all.delete(key));"
        "written.forEach(([key]) => all.delete(key)); written.forEach(pair => all.append(...pair));"
        "history.replaceState(history.state, '', all.size ? `?${all}` : location.pathname)"
    )
    st.html(f"<script>{{{script}}}</script>", unsafe_allow_javascript=True)


def tell_of_strangers(place: DeltaGenerator) -> None:
    """After a page has run: the parameters of the address that are no choice of it are named, and leave the address.

    A choice has its key in the session; those of other pages (`CHOICES`) stay for them.
    """
    known = {*st.session_state, *CHOICES, "area", *WITHOUT_A_FIELD}
    strange = [key for key in st.query_params if key not in known]
    if not strange:
        return
    names = ", ".join(f"“{key[:40]}”" for key in strange[:5])
    verbs = ("is no choice", "was") if len(strange) == 1 else ("are no choices", "were")
    text = f"{names} {verbs[0]} of this page and {verbs[1]} left out."
    place.html(f'<div class="notice" role="status"><p>{escape(text)}</p></div>')
    correct_address([], gone=strange)


def _boroughs(names: Sequence[str]) -> Sequence[str]:
    return st.multiselect(
        "Boroughs shown (up to four)", names, key="area", bind="query-params", max_selections=AT_MOST,
        placeholder="All of London", on_change=_clear_notices, width=420, wrap=True, select_all=False,
    )  # fmt: skip


def _set_aside() -> Sequence[str]:
    """No boroughs on a page that has none; those chosen elsewhere are kept for the other pages."""
    if "area" in st.session_state:
        st.session_state["area"] = st.session_state["area"]
    return ()


def _control(label: str, key: Filter, shown: Sequence[Filter]) -> str:
    """One choice among a few; its first is the default, which also stands where a page does not use it."""
    if key not in shown:
        return CHOICES[key][0]
    return st.segmented_control(
        label, CHOICES[key], default=CHOICES[key][0], required=True, key=key, bind="query-params",
        on_change=_clear_notices,
    )  # fmt: skip


def _select(label: str, key: Filter, shown: Sequence[Filter], *, width: int = 130) -> str:
    """One choice among many; its first is the default."""
    if key not in shown:
        return CHOICES[key][0]
    return st.selectbox(
        label, CHOICES[key], key=key, bind="query-params", on_change=_clear_notices, width=width
    )  # fmt: skip


def _view(chosen: Sequence[str], labels: dict[Filter, str], head: DeltaGenerator) -> View:
    query = [("area", name) for name in chosen]
    query += [(key, text) for key, text in labels.items() if text != CHOICES[key][0]]
    kind = WINDOWS[labels["window"]]
    start = None if labels["from"] == FIRST else date(int(labels["from"]), 1, 1)
    end = None if labels["to"] == LATEST else date(int(labels["to"]), 12, 1)
    whole = start and end and start > end
    by_name: dict[str, Area] = {area.name: area for area in cached_figures.boroughs()}
    return View(
        boroughs=tuple(by_name[name] for name in chosen),
        window=kind,
        measure=MEASURES[labels["measure"]] if kind == "rolling_12" else "count",
        query=tuple(query),
        head=head,
        baseline=_baseline(labels["baseline"], kind),
        start=None if whole else start,
        end=None if whole else end,
    )


def _baseline(label: str, kind: WindowKind) -> Window | None:
    """The chosen year; only twelve months can be compared with one."""
    return parse_period(label) if label != YEAR_EARLIER and kind == "rolling_12" else None


def add_borough(name: str) -> None:
    """Choose one more borough, as a click on the map does. To be called from a callback."""
    chosen = list(st.session_state.get("area", []))
    if name in chosen:
        return
    if len(chosen) == AT_MOST:
        st.session_state[NOTICES] = [f"Up to four boroughs can be shown: {name} was not added."]
        return
    st.session_state["area"] = [*chosen, name]
    _clear_notices()


def _reset() -> None:
    st.session_state["area"] = []
    for key, choices in CHOICES.items():
        if key in st.session_state:
            st.session_state[key] = choices[0]
    _clear_notices()


def _clear_notices() -> None:
    st.session_state[NOTICES] = []


def _read_address(shown: Sequence[Filter]) -> None:
    """Before the filters are drawn: other spellings of a borough are understood, the rest gets a notice."""
    if "area" in st.session_state:
        return
    raw = st.query_params.get_all("area")
    names, wrong = _areas(raw)
    keys = ["area"] if wrong and not names else []
    for key in (key for key in shown if key in CHOICES):
        for text in st.query_params.get_all(key):
            if text not in CHOICES[key]:
                keys.append(key)
                wrong.append(f"{NAMES[key]} cannot be {text[:60]!r}. Showing: {CHOICES[key][0]}.")
    if len(names) > AT_MOST:
        wrong.append(f"Up to four boroughs can be shown, so {', '.join(names[AT_MOST:])} was left out.")
    st.session_state[NOTICES], st.session_state[WRONG] = wrong, keys
    if not names and is_the_city(raw):
        st.session_state[CITY] = True
    if names and names != raw:
        st.session_state["area"] = names[:AT_MOST]
        st.session_state[CORRECTED] = names[:AT_MOST]


def _areas(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    names, wrong = [], []
    for text in filter(None, texts):
        try:
            names.append(find_borough(text).name)
        except UnknownName as error:
            wrong.append(f"{error.message}. {error.hint}")
    return list(dict.fromkeys(names)), wrong


def is_the_city(texts: Sequence[str]) -> bool:
    """Whether the City of London is all that some names mean: it has a page of its own."""
    meant = []
    for text in filter(None, texts):
        try:
            find_borough(text)
        except UnknownName as error:
            meant.append(error.hint == NO_MET_FIGURES and name_key(text) in CITY_NAMES)
        else:
            meant.append(False)
    return bool(meant) and all(meant)


def _show_notices(view: View, measure: str, baseline: str, shown: Sequence[Filter]) -> None:
    notices = list(st.session_state.get(NOTICES, []))
    if baseline != YEAR_EARLIER and view.baseline is None:
        year = baseline[0].lower() + baseline[1:]
        notices.append(f"Only twelve months can be compared with the {year}: compared with a year earlier.")
    if (dict(view.query).get("from", ""), dict(view.query).get("to", "")) > ("", "") and not (view.start or view.end):
        notices.append("The trend cannot start after it ends: all months are shown.")
    if "measure" in shown and MEASURES[measure] == "rate" and view.window != "rolling_12":
        notices.append("Rates are given for twelve months only, so offences are shown for this period.")
    if notices:
        st.html(f'<div class="notice" role="status">{"".join(f"<p>{escape(text)}</p>" for text in notices)}</div>')
