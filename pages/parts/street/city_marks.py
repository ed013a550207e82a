"""The City of London among the boroughs: a hatched row and a hatched shape, of another source and without rank."""

from __future__ import annotations

from analytics.geography.hatching import hatching
from analytics.narrative import change_in_cell, interval, number
from analytics.street.city_offences import city_offence
from data.published_areas import BOROUGHS, CITY_OF_LONDON
from pages.parts import tables, words
from pages.parts.maps import HatchedArea
from pages.parts.tables import Cell, TableRow

PAGE = "city_of_london"
NAME = BOROUGHS[CITY_OF_LONDON]
NO_RATE = "no rank"


def city_row(indicator_id: str) -> tuple[TableRow, ...]:
    """The last row of a table of boroughs (name, count, rate, change); none for an offence that is not comparable.

    No cell has a figure to be sorted by, so the row stays last.
    """
    offence = city_offence(indicator_id)
    if offence is None:
        return ()
    change = offence.change
    bounds = interval(*change.bounds) if change.bounds else ""
    cells = (
        Cell(NAME, link=PAGE, second=f"another source, {offence.window.label}"),
        Cell(number(offence.count)),
        Cell(tables.NOTHING, second=NO_RATE),
        Cell(change_in_cell(change), second=bounds),
    )
    return (TableRow(cells, of_other_source=True),)


def city_row_of_comparison(indicator_id: str, *, with_count: bool, columns: int) -> tuple[TableRow, ...]:
    """The same for a comparison, whose columns are name, value, rank and others, and last the change."""
    rows = city_row(indicator_id)
    if not rows:
        return ()
    name, count, nothing, change = rows[0].cells
    between = (Cell(tables.NOTHING),) * (columns - 4)
    value = count if with_count else Cell(tables.NOTHING)
    return (TableRow((name, value, nothing, *between, change), of_other_source=True),)


def city_area(indicator_id: str) -> HatchedArea | None:
    """The City on a map of boroughs, hatched; None for an offence that is not comparable."""
    offence, lines = city_offence(indicator_id), hatching(CITY_OF_LONDON)
    if offence is None or lines is None:
        return None
    text = (
        f"<b>{NAME}</b><br>{number(offence.count)} records, {offence.window.label}<br>another source, not on this scale"
    )
    return HatchedArea(lines, text)


def city_note(indicator_id: str, otherwise: str = "") -> str:
    """What the hatched row or shape is; `otherwise` for an offence that is not comparable."""
    offence = city_offence(indicator_id)
    if offence is None:
        return otherwise
    return (
        f"Hatched: the {NAME}, {number(offence.count)} {words.lower(offence.category)} records of its own police in "
        f"{offence.window.name}. It is another source (data.police.uk), in no total and without a rank; its rates "
        "stand on its own page."
    )
