"""DfE nearest neighbours of upper-tier authorities, nearest first: which boroughs a borough may be compared with."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from data import published_areas
from data.catalogue import Tidy
from data.contracts import Violations
from data.readers.context import Context
from data.readers.tabular import Published

RESOURCES = ("similar_areas",)

CODE, NAME = "upper_tier_local_authority_code", "upper_tier_local_authority_name"
AUTHORITY = r"E(06|08|09|10)\d{6}"
REFERENCE = dt.date(2025, 5, 1)


def recognises(file: Published) -> str | None:
    """Authorities with their neighbours, one column a rank."""
    return "similar_areas" if file.has(CODE, "neighbour_1", "neighbour_2") else None


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """For each borough its neighbours as ranked. Raises ContractError with every violation."""
    check = Violations(str(file.path))
    ranks = [f"neighbour_{n}" for n in range(1, len(file.columns) - 1 - file.has("sheet"))]
    check.columns(file.columns, required=[CODE, NAME, *ranks], optional=("sheet",))
    check.stop()
    table = file.frame[[CODE, *ranks]].astype("str").apply(lambda column: column.str.strip())
    _check(check, table, ranks)
    check.stop()
    boroughs = table[table[CODE].isin(list(published_areas.POLICED))].set_index(CODE)
    rows = [
        (code, rank, neighbour)
        for code, neighbours in boroughs.iterrows()
        for rank, neighbour in enumerate(neighbours, start=1)
    ]
    tidy = pd.DataFrame(rows, columns=["area_code", "rank", "neighbour_code"])
    return [Tidy("similar_areas", "borough", tidy, REFERENCE, REFERENCE)]


def _check(check: Violations, table: pd.DataFrame, ranks: list[str]) -> None:
    check.unique(table, [CODE])
    for code in sorted(published_areas.POLICED - set(table[CODE])):
        check.add(f"column {CODE}", f"no row for {published_areas.BOROUGHS[code]} ({code})", "a row for each borough")
    cells = pd.concat([table[column] for column in (CODE, *ranks)])
    check.known(cells, cells[cells.str.fullmatch(AUTHORITY, na=False)].unique(), "code of an upper-tier authority")
    for row, cells in table.iterrows():
        if cells.nunique() < len(cells):
            check.add(f"row {row}", "an authority twice", "an authority and each of its neighbours once")
