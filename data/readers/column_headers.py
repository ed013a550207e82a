"""The headers of a published table: one name for each however it is written, and where the header row stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from data.errors import FileRejected

# Lines among which a header that is not the first is looked for.
LOOKED_AT = 30
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Columns of which every publication has some: what tells a header from a title.
HEADERS = frozenset(
    {
        "majortext", "minortext", "group", "subgroup", "bocu", "boroughname", "lookup_boroughname", "wardcode",
        "lsoa_code", "month_year", "area_type", "crime_subtype", "measure", "count", "refresh_date", "borough_name",
        "area_name", "area_code", "age_group", "borough", "borough_code", "ward_code",
    }
)  # fmt: skip


def normalise(header: object) -> str:
    """'Area name ' and 'area_name' are one header: trimmed, lower case, anything else an underscore.

    A month is YYYYMM in whatever way it is written: 202312, 2023-12, Dec-23, December 2023.
    """
    name = re.sub(r"[^a-z0-9]+", "_", str(header).strip().lower()).strip("_")
    if numbers := re.fullmatch(r"((?:19|20)\d\d)_(0[1-9]|1[0-2])(?:_01)?(?:_00_00_00)?", name):
        return numbers[1] + numbers[2]
    if words := re.fullmatch(r"([a-z]{3,9})_(20)?(\d\d)", name):
        month = words[1][:3]
        return f"20{words[3]}{MONTHS.index(month) + 1:02}" if month in MONTHS else name
    return name


def late_header(rows: Iterable[Sequence[object]]) -> tuple[int, bool] | None:
    """The line in which a header stands that is not the first, if any, and whether rows as wide stand above it."""
    widths: list[int] = []
    for number, row in enumerate(islice(rows, LOOKED_AT), start=1):
        names, width = {normalise(cell) for cell in row}, sum(str(cell).strip() != "" for cell in row)
        if number > 1 and sum(name in HEADERS for name in names) >= 2:
            return number, max(widths) >= width
        widths.append(width)
    return None


def header_below(path: Path, late: tuple[int, bool]) -> FileRejected:
    """The error for a header that is not the first line; `late` as `late_header` gives it."""
    line, has_rows_above = late
    return FileRejected(
        f"{path}: the header stands in line {line}; expected it in line 1",
        "Move it there: rows of the table stand above it."
        if has_rows_above
        else "Delete what stands above it: titles or notes, no rows of the table.",
    )


def header_name(cell: object) -> str:
    """A month in a header, 202606, is a number in a workbook, and all its numbers are floating."""
    if isinstance(cell, dt.date):
        return f"{cell:%Y%m}"
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
