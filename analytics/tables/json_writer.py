"""Tables of figures as JSON objects, one a row, as fast as CSV is written."""

from __future__ import annotations

import json
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from analytics.tables.row_text import Spelling, text_of

BETWEEN = ",\n"


def objects(table: pa.Table) -> bytes:
    """Each row as an object, a comma and a line's end between two: dates as text, null for missing."""
    if not table.num_rows:
        return b""
    names = [json.dumps(name, ensure_ascii=False) for name in table.column_names]
    before = tuple(f"{'{' if i == 0 else ', '}{name}: " for i, name in enumerate(names))
    after = (*("",) * (len(names) - 1), "}" + BETWEEN)
    spelling = Spelling(partial(json.dumps, ensure_ascii=False), "null", before, after, _quoted)
    return text_of(table, spelling).removesuffix(BETWEEN.encode())


def _quoted(words: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise('"', words, '"', "")
