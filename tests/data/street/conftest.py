"""Record files of data.police.uk: the real ones, and small archives cut from them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import folders
from data.edition_store import Store
from data.editions import Publication
from data.street import street_intake
from data.street.engines import DuckDBEngine, Engine
from tests.conftest import ROOT

POLICE_UK = ROOT.parent / "shared" / "further" / "police_uk"
PUBLISHED = Publication(pd.Timestamp("2026-02-15").date())


@pytest.fixture(scope="session")
def police_files() -> Path:
    """The folder of the publisher's record files: required in CI, else its tests are skipped without it."""
    if not POLICE_UK.exists():
        message = "the record files are not there: expected ../shared/further/police_uk beside the project"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    return POLICE_UK


@pytest.fixture(scope="session")
def rows(police_files: Path) -> Callable[[str], pd.DataFrame]:
    """The rows of files by a pattern, read by pandas: what the counts are held against."""

    def read(pattern: str) -> pd.DataFrame:
        files = sorted(police_files.glob(pattern))
        return pd.concat([pd.read_csv(f, dtype=str).assign(file_month=f.name[:7]) for f in files], ignore_index=True)

    return read


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty installation, used by the test itself."""
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(tmp_path / "snapshot"))
    return Store(folders.added_folder())


@pytest.fixture
def add(store: Store) -> Callable[..., street_intake.StreetIntake]:
    """Add record files as the command does, without building."""

    def adding(
        *paths: Path,
        published: Publication | None = PUBLISHED,
        accept: str = "",
        engine: Callable[[Path], Engine] = DuckDBEngine,
    ) -> street_intake.StreetIntake:
        held = Store(folders.added_folder())
        with held.lock(), held.or_nothing():
            return street_intake.add(paths, published=published, accept=accept, engine=engine, progress=False)

    return adding


@pytest.fixture
def archive(tmp_path: Path, police_files: Path) -> Path:
    """An archive of two months of one force, as data.police.uk lays it out, for a test to spoil."""
    folder = tmp_path / "archive"
    for month in ("2025-06", "2025-07"):
        (folder / month).mkdir(parents=True)
        shutil.copyfile(
            police_files / f"{month}-city-of-london-street.csv", folder / month / f"{month}-city-of-london-street.csv"
        )
    return folder
