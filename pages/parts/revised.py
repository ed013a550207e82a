"""What the newest editions changed in months that were already published."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from analytics.narrative import number, signed, signed_percent
from analytics.periods import short_month
from analytics.revisions import Revision, revisions, rows
from analytics.table import SCHEMA
from pages.parts import tables
from pages.parts.facts import kept, kept_panel
from pages.parts.panels import Panel
from pages.parts.tables import Cell, Line


@kept
def _found(which: tuple[str, ...]) -> tuple[Revision, ...]:
    return tuple(revisions(which))


@kept_panel
def release(which: Sequence[str]) -> Panel:
    """Each indicator for London: the same 12 months in the newest edition and in the one before."""
    found = _found(tuple(which))
    return Panel(
        key="revisions",
        title=_title([each for each in found if each.percent is not None]),
        statistic="London: the last 12 months that two editions both hold, before and after",
        figures=pa.Table.from_pylist(rows(found), schema=SCHEMA),
        chart=tables.html_table(
            "Revisions of the newest editions",
            ("Indicator", "12 months to", "Before", "Now", "Revision"),
            [_line(each) for each in found],
            numbers=(2, 3, 4),
        ),
        indicators=tuple(each.indicator for each in found),
        formulas=("revision",),
        note="Every edition revises earlier months, as offences are reclassified or recorded late.",
        follows_filters=False,
    )


def _title(revised: Sequence[Revision]) -> str:
    if not revised:
        return "What changed in this release: first editions here, with nothing to compare them with"
    most = max(revised, key=lambda each: abs(each.percent or 0))
    return (
        f"What changed in this release: earlier months were revised by up to {signed_percent(most.percent or 0)} "
        f"({most.indicator.in_sentence})"
    )


def _line(each: Revision) -> Line:
    month = short_month(each.window.end)
    if each.before is None or each.after is None:
        unknown = each.note.split(":")[0].rstrip(".")
        nothing = Cell(tables.NOTHING)
        return Line((Cell(each.indicator.short_title), Cell(month), nothing, nothing, Cell(unknown)))
    size = tables.NOTHING if each.percent is None else signed_percent(each.percent)
    return Line(
        (
            Cell(each.indicator.short_title),
            Cell(month),
            Cell(number(each.before)),
            Cell(number(each.after)),
            Cell(size, second=signed(each.difference or 0)),
        )
    )
