"""Where the publishers keep each file: by its title in the London Datastore's catalogue, or at a registered address.

Keys and links of the catalogue change whenever a file is replaced; titles stay. A title is compared in lower case
with underscores, hyphens and brackets as spaces, so `M1045_MonthlyCrimeDashboard_KnifeCrimeData` reads
`m1045 monthlycrimedashboard knifecrimedata`. The MoJ and the ONS have no catalogue: their addresses carry a date and
are registered by hand in `registered_addresses.csv` when a new edition is released.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.catalogue import DATASET_OF, DATASETS, RESOURCES
from data.errors import DashboardError

REGISTERED = Path(__file__).parent / "registered_addresses.csv"


@dataclass(frozen=True)
class FileSource:
    """One file that a publisher keeps up to date.

    `id` names it in logs and in what is remembered of it; `levels` are those that it may carry. It is found by
    `pattern`, a regular expression for a normalised title (`title` is how it was last seen), in the dataset's
    catalogue, or at a registered `address`, whose file was `released` on a known day.
    """

    id: str
    resource: str
    levels: tuple[str, ...]
    title: str = ""
    pattern: str = ""
    address: str = ""
    released: dt.date | None = None

    def is_titled(self, title: str) -> bool:
        """Whether a title in the catalogue is this file's."""
        return bool(self.pattern) and re.search(self.pattern, normalised(title)) is not None


def normalised(title: str) -> str:
    """'MPS Ward Level Crime (Historical)' → 'mps ward level crime historical'."""
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()


def _listed() -> Iterator[FileSource]:
    """The files that the entries of the catalogue name."""
    for resource in RESOURCES.values():
        for file in resource.files:
            source_id = f"{resource.id}/{file.name}" if file.name else resource.id
            levels = file.levels or resource.levels
            yield FileSource(source_id, resource.id, levels, file.title, file.pattern)


LISTED: tuple[FileSource, ...] = tuple(_listed())


def in_words(resource: str) -> str:
    """A resource as a message calls it."""
    return RESOURCES[resource].in_words or RESOURCES[resource].title


def all_sources() -> tuple[FileSource, ...]:
    """Every file that a refresh looks for: those of the catalogue, then those at registered addresses."""
    return (*LISTED, *registered())


def sources_of(names: tuple[str, ...] = ()) -> dict[str, tuple[FileSource, ...]]:
    """Resource → its sources, for the datasets or resources named, else for all, in the order of the registry.

    Raises DashboardError for a name that is no dataset or resource, and for one that no source is known of.
    """
    known = all_sources()
    for name in names:
        if name not in DATASETS and name not in RESOURCES:
            raise DashboardError(f"--dataset {name}: no such dataset", f"Known are: {', '.join(DATASETS)}.")
        if not any(name in (s.resource, DATASET_OF[s.resource].id) for s in known):
            raise DashboardError(
                f"--dataset {name}: is in no catalogue, and no address of it is registered",
                f"Register its address in {registry_file()}, or download the file and use: python -m data add FILE",
            )
    chosen = [s for s in known if not names or s.resource in names or DATASET_OF[s.resource].id in names]
    return {r: tuple(s for s in chosen if s.resource == r) for r in dict.fromkeys(s.resource for s in chosen)}


def registry_file() -> Path:
    """The list of registered addresses; LONDON_CRIME_ADDRESSES names another."""
    return Path(os.environ.get("LONDON_CRIME_ADDRESSES", REGISTERED))


def registered() -> tuple[FileSource, ...]:
    """The files at registered addresses. Raises DashboardError for a line that cannot be used."""
    path = registry_file()
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise DashboardError(f"{path}: {error.strerror}", "Restore the list of registered addresses.") from error
    return tuple(_registered(row, f"{path}: line {number}") for number, row in enumerate(rows, start=2))


def _registered(row: dict[str, str | None], where: str) -> FileSource:
    resource, address, released = (row.get(name) or "" for name in ("resource", "address", "released"))
    if resource not in RESOURCES:
        raise DashboardError(f"{where}: {resource!r} is no resource", f"Known are: {', '.join(RESOURCES)}.")
    if not address:
        raise DashboardError(f"{where}: no address", "Give the address of the file.")
    try:
        day = dt.date.fromisoformat(released) if released else None
    except ValueError as error:
        raise DashboardError(f"{where}: {released!r} is no date", "Give the day of release as YYYY-MM-DD.") from error
    name = f"{resource}/{address.rsplit('/', 1)[-1]}"
    return FileSource(name, resource, RESOURCES[resource].levels, address=address, released=day)
