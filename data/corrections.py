"""What an operator has said of recorded editions: withdrawn, dated anew, or put back; a log that only grows.

The log lies beside the added editions, for it speaks of those that ship too, whose store is never written to. The
last entry of an edition and kind holds. A withdrawn edition stays recorded and supplies no figure of any day.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from data import folders
from data.edition_store import write_atomically
from data.editions import Edition
from data.errors import DashboardError

Kind = Literal["withdraw", "restore", "date", "undate"]
# What is undone by what.
PAIRS = {"withdraw": "withdraw", "restore": "withdraw", "date": "date", "undate": "date"}


@dataclass(frozen=True)
class Correction:
    """One entry: which edition, what was done to it, why, and when. `published_on` is the day that it is given."""

    edition: str
    kind: Kind
    why: str
    at: dt.date
    published_on: dt.date | None = None


def corrections_file() -> Path:
    """The log."""
    return folders.added_folder() / "corrections.json"


def corrections() -> tuple[Correction, ...]:
    """Every entry, oldest first. Raises DashboardError when the log cannot be read."""
    path = corrections_file()
    if not path.exists():
        return ()
    try:
        return tuple(_correction(entry) for entry in json.loads(path.read_text())["corrections"])
    except (ValueError, KeyError, TypeError) as error:
        raise DashboardError(
            f"{path}: the log of corrections cannot be read ({error})", "Restore it from a backup."
        ) from error


def _correction(entry: dict[str, Any]) -> Correction:
    day = entry["published_on"]
    dates = {"at": dt.date.fromisoformat(entry["at"]), "published_on": day and dt.date.fromisoformat(day)}
    return Correction(**{**entry, **dates})


def record(correction: Correction) -> None:
    """Add one entry, in one step that a crash cannot split."""
    corrections_file().parent.mkdir(parents=True, exist_ok=True)
    entries = [
        {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in asdict(entry).items()}
        for entry in (*corrections(), correction)
    ]
    write_atomically(corrections_file(), json.dumps({"format": 1, "corrections": entries}, indent=1))


def in_force() -> dict[tuple[str, str], Correction]:
    """Edition and kind (`withdraw` or `date`) → the entry that holds; none where it was undone."""
    last = {(entry.edition, PAIRS[entry.kind]): entry for entry in corrections()}
    return {key: entry for key, entry in last.items() if entry.kind == key[1]}


def corrected(editions: Iterable[tuple[Edition, Path]]) -> dict[str, tuple[Edition, Path]]:
    """Editions by id as they now count: without the withdrawn ones, under the dates that were given."""
    holding = in_force()
    counted = {}
    for edition, file in editions:
        if (edition.id, "withdraw") in holding:
            continue
        given = holding.get((edition.id, "date"))
        dated = replace(edition, published_on=given.published_on, published_estimated=False) if given else edition
        counted[edition.id] = (dated, file)
    return counted


def fingerprint() -> str:
    """Changes with the log."""
    path = corrections_file()
    return path.read_text() if path.exists() else ""
