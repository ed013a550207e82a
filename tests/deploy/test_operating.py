"""What docs/operating.md says of the refresh, its commands word for word; and that it names what there is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.deploy.conftest import COMMANDS, DOCUMENT, ROOT, Operator, publisher_at

NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def machine(tmp_path: Path, own_folder: Path) -> Operator:
    """A publisher's machine."""
    return publisher_at(tmp_path / "machine", own_folder)


def standing_in(machine: Operator, status: int) -> Path:
    """A Python whose refresh ends with a status; what follows is real. It notes what it is asked for."""
    python = machine.root / "python"
    python.write_text(
        f'#!/bin/sh\necho "$*" >> {machine.root}/asked\ncase "$*" in *refresh*) exit {status};; esac\n'
        f'exec {sys.executable} "$@"\n'
    )
    python.chmod(0o755)
    return python


def test_a_refresh_that_reaches_nobody_says_so_to_prometheus(machine: Operator) -> None:
    told = machine.follow("refresh", LONDON_CRIME_DATASTORE=NOBODY, LONDON_CRIME_REFRESH_LIMITS="tries=1,connect=1")
    assert "exit status 1" in told
    assert "\nlondon_crime_refresh_exit_status 1\n" in told
    assert "\nlondon_crime_publish_failed 0\n" in told
    assert not (machine.root / "figures").exists(), "there is nothing new to publish"
    assert [path.name for path in (machine.root / "var").iterdir()] == ["london_crime_refresh.prom"]


@pytest.mark.parametrize(("status", "publishes"), [(0, True), (3, True), (1, False), (2, False)])
def test_what_some_have_renewed_is_published(status: int, publishes: bool, machine: Operator) -> None:
    """With storage that cannot be written, so that publishing is tried; that it writes, `publish` above shows."""
    told = machine.follow("refresh", PYTHON=str(standing_in(machine, status)), FIGURES="https://127.0.0.1:9/figures")
    asked = (machine.root / "asked").read_text().splitlines()
    assert len([line for line in asked if " publish " in line]) == publishes
    assert f"\nlondon_crime_refresh_exit_status {status}\n" in told
    assert f"\nlondon_crime_publish_failed {int(publishes)}\n" in told
    expected = 5 if publishes else status
    assert f"exit status {expected}" in told


def test_the_document_names_only_what_exists() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for target in re.findall(r"`((?:deploy|docs|data|tests)/[\w./-]+)`", text):
        assert (ROOT / target).exists(), target
    settings = re.search(r"## Settings\n.*?```sh\n(.*?)```", text, re.DOTALL)
    assert settings
    declared = set(re.findall(r"\b([A-Z]+)=", settings[1])) | {"EDITION", "PYTHON"}
    for name, block in COMMANDS.items():
        assert set(re.findall(r"\$([A-Z]+)\b", block)) <= declared, name
