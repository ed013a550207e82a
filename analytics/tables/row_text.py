"""Rows of a table as text, millions a second: what the writers of CSV and of JSON share.

Columns of figures repeat few values over many rows. So each different value is written once, with what stands around
it, and a row is a handful of numbers of such words. Gathering the words of all rows leaves them one after the other in
memory: that is the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

# Rows written at a time: their text stays far below the two gigabytes that Arrow's offsets reach.
ROWS_AT_ONCE = 200_000
# Fewer runs of equal texts than this share of the rows are worth being found.
FEW = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a format writes: a text, a missing value, and what stands before and after the cell of a column."""

    text: Callable[[str], str]
    missing: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    # How it writes what Arrow writes as a number or a date.
    plain: Callable[[pa.Array], pa.Array] = lambda words: words


def text_of(table: pa.Table, spelling: Spelling) -> bytes:
    """Every row, one after the other: whole numbers without a decimal point, dates as YYYY-MM-DD."""
    batches = table.combine_chunks().to_batches(max_chunksize=ROWS_AT_ONCE)
    return b"".join(_text(batch, spelling) for batch in batches if batch.num_rows)


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


def _text(batch: pa.RecordBatch, spelling: Spelling) -> bytes:
    pieces, offset = _pieces(batch, spelling), 0
    gathered = np.empty((batch.num_rows, len(pieces)), dtype=np.int32)
    for i, piece in enumerate(pieces):
        np.add(piece.codes, offset, out=gathered[:, i])
        offset += len(piece.words)
    words = pa.concat_arrays([piece.texts for piece in pieces])
    _, offsets, data = words.take(pa.array(gathered.ravel())).buffers()
    size = int(np.frombuffer(offsets, dtype=np.int32)[gathered.size])
    text: bytes = data[:size].to_pybytes()
    return text


def _pieces(batch: pa.RecordBatch, spelling: Spelling) -> list[_Piece]:
    """The columns that vary, each with its surroundings; a column of one value joins the one before it."""
    pieces: list[_Piece] = []
    before = ""
    for column, opening, end in zip(batch.columns, spelling.before, spelling.after, strict=True):
        codes, words = _coded(column, spelling)
        if len(words) > 1:
            pieces.append(_Piece(codes, words, before + opening, end))
            before = ""
        elif pieces:
            pieces[-1].after += opening + words[0].as_py() + end
        else:
            before += opening + words[0].as_py() + end
    nothing = _Piece(np.zeros(batch.num_rows, np.int32), pa.array([""]), before, "")
    return pieces or [nothing]


def _coded(column: pa.Array, spelling: Spelling) -> tuple[NDArray[np.int32], pa.Array]:
    """A column as numbers of words, each different value a word."""
    if column.null_count == len(column):
        return np.zeros(len(column), np.int32), pa.array([spelling.missing])
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
    return codes if lengths is None else np.repeat(codes, lengths), _words(encoded.dictionary, spelling)


def _words(values: pa.Array, spelling: Spelling) -> pa.Array:
    if not pa.types.is_primitive(values.type):
        texts = values.to_pylist()
        return pa.array([spelling.missing if text is None else spelling.text(text) for text in texts], pa.string())
    if pa.types.is_floating(values.type):
        # Adding zero leaves no negative one.
        values = pc.add(values, 0.0)
    words = values.cast(pa.string())
    if pa.types.is_date(values.type):
        words = spelling.plain(words)
    return words.fill_null(spelling.missing)
