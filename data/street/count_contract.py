"""What the counts of an archive must satisfy before anything of them is kept: judged on groups, not on rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from ibis import ir

from data.contracts import Violations
from data.street.forces import REPORTED_AS
from data.street.record_kinds import REQUIRED, RecordKind, ethnic_group

# England, Wales, Scotland, and the super output areas of Northern Ireland.
LSOA = re.compile(r"[EWSN]\d{8}|95[A-Z]{2}\d{2}[A-Z]\d")
# The months that begin within British summer time.
SUMMER = range(4, 11)
# More unknown labels than these say no more.
MOST = 200
LineCounts = Mapping[tuple[str, str], int]


def check_counts(check: Violations, counts: ir.Table, kind: RecordKind, lines: LineCounts) -> None:
    """Add what is wrong to `check`. `lines`: (force, month) → the rows that its file has, by its line breaks."""
    _check_months(check, counts, kind, lines)
    if kind.reporter:
        _check_reporters(check, counts, kind)
    for name, labels in kind.labels.items():
        _check_labels(check, counts, kind, name, labels)
    if kind.is_placed:
        _check_places(check, counts, kind)
    else:
        _check_ethnicities(check, counts, kind)


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows


def _file(row: Mapping[str, Any], kind: RecordKind) -> str:
    return f"{row['month']}-{row['force']}-{kind.suffix}.csv"


def _check_months(check: Violations, counts: ir.Table, kind: RecordKind, lines: LineCounts) -> None:
    keys = ["force", "month", "row_month", *([] if kind.is_placed else ["is_last_hour"])]
    counted: dict[tuple[str, str], int] = {}
    for row in _rows(counts.group_by(keys).aggregate(rows=counts.value.sum())):
        key = (row["force"], row["month"])
        counted[key] = counted.get(key, 0) + row["rows"]
        is_turn = row.get("is_last_hour") and row["row_month"] == _before(row["month"]) and _is_summer(row["month"])
        if row["row_month"] != row["month"] and not is_turn:
            actual = f"{row['rows']:,} rows of {row['row_month'] or 'no month'}"
            check.add(_file(row, kind), actual, f"rows of {row['month']} alone")
    for (force, month), expected in lines.items():
        if counted.get((force, month), 0) != expected:
            name = _file({"force": force, "month": month}, kind)
            check.add(name, f"{counted.get((force, month), 0):,} rows", f"one for each of its {expected:,} lines")


def _before(month: str) -> str:
    first = dt.date.fromisoformat(f"{month}-01")
    return f"{first - dt.timedelta(days=1):%Y-%m}"


def _is_summer(month: str) -> bool:
    return int(month[5:]) in SUMMER


def _check_reporters(check: Violations, counts: ir.Table, kind: RecordKind) -> None:
    for row in _rows(counts.group_by(["force", "month", "reported_by"]).aggregate(rows=counts.value.sum())):
        names = REPORTED_AS[row["force"]]
        if row["reported_by"] not in names:
            actual = f"{row['rows']:,} rows reported by {row['reported_by'] or 'nobody'}"
            check.add(_file(row, kind), actual, f"rows of {' or '.join(names)}")


def _check_labels(check: Violations, counts: ir.Table, kind: RecordKind, name: str, labels: tuple[str, ...]) -> None:
    column = kind.counted[name]
    unknown = counts.filter(counts[name].notin(list(labels)))
    if name in REQUIRED:
        unknown = counts.filter(counts[name].isnull() | counts[name].notin(list(labels)))
    grouped = unknown.group_by(["force", "month", name]).aggregate(rows=unknown.value.sum())
    for row in _rows(grouped.limit(MOST)):
        shown = f"'{row[name][:80]}'" if row[name] else "an empty cell"
        check.add(
            f"{_file(row, kind)}, column {column}", f"{shown} ({row['rows']:,} rows)", f"a {name} that is declared"
        )


def _check_places(check: Violations, counts: ir.Table, kind: RecordKind) -> None:
    located = counts.filter(counts.lsoa_code.notnull())
    strange = located.filter(~located.lsoa_code.re_search(f"^({LSOA.pattern})$") | located.lsoa_name.isnull())
    for row in _rows(strange.select("force", "month", "lsoa_code", "lsoa_name").distinct().limit(MOST)):
        actual = f"'{row['lsoa_code'][:40]}', '{(row['lsoa_name'] or '')[:40]}'"
        check.add(f"{_file(row, kind)}, column LSOA code", actual, "the code and the name of an LSOA")


def _check_ethnicities(check: Violations, counts: ir.Table, kind: RecordKind) -> None:
    grouped = counts.group_by(["force", "month", "ethnicity"]).aggregate(rows=counts.value.sum())
    for row in _rows(grouped):
        if row["ethnicity"] and ethnic_group(row["ethnicity"]) is None:
            where = f"{_file(row, kind)}, column Self-defined ethnicity"
            check.add(where, f"'{row['ethnicity'][:80]}' ({row['rows']:,} rows)", "an ethnicity whose group is known")
