"""Tables of figures as RFC 4180 text, millions of rows a second and the same bytes every time."""

from __future__ import annotations

import re

import pyarrow as pa

from analytics.tables.row_text import Spelling, text_of

# A spreadsheet runs what begins like a formula: in a text column such a cell gets an apostrophe before it.
_RUNS = tuple("=+-@\t\r")
_NEEDS_QUOTES = re.compile(r'[",\r\n]')


def header(schema: pa.Schema) -> bytes:
    """The one line of column names."""
    return (",".join(schema.names) + "\n").encode()


def lines(table: pa.Table) -> bytes:
    """Every row as a line: empty where there is no value, whole numbers without a decimal point."""
    columns = table.num_columns
    after = ("," if i < columns - 1 else "\n" for i in range(columns))
    return text_of(table, Spelling(cell, "", ("",) * columns, tuple(after)))


def cell(text: str) -> str:
    """A text as it stands in a file: quoted where it must be, and never a formula."""
    safe = f"'{text}" if text.startswith(_RUNS) else text
    return '"' + safe.replace('"', '""') + '"' if _NEEDS_QUOTES.search(safe) else safe
