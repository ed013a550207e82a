"""A published file, in any form, as one table whose index is the row number that a person sees in it.

Recognition goes by content: the bytes say whether a file is Parquet, a workbook, JSON or text, whatever its name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from python_calamine import CalamineWorkbook

from data.errors import FileRejected
from data.readers.column_headers import HEADERS, header_below, header_name, late_header, normalise

GZIP = b"\x1f\x8b"
ARCHIVE, UNPACK = "is an archive, not a file of figures", "Unpack it and add the files that are in it."
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
# Twice what the largest genuine file has; counted before anything is made of it.
MOST_BYTES, MOST_CELLS, MOST_UNPACKED = 150_000_000, 12_000_000, 600_000_000
TEXT_HINT = "Save it as comma-separated UTF-8 text with one header row, or download it again from the publisher."


@dataclass(frozen=True)
class Published:
    """One file as it came.

    `frame` has one row for each row of the file, all columns under normalised names, and an index that counts
    rows as a spreadsheet does (the header is row 1); `document` is the content of a JSON file instead.
    `ends_mid_line`: a text without a line break at its end, as a download leaves it that was cut off.
    """

    path: Path
    sha256: str
    frame: pd.DataFrame
    document: dict[str, Any] | None = None
    ends_mid_line: bool = False

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def columns(self) -> list[str]:
        return [str(c) for c in self.frame.columns]

    def has(self, *names: str) -> bool:
        return set(names) <= set(self.columns)


def open_published(path: Path) -> Published:
    """Read a published file, whatever its form.

    Raises FileRejected when it is missing, a directory, empty, truncated, not UTF-8, a web page, or no table.
    """
    if path.is_dir():
        raise FileRejected(f"{path}: is a directory", "Name the files in it: python -m data add FOLDER/*")
    if not path.exists():
        raise FileRejected(f"{path}: there is no such file", "Check the path.")
    if (size := path.stat().st_size) > MOST_BYTES:
        raise _too_large(path, f"{size:,} bytes", f"{MOST_BYTES:,} bytes")
    content = path.read_bytes()
    if not content.strip():
        raise FileRejected(f"{path}: the file is empty", "Download it again.")
    digest = hashlib.sha256(content).hexdigest()
    if content[:4] == b"PAR1":
        return _with_rows(Published(path, digest, _parquet(path, content)))
    if content[:4] == b"PK\x03\x04" or content.startswith(OLD_WORKBOOK):
        return _with_rows(Published(path, digest, _workbook(path, content)))
    text = _text(path, content)
    if text[:1] in "{[":
        return Published(path, digest, pd.DataFrame(), _json(path, text))
    return _with_rows(Published(path, digest, _csv(path, text), ends_mid_line=not text.endswith("\n")))


def _too_large(path: Path, size: str, most: str) -> FileRejected:
    return FileRejected(
        f"{path}: has {size}; at most {most} are read, twice the largest publication",
        "Rows or columns may stand in it many times over: download it again from the publisher.",
    )


def _check_cells(path: Path, rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise _too_large(path, f"{rows:,} rows of {columns} columns", f"{MOST_CELLS:,} cells")


def _with_rows(file: Published) -> Published:
    if file.frame.empty:
        raise FileRejected(f"{file.path}: has a header and no row of data", "Download it again.")
    return file


def _text(path: Path, content: bytes) -> str:
    if content.startswith(GZIP):
        raise FileRejected(f"{path}: {ARCHIVE}", UNPACK)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:200]:
        raise FileRejected(f"{path}: the text is UTF-16 or binary, expected UTF-8", TEXT_HINT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileRejected(f"{path}: line {line} is not UTF-8 text", TEXT_HINT) from error
    if re.match(r"\s*<(!doctype|html|head|\?xml|error)", text, re.IGNORECASE):
        raise FileRejected(f"{path}: is {_page(text)}, not data: the download failed", "Download the file again.")
    if "\r" in text and "\n" not in text:
        # As programs on old Macintosh systems end their lines.
        text = text.replace("\r", "\n")
    return text.lstrip()


def _page(text: str) -> str:
    """What a page of HTML or XML is, with its own words for it."""
    code = re.search(r"<Code>\s*([^<]{1,60})</Code>", text)
    if code and re.search(r"<Error\b", text[:500]):
        return f"an error message of a file store ({code[1].strip()})"
    title = re.search(r"<title[^>]*>\s*([^<]{1,80})", text, re.IGNORECASE)
    return f"a web page ('{title[1].strip()}')" if title else "a web page"


def _parquet(path: Path, content: bytes) -> pd.DataFrame:
    try:
        file = pyarrow.parquet.ParquetFile(pa.BufferReader(content))
        _check_cells(path, file.metadata.num_rows, file.metadata.num_columns)
        table = file.read()
    except (pa.ArrowException, OSError) as error:
        raise FileRejected(f"{path}: the Parquet file is damaged or truncated ({error})", "Get it again.") from error
    return _framed(table.to_pandas())


def _workbook(path: Path, content: bytes) -> pd.DataFrame:
    """The sheets of a workbook that carry a table, one below another, with a column `sheet`.

    A sheet whose first row names fewer than two columns is a cover or a note and is passed over.
    """
    _check_unpacked(path, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets, height, width = {}, 0, 0
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            height, width = height + sheet.height, max(width, sheet.width)
            _check_cells(path, height, width)
            sheets[name] = sheet.to_python(skip_empty_area=True)
    except FileRejected:
        raise
    except Exception as error:  # calamine raises several unrelated classes, all of them "cannot read this"
        # A workbook is a zip with a list of its parts.
        if b"[Content_Types].xml" not in content:
            raise FileRejected(f"{path}: {ARCHIVE}", UNPACK) from error
        raise FileRejected(f"{path}: the workbook cannot be read ({error})", "Download it again.") from error
    frames = {}
    for name, rows in sheets.items():
        if len(rows) < 2 or sum(str(cell).strip() != "" for cell in rows[0]) < 3:
            continue
        frame = _framed(pd.DataFrame(rows[1:], columns=[header_name(cell) for cell in rows[0]]))
        frames[name] = frame.assign(sheet=name) if "sheet" not in frame else frame
    if not frames:
        late = next((n for rows in sheets.values() if (n := late_header(rows))), None)
        raise (
            header_below(path, late)
            if late
            else FileRejected(f"{path}: no sheet of the workbook carries a table", "Expected a header row and data.")
        )
    if len(frames) == 1:
        return next(iter(frames.values()))
    # Rows are counted sheet by sheet, so a row's name carries its sheet's.
    return pd.concat([f.set_axis(f.index.astype("str") + f" of sheet {name}", axis=0) for name, f in frames.items()])


def _check_unpacked(path: Path, content: bytes) -> None:
    """The sheets of a workbook are packed a hundredfold: their real size stands in the list of its parts."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        return
    if size > MOST_UNPACKED:
        raise _too_large(path, f"{size:,} bytes when unpacked", f"{MOST_UNPACKED:,} bytes")


def _json(path: Path, text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise FileRejected(f"{path}: line {error.lineno}: not complete JSON ({error.msg})", "Get it again.") from error
    except RecursionError as error:
        raise FileRejected(f"{path}: JSON nested too deeply to be a publication", "Get it again.") from error
    return document if isinstance(document, dict) else {"content": document}


def _csv(path: Path, text: str) -> pd.DataFrame:
    first = text.split("\n", 1)[0].rstrip("\r")
    delimiter = _delimiter(first)
    header = next(csv.reader([first], delimiter=delimiter))
    if not {normalise(name) for name in header} & HEADERS and (late := late_header(csv.reader(io.StringIO(text)))):
        raise header_below(path, late)
    _check_cells(path, text.count("\n"), len(header))
    if len(header) < 2:
        raise FileRejected(f"{path}: line 1 is no header of a table: {header[0][:60]!r}", TEXT_HINT)
    names = [f"c{i}" for i in range(len(header))]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(text.encode()),
            read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows=1),
            parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise FileRejected(
            f"{path}: {_broken_line(text, len(header), delimiter)}: truncated or damaged", TEXT_HINT
        ) from error
    return _framed(table.rename_columns(header).to_pandas())


def _delimiter(header: str) -> str:
    """A semicolon where the header has more of them than commas, as spreadsheets write where the comma is decimal."""
    return ";" if header.count(";") > header.count(",") else ","


def _broken_line(text: str, cells: int, delimiter: str) -> str:
    """The first line that has not as many cells as the header, in words."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        broken = next(row for row in reader if row and len(row) != cells)
    except StopIteration:
        return "no line of data follows the header"
    except csv.Error as error:
        return f"line {reader.line_num} cannot be read ({error})"
    return f"line {reader.line_num} has {len(broken)} cells where the header has {cells}"


def _framed(frame: pd.DataFrame) -> pd.DataFrame:
    frame.columns = [normalise(c) for c in frame.columns]
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return frame
