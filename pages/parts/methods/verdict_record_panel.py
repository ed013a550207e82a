"""The record by which a reader can judge the method: false verdicts, verdicts that turned, sizes of revisions."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from analytics.indicators import Indicator, Level, headline_indicators
from analytics.narrative import number, signed
from analytics.revisions.revision_sizes import RevisionSize, revision_sizes
from analytics.statistics.verdict_record import RecordedShare, verdict_record
from pages.parts import tables
from pages.parts.cached_figures import kept
from pages.parts.tables import Cell, TableRow
from pages.parts.tiles import GREY
from pages.parts.words import html

LEVELS = {"mps": "London", "borough": "Boroughs", "ward": "Wards"}
TESTS = {
    "random": "Exchange of months at random",
    "alternate": "Exchange of every other month",
    "quarters": "Exchange of blocks of a quarter",
}
NEXT_YEAR = {
    "reversed": "Clear verdicts that the next year’s reversed",
    "repeated": "Clear verdicts that the next year’s repeated",
}
NOTE = (
    "The record of the method: months are exchanged between the two years of a clean stretch, so that nothing differs, "
    "and every “up” or “down” is a false verdict; 5% is promised. Beneath: with intervals that ignore dispersion. "
    "The third line is what dispersion does not cover: waves that last a season pass as change. The last two lines say "
    "what became of years that clearly rose or fell. Computed here from the published figures."
)
REVISIONS_NOTE = (
    "By how many percentage points the newest change of 12 months in an edition had moved once later editions were "
    "out: the bar holds the middle nine in ten, or all where there are fewer than 20, its stroke the median. Estimated "
    "from the editions held here; indicators of which one edition alone is held have none."
)
AT: tuple[Level, ...] = ("mps", "borough")
WIDTH, HEIGHT = 240, 18
NO_BREAK = "\N{NO-BREAK SPACE}"


def record() -> None:
    """How many verdicts are false where nothing changed, and how many the next year turned."""
    heads = ("Two years that differ in nothing", *LEVELS.values())
    lines = [_line(title, test) for test, title in (TESTS | NEXT_YEAR).items()]
    st.html(tables.html_table("False verdicts, and verdicts a year later", heads, lines, numbers=(1, 2, 3), whole=True))
    st.html(f'<p class="statistic">{html(NOTE)}</p>')


def _line(title: str, test: str) -> TableRow:
    known = verdict_record()
    return TableRow((Cell(title), *(_cell(known[test, level]) for level in LEVELS)))


def _cell(share: RecordedShare) -> Cell:
    poisson = share.poisson_percent
    return Cell(
        f"{number(share.percent, decimals=1)}%",
        second="" if poisson is None else f"{number(poisson, decimals=1)}%",
    )


def revisions() -> None:
    """How far changes of 12 months moved after they were published, by indicator, as a picture."""
    st.html(_pictures())
    st.html(f'<p class="statistic">{html(REVISIONS_NOTE)}</p>')


@kept
def _pictures() -> str:
    counted = [entry for entry in headline_indicators() if entry.kind == "crime"]
    sizes = {entry: [_size(entry, level) for level in AT] for entry in counted}
    ends = [end for known in sizes.values() for size in known if size for end in (size.low, size.high)]
    span = (min([0.0, *ends]), max([0.0, *ends]))
    lines = [
        TableRow((Cell(entry.short_title), *(_bar(size, span) for size in known)))
        for entry, known in sizes.items()
        if any(known)
    ]
    heads = ("How far new changes of 12 months have moved since", *(f"{LEVELS[level]}, points" for level in AT))
    return tables.html_table("Revisions of changes after their publication", heads, lines, numbers=(), whole=True)


def _size(entry: Indicator, level: Level) -> RevisionSize | None:
    return revision_sizes(entry, level=level).change if level in entry.levels else None


def _bar(size: RevisionSize | None, span: tuple[float, float]) -> Cell:
    """The range as a bar with a stroke at the median and a line at zero, and in figures beneath."""
    if size is None:
        return Cell(tables.NOTHING)
    across = WIDTH / ((span[1] - span[0]) or 1)
    low, high, middle, zero = (f"{(x - span[0]) * across:.1f}" for x in (size.low, size.high, size.median, 0.0))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f'<g fill="none" stroke="{GREY}"><path d="M{zero},0V{HEIGHT}" stroke-dasharray="2 2"/>'
        f'<path d="M{low},{HEIGHT / 2}H{high}" stroke-width="6" opacity="0.6"/>'
        f'<path d="M{middle},2V{HEIGHT - 2}" stroke-width="3"/></g></svg>'
    )
    ends = dict.fromkeys((signed(size.low, decimals=1), signed(size.high, decimals=1)))
    basis = f"median_{signed(size.median, decimals=1)}, n_=_{number(size.number)}".replace("_", NO_BREAK)
    picture = f'<img class="spark" alt="" src="data:image/svg+xml,{quote(svg)}">'
    return Cell("", picture=picture, second=f"{' to '.join(ends)}; {basis}")
