"""Tables kept beside the warehouse: once for each version, gone with it, and no harm where nothing can be kept."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pytest

from data import derived, folders, warehouse

TABLE = pa.table({"indicator": ["robbery", "homicide"], "dispersion": [12.6, 1.0]})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path))
    folders.warehouse_folder().mkdir()
    return folders.warehouse_folder()


def test_a_table_is_computed_once_for_each_version(folder: Path) -> None:
    calls = []

    def compute() -> pa.Table:
        calls.append(1)
        return TABLE

    for version in ("aaa", "aaa", "bbb", "aaa"):
        assert derived.once("dispersion-1", version, compute).equals(TABLE)
    assert len(calls) == 2


def test_names_do_not_hide_one_another(folder: Path) -> None:
    derived.write("dispersion", "aaa", TABLE)
    assert derived.read("dispersion-2", "aaa") is None
    assert derived.read("dispersion", "bbb") is None
    assert derived.read("dispersion", "aaa").equals(TABLE)


def test_a_damaged_table_is_computed_again(folder: Path) -> None:
    derived.write("dispersion", "aaa", TABLE)
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:100])
    assert derived.read("dispersion", "aaa") is None
    assert derived.once("dispersion", "aaa", lambda: TABLE).equals(TABLE)
    assert derived.read("dispersion", "aaa").equals(TABLE)


def test_where_nothing_can_be_kept_it_is_computed_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "file"))
    assert derived.write("dispersion", "aaa", TABLE) is False
    assert derived.once("dispersion", "aaa", lambda: TABLE).equals(TABLE)


def test_a_write_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    assert derived.write("dispersion", "aaa", TABLE) is False
    assert list(folder.iterdir()) == []


def test_tables_go_with_their_warehouse(folder: Path) -> None:
    kept = folder / "london-new.duckdb"
    for version, age in (("old", 1), ("before", 2), ("new", 3)):
        (folder / f"london-{version}.duckdb").touch()
        os.utime(folder / f"london-{version}.duckdb", (age, age))
        derived.write("dispersion", version, TABLE)
        derived.write("revisions", version, TABLE)
    (folder / ".derived-new.dispersion.parquet.123").touch()
    warehouse.tidy_up(folder, keep=kept)
    assert sorted(file.name for file in folder.iterdir()) == [
        "derived-before.dispersion.parquet", "derived-before.revisions.parquet",
        "derived-new.dispersion.parquet", "derived-new.revisions.parquet",
        "london-before.duckdb", "london-new.duckdb",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "../escape", "Dispersion", "a.b"])
def test_a_name_that_is_no_name_is_a_defect_of_ours(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="expected lower-case"):
        derived.read(name, "aaa")
