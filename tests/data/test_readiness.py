"""Whether there are figures to serve: ready, served from the last warehouse that works, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data import folders, readiness, source_schedule, store_check, warehouse
from data.errors import DashboardError, WarehouseMissing
from data.readiness import FiguresState


@pytest.fixture
def installed(own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own with the warehouse of the tests: the file of that."""
    target = tmp_path / "warehouse"
    target.mkdir()
    name = (own_folder / "warehouse" / "CURRENT").read_text().strip()
    shutil.copy(own_folder / "warehouse" / name, target)
    (target / "CURRENT").write_text(f"{name}\n")
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path))
    return target / name


def missing(file: Path) -> None:
    file.unlink()


def cut_short(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 3)


def overwritten(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(b"\0" * 100_000)


def test_the_newest_figures_are_ready(installed: Path) -> None:
    state = readiness.state()
    assert state == FiguresState(warehouse.version())
    assert state.is_ready
    assert installed.stem == f"london-{state.version}"
    assert source_schedule.ensure_figures() == ""


def test_without_a_warehouse_nothing_is_ready_and_the_command_is_named(fresh: object) -> None:
    state = readiness.state()
    assert not state.is_ready
    assert state.problems == ("No warehouse has been built yet. Run: python -m data build",)
    with pytest.raises(WarehouseMissing):
        readiness.ages()


@pytest.mark.parametrize("damage", [missing, cut_short, overwritten])
@pytest.mark.parametrize("is_open", [False, True])
def test_a_warehouse_that_cannot_be_read_is_not_ready(
    installed: Path, damage: Callable[[Path], None], is_open: bool
) -> None:
    if is_open:
        assert readiness.state().is_ready
    damage(installed)
    state = readiness.state()
    assert state.version == ""
    assert len(state.problems) == 1
    assert "Run: python -m data build" in state.problems[0]
    if not is_open:
        assert store_check.warehouse_problem(), "a process that opens it finds it too"


def test_the_last_that_works_serves_in_place_of_a_damaged_one(installed: Path) -> None:
    damaged = installed.with_name("london-000000000000.duckdb")
    damaged.write_bytes(b"no database")
    folders.pointer().write_text(damaged.name)
    state = readiness.state()
    assert state.version == installed.stem.removeprefix("london-")
    assert state.problems == (
        f"{damaged.name}: the warehouse is damaged or gone; {installed.name} is served. Run: python -m data build",
    )
    assert warehouse.current().path == installed


def test_an_older_warehouse_serves_and_says_so(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(tmp_path / "other"))
    state = readiness.state()
    assert state.is_ready
    assert "older than the recorded editions" in state.problems[0]
    assert store_check.warehouse_problem() == "is older than the recorded editions"
    monkeypatch.setenv("LONDON_CRIME_SOURCE", "file:///elsewhere")
    assert readiness.state().problems == (), "a replica is not measured by what is recorded on its own disk"


def test_a_store_that_cannot_be_read_leaves_the_last_figures(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "snapshot"
    broken.mkdir()
    (broken / "manifest.json").write_text("{")
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(broken))
    warning = warehouse.ensure_or_last()
    assert "the edition log cannot be read" in warning
    assert warning.endswith(f"the figures are those of the last warehouse that works, {installed.name}")
    assert source_schedule.ensure_figures() == warning
    state = readiness.state()
    assert state.is_ready
    assert "older than the recorded editions" in state.problems[0]
    installed.unlink()
    with pytest.raises(DashboardError, match="the edition log cannot be read"):
        warehouse.ensure_or_last()


def test_the_age_of_a_dataset_is_that_of_its_newest_edition(installed: Path) -> None:
    """Publication dates as the editions state them: the Met's files to June 2026, the archive to December 2025."""
    ages = {age.dataset: age for age in readiness.ages()}
    assert ages["mps_recorded_crime"].months_to == date(2026, 6, 1)
    assert ages["police_uk"].months_to == date(2025, 12, 1)
    assert list(ages) == sorted(ages)
