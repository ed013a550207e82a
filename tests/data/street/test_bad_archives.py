"""Archives that are damaged, that lie, or that jump: refused in words, and nothing of them is kept."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import folders, readers
from data.edition_store import Store
from data.editions import Publication
from data.errors import DashboardError, FileRejected
from data.plausibility.suspect_figures import HeldBack
from data.readers.tabular import open_published
from data.street import archive_safety
from data.street.street_intake import StreetIntake

pytestmark = pytest.mark.published
Add = Callable[..., StreetIntake]
JUNE, JULY = (f"{month}/{month}-city-of-london-street.csv" for month in ("2025-06", "2025-07"))


def spoil(archive: Path, change: Callable[[bytes], bytes], name: str = JUNE) -> None:
    file = archive / name
    file.write_bytes(change(file.read_bytes()))


def refused(add: Add, *paths: Path, **options: object) -> str:
    """The words of a refusal, after which nothing of the archive is left."""
    with pytest.raises(DashboardError) as error:
        add(*paths, **options)
    assert not Store(folders.added_folder()).editions()
    assert [p for p in folders.street_folder().rglob("*") if p.is_file()] == []
    assert "Traceback" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda b: b.replace(b"Thornton", b"Thorn\0ton"), "2025-06-city-of-london-street.csv: found NUL bytes"),
        (lambda b: b[:-30], "a last line without a line break"),
        (lambda b: b[: b[:-1].rindex(b"\n") + 60] + b"\n", "cannot be read as a row"),
        (lambda b: b.replace(b"LSOA code", b"LSOA21 code"), "a header without LSOA code and with LSOA21 code"),
        (lambda b: b.replace(b"Crime ID,Month", b"Month,Crime ID", 1), "a header in another order"),
        (lambda b: b.replace(b",Context", b"", 1), "a header without Context"),
        (lambda b: b.replace(b",2025-06,", b",2025-05,", 1), "1 rows of 2025-05; expected rows of 2025-06 alone"),
        (lambda b: b.replace(b",2025-06,", b",2024-06,"), "rows of 2024-06; expected rows of 2025-06 alone"),
        (lambda b: b.replace(b"City of London Police", b"Kent Police"), "rows reported by Kent Police"),
        (lambda b: b.replace(b"Shoplifting", b"Shop lifting"), "column Crime type: found 'Shop lifting' (128 rows)"),
        (lambda b: b.replace(b"Shoplifting", b"", 1), "column Crime type: found an empty cell"),
        (lambda b: b.replace(b"Local resolution", b"Resolved"), "column Last outcome category: found 'Resolved'"),
        (lambda b: b.replace(b"E01000917", b"S1"), "column LSOA code: found 'S1', 'Camden 027C'"),
        (lambda b: b.replace(b"On or near", b'"On or near', 1), ""),
        (lambda _: b"", "a header without Crime ID"),
    ],
    ids=[
        "NUL", "cut off", "cut and ended", "other column", "other order", "fewer columns", "one row of another month",
        "another year", "another force", "unknown category", "no category", "unknown outcome", "no LSOA",
        "open quotation mark", "no bytes",
    ],
)  # fmt: skip
def test_a_spoilt_file_is_refused(archive: Path, add: Add, change: Callable[[bytes], bytes], words: str) -> None:
    spoil(archive, change)
    assert words in refused(add, archive)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2025-06/2025-06-atlantis-street.csv", "the force 'atlantis'; expected one of avon-and-somerset"),
        ("2025-06/2025-07-city-of-london-street.csv", "a file of 2025-07 in the folder 2025-06"),
        ("2025-06/2025-13-city-of-london-street.csv", "the month 2025-13"),
        ("2025-06/2009-06-city-of-london-street.csv", "expected each month in its own folder"),
        ("2009-06/2009-06-city-of-london-street.csv", "a month from 2010-12 until today"),
        ("2025-06/city-street.csv", "a name that says neither force nor month"),
        ("2025-06/2025-06-kent-street.csv", "rows reported by City of London Police; expected rows of Kent Police"),
    ],
)
def test_a_file_with_another_name_is_refused(archive: Path, add: Add, name: str, words: str) -> None:
    (archive / name).parent.mkdir(exist_ok=True)
    (archive / JUNE).rename(archive / name)
    assert words in refused(add, archive)


def test_a_month_given_twice_is_refused(archive: Path, add: Add, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / Path(JUNE).name).write_bytes((archive / JUNE).read_bytes())
    assert "the same force and month as" in refused(add, archive, tmp_path / "again")


def test_every_problem_is_named_at_once(archive: Path, add: Add) -> None:
    spoil(archive, lambda b: b.replace(b"LSOA code", b"LSOA"))
    spoil(archive, lambda b: b[:-3], JULY)
    words = refused(add, archive)
    assert "2 problems" in words
    assert "2025-07-city-of-london-street.csv" in words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (None, "--published: no date"),
        (Publication(pd.Timestamp("2999-01-01").date()), "is in the future"),
        (Publication(pd.Timestamp("2025-07-15").date()), "before the end of what the files cover, July 2025"),
    ],
)
def test_a_date_that_cannot_be_is_refused(archive: Path, add: Add, published: Publication | None, words: str) -> None:
    assert words in refused(add, archive, published=published)


def test_no_folder_and_no_files(add: Add, tmp_path: Path) -> None:
    assert "there is no such file or folder" in refused(add, tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    assert "has no record files" in refused(add, tmp_path / "empty")


def zipped(archive: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(archive.rglob("*.csv")):
            out.write(file, file.relative_to(archive).as_posix())
    return target


def test_a_zip_is_read_as_its_folder(archive: Path, add: Add, tmp_path: Path) -> None:
    outcome = add(zipped(archive, tmp_path / "archive.zip"))
    (entry,) = outcome.editions.recorded
    assert outcome.rows == {("street", "city-of-london"): 1_464}
    assert add(archive).editions.already_held == [entry]
    assert list(folders.street_folder().glob(".*")) == []


@pytest.mark.parametrize(
    "name", ["../2025-06-kent-street.csv", "/tmp/2025-06-kent-street.csv", "a\\..\\b.csv", "C:/a.csv"]
)
def test_a_path_that_climbs_out_is_refused(archive: Path, add: Add, tmp_path: Path, name: str) -> None:
    path = zipped(archive, tmp_path / "archive.zip")
    with zipfile.ZipFile(path, "a") as out:
        out.writestr(name, "x")
    assert "leads out of the archive" in refused(add, path)
    assert not (tmp_path / "2025-06-kent-street.csv").exists()


def test_a_link_is_refused(archive: Path, add: Add, tmp_path: Path) -> None:
    path = zipped(archive, tmp_path / "archive.zip")
    link = zipfile.ZipInfo("2025-06/2025-06-kent-street.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as out:
        out.writestr(link, "/etc/passwd")
    assert "is a link" in refused(add, path)


def test_a_zip_bomb_is_refused(archive: Path, add: Add, tmp_path: Path) -> None:
    path = zipped(archive, tmp_path / "archive.zip")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as out:
        out.writestr("2025-06/2025-06-kent-street.csv", b"0" * 50_000_000)
    assert "would grow from" in refused(add, path)


def test_a_member_longer_than_it_says_is_refused(archive: Path, add: Add, tmp_path: Path) -> None:
    path = zipped(archive, tmp_path / "archive.zip")
    content = bytearray(path.read_bytes())
    start = content.rindex(b"PK\x01\x02")
    content[start + 24 : start + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(content)
    refused(add, path)


def test_an_archive_too_large_is_refused(
    archive: Path, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(archive, tmp_path / "archive.zip")
    monkeypatch.setattr(archive_safety, "LARGEST_ARCHIVE", 1_000)
    assert "at most 1,000 are expected" in refused(add, path)
    monkeypatch.setattr(archive_safety, "MOST_MEMBERS", 1)
    assert "holds 2 files" in refused(add, path)


def test_a_zip_that_is_none_is_refused(add: Add, tmp_path: Path) -> None:
    (tmp_path / "archive.zip").write_bytes(b"not a zip")
    assert "is no archive that can be read" in refused(add, tmp_path / "archive.zip")


def test_a_file_without_rows_is_missing_and_not_zero(archive: Path, add: Add) -> None:
    spoil(archive, lambda b: b[: b.index(b"\n") + 1])
    outcome = add(archive)
    assert [Path(name).name for name in outcome.empty] == ["2025-06-city-of-london-street.csv"]
    assert outcome.editions.recorded[0].months_from == pd.Timestamp("2025-07-01").date()


def test_a_month_that_jumps_is_held_back(archive: Path, add: Add, store: Store) -> None:
    add(archive)
    lines = (archive / JUNE).read_bytes().splitlines(keepends=True)
    (archive / JUNE).write_bytes(b"".join(lines + lines[1:200]))
    later = Publication(pd.Timestamp("2026-03-15").date())
    with pytest.raises(HeldBack) as error:
        add(archive, published=later)
    assert "all rows of street" in str(error.value)
    assert "City of London Police" in str(error.value)
    assert "python -m data street" in error.value.hint
    assert len(store.editions()) == 1
    outcome = add(archive, published=later, accept="the force sent late records")
    assert outcome.editions.recorded[0].accepted == "the force sent late records"


def test_a_month_that_moves_a_little_lands(archive: Path, add: Add) -> None:
    add(archive)
    lines = (archive / JUNE).read_bytes().splitlines(keepends=True)
    (archive / JUNE).write_bytes(b"".join(lines + lines[1:20]))
    assert len(add(archive, published=Publication(pd.Timestamp("2026-03-15").date())).editions.recorded) == 1


def test_a_month_cut_to_a_third_is_held_back(archive: Path, add: Add, police_files: Path) -> None:
    names = [f"2024-{month:02}-city-of-london-street.csv" for month in range(1, 9)]
    add(*(police_files / name for name in names))
    spoil(archive, lambda b: b"".join(b.splitlines(keepends=True)[:200]))
    with pytest.raises(HeldBack, match="unlike the months around it"):
        add(archive)


def test_an_interrupted_intake_leaves_nothing(archive: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("data.street.street_intake.check_counts", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add(archive)
    assert list(folders.street_folder().iterdir()) == []


def test_what_a_killed_intake_left_is_cleared(archive: Path, add: Add) -> None:
    (folders.street_folder() / ".working-1" / "0").mkdir(parents=True)
    add(archive)
    assert [p.name for p in folders.street_folder().iterdir()] == ["published=2026-02-15"]


def test_the_other_command_says_which_to_use(archive: Path) -> None:
    with pytest.raises(FileRejected, match="is a record file") as error:
        readers.recognise(open_published(archive / JUNE))
    assert "python -m data street PATH" in error.value.hint


def test_one_file_by_itself(archive: Path, add: Add) -> None:
    assert add(archive / JUNE).rows == {("street", "city-of-london"): 701}


def test_the_same_force_in_a_rejected_call_is_no_edition(archive: Path, add: Add) -> None:
    spoil(archive, lambda b: b.replace(b"Burglary", b"Burglaries"), JULY)
    with pytest.raises(FileRejected):
        add(archive)
    assert len(add(archive / JUNE).editions.recorded) == 1
