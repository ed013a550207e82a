"""What the page says of a claim: the verdict first, then what was understood, the panels, the cautions, the link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from analytics.claims import Answer, Claim, Reading
from analytics.claims.claim_address import newest_behind, path_of
from analytics.claims.claim_words import claim_sentence
from analytics.claims.gallery import gallery
from analytics.narrative import number
from data.errors import DashboardError
from pages.parts import page_opening, panels, sources, tables, words
from pages.parts.claims import (
    claim_fields,
    claim_form,
    claim_lines_panel,
    claim_panels,
    claim_reading,
    claim_tables,
)
from pages.parts.claims.claim_form import Asked
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View
from pages.parts.words import html

CONTEXT = ("Check a claim", "police recorded crime and proven reoffending", words.NOT_ACCREDITED)
OPENING = "Is the number right? Check a claim about crime in London"
HOW = (
    "Paste a sentence or a whole press release. Every word is read or shown as unread; each claim is held against the "
    "published figures as it stands, and then under the definitions, periods and baselines that it is mixed up with."
)
TONE = (
    "A verdict is about a number, never about a person. Two numbers that differ may both be right: they may come from "
    "different editions, definitions or periods."
)
EXAMPLES = (
    "Knife crime in London fell 19 per cent between April and June 2025",
    "97 homicides in 2025, an 11 per cent decrease from 109 in 2024",
    "Violence with injury has fallen in all 32 London boroughs in the 12 months to August 2025",
    "Burglary in Croydon is down by more than a quarter since May 2016 in the year to June 2026",
    "Westminster had the highest number of robberies of any borough in 2025",
    "The reoffending rate of adults fell from 25.4% in 2019/20 to 22.7% in 2021/22",
)
# The head says these many sentences of the explanation, the panel below the rest.
FIRST = 2


def show(question: Asked, view: View) -> None:
    """The answer to what is asked, or what has to be answered first, or how to ask."""
    view = replace(view, query=question.query)
    if len(question.understandings) > 1 and question.claim is None:
        claim_lines_panel.show(question, view)
        return
    if question.claim is None:
        _nothing_asked(question, view)
        return
    if question.asks:
        _ask_first(question, question.claim, view)
        return
    try:
        answer = claim_panels.answer(question.claim, question.as_of)
    except DashboardError as error:
        page_opening.write(view, CONTEXT, f"{error.message}", [error.hint])
        _reading(question, view)
        return
    _head(question, answer, view)
    _panels(question.claim, question.as_of, answer, view)
    _link(question, answer)


def _nothing_asked(question: Asked, view: View) -> None:
    declined = question.understood.declined if question.understood else ""
    if declined:
        page_opening.write(view, CONTEXT, "This was not read as a claim that figures can check", [declined, TONE])
        _reading(question, view)
    else:
        page_opening.write(view, CONTEXT, OPENING, [HOW, TONE])
    items = "".join(
        f'<li><a href="?{html(claim_form.link(Asked(None, query=((claim_form.TEXT, text),))))}" target="_self">'
        f"{html(text)}</a></li>"
        for text in EXAMPLES
    )
    st.html(f'<nav class="examples" aria-label="Examples"><p>For example:</p><ul>{items}</ul></nav>')


def _reading(question: Asked, view: View) -> None:
    with view.head:
        claim_reading.show(question)


def _ask_first(question: Asked, claim: Claim, view: View) -> None:
    """No verdict yet: the words that were not read, or the question of when it was said."""
    if question.asks == "confirm" and question.understood:
        page_opening.write(view, CONTEXT, claim_reading.unread_words(question.understood.unread), [])
        with view.head:
            claim_reading.show(question)
            claim_reading.ask_to_confirm(question.understood)
        return
    page_opening.write(view, CONTEXT, "Said when?", [f"The claim: {claim_sentence(claim)}"])
    with view.head:
        claim_reading.show(question)
        claim_reading.ask_when(claim)


def _head(question: Asked, answer: Answer, view: View) -> None:
    """Verdict, figure, the sentence with its marks, the link to cite: what a reader sees first."""
    shown = claim_panels.shown(answer)
    place = claim_panels.place_of(shown) if shown else claim_fields.place_label(answer.claim.area_code)
    standing = words.NOT_ACCREDITED if shown and not shown.adult_or_youth else ""
    context = ("Check a claim", place, claim_panels.covers(answer), standing)
    texts = [" ".join(answer.explanation[:FIRST]), f"The claim: {answer.sentence}{_published(answer)}"]
    page_opening.write(view, [part for part in context if part], answer.headline, texts)
    with view.head:
        claim_reading.show(question)
        link = f'<a href="?{html(_pinned(question))}" target="_self">Link to cite</a>'
        address = sources.on_this_server(path_of(question.claim or answer.claim, as_of=question.as_of, ending="csv"))
        file = f'<a href="{html(address)}">File of the answer (CSV)</a>'
        st.html(f'<p class="pinned cite">{link}{_as_it_stands(question)}. {file}</p>')


def _pinned(question: Asked) -> str:
    """The part of an address after the question mark that gives this answer whatever is published later."""
    day = newest_behind(question.claim) if question.claim else None
    return claim_form.link(question, **({claim_form.AS_OF: day.isoformat()} if day and question.as_of is None else {}))


def _as_it_stands(question: Asked) -> str:
    day = question.as_of or (newest_behind(question.claim) if question.claim else None)
    return html(f": the figures as they stood on {words.day(day)}") if day else ""


def _published(answer: Answer) -> str:
    """Who made the claim, where it is one of those that are kept here."""
    same = next((published for published in gallery() if published.sentence == answer.sentence), None)
    return f" Published by {same.who}, {same.when}." if same else ""


def _panels(claim: Claim, as_of: date | None, answer: Answer, view: View) -> None:
    left, right = panels.row(3, 2)
    with left:
        _draw(claim_panels.series, claim, as_of, view)
    with right, st.container(border=True, height="stretch", key="panel_claim_why", gap="small"):
        st.html(_why(answer))
    for build in (claim_tables.ranked, claim_tables.nearest, claim_tables.tried):
        _draw(build, claim, as_of, view)


def _draw(build: Callable[[Claim, date | None], Panel | None], claim: Claim, as_of: date | None, view: View) -> None:
    panel = build(claim, as_of)
    if panel is not None:
        panels.show(panel, view)


def _why(answer: Answer) -> str:
    """The rest of the explanation, what was taken where the claim leaves it open, both readings, the cautions."""
    parts = [_section("How it was decided", answer.explanation[FIRST:])]
    parts.append(_section("What the claim leaves open", answer.assumed))
    if answer.readings:
        parts.append(f"<h3>Per cent or percentage points</h3>{_readings(answer.readings)}")
    parts.append(_section("Where it would be found", [answer.where] if answer.where else []))
    parts.append(_section("Read with care", answer.caveats))
    return f'<div class="panel-head"><h2>Why this verdict</h2></div><div class="about why">{"".join(parts)}</div>'


def _section(title: str, items: tuple[str, ...] | list[str]) -> str:
    listed = "".join(f"<li>{html(item)}</li>" for item in items)
    return f"<h3>{html(title)}</h3><ul>{listed}</ul>" if items else ""


def _readings(readings: tuple[Reading, ...]) -> str:
    names = {"percent": "Per cent", "percentage_points": "Percentage points"}
    lines = [
        TableRow(
            (
                Cell(names.get(reading.unit, reading.unit)),
                Cell(f"{number(reading.implied, decimals=1)}%"),
                Cell("–" if reading.found is None else f"{number(reading.found, decimals=1)}%"),
                Cell("Yes" if reading.matches else "No"),
            )
        )
        for reading in readings
    ]
    heads = ("Read as", "It would be", "Ours", "The same")
    return tables.html_table("Both readings", heads, lines, numbers=(1, 2))


def _files(claim: Claim, as_of: date | None) -> str:
    """Links to the same answer in the open data."""
    links = [
        f'<a href="{html(sources.on_this_server(path_of(claim, as_of=as_of, ending=ending)))}">{ending.upper()}</a>'
        for ending in ("json", "csv")
    ]
    return ", ".join(links)


def quotation(answer: Answer) -> str:
    """The answer in one paragraph that can be printed: claim, verdict, figures, source, without an address."""
    sources_ = f" Figures: {'; '.join(answer.sources)}" if answer.sources else ""
    return (
        f"{answer.sentence} {answer.headline}. {answer.explanation[0]}{sources_} London crime dashboard, Check a claim."
    )


def _link(question: Asked, answer: Answer) -> None:
    """The answer to quote, the address of this check, and the one at which it stays as it is today."""
    base = (st.context.url or "").split("?")[0]
    with st.container(key="claim_quotation", gap="small"):
        st.html('<div class="panel-head"><h2>To quote</h2></div>')
        st.html(f'<blockquote class="quotation">{html(quotation(answer))}</blockquote>')
    day = newest_behind(question.claim) if question.claim else None
    with st.container(key="claim_link", gap="small"):
        st.html('<div class="panel-head"><h2>Link to this check</h2></div>')
        st.code(f"{base}?{claim_form.link(question)}", language=None, wrap_lines=True)
        if question.claim:
            st.html(f'<p class="pinned">The same for programs: {_files(question.claim, question.as_of)}</p>')
        if day and question.as_of is None:
            stood = f"With the figures as they stood on {words.day(day)}, whatever is published later:"
            st.html(f'<p class="pinned">{html(stood)}</p>')
            st.code(f"{base}?{_pinned(question)}", language=None, wrap_lines=True)
