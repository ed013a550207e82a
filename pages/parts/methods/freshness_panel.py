"""How new the figures are: until when, when published, what should exist by now, what the last refresh said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics.periods import month_name
from analytics.revisions.corrected_editions import corrected_editions
from analytics.revisions.freshness import Freshness, freshness
from data.catalogue import DATASETS
from data.errors import DashboardError
from data.refresh.publisher_addresses import in_words
from data.refresh.refresh_outcomes import Outcome, day_in_words, outcomes
from pages.parts import panels, sources, tables
from pages.parts.tables import Cell, TableRow
from pages.parts.words import capital, day, html, listed, sentence

LATE, LATE_ONES = capital(sources.LATE), f"{capital(sources.LATE_ONES)} by now"


def overdue(today: date, *, resources: Sequence[str] = ()) -> tuple[Freshness, ...]:
    """The monthly publications, or those of them named, of which a newer edition should exist on a day."""
    return tuple(f for f in freshness() if f.is_overdue(today) and (not resources or f.edition.resource in resources))


def warning(today: date) -> None:
    """One line where figures are older than they should be, and why refreshing failed, if it did."""
    late = overdue(today)
    failed = [outcome for outcome in _refreshed().values() if not outcome.ok]
    if not late and not failed:
        return
    names = listed(
        [f"{in_words(publication.edition.resource)} (due by {day(publication.due)})" for publication in late]
    )
    notice = f"<p>{LATE if len(late) == 1 else LATE_ONES}: {html(names)}.</p>" if late else ""
    reasons = "".join(f"<li>{html(sentence(outcome.message))}</li>" for outcome in failed)
    st.html(f'<div class="notice" role="status">{notice}<ul class="careful">{reasons}</ul></div>')


def publications(today: date) -> None:
    """Each monthly publication: data until when, when published, when the next is due, the last refresh."""
    refreshed = _refreshed()
    lines = [_line(publication, today, refreshed.get(publication.edition.resource)) for publication in freshness()]
    heads = ("Publication", "Data to", "Published", "Next edition due by", "Last refresh")
    st.html(tables.html_table("How new the figures are", heads, lines, numbers=(), whole=True, stacking=True))
    if corrected := corrected_editions():
        lines_of_editions = "".join(f"<li>{html(correction.line)}</li>" for correction in corrected)
        st.html(f'<ul class="careful">{lines_of_editions}</ul>')


def _line(publication: Freshness, today: date, refreshed: Outcome | None) -> TableRow:
    known = sources.editions()[publication.edition.id]
    return TableRow(
        (
            Cell(capital(in_words(publication.edition.resource)), second=DATASETS[publication.edition.dataset].title),
            Cell(month_name(known.months_to)),
            Cell(capital(sources.published(known).removeprefix("published "))),
            Cell(day(publication.due), second=LATE if publication.is_overdue(today) else ""),
            Cell(_result(refreshed)),
        )
    )


def _result(outcome: Outcome | None) -> str:
    if outcome is None:
        return "Never, or added by hand"
    result = {"new": "brought new figures", "unchanged": "nothing new", "failed": "failed, see above"}[outcome.result]
    return f"{day_in_words(outcome.at)}: {result}"


def _refreshed() -> dict[str, Outcome]:
    """The last refresh of each resource; none, and a line that says why, where what is kept of them cannot be read."""
    try:
        return {outcome.resource: outcome for outcome in outcomes()}
    except DashboardError as error:
        panels.problem(error)
        return {}
