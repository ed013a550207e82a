"""Where the publishers keep each file: by its title in the London Datastore's catalogue, or at a registered address.

Keys and links of the catalogue change whenever a file is replaced; titles stay. A title is compared in lower case
with underscores, hyphens and brackets as spaces, so `M1045_MonthlyCrimeDashboard_KnifeCrimeData` reads
`m1045 monthlycrimedashboard knifecrimedata`. The MoJ and the ONS have no catalogue: their addresses carry a date and
are registered by hand in `registered_addresses.csv` when a new edition is released.
"""

from __future__ import annotations

import csv
import os
import re
from dataclasses import dataclass
from pathlib import Path

from data.catalogue import DATASET_OF, DATASETS, RESOURCES
from data.errors import DashboardError

REGISTERED = Path(__file__).parent / "registered_addresses.csv"


@dataclass(frozen=True)
class Source:
    """One file that a publisher keeps up to date.

    `id` names it in logs and in what is remembered of it; `levels` are those that it may carry. It is found by
    `title`, a regular expression for a normalised title in the dataset's catalogue, or at a registered `address`.
    """

    id: str
    resource: str
    levels: tuple[str, ...]
    title: str = ""
    address: str = ""

    def is_titled(self, title: str) -> bool:
        """Whether a title in the catalogue is this file's."""
        return bool(self.title) and re.search(self.title, normalised(title)) is not None


def normalised(title: str) -> str:
    """'MPS Ward Level Crime (Historical)' → 'mps ward level crime historical'."""
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()


# Both files of a level are needed: what falls out of the recent one is revised in the historical one. LSOA files are
# not fetched: no indicator goes below the wards.
_RECENT, _HISTORICAL = "most recent 24 months", "historical"
LISTED: tuple[Source, ...] = (
    Source("recorded_crime/borough/recent", "recorded_crime", ("borough",), f"borough level crime {_RECENT}"),
    Source("recorded_crime/borough/historical", "recorded_crime", ("borough",), f"borough level crime {_HISTORICAL}"),
    Source("recorded_crime/ward/recent", "recorded_crime", ("ward",), f"ward level crime {_RECENT}"),
    Source("recorded_crime/ward/historical", "recorded_crime", ("ward",), f"ward level crime {_HISTORICAL}"),
    Source("knife", "knife", ("borough", "ward"), "knife ?crime ?data"),
    Source("other", "other", ("borough", "ward"), "other ?crime ?data"),
    Source("vawg_offences", "vawg_offences", RESOURCES["vawg_offences"].levels, r"\boffences?\b"),
    Source("vawg_victims", "vawg_victims", RESOURCES["vawg_victims"].levels, r"\bvictims?\b"),
    Source("homicide_victims", "homicide_victims", ("borough",), r"\bvictims?\b"),
    Source("homicide_accused", "homicide_accused", ("borough",), r"\b(accused|proceeded|proceedings)\b"),
)
# What a reader of a message calls the figures of a resource.
IN_WORDS: dict[str, str] = {
    "recorded_crime": "recorded crime",
    "knife": "knife crime",
    "other": "domestic abuse, hate and gun crime",
    "vawg_offences": "violence against women and girls (offences)",
    "vawg_victims": "violence against women and girls (victims)",
    "homicide_victims": "homicide (victims)",
    "homicide_accused": "homicide (persons proceeded against)",
}


def in_words(resource: str) -> str:
    """A resource as a message calls it."""
    return IN_WORDS.get(resource) or RESOURCES[resource].title


def all_sources() -> tuple[Source, ...]:
    """Every file that a refresh looks for: those of the catalogue, then those at registered addresses."""
    return (*LISTED, *registered())


def sources_of(names: tuple[str, ...] = ()) -> dict[str, tuple[Source, ...]]:
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
    return {s.resource: tuple(each for each in chosen if each.resource == s.resource) for s in chosen}


def registry_file() -> Path:
    """The list of registered addresses; LONDON_CRIME_ADDRESSES names another."""
    return Path(os.environ.get("LONDON_CRIME_ADDRESSES", REGISTERED))


def registered() -> tuple[Source, ...]:
    """The files at registered addresses. Raises DashboardError with every line that cannot be used."""
    path = registry_file()
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise DashboardError(f"{path}: {error.strerror}", "Restore the list of registered addresses.") from error
    wrong = [
        f"line {number}: {row.get('resource')!r} is no resource of {path.name}"
        for number, row in enumerate(rows, start=2)
        if row.get("resource") not in RESOURCES or not row.get("address")
    ]
    if wrong:
        raise DashboardError(f"{path}: " + "; ".join(wrong), f"Known are: {', '.join(RESOURCES)}.")
    return tuple(
        Source(f"{row['resource']}/{row['address'].rsplit('/', 1)[-1]}", row["resource"],
               RESOURCES[row["resource"]].levels, address=row["address"])
        for row in rows
    )  # fmt: skip
