"""What came of each resource's last refresh, kept in `refresh.json`; shown by `status` and on the methods page."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from data import folders, warehouse
from data.catalogue import DATASET_OF, RESOURCES
from data.edition_store import write_atomically
from data.editions import Edition
from data.errors import DashboardError
from data.refresh.publisher_addresses import in_words

FORMAT = 1
Result = Literal["new", "unchanged", "failed"]


@dataclass(frozen=True)
class SeenFile:
    """What is remembered of a file that was taken, so that the next request can ask whether it has changed."""

    address: str
    etag: str = ""
    last_modified: str = ""
    check_hash: str = ""
    sha256: str = ""
    size: int = 0
    editions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """One resource in `refresh.json`: the last refresh, the last good one, and the files as they then were.

    `readers` is the version of the readers and labels that read them: under another, a file is read again.
    """

    resource: str
    at: dt.datetime
    result: Result
    reason: str = ""
    last_success: dt.datetime | None = None
    readers: str = ""
    files: dict[str, SeenFile] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """The last refresh of a resource, for people.

    `reason` says why it failed, or what it found; `figures_of` is the publication day, in words, of the figures that
    are served now (an edition added by hand since then counts).
    """

    dataset: str
    resource: str
    name: str
    at: dt.datetime
    result: Result
    reason: str
    figures_of: str
    last_success: dt.datetime | None

    @property
    def ok(self) -> bool:
        """Whether the figures are what the publisher had at that moment."""
        return self.result != "failed"

    @property
    def message(self) -> str:
        """One sentence without its full stop: 'knife crime: refresh of 6 November 2025 failed: …; figures are …'."""
        did = {"failed": "failed", "unchanged": "found nothing new", "new": "brought new figures"}[self.result]
        reason = f": {self.reason}" if self.reason else ""
        figures = f"figures are those of {self.figures_of}" if self.figures_of else "no figures are held"
        return f"{self.name}: refresh of {day_in_words(self.at)} {did}{reason}; {figures}"


def outcomes() -> tuple[Outcome, ...]:
    """The last refresh of each resource, in the order of the registry; empty before the first refresh.

    Raises DashboardError when `refresh.json` or an edition log cannot be read.
    """
    records = remembered()
    held = [edition for edition, _ in warehouse.held().values()]
    return tuple(_outcome(records[resource], held) for resource in RESOURCES if resource in records)


def _outcome(record: Record, held: list[Edition]) -> Outcome:
    return Outcome(
        dataset=DATASET_OF[record.resource].id,
        resource=record.resource,
        name=in_words(record.resource),
        at=record.at,
        result=record.result,
        reason=record.reason,
        figures_of=figures_of(record.resource, held),
        last_success=record.last_success,
    )


def figures_of(resource: str, held: list[Edition]) -> str:
    """The publication day of the edition that supplies the last month of a resource, in words; empty without one."""
    rivals = [e for e in held if e.resource == resource]
    if not rivals:
        return ""
    newest = max(rivals, key=lambda e: (e.months_to, -len(e.lacks), e.published_on or dt.date.min))
    if newest.published_on is None:
        return f"an edition to {newest.months_to:%B %Y}"
    return f"about {newest.published_on:%B %Y}" if newest.published_estimated else day_in_words(newest.published_on)


def day_in_words(day: dt.date) -> str:
    """'6 November 2025'; of a moment, the day where the machine is."""
    local = day.astimezone() if isinstance(day, dt.datetime) else day
    return f"{local.day} {local:%B %Y}"


def outcomes_file() -> Path:
    """Where the outcomes are kept."""
    return folders.var_folder() / "refresh.json"


def remembered() -> dict[str, Record]:
    """Resource → what is remembered of it. Raises DashboardError when the file cannot be read."""
    file = outcomes_file()
    if not file.exists():
        return {}
    try:
        content = json.loads(file.read_text())["resources"]
        return {name: _record(name, entry) for name, entry in content.items() if name in RESOURCES}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DashboardError(
            f"{file}: the outcomes of refreshes cannot be read ({error})",
            "Delete the file: the next refresh then asks for every file anew.",
        ) from error


def _record(name: str, entry: dict[str, Any]) -> Record:
    success = entry["last_success"]
    return Record(
        resource=name,
        at=dt.datetime.fromisoformat(entry["at"]),
        result=entry["result"],
        reason=entry["reason"],
        last_success=dt.datetime.fromisoformat(success) if success else None,
        readers=entry["readers"],
        files={k: SeenFile(**{**seen, "editions": tuple(seen["editions"])}) for k, seen in entry["files"].items()},
    )


def remember(record: Record) -> None:
    """Remember one resource's outcome, in one step that a crash cannot split."""
    known = remembered() | {record.resource: record}
    folders.var_folder().mkdir(parents=True, exist_ok=True)
    entries = {name: _entry(entry) for name, entry in known.items()}
    write_atomically(outcomes_file(), json.dumps({"format": FORMAT, "resources": entries}, indent=1))


def _entry(record: Record) -> dict[str, Any]:
    entry = asdict(record)
    del entry["resource"]
    return {k: v.isoformat() if isinstance(v, dt.datetime) else v for k, v in entry.items()}
