"""Hashes of figures: the same figures have the same hash, whatever file, format or order of rows they came in."""

from __future__ import annotations

import hashlib
import io

import pandas as pd
import pyarrow as pa
import pyarrow.csv


def of_table(table: pa.Table) -> str:
    """SHA-256 of tidy rows as CSV, in their order."""
    digest = hashlib.sha256(",".join(table.column_names).encode())
    for batch in table.to_batches(max_chunksize=65_536):
        digest.update(_csv(pa.Table.from_batches([batch])))
    return digest.hexdigest()


def of_source(*frames: pd.DataFrame) -> str:
    """SHA-256 of everything that a file says, whether the project reads it or not, in any order of rows and columns.

    An edition is named for it: a series that is read from the same file later does not change the name.
    """
    digest = hashlib.sha256()
    for frame in frames:
        columns = sorted(frame.columns)
        table = pa.Table.from_pandas(frame[columns], preserve_index=False)
        digest.update(",".join(columns).encode())
        for line in sorted(_csv(table).splitlines()):
            digest.update(line + b"\n")
    return digest.hexdigest()


def _csv(table: pa.Table) -> bytes:
    plain = {name: _plain(table.column(name)) for name in table.column_names}
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(pa.table(plain), buffer, pyarrow.csv.WriteOptions(include_header=False))
    return buffer.getvalue()


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days as days and names as names, in whichever type they are held."""
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.date32())
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
