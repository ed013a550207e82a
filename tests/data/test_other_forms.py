"""The same content in another form of file is the same edition."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.__main__ import main
from tests.data.one_installation import MONTHS, Installation, Table, as_text, assert_unchanged
from tests.data.workbook import write_workbook

pytestmark = pytest.mark.published

# The same content in another dress: → the bytes of the file.
ACCEPTED: dict[str, Callable[[Table], bytes]] = {
    "a BOM": lambda t: codecs.BOM_UTF8 + as_text(t).encode(),
    "CRLF": lambda t: as_text(t, line_end="\r\n").encode(),
    "CRLF and a BOM": lambda t: codecs.BOM_UTF8 + as_text(t, line_end="\r\n").encode(),
    "blank lines at the end": lambda t: as_text(t).encode() + b"\n\n",
    "trailing spaces": lambda t: as_text([[cell + "  " for cell in row] for row in t]).encode(),
    "a quoted comma": lambda t: as_text(
        [[cell.replace("PUBLIC FEAR ALARM", "PUBLIC FEAR, ALARM") for cell in row] for row in t]
    ).encode(),
    "no quoted comma": lambda t: as_text(
        [[cell.replace("FEAR, ALARM", "FEAR ALARM") for cell in row] for row in t]
    ).encode(),
    "every cell quoted": lambda t: "\n".join(",".join(f'"{cell}"' for cell in row) for row in t).encode() + b"\n",
    "older headers": lambda t: as_text([["MajorText", "MinorText", "LookUp_BoroughName", *MONTHS], *t[1:]]).encode(),
    "title case": lambda t: as_text([t[0], *([r[0].title(), r[1].title(), *r[2:]] for r in t[1:])]).encode(),
    "rows in another order": lambda t: as_text([t[0], *reversed(t[1:])]).encode(),
}


@pytest.mark.parametrize("dress", ACCEPTED)
def test_the_same_content_in_another_dress_is_the_same_edition(
    dress: str, table: Table, installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(ACCEPTED[dress](table))
    already_held(file, installation=installation, capsys=capsys)


def already_held(file: Path, *, installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--quiet", "add", str(file)])
    printed = capsys.readouterr()
    assert (status, printed.err) == (0, "")
    assert printed.out.startswith("already held")
    assert_unchanged(installation)


@pytest.mark.parametrize("headers", ["text", "numbers"])
def test_a_workbook_with_its_data_on_the_second_sheet_reads_the_same(
    headers: str, table: Table, installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    months = [int(month) if headers == "numbers" else month for month in MONTHS]
    data = [[*table[0][:3], *months], *([*row[:3], *map(int, row[3:])] for row in table[1:])]
    book = write_workbook(tmp_path / "file.xlsx", {"Notes": [["Recorded crime"], ["Published monthly"]], "Data": data})
    already_held(book, installation=installation, capsys=capsys)


def test_parquet_with_lower_case_headers_reads_the_same(
    table: Table, installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.parquet"
    frame = pd.DataFrame(table[1:], columns=[name.lower() for name in table[0]])
    frame.astype(dict.fromkeys(MONTHS, "int64")).to_parquet(file)
    already_held(file, installation=installation, capsys=capsys)
