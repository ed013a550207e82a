"""Stop and search by object, outcome, age and self-defined ethnicity; words where no file has been added."""

from __future__ import annotations

import streamlit as st

from analytics.narrative import number
from analytics.periods import month_name
from analytics.requests.plain_address import PlainAddress
from analytics.street import search_counts
from analytics.street.search_counts import CAVEATS, EMPTY, NO_RATES, search_table
from analytics.street.street_counts import FORCES
from pages.parts import cached_figures, page_opening, panels, tables, words
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View

ABOUT = (("What this is", CAVEATS),)
TITLES = {
    "object": "What was searched for",
    "outcome": "What came of it",
    "age_range": "Age",
    "ethnicity": "Self-defined ethnicity",
}


def opening(view: View) -> None:
    """How many searches there were in the newest month of each force, or that none is held."""
    counts = [_in_words(force) for force in FORCES if search_counts.is_held(force)]
    title = "; ".join(counts) or "No figures of stop and search have been added here"
    page_opening.write(view, ("Stop and search", "data.police.uk"), title, [NO_RATES if counts else EMPTY])


def _in_words(force: str) -> str:
    month = search_counts.months(force)[-1]
    searches = sum(search_table(("search_type",), force=force).column("value").to_pylist())
    return f"{FORCES[force][0]}: {number(searches)} searches in {month_name(month)}"


def careful() -> None:
    """What a reader of these figures must know, in a list."""
    items = "".join(f"<li>{words.html(text)}</li>" for text in CAVEATS)
    head = '<div class="section-head" id="careful"><h2>What to be careful with</h2></div>'
    st.html(f'{head}<ul class="careful">{items}</ul>')


def section(force: str, view: View, *, title: str = "Stop and search") -> None:
    """The heading and four panels, or what would be shown."""
    st.html(f'<h2 class="section" id="searches-{force}">{words.html(title)}</h2>')
    if not search_counts.is_held(force):
        st.html(f'<p class="statistic">{words.html(EMPTY)}</p>')
        return
    left, right = panels.row(1, 1)
    for number_, dimension in enumerate(TITLES):
        with left if number_ % 2 == 0 else right:
            panels.show(_by(dimension, force), view)


@cached_figures.kept_panel
def _by(dimension: str, force: str) -> Panel:
    rows = search_table((dimension,), force=force)
    listed = sorted(rows.to_pylist(), key=lambda row: -row["value"])
    total = sum(row["value"] for row in listed)
    month = month_name(search_counts.months(force)[-1])
    statistic = f"{FORCES[force][0]}, searches of {month}, by {TITLES[dimension].lower()}"
    largest = listed[0]
    return Panel(
        key=f"searches_{force.replace('-', '_')}_{dimension}",
        title=f"{TITLES[dimension]}: {largest[dimension]}, {100 * largest['value'] / total:.0f}% of {number(total)}",
        statistic=statistic,
        figures=rows,
        chart=tables.html_table(
            statistic,
            (TITLES[dimension], "Searches", "Share"),
            [
                TableRow(
                    (
                        Cell(row[dimension]),
                        Cell(number(row["value"])),
                        Cell(f"{100 * row['value'] / total:.1f}%", share=row["value"] / total),
                    )
                )
                for row in listed
            ],
            numbers=(1, 2),
        ),
        indicators=(),
        formulas=("share",),
        note=NO_RATES,
        request=PlainAddress("stop-and-search", (("by", dimension), ("force", force))),
        about=ABOUT,
        follows_filters=False,
    )
