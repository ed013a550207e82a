"""The choices of the explorer, kept in the address, and the selection that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from analytics.geography.areas import Area, areas_at
from analytics.periods import WindowKind, month_name, window_ending
from analytics.requests.request_rules import MOST_INDICATORS
from analytics.requests.selection import Selection
from analytics.tables.figures_table import Measure
from data.errors import UnknownName
from pages.parts.explore import explore_options as of
from pages.parts.words import html

NOTICES = "explore_notices"
# Of an address that mixes spellings Streamlit first takes what it knows; what else was meant is set in a second run.
MEANT = "explore_meant"


@dataclass(frozen=True)
class ExploreRequest:
    """The selection that was chosen or, where something is not chosen yet, what; and the choices as an address."""

    selection: Selection | None
    lacks: str
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Limits:
    """First and last month, how many periods, the month that changes are against, the day as of which."""

    start: date | None
    end: date | None
    last: int | None
    against: date | None
    as_of: date | None


def asked() -> ExploreRequest:
    """Draw the choices and give back what they ask for."""
    known = of.options()
    _read_address(known)
    with st.container(gap="small", key="explore_choices"):
        indicator_ids, areas = _what_and_where(known)
        window, measures = _how(known)
        limits = _when(_with_figures(known, indicator_ids), may_compare="change" in measures)
    if MEANT in st.session_state:
        st.rerun()
    _show_notices()
    if lacks := _lacks(indicator_ids, areas, measures):
        return ExploreRequest(None, lacks, _query())
    baseline = window_ending(limits.against, window) if limits.against and "change" in measures else None
    return ExploreRequest(
        Selection(
            indicator_ids, areas, window, measures, limits.start, limits.end, limits.last, baseline, limits.as_of
        ),
        "",
        _query(),
    )


def _lacks(indicator_ids: Sequence[str], areas: Sequence[Area], measures: Sequence[str]) -> str:
    if not indicator_ids:
        return "Choose at least one indicator."
    if not areas:
        return "Choose at least one area."
    return "" if measures else "Choose at least one measure."


def _what_and_where(known: dict[str, tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[Area, ...]]:
    with _row():
        titles = _several(of.WHAT, known, most=MOST_INDICATORS, width=520)
        place = _few(of.WHERE, known)
        within = _one(of.WITHIN, known, width=220) if place == of.WARDS else of.EVERY_BOROUGH
    names = [of.ONLY_LONDON]
    if place == of.CHOSEN:
        names = _several(of.AREAS, known, placeholder="Type a borough or a ward", width=720)
    levels = {of.UNITS: "command_unit", of.BOROUGHS: "borough"}
    areas = areas_at(levels[place]) if place in levels else tuple(a for name in names for a in of.places()[name])
    if place == of.WARDS:
        areas = of.wards_within(within)
    return tuple(of.indicators()[title] for title in titles), areas


def _how(known: dict[str, tuple[str, ...]]) -> tuple[WindowKind, tuple[Measure, ...]]:
    with _row():
        span = _few(of.SPAN, known)
        labels = st.pills(
            of.LABELS[of.MEASURES], known[of.MEASURES], selection_mode="multi", default=of.DEFAULTS[of.MEASURES],
            key=of.MEASURES, bind="query-params", on_change=_clear_notices,
        )  # fmt: skip
    return of.SPANS[span], tuple(of.MEASURE[label] for label in labels)


def _when(known: dict[str, tuple[str, ...]], *, may_compare: bool) -> _Limits:
    with _row():
        first, last, keep = (_one(key, known) for key in (of.SINCE, of.UNTIL, of.KEEP))
        against = _one(of.AGAINST, known, disabled=not may_compare)
        stood = _one(of.STOOD, known)
    months = of.months()
    return _Limits(
        months.get(first), months.get(last), of.KEEPS[keep], months.get(against), of.publication_days().get(stood)
    )


def _with_figures(known: dict[str, tuple[str, ...]], indicator_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The choices with only those months in which the indicators have figures; a month without is told, and left."""
    span = of.months_of(indicator_ids)
    if span is None:
        return known
    offered = {name for name, month in of.months().items() if span[0] <= month <= span[1]}
    kept = {}
    for key in (of.SINCE, of.UNTIL, of.AGAINST):
        kept[key] = tuple(name for name in known[key] if name in offered or name not in of.months())
        chosen = st.session_state.get(key) or st.query_params.get(key)
        if chosen in of.months() and chosen not in offered:
            st.session_state[key] = of.DEFAULTS[key]
            text = f"There are no figures for {chosen}: these go from {month_name(span[0])} to {month_name(span[1])}."
            st.session_state[NOTICES] = [*st.session_state.get(NOTICES, []), text]
    return known | kept


def _row() -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="top", gap="small")


def _several(
    key: str, known: dict[str, tuple[str, ...]], *, width: int, most: int | None = None, placeholder: str | None = None
) -> list[str]:
    return st.multiselect(
        of.LABELS[key], known[key], key=key, bind="query-params", max_selections=most, on_change=_clear_notices,
        placeholder=placeholder, width=width, wrap=True, select_all=False,
    )  # fmt: skip


def _few(key: str, known: dict[str, tuple[str, ...]]) -> str:
    return st.segmented_control(
        of.LABELS[key], known[key], default=of.DEFAULTS[key], required=True, key=key, bind="query-params",
        on_change=_clear_notices,
    )  # fmt: skip


def _one(key: str, known: dict[str, tuple[str, ...]], *, disabled: bool = False, width: int = 165) -> str:
    return st.selectbox(
        of.LABELS[key], known[key], key=key, bind="query-params", on_change=_clear_notices, width=width,
        disabled=disabled,
    )  # fmt: skip


def _read_address(known: dict[str, tuple[str, ...]]) -> None:
    """Before the choices are drawn: ids, codes and other spellings are understood, the rest gets a notice."""
    if of.WHAT in st.session_state:
        for key, options_read in st.session_state.pop(MEANT, {}).items():
            st.session_state[key] = options_read
        return
    wrong: list[str] = []
    for key, options in known.items():
        raw = [text for text in st.query_params.get_all(key) if text]
        options_read: dict[str, None] = {}
        for text in raw:
            try:
                options_read[of.read(key, text, options)] = None
            except UnknownName as error:
                wrong.append(f"{error.message}. {error.hint}".replace("..", "."))
        if options_read and list(options_read) != raw and key in (of.WHAT, of.AREAS):
            st.session_state.setdefault(MEANT, {})[key] = st.session_state[key] = list(options_read)
    _begin(known)
    st.session_state[NOTICES] = wrong


def _begin(known: dict[str, tuple[str, ...]]) -> None:
    """Boroughs chosen on other pages are asked for here too; an address without an indicator gets one."""
    chosen = st.session_state.get("area", [])
    if chosen and not any(key in st.query_params for key in known):
        st.session_state[of.WHERE], st.session_state[of.AREAS] = of.CHOSEN, list(chosen)
    if of.WHAT not in st.query_params:
        st.session_state[of.WHAT] = of.DEFAULTS[of.WHAT]


def _clear_notices() -> None:
    st.session_state[NOTICES] = []


def _show_notices() -> None:
    if notices := st.session_state.get(NOTICES):
        st.html(f'<div class="notice" role="status">{"".join(f"<p>{html(notice)}</p>" for notice in notices)}</div>')


def _query() -> tuple[tuple[str, str], ...]:
    """The choices as they stand in the address: the indicators, and what is not the default."""
    choices = {key: st.session_state.get(key, default) for key, default in of.DEFAULTS.items()}
    return tuple(
        (key, text)
        for key, given in choices.items()
        if key == of.WHAT or given != of.DEFAULTS[key]
        for text in (given if isinstance(given, list) else [given])
    )
