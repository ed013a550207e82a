"""`python -m data`, in this process: what each command prints, its exit status, and what it leaves behind."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from data import folders, warehouse
from data.__main__ import main
from data.edition_store import Store
from tests.data.one_installation import Installation, Table, as_text
from tests.data.street.generated import write_archive

WHY = ("--why", "The publisher has taken it back")
TOTAL = "SELECT sum(value)::BIGINT AS n FROM current WHERE series = 'homicide' AND level = 'mps'"


@dataclass
class Printed:
    """What a command has printed, and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def running(*arguments: object) -> Printed:
        capsys.readouterr()
        status = main(["--quiet", *map(str, arguments)])
        return Printed(status, *capsys.readouterr())

    return running


@pytest.fixture
def own(installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """A copy of the installation with one published file, for the test to change."""
    shutil.copytree(installation.var, tmp_path / "var")
    shutil.copy(installation.var.parent / "good.csv", tmp_path)
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(tmp_path / "snapshot"))
    return Installation(tmp_path / "var", installation.homicides)


def homicides() -> int:
    (row,) = warehouse.current().rows(TOTAL)
    return int(row["n"])


def test_build_status_and_verify(own: Installation, run) -> None:
    assert run("build") == Printed(0, f"published london-{warehouse.version()}.duckdb\n", "")
    status = run("status")
    assert (status.status, status.err) == (0, "")
    assert "2026-01 to 2026-06 (6 months)" in status.out
    assert run("verify") == Printed(0, "1 editions and the warehouse are as they were recorded\n", "")


def test_a_withdrawn_edition_and_one_dated_anew_stand_in_the_status(own: Installation, run) -> None:
    (edition,) = Store(folders.added_folder()).editions()
    assert run("date", edition.id, "2026-07-20", *WHY).out.startswith("date set to 2026-07-20")
    assert f"Note: {edition.id} was dated 2026-07-20 on " in run("status").out
    assert run("date", edition.id, "--undo").status == 0
    assert "was dated" not in run("status").out


def test_the_snapshot_is_what_was_added(own: Installation, run, tmp_path: Path) -> None:
    (tmp_path / "snapshot").mkdir()
    (tmp_path / "snapshot" / "of-an-edition-that-has-gone.parquet").write_bytes(b"")
    written = run("snapshot")
    assert (written.status, written.err) == (0, "")
    assert written.out.startswith(f"wrote {tmp_path / 'snapshot'}: ")
    assert [e.id for e in Store(tmp_path / "snapshot").editions()] == [
        e.id for e in Store(folders.added_folder()).editions()
    ]
    assert len(list((tmp_path / "snapshot").glob("*.parquet"))) == 1


def test_what_is_published_can_be_restored_elsewhere(
    own: Installation, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = (tmp_path / "shared").as_uri()
    version = warehouse.version()
    published = run("publish", url)
    assert published.out.startswith(f"published release {version}: ")
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "elsewhere"))
    restored = run("restore", url)
    assert (restored.status, restored.err) == (0, "")
    assert restored.out.splitlines()[-1] == f"published london-{version}.duckdb"
    assert homicides() == own.homicides
    again = run("restore", url)
    assert (again.status, again.out) == (2, "")
    assert "is not empty" in again.err


def test_the_same_file_with_a_date_dates_its_edition(own: Installation, run, tmp_path: Path) -> None:
    dated = run("add", tmp_path / "good.csv", "--published", "2026-07-20")
    assert (dated.status, dated.err) == (0, "")
    assert dated.out.startswith("date set      ")
    assert "published 2026-07-20" in dated.out
    assert run("add", tmp_path / "good.csv").out.startswith("already held  ")


def test_a_file_that_may_be_cut_off_is_held_back_until_a_reason_is_given(
    own: Installation, run, table: Table, tmp_path: Path
) -> None:
    fewer = tmp_path / "fewer.csv"
    fewer.write_text(as_text([row[:-1] for row in table]).rstrip("\n"))
    held_back = run("add", fewer)
    assert (held_back.status, held_back.out) == (4, "")
    assert "last line" in held_back.err
    both = tmp_path / "fewer still.csv"
    both.write_text(as_text([row[:-2] for row in table]).rstrip("\n"))
    assert run("add", fewer, both).status == 4, "of several files too"
    accepted = run("add", fewer, "--accept", "The publisher ends its files so")
    assert (accepted.status, accepted.err) == (0, "")
    assert "  accepted: The publisher ends its files so" in accepted.out
    assert "was accepted although unusual: The publisher ends its files so" in run("status").out


def test_every_unfit_file_of_a_call_is_named(own: Installation, run, tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text("a,b\n1,2\n")
    refused = run("add", tmp_path / "one.csv", tmp_path / "good.csv", tmp_path / "two.csv")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.count("one.csv") == refused.err.count("two.csv") == 1
    assert "2 files rejected; nothing of any file has been recorded." in refused.err


def test_record_files_are_counted_and_what_is_empty_is_named(own: Installation, run, tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", rows=30, months=("2024-03",))
    counted = run("street", archive, "--published", "2026-02-15")
    assert (counted.status, counted.err) == (0, "")
    assert "counted       metropolitan street: " in counted.out
    assert re.search(
        r"^no rows       .*2024-03-south-wales-street.csv: the month is missing, not zero$", counted.out, re.MULTILINE
    )
    assert f"written       {own.var / 'street'}" in counted.out
    assert "recorded      " in counted.out
    assert homicides() == own.homicides


def test_verify_names_what_is_damaged(own: Installation, run) -> None:
    store = Store(folders.added_folder())
    (edition,) = store.editions()
    file = store.path(edition)
    rows = pyarrow.parquet.read_table(file)
    pyarrow.parquet.write_table(rows.slice(1), file)
    told = run("verify")
    assert told.status == 2
    assert f"{file}: has {edition.rows - 1:,} rows, the log says {edition.rows:,}" in told.out
    pyarrow.parquet.write_table(rows.set_column(rows.column_names.index("value"), "value", [rows["value"][::-1]]), file)
    assert f"{file}: its rows are not those that were recorded" in run("verify").out
    file.write_bytes(b"none")
    assert f"{file}: cannot be read (" in run("verify").out
    file.unlink()
    assert f"{file}: the file is gone" in run("verify").out


def test_verify_names_a_warehouse_that_is_not_of_its_editions(own: Installation, run) -> None:
    (edition,) = Store(folders.added_folder()).editions()
    with duckdb.connect(str(folders.warehouse_folder() / str(warehouse.named()))) as opened:
        opened.execute("DELETE FROM observation WHERE month = (SELECT max(month) FROM observation)")
    told = run("verify")
    assert told.status == 2
    assert f" rows of {edition.id}, the log says {edition.rows:,}: rebuild it with python -m data build" in told.out


def test_a_store_that_takes_nothing_leaves_the_figures_as_they_were(
    own: Installation, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "good.csv" / "var"))
    refused = run("add", tmp_path / "good.csv")
    assert (refused.status, refused.out) == (2, "")
    assert (
        refused.err
        == f"error: {tmp_path / 'good.csv' / 'var' / 'editions'}: Not a directory; the figures are as they were\n"
    )


def test_the_keyboard_stops_a_command_without_a_traceback(
    own: Installation, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(**_: object) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(warehouse, "build", stopped)
    assert run("build") == Printed(130, "", "error: stopped; the figures are as they were\n")


def test_a_log_that_cannot_be_read_is_named_beside_the_figures_that_stay(
    own: Installation, run, tmp_path: Path
) -> None:
    (tmp_path / "snapshot").mkdir()
    (tmp_path / "snapshot" / "manifest.json").write_text("{")
    status = run("status")
    warning, *_, hint = status.err.splitlines()
    assert warning.startswith(f"warning: {tmp_path / 'snapshot' / 'manifest.json'}: the edition log cannot be read")
    assert "the figures are those of the last warehouse that works" in warning
    assert hint == "Restore the file from a backup or from version control."
    assert homicides() == own.homicides
