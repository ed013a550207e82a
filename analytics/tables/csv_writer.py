"""Tables of figures as RFC 4180 text, millions of rows a second and the same bytes every time.

Columns of figures repeat few values over many rows. So each different value is written once, with its separator, and a
row is a handful of numbers of such words. Gathering the words of all rows leaves them one after the other in memory:
that is the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

# A spreadsheet runs what begins like a formula: in a text column such a cell gets an apostrophe before it.
_RUNS = tuple("=+-@\t\r")
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
# Rows written at a time: their text stays far below the two gigabytes that Arrow's offsets reach.
ROWS_AT_ONCE = 200_000
# Fewer runs of equal texts than this share of the rows are worth being found.
FEW = 4


def header(schema: pa.Schema) -> bytes:
    """The one line of column names."""
    return (",".join(schema.names) + "\n").encode()


def lines(table: pa.Table) -> bytes:
    """Every row as a line: empty where there is no value, whole numbers without a decimal point."""
    batches = table.combine_chunks().to_batches(max_chunksize=ROWS_AT_ONCE)
    return b"".join(_text(batch) for batch in batches if batch.num_rows)


@dataclass
class _Piece:
    """A column that varies: for each row the number of its word, and the words with what stands around them."""

    codes: NDArray[np.int32]
    words: pa.Array
    before: str
    after: str

    @property
    def texts(self) -> pa.Array:
        return pc.binary_join_element_wise(self.before, self.words, self.after, "")


def _text(batch: pa.RecordBatch) -> bytes:
    pieces, offset = _pieces(batch), 0
    gathered = np.empty((batch.num_rows, len(pieces)), dtype=np.int32)
    for i, piece in enumerate(pieces):
        np.add(piece.codes, offset, out=gathered[:, i])
        offset += len(piece.words)
    words = pa.concat_arrays([piece.texts for piece in pieces])
    _, offsets, data = words.take(pa.array(gathered.ravel())).buffers()
    size = int(np.frombuffer(offsets, dtype=np.int32)[gathered.size])
    text: bytes = data[:size].to_pybytes()
    return text


def _pieces(batch: pa.RecordBatch) -> list[_Piece]:
    """The columns that vary, each with its separator; a column of one value joins the one before it."""
    pieces: list[_Piece] = []
    before = ""
    for i, column in enumerate(batch.columns):
        codes, words = _coded(column)
        end = "\n" if i == batch.num_columns - 1 else ","
        if len(words) > 1:
            pieces.append(_Piece(codes, words, before, end))
            before = ""
        elif pieces:
            pieces[-1].after += words[0].as_py() + end
        else:
            before += words[0].as_py() + end
    nothing = _Piece(np.zeros(batch.num_rows, np.int32), pa.array([""]), before, "")
    return pieces or [nothing]


def _coded(column: pa.Array) -> tuple[NDArray[np.int32], pa.Array]:
    """A column as numbers of words, each different value a word."""
    if column.null_count == len(column):
        return np.zeros(len(column), np.int32), pa.array([""])
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    lengths = None
    if pa.types.is_string(column.type):
        # Texts are sorted or the same for a while: comparing neighbours is cheaper than hashing each.
        runs = pc.run_end_encode(column)
        if FEW * len(runs.values) <= len(column):
            column, lengths = runs.values, np.diff(runs.run_ends.to_numpy(), prepend=0)
    encoded = column.dictionary_encode(null_encoding="encode")
    codes = encoded.indices.to_numpy()
    return codes if lengths is None else np.repeat(codes, lengths), _words(encoded.dictionary)


def _words(values: pa.Array) -> pa.Array:
    if not pa.types.is_primitive(values.type):
        return pa.array([cell(text or "") for text in values.to_pylist()], pa.string())
    if pa.types.is_floating(values.type):
        # Adding zero leaves no negative one.
        values = pc.add(values, 0.0)
    return values.cast(pa.string()).fill_null("")


def cell(text: str) -> str:
    """A text as it stands in a file: quoted where it must be, and never a formula."""
    safe = f"'{text}" if text.startswith(_RUNS) else text
    return '"' + safe.replace('"', '""') + '"' if _NEEDS_QUOTES.search(safe) else safe
