"""How new the figures are: until when, when published, what should exist by now, what the last refresh said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics.freshness import Freshness, freshness
from analytics.periods import month_name
from data.catalogue import DATASETS
from data.outcomes import Outcome, outcomes
from data.sources import in_words
from pages.parts import sources, tables
from pages.parts.tables import Cell, Line
from pages.parts.words import capital, day, html, listed, sentence

LATE = capital(sources.LATE)


def overdue(today: date, *, resources: Sequence[str] = ()) -> tuple[Freshness, ...]:
    """The monthly publications, or those of them named, of which a newer edition should exist on a day."""
    return tuple(f for f in freshness() if f.is_overdue(today) and (not resources or f.edition.resource in resources))


def warning(today: date) -> None:
    """One line where figures are older than they should be, and why refreshing failed, if it did."""
    late = overdue(today)
    failed = [each for each in outcomes() if not each.ok]
    if not late and not failed:
        return
    names = listed([f"{in_words(each.edition.resource)} (due by {day(each.due)})" for each in late])
    lines = [f"{LATE}: {names}." if late else "", *(sentence(each.message) for each in failed)]
    said = "".join(f"<p>{html(line)}</p>" for line in lines if line)
    st.html(f'<div class="notice" role="status">{said}</div>')


def publications(today: date) -> None:
    """Each monthly publication: data until when, when published, when the next is due, the last refresh."""
    said = {each.resource: each for each in outcomes()}
    lines = [_line(each, today, said.get(each.edition.resource)) for each in freshness()]
    heads = ("Publication", "Data to", "Published", "Next edition due by", "Last refresh")
    st.html(tables.html_table("How new the figures are", heads, lines, numbers=(), whole=True))


def _line(found: Freshness, today: date, refreshed: Outcome | None) -> Line:
    known = sources.editions()[found.edition.id]
    return Line(
        (
            Cell(capital(in_words(found.edition.resource)), second=DATASETS[found.edition.dataset].title),
            Cell(month_name(known.months_to)),
            Cell(capital(sources.published(known).removeprefix("published "))),
            Cell(day(found.due), second=LATE if found.is_overdue(today) else ""),
            Cell(_refreshed(refreshed), second=sentence(refreshed.message) if refreshed and not refreshed.ok else ""),
        )
    )


def _refreshed(said: Outcome | None) -> str:
    if said is None:
        return "Never, or added by hand"
    result = {"new": "brought new figures", "unchanged": "nothing new", "failed": "failed"}[said.result]
    return f"{day(said.at.date())}: {result}"
