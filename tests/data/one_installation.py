"""An installation with one publication, for tests that try to add other files to it."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from data import warehouse

SOURCE = "mps_recorded_crime_borough/borough_recent_202407-202606.csv"
MONTHS = ["202601", "202602", "202603", "202604", "202605", "202606"]
Table = list[list[str]]


def as_text(table: Table, *, line_end: str = "\n") -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator=line_end).writerows(table)
    return written.getvalue()


@dataclass
class Installation:
    """A project that holds one good edition: its folder, and all that must stay as it is."""

    var: Path
    homicides: int
    status: str = ""
    before: dict[str, bytes] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        kept = [self.var / "warehouse" / "CURRENT", *(self.var / "editions").glob("[!.]*")]
        return {str(path): path.read_bytes() for path in kept}


def status_of() -> str:
    return subprocess.run(
        [sys.executable, "-m", "data", "status"], capture_output=True, text=True, check=True, env=os.environ
    ).stdout


def assert_unchanged(installation: Installation) -> None:
    assert installation.files() == installation.before
    query = "SELECT sum(value) AS total FROM current WHERE series = 'homicide' AND level = 'mps'"
    assert warehouse.current().rows(query) == [{"total": installation.homicides}]
