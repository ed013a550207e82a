"""The count of a record file's rows by force, month, place and label: one expression for every engine.

Nothing is de-duplicated and no row is dropped. Rows are grouped by their cells as they came; names, months and labels
are judged on the groups, of which there are fewer, so that an archive is read once.
"""

from __future__ import annotations

import re

import ibis
from ibis import ir

from data.street.forces import AUTHORITIES
from data.street.record_kinds import RecordKind

INSIDE, OUTSIDE, NOWHERE, NOT_JUDGED = "inside", "outside", "nowhere", "not judged"
FILE = "file_name"
# 2025-06-city-of-london-street.csv, with whatever folder or address stands before it.
_NAME = r"([0-9]{4}-[0-9]{2})-([a-z-]+)-(street|outcomes|stop-and-search)(_older_archive)?[.]csv$"
_LSOA_NUMBER = "( [0-9]{3}[A-Z])?"


def counts_of(records: ir.Table, kind: RecordKind) -> ir.Table:
    """Rows of `kind.columns` and `file_name`, all of text → counts.

    Columns: force, year, month ('YYYY-MM'), those of `kind.counted`, place (of placed kinds), value; and, for the
    contract, row_month, is_last_hour and reported_by as the rows have them.
    """
    moment = records[kind.month]
    # A file's name is one value for all of its rows, and an engine takes it apart once, not for each of them.
    keys: dict[str, ir.Value] = {
        "force": records[FILE].re_extract(_NAME, 2),
        "month": records[FILE].re_extract(_NAME, 1),
        "row_month": moment.substr(0, 7),
    }
    if not kind.is_placed:
        # Moments are UTC: a month of British summer time begins in the last hour of the month before.
        keys["is_last_hour"] = moment.substr(11, 2) == "23"
    if kind.reporter:
        keys["reported_by"] = records[kind.reporter]
    keys |= {name: records[column] for name, column in kind.counted.items()}
    groups = records.group_by(**keys).aggregate(value=records.count())
    named = groups.mutate(
        year=groups.month.substr(0, 4).cast("int32"), **{name: _plain(groups[name]) for name in kind.counted}
    )
    # In the order in which counts have been kept since the first edition, whose checksum depends on it.
    named = named.relocate("force", "month", "year", after="value")
    return named.mutate(place=_place(named)) if kind.is_placed else named


def _plain(cells: ir.Value) -> ir.Value:
    """Text without spaces around it; an empty cell is missing. Few cells have any, and only those are rewritten."""
    is_padded = (cells < "!") | cells.endswith(" ")
    return ibis.cases((is_padded, cells.strip().nullif("")), else_=cells)


def _place(groups: ir.Table) -> ir.Value:
    """Where a row lies: in its force's area, outside it, nowhere, or not judged where the area is not declared."""
    areas = {force: "|".join(map(re.escape, names)) for force, names in AUTHORITIES.items()}
    inside = {force: groups.lsoa_name.re_search(f"^({names}){_LSOA_NUMBER}$") for force, names in areas.items()}
    return ibis.cases(
        (groups.lsoa_code.isnull(), NOWHERE),
        *(
            (groups.force == force, ibis.cases((is_inside, INSIDE), else_=OUTSIDE))
            for force, is_inside in inside.items()
        ),
        else_=NOT_JUDGED,
    )
