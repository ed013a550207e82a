"""JSON objects of tables: the same as Python's own writer makes of each row."""

from __future__ import annotations

import json
from datetime import date

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analytics.tables.json_writer import objects

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.none() | st.text(max_size=6) | st.sampled_from(['"', "a,b", "é\n", "\u2028"]),
            "day": st.none() | st.dates(date(1000, 1, 1), date(2100, 1, 1)),
            "value": st.none() | st.integers(-(2**40), 2**40).map(float) | st.sampled_from([0.5, -0.0, 12.25, 1e-7]),
            "count": st.none() | st.integers(-(2**60), 2**60),
        }
    ),
    max_size=30,
)
SCHEMA = pa.schema([("name", pa.string()), ("day", pa.date32()), ("value", pa.float64()), ("count", pa.int64())])


@given(ROWS)
def test_each_row_is_an_object_with_the_values_of_the_table(rows: list[dict[str, object]]) -> None:
    text = objects(pa.Table.from_pylist(rows, SCHEMA)).decode()
    expected = [{**row, "day": row["day"] and str(row["day"])} for row in rows]
    assert json.loads(f"[{text}]") == expected
    assert text.count("\n") == max(0, len(rows) - 1)


def test_a_whole_number_has_no_decimal_point() -> None:
    table = pa.table({"value": pa.array([12.0, -0.0, None])})
    assert objects(table) == b'{"value": 12},\n{"value": 0},\n{"value": null}'
