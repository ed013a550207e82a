"""The writer of CSV: what Python's own reader makes of it is what went in, for any table."""

from __future__ import annotations

import csv
import io
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.tables import row_text
from analytics.tables.csv_writer import cell, header, lines

TEXTS = st.one_of(
    st.none(),
    st.sampled_from(["", "Croydon", "a,b", 'say "no"', "two\nlines", "=1+1", "-", "café", "'", " ", "\r"]),
    st.text(max_size=8),
)
NUMBERS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9).map(float),
    st.floats(-1e9, 1e9).map(lambda value: round(value, 6)),
    st.sampled_from([0.0, -0.0, 0.000001, -0.000001, 1e-05, 99999999.123456]),
)
DATES = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
ROWS = st.lists(st.tuples(TEXTS, NUMBERS, TEXTS, DATES, NUMBERS, st.booleans(), TEXTS), min_size=1, max_size=40)
SCHEMA = pa.schema(
    [("a", pa.string()), ("b", pa.float64()), ("c", pa.string()), ("d", pa.date32()), ("e", pa.float64()),
     ("f", pa.bool_()), ("g", pa.string())]
)  # fmt: skip


def table(rows: list[tuple[object, ...]]) -> pa.Table:
    columns = [[row[i] for row in rows] for i in range(len(SCHEMA))]
    return pa.table([pa.array(c, field.type) for c, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def read(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode(), newline="")))


def expected(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(tuple("=+-@\t\r")) else value
    return value if isinstance(value, float) else str(value)


@given(ROWS)
def test_what_is_read_is_what_was_written(rows):
    found = read(lines(table(rows)))
    assert len(found) == len(rows)
    for line, row in zip(found, rows, strict=True):
        for text, value in zip(line, row, strict=True):
            if isinstance(value, float):
                assert float(text) == value
                assert "e" not in text
                assert text.isdigit() or not value.is_integer() or text[1:].isdigit()
            else:
                assert text == expected(value)


@given(ROWS)
def test_the_rows_decide_and_not_how_they_are_cut(rows):
    whole = table(rows)
    parts = pa.concat_tables([table([row]) for row in rows])
    assert lines(parts) == lines(whole) == b"".join(lines(table([row])) for row in rows)


def test_more_rows_than_are_written_at_once(monkeypatch):
    rows = [("Croydon", float(i % 7), None, date(2026, 2, 28), None, True, str(i % 3)) for i in range(1000)]
    whole = lines(table(rows))
    monkeypatch.setattr(row_text, "ROWS_AT_ONCE", 13)
    assert lines(table(rows)) == whole
    assert whole.count(b"\n") == 1000


def test_an_empty_table_has_a_header_and_no_line():
    assert header(SCHEMA) == b"a,b,c,d,e,f,g\n"
    assert lines(SCHEMA.empty_table()) == b""


def test_a_row_of_nothing_is_a_row():
    assert lines(table([(None, None, None, None, None, False, None)] * 2)) == b",,,,,false,\n" * 2


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (-3.0, "-3"), (-0.0, "0"), (12.5, "12.5"), (0.000001, "0.000001"), (1234567.123456, "1234567.123456")],
)
def test_numbers(value, text):
    assert lines(pa.table({"n": [value, None]})) == f"{text}\n\n".encode()


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_a_formula_is_disarmed_however_arrow_holds_it(kind):
    column = pa.array(["=cmd|' /C calc'!A0", "plain", "plain"]).cast(kind)
    assert lines(pa.table({"t": column})) == b"'=cmd|' /C calc'!A0\nplain\nplain\n"
    assert cell("@x") == "'@x"
