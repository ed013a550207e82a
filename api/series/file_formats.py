"""The formats of `series`: the same rows as CSV, JSON, Parquet or XLSX, part by part."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import xlsxwriter

from analytics.requests.coverage_notes import coverage_notes
from analytics.requests.figures_address import Address
from analytics.tables import csv_writer, json_writer
from analytics.tables.figures_table import SCHEMA
from api.series.accompanying_notes import (
    RowSummary,
    breaks_of,
    caveats_of,
    datasets_of,
    edition_line,
    indicators_of,
    licences_of,
    populations_of,
)
from api.series.readme_lines import note_lines

CSV, JSON = "text/csv; charset=utf-8; header=present", "application/json"
PARQUET = "application/vnd.apache.parquet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel writes the moment of saving into a file; the same rows must give the same bytes.
UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001
# Of columns, in characters: narrower than a date, a spreadsheet shows ######## in its place.
WIDTHS = {"indicator": 22, "area_name": 24, "verdict": 16, "unit": 26, "status": 18, "note": 60, "edition": 44}
WIDTH, NOTES_WIDTH = 13, 120


def csv(address: Address) -> Iterator[bytes]:
    """One header row, then the rows."""
    yield csv_writer.header(SCHEMA)
    for chunk in address.selection.chunks():
        yield csv_writer.lines(chunk)


def json_document(address: Address, version: str) -> Iterator[bytes]:
    """An object: the query and what belongs to it, `rows`, and at the end their number and editions."""
    about = {
        "query": [list(pair) for pair in address.pairs],
        "url": f"series.json?{address.query}",
        "permanent_url": f"series.json?{address.pinned.query}",
        "data_version": version,
        "licences": licences_of(address.selection),
        "attribution": [dataset.attribution for dataset in datasets_of(address.selection)],
        "definitions": {indicator.id: indicator.definition for indicator in indicators_of(address.selection)},
        "caveats": caveats_of(address.selection),
        "note": " ".join(coverage_notes(address.selection)) or None,
    }
    summary = RowSummary()
    yield json.dumps(about, ensure_ascii=False)[:-1].encode() + b', "rows": ['
    for chunk in address.selection.chunks():
        comma = json_writer.BETWEEN if summary.rows else "\n"
        summary.add(chunk)
        yield comma.encode() + json_writer.objects(chunk)
    after = {
        "row_count": summary.rows,
        "breaks": [change.line for change in breaks_of(address.selection, summary.months)],
        "editions": [edition_line(edition) for edition in (*summary.editions, *populations_of(address.selection))],
    }
    yield b"\n], " + json.dumps(after, ensure_ascii=False)[1:].encode() + b"\n"


def parquet(address: Address, version: str) -> Iterator[bytes]:
    """One file, its query and licence in the metadata of its schema."""
    about = {"query": address.query, "data_version": version, "licence": " ".join(licences_of(address.selection))}
    buffer = io.BytesIO()
    with pa.parquet.ParquetWriter(buffer, SCHEMA.with_metadata(about), compression="zstd") as writer:
        for chunk in address.selection.chunks():
            writer.write_table(chunk.replace_schema_metadata(about))
    yield buffer.getvalue()


def xlsx(address: Address, version: str, base: str) -> Iterator[bytes]:
    """A workbook: the sheet `data`, tidy, and the sheet `notes`."""
    buffer, summary = io.BytesIO(), RowSummary()
    options = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": UNDATED, "title": "London crime figures"})
        day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("data")
        for column, name in enumerate(SCHEMA.names):
            sheet.set_column(column, column, WIDTHS.get(name, WIDTH))
        sheet.write_row(0, 0, SCHEMA.names, bold)
        sheet.freeze_panes(1, 0)
        for chunk in address.selection.chunks():
            for row in chunk.to_pylist():
                summary.rows += 1
                for column, value in enumerate(row.values()):
                    _write(sheet, (summary.rows, column), value, day)
            summary.rows -= chunk.num_rows
            summary.add(chunk)
        notes = book.add_worksheet("notes")
        notes.set_column(0, 0, NOTES_WIDTH)
        for line, text in enumerate(note_lines(address, version, base, summary, kind="xlsx")):
            notes.write_string(line, 0, text, wrapped)
    yield buffer.getvalue()


def _write(sheet: Any, at: tuple[int, int], value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    elif isinstance(value, str):
        sheet.write_string(*at, value)
    elif value is not None:
        sheet.write_number(*at, value)
