"""Areas that the publications speak of: boroughs, the MPS area, and the places that are not places.

Borough names and GSS codes are those of the ONS register (local authority districts, May 2025).
Pseudo-areas are labels that stand where a borough should: they belong to the MPS total and to no borough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

MPS = "E23000001"
CITY_OF_LONDON = "E09000001"
# The levels that figures are given at, from the widest; editions of smaller areas are held and not shown.
Level = Literal["mps", "command_unit", "borough", "ward"]
LEVELS = (*get_args(Level), "lsoa")

BOROUGHS: dict[str, str] = {
    "E09000001": "City of London",
    "E09000002": "Barking and Dagenham",
    "E09000003": "Barnet",
    "E09000004": "Bexley",
    "E09000005": "Brent",
    "E09000006": "Bromley",
    "E09000007": "Camden",
    "E09000008": "Croydon",
    "E09000009": "Ealing",
    "E09000010": "Enfield",
    "E09000011": "Greenwich",
    "E09000012": "Hackney",
    "E09000013": "Hammersmith and Fulham",
    "E09000014": "Haringey",
    "E09000015": "Harrow",
    "E09000016": "Havering",
    "E09000017": "Hillingdon",
    "E09000018": "Hounslow",
    "E09000019": "Islington",
    "E09000020": "Kensington and Chelsea",
    "E09000021": "Kingston upon Thames",
    "E09000022": "Lambeth",
    "E09000023": "Lewisham",
    "E09000024": "Merton",
    "E09000025": "Newham",
    "E09000026": "Redbridge",
    "E09000027": "Richmond upon Thames",
    "E09000028": "Southwark",
    "E09000029": "Sutton",
    "E09000030": "Tower Hamlets",
    "E09000031": "Waltham Forest",
    "E09000032": "Wandsworth",
    "E09000033": "Westminster",
}
POLICED = frozenset(BOROUGHS) - {CITY_OF_LONDON}

# Where reoffending is published: by the offender's residence, never by the place of an offence.
REGIONS: dict[str, str] = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
    "K04000001": "England and Wales",
    MPS: "Metropolitan Police area",
    "E09000022": "Lambeth",
}

# One pseudo-area for each label that a publisher has used, so that a file reconciles label by label.
PSEUDO_AREAS: dict[str, str] = {
    "X-UNKNOWN": "Unknown",
    "X-HEATHROW": "London Heathrow and London City Airports",
    "X-AVIATION": "Aviation Security (SO18)",
    "X-NOT-KNOWN": "Not known (legacy records)",
    "X-OTHER-FORCE": "Not in the MPS area",
    "X-OTHER": "Other",
    "X-OTHER-NOT-KNOWN": "Other or not known",
    "X-BLANK": "No area given",
}
NOT_IN_A_WARD = "Not in a current ward"


@dataclass(frozen=True)
class Area:
    """One area: GSS code (or `X-…` for a pseudo-area), name, level, and the area that it lies in.

    `is_pseudo`: a label that stands where an area should, part of the MPS total and of no borough.
    """

    code: str
    name: str
    slug: str
    level: Level
    parent_code: str | None
    is_pseudo: bool = False


def name_key(name: str) -> str:
    """A name reduced to what two spellings of it share: 'St. Mary's & St James' and 'St Marys and St James'."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("&", " and ").replace(".", "").replace("'", "")
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def slug(name: str) -> str:
    """A name as it stands in an address: 'Kingston upon Thames' → 'kingston-upon-thames'."""
    return name_key(name).replace(" ", "-")


BOROUGH_BY_NAME: dict[str, str] = {name_key(name): code for code, name in BOROUGHS.items()}


def not_in_a_ward(borough_code: str) -> str:
    """The pseudo-area that takes a borough's offences which no current ward holds."""
    return f"X-NO-WARD-{borough_code}"


def borough_areas() -> list[Area]:
    """The MPS area, 33 boroughs and the pseudo-areas of the borough level; at ward level 'not in a ward' of each."""
    areas = [Area(MPS, "MPS area (32 boroughs)", "mps-area", "mps", None)]
    for code, name in BOROUGHS.items():
        areas.append(Area(code, name, slug(name), "borough", MPS if code in POLICED else None))
    for code, name in PSEUDO_AREAS.items():
        areas.append(Area(code, name, slug(name), "borough", MPS, is_pseudo=True))
    for code in sorted(POLICED | set(PSEUDO_AREAS)):
        parent = BOROUGHS.get(code) or PSEUDO_AREAS[code]
        name = f"{NOT_IN_A_WARD}, {parent}"
        areas.append(Area(not_in_a_ward(code), name, slug(name), "ward", code, is_pseudo=True))
    return areas


def unnamed_combinations(named: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Series → the areas that a file of boroughs has a row of; 'series:code' for every borough that it has none of."""
    return tuple(f"{series}:{code}" for series, areas in named.items() for code in sorted(POLICED - set(areas)))
