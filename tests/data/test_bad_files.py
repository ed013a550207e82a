"""What people really feed in: each unfit file gets one clear message, and the figures stay as they were."""

from __future__ import annotations

import gzip
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.__main__ import main
from tests.data.one_installation import MONTHS, Installation, Table, as_text, assert_unchanged, status_of
from tests.data.workbook import write_workbook

pytestmark = pytest.mark.published


def set_cell(table: Table, row: int, column: str, text: str) -> Table:
    """The table with one cell changed; `row` as a spreadsheet counts, the header being row 1."""
    at = table[0].index(column)
    return [[text if (n, i) == (row, at) else cell for i, cell in enumerate(r)] for n, r in enumerate(table, start=1)]


def without(table: Table, column: str) -> Table:
    at = table[0].index(column)
    return [row[:at] + row[at + 1 :] for row in table]


def a_month_twice(table: Table) -> Table:
    return [[*row, row[-1]] for row in table]


def cut_at(share: float) -> Callable[[Table], bytes]:
    def cut(table: Table) -> bytes:
        whole = as_text(table).encode()
        return whole[: int(len(whole) * share)]

    return cut


def zipped(table: Table) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("MPS Borough Level Crime.csv", as_text(table))
    return archive.getvalue()


def rows_lost_at_the_end(table: Table) -> str:
    return as_text(table[:-40])


HTML = "<!DOCTYPE html>\n<html><head><title>503 Service Unavailable</title></head><body>Try later</body></html>\n"

# What is wrong → how to make it, and what the message must say.
REJECTED: dict[str, tuple[Callable[[Table], bytes | str | Table], tuple[str, ...]]] = {
    "an HTML error page": (lambda _: HTML, ("web page",)),
    "an XML error": (
        lambda _: '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
        ("error message", "AccessDenied"),
    ),
    "a JSON error": (lambda _: '{"error": {"code": 429, "message": "Too many requests"}}', ("no publication",)),
    "a few words": (lambda _: "Not found\n", ("line 1", "no header")),
    "an empty file": (lambda _: b"", ("empty",)),
    "nothing but blank lines": (lambda _: "\n\r\n \n", ("empty",)),
    "a header and no rows": (lambda t: t[:1], ("no row",)),
    "cut in the header": (lambda t: as_text(t)[:20], ("header", "truncated")),
    "cut after a third": (cut_at(0.33), ("line ", "truncated")),
    "cut in the middle": (cut_at(0.5), ("line ", "truncated")),
    "cut near the end": (cut_at(0.97), ("line ", "truncated")),
    "cut between two lines": (rows_lost_at_the_end, ("VIOLENCE WITHOUT INJURY", "Westminster")),
    "a zip archive": (zipped, ("archive", "Unpack")),
    "compressed": (lambda t: gzip.compress(as_text(t).encode()), ("archive", "Unpack")),
    "UTF-16": (lambda t: as_text(t).encode("utf-16"), ("UTF-16",)),
    "UTF-16 without its mark": (lambda t: as_text(t).encode("utf-16-le"), ("UTF-16",)),
    "Latin-1": (lambda t: as_text(set_cell(t, 5, "BOCU", "Brént")).encode("latin-1"), ("line 5", "UTF-8")),
    "an unknown column": (lambda t: [[*row, "x" if n else "Remarks"] for n, row in enumerate(t)], ("remarks",)),
    "an unknown key header": (lambda t: set_cell(t, 1, "SubGroup", "Kind"), ("kind",)),
    "titles above the header": (
        lambda t: [["MPS Recorded Crime"], ["Borough level"], *t],
        ("header stands in line 3", "Delete what stands above it"),
    ),
    "rows above the header": (lambda t: [*t[1:3], t[0], *t[3:]], ("header stands in line 3", "Move it there")),
    "a missing key column": (lambda t: without(t, "BOCU"), ("subgroup",)),
    "an unknown offence": (
        lambda t: set_cell(t, 9, "SubGroup", "TIME TRAVEL"),
        ("row 9", "TIME TRAVEL", "subgroup"),
    ),
    "a borough that does not exist": (lambda t: set_cell(t, 7, "BOCU", "Croydonia"), ("row 7", "Croydonia", "borough")),
    "a blank borough": (lambda t: set_cell(t, 7, "BOCU", " "), ("row 7", "borough")),
    "a count of -3": (lambda t: set_cell(t, 12, "202603", "-3"), ("row 12", "202603", "-3", "0 or more")),
    "a count of 2.5": (lambda t: set_cell(t, 12, "202603", "2.5"), ("row 12", "202603", "2.5", "whole number")),
    "a count of 1,234": (lambda t: set_cell(t, 12, "202603", "1,234"), ("row 12", "202603", "1,234")),
    "a count of <5": (lambda t: set_cell(t, 12, "202603", "<5"), ("row 12", "202603", "<5")),
    "an empty count": (lambda t: set_cell(t, 12, "202603", ""), ("row 12", "202603", "empty")),
    "a count in words": (lambda t: set_cell(t, 12, "202603", "n/a"), ("row 12", "202603", "n/a")),
    "a row twice": (lambda t: [*t, t[20]], ("row 995", "repeated key")),
    "a month twice": (a_month_twice, ("202606", "twice")),
    "a month missing in the middle": (lambda t: without(t, "202603"), ("2026-02", "2026-04", "gap")),
    "a month that is none": (lambda t: set_cell(t, 1, "202603", "202613"), ("202613",)),
    "a file of no known dataset": (lambda _: "station,line,exits\nBank,Central,12\n", ("station", "no publication")),
}


@pytest.mark.parametrize("problem", REJECTED)
def test_an_unfit_file_is_refused_and_changes_nothing(
    problem: str, table: Table, installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, expected = REJECTED[problem]
    content = make(table)
    content = as_text(content) if isinstance(content, list) else content
    bad = tmp_path / "MPS Borough Level Crime.csv"
    bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    refused(bad, *expected, installation=installation, capsys=capsys)


def refused(*files: Path | str, installation: Installation, capsys: pytest.CaptureFixture[str]) -> str:
    """Add the files (paths), expecting the words (texts) in the one message; the message."""
    paths = [f for f in files if isinstance(f, Path)]
    status = main(["--quiet", "add", *map(str, paths)])
    printed = capsys.readouterr()
    assert status == 2
    assert not printed.out
    assert_clear(printed.err, paths[-1])
    for words in (f for f in files if isinstance(f, str)):
        assert words.lower() in printed.err.lower()
    assert_unchanged(installation)
    return printed.err


def assert_clear(message: str, path: Path) -> None:
    assert message.startswith("error: ")
    assert message.count("error: ") == 1
    assert str(path) in message
    assert "Traceback" not in message
    assert len(message.splitlines()) <= 65


def test_a_directory_is_refused(installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(tmp_path, "directory", installation=installation, capsys=capsys)


def test_a_file_that_is_not_there_is_refused(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(tmp_path / "nowhere.csv", "no such file", installation=installation, capsys=capsys)


@pytest.mark.parametrize(
    "name", ["claims/published_claims.csv", "boundaries/borough_adjacency_derived.csv", "MANIFEST.csv"]
)
def test_a_real_file_of_something_else_is_refused(
    name: str, published: Path, installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(published / name, "no publication", installation=installation, capsys=capsys)


@pytest.mark.parametrize("name", ["file.xlsx", "file.parquet"])
@pytest.mark.parametrize("share", [0.1, 0.6, 0.99])
def test_a_truncated_binary_file_is_refused(
    name: str,
    share: float,
    table: Table,
    installation: Installation,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = tmp_path / f"whole_{name}"
    if name.endswith("xlsx"):
        write_workbook(whole, {"Data": table})
    else:
        pd.DataFrame(table[1:], columns=table[0]).to_parquet(whole)
    content = whole.read_bytes()
    bad = tmp_path / name
    bad.write_bytes(content[: int(len(content) * share)])
    refused(bad, installation=installation, capsys=capsys)


def test_a_workbook_without_a_table_is_refused(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write_workbook(tmp_path / "notes.xlsx", {"Notes": [["Recorded crime"], ["See the website"]]})
    refused(book, "no sheet", installation=installation, capsys=capsys)


def test_one_unfit_file_keeps_its_good_neighbour_out(
    table: Table, installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(as_text(without(table, MONTHS[0])))
    bad.write_text(as_text(set_cell(table, 12, "202603", "-3")))
    refused(good, bad, "row 12", installation=installation, capsys=capsys)


def test_every_problem_of_a_file_is_named_at_once(
    table: Table, installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    several = set_cell(set_cell(set_cell(table, 12, "202603", "-3"), 7, "BOCU", "Croydonia"), 30, "202601", "<5")
    bad.write_text(as_text(several))
    message = refused(bad, "row 12", "row 7", "row 30", installation=installation, capsys=capsys)
    assert re.search(r"\b\d+ problems", message)


def test_the_program_ends_with_status_2_and_no_traceback(installation: Installation, tmp_path: Path) -> None:
    bad = tmp_path / "crime.csv"
    bad.write_text(HTML)
    ended = subprocess.run(
        [sys.executable, "-m", "data", "add", str(bad)], capture_output=True, text=True, check=False, env=os.environ
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert_clear(ended.stderr, bad)
    assert_unchanged(installation)


def test_the_status_after_it_all_is_the_status_before(installation: Installation) -> None:
    assert status_of() == installation.status
