"""What was computed by other code is not taken for what today's code would compute."""

from __future__ import annotations

from pathlib import Path

import pytest

import analytics.method_version as module
from analytics.method_version import method_version


@pytest.fixture
def version_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of its own, whose version is asked for."""
    (tmp_path / "series").mkdir()
    (tmp_path / "events.py").write_text("STARTS = 2023\n")
    (tmp_path / "series" / "rates.py").write_text("PER = 1000\n")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "method_version.py"))
    return tmp_path


def version() -> str:
    return method_version.__wrapped__()


@pytest.mark.parametrize("file", ["events.py", "series/rates.py"])
def test_any_change_of_the_code_is_another_version(version_in: Path, file: str) -> None:
    before = version()
    assert version() == before
    (version_in / file).write_text("STARTS = 2024\n")
    assert version() != before


def test_a_formula_that_moves_is_another_version(version_in: Path) -> None:
    before = version()
    (version_in / "series" / "rates.py").rename(version_in / "rates.py")
    assert version() != before


def test_what_is_no_code_changes_nothing(version_in: Path) -> None:
    before = version()
    (version_in / "notes.txt").write_text("a note")
    assert version() == before
