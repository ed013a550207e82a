"""What docs/operating.md says beside serving: refresh, backup, restore; its commands, word for word."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data import folders
from data.edition_store import Store
from tests.deploy.conftest import COMMANDS, DOCUMENT, ROOT

NOBODY = "http://127.0.0.1:9"


class Machine:
    """A publisher's machine, in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("etc", "var", "publisher"):
            (root / name).mkdir(parents=True)

    def follow(self, name: str, **settings: str) -> str:
        """Run the commands of a block; what they print."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LONDON_CRIME_")} | {
            "ETC": str(self.root / "etc"), "VAR": str(self.root / "var"), "PUBLISHER": str(self.root / "publisher"),
            "FIGURES": (self.root / "figures").as_uri(), "BACKUPS": str(self.root / "backups"), "PYTHON": sys.executable,
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", COMMANDS[name]],
            cwd=ROOT, env=environment | settings, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{name}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    @property
    def warehouse(self) -> str:
        return (self.root / "publisher" / "warehouse" / "CURRENT").read_text(encoding="utf-8").strip()


@pytest.fixture
def machine(tmp_path: Path, own_folder: Path) -> Machine:
    made = Machine(tmp_path / "machine")
    shutil.copytree(own_folder / "warehouse", made.root / "publisher" / "warehouse")
    return made


def test_a_machine_that_is_lost_is_made_anew_from_backup_or_storage(machine: Machine) -> None:
    shipped = machine.warehouse
    edition = min(edition.id for edition in Store(folders.snapshot_folder()).editions() if edition.level == "borough")
    machine.follow("withdraw", EDITION=edition)
    withdrawn = machine.warehouse
    assert withdrawn != shipped
    named = json.loads((machine.root / "figures" / "NEWEST.json").read_text(encoding="utf-8"))
    assert named["warehouse"] == withdrawn
    machine.follow("backup")
    kept = (machine.root / "publisher" / "editions" / "corrections.json").read_bytes()
    shutil.rmtree(machine.root / "publisher")
    machine.follow("restore")
    assert machine.warehouse == withdrawn, "the same editions make the same warehouse"
    assert (machine.root / "publisher" / "editions" / "corrections.json").read_bytes() == kept
    shutil.rmtree(machine.root / "publisher")
    machine.follow("restore from storage")
    assert (machine.root / "publisher" / "editions" / "corrections.json").read_bytes() == kept


def test_a_refresh_that_reaches_nobody_says_so_to_prometheus(machine: Machine) -> None:
    told = machine.follow("refresh", LONDON_CRIME_DATASTORE=NOBODY, LONDON_CRIME_REFRESH_LIMITS="tries=1,connect=1")
    assert "exit status 1" in told
    assert "\nlondon_crime_refresh_exit_status 1\n" in told
    assert "\nlondon_crime_publish_failed 0\n" in told
    assert not (machine.root / "figures").exists(), "there is nothing new to publish"
    assert [path.name for path in (machine.root / "var").iterdir()] == ["london_crime_refresh.prom"]


@pytest.mark.parametrize(("status", "publishes"), [(0, True), (3, True), (1, False), (2, False)])
def test_what_some_have_renewed_is_published(status: int, publishes: bool, machine: Machine) -> None:
    """The refresh alone is stood in for: it ends as it would; what follows is real."""
    python = machine.root / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *refresh*) exit {status};; esac\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    told = machine.follow("refresh", PYTHON=str(python))
    assert (machine.root / "figures" / "NEWEST.json").exists() == publishes
    assert f"\nlondon_crime_refresh_exit_status {status}\n" in told
    assert ("exit status" in told) == (status != 0)


def test_storage_that_cannot_be_written_is_said(machine: Machine) -> None:
    python = machine.root / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *refresh*) exit 0;; esac\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    told = machine.follow("refresh", PYTHON=str(python), FIGURES="https://127.0.0.1:9/figures")
    assert "exit status 5" in told
    assert "\nlondon_crime_publish_failed 1\n" in told


def test_the_document_names_only_what_exists() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for target in re.findall(r"`((?:deploy|docs|data|tests)/[\w./-]+)`", text):
        assert (ROOT / target).exists(), target
    settings = re.search(r"## Settings\n.*?```sh\n(.*?)```", text, re.DOTALL)
    assert settings
    declared = set(re.findall(r"\b([A-Z]+)=", settings[1])) | {"EDITION", "PYTHON"}
    for name, block in COMMANDS.items():
        assert set(re.findall(r"\$([A-Z]+)\b", block)) <= declared, name
