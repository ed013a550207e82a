"""The three kinds of record file: the columns each must have, what is counted, and the labels that are known.

Labels are those that data.police.uk has used since December 2010. One that is not declared is refused: a publisher's
rename must be seen, not counted as something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# With those of before May 2013, when there were fewer and wider ones.
CATEGORIES = (
    "Anti-social behaviour",
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
    "Violent crime",
    "Public disorder and weapons",
)
CRIME_OUTCOMES = (
    "Action to be taken by another organisation",
    "Awaiting court outcome",
    "Court case unable to proceed",
    "Court result unavailable",
    "Defendant found not guilty",
    "Defendant sent to Crown Court",
    "Formal action is not in the public interest",
    "Further action is not in the public interest",
    "Further investigation is not in the public interest",
    "Investigation complete; no suspect identified",
    "Local resolution",
    "Offender deprived of property",
    "Offender fined",
    "Offender given a caution",
    "Offender given a drugs possession warning",
    "Offender given absolute discharge",
    "Offender given community sentence",
    "Offender given conditional discharge",
    "Offender given penalty notice",
    "Offender given suspended prison sentence",
    "Offender ordered to pay compensation",
    "Offender otherwise dealt with",
    "Offender sent to prison",
    "Status update unavailable",
    "Suspect charged",
    "Suspect charged as part of another case",
    "Unable to prosecute suspect",
    "Under investigation",
)
SEARCH_TYPES = ("Person search", "Vehicle search", "Person and Vehicle search")
SEARCH_OBJECTS = (
    "Anything to threaten or harm anyone",
    "Article for use in theft",
    "Articles for use in criminal damage",
    "Controlled drugs",
    "Crossbows",
    "Detailed object of search unavailable",
    "Evidence of offences under the Act",
    "Firearms",
    "Fireworks",
    "Game or poaching equipment",
    "Goods on which duty has not been paid etc.",
    "Offensive weapons",
    "Psychoactive substances",
    "Seals or hunting equipment",
    "Stolen goods",
)
SEARCH_OUTCOMES = (
    "A no further action disposal",
    "Arrest",
    "Article found - Detailed outcome unavailable",
    "Caution (simple or conditional)",
    "Community resolution",
    "False",
    "Khat or Cannabis warning",
    "Local resolution",
    "Nothing found - no further action",
    "Offender cautioned",
    "Offender given drugs possession warning",
    "Offender given penalty notice",
    "Penalty Notice for Disorder",
    "Summons / charged by post",
    "Suspect arrested",
    "Suspect summonsed to court",
    "Suspected psychoactive substances seized - No further action",
)
AGE_RANGES = ("under 10", "10-17", "18-24", "25-34", "over 34")
# Each self-defined ethnicity begins with the name of its group; the groups' names differ between two censuses' lists.
ETHNIC_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "White": "White",
        "Black": "Black",
        "Asian": "Asian",
        "Mixed": "Mixed",
        "Chinese": "Other",
        "Other ethnic group - Not": "Not stated",
        "Other": "Other",
        "Not Stated": "Not stated",
    }
)


@dataclass(frozen=True, eq=False)
class RecordKind:
    """One kind of record file.

    `suffix` ends a file's name; `columns` are all of its columns, in order. `counted` maps a column of the counts to
    the file's; `labels` are the values that a counted column may have, empty cells aside. `resource` is what the
    catalogue calls the counts, `table` the warehouse. `month` is the column of the row's month, or of its moment.
    """

    suffix: str
    resource: str
    table: str
    columns: tuple[str, ...]
    month: str
    counted: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    reporter: str = ""
    is_placed: bool = True


STREET = RecordKind(
    suffix="street",
    resource="street_crime",
    table="street_count",
    columns=(
        "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
        "LSOA name", "Crime type", "Last outcome category", "Context",
    ),
    month="Month",
    counted={
        "lsoa_code": "LSOA code", "lsoa_name": "LSOA name", "category": "Crime type",
        "outcome": "Last outcome category",
    },
    labels={"category": CATEGORIES, "outcome": CRIME_OUTCOMES},
    reporter="Reported by",
)  # fmt: skip
OUTCOMES = RecordKind(
    suffix="outcomes",
    resource="street_outcomes",
    table="street_outcome",
    columns=(
        "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
        "LSOA name", "Outcome type",
    ),
    month="Month",
    counted={"lsoa_code": "LSOA code", "lsoa_name": "LSOA name", "outcome": "Outcome type"},
    labels={"outcome": CRIME_OUTCOMES},
    reporter="Reported by",
)  # fmt: skip
SEARCHES = RecordKind(
    suffix="stop-and-search",
    resource="stop_and_search",
    table="search_count",
    columns=(
        "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender",
        "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search",
        "Outcome", "Outcome linked to object of search", "Removal of more than just outer clothing",
    ),
    month="Date",
    counted={
        "search_type": "Type", "object": "Object of search", "outcome": "Outcome", "age_range": "Age range",
        "ethnicity": "Self-defined ethnicity",
    },
    labels={
        "search_type": SEARCH_TYPES, "object": SEARCH_OBJECTS, "outcome": SEARCH_OUTCOMES, "age_range": AGE_RANGES,
    },
    is_placed=False,
)  # fmt: skip
KINDS: dict[str, RecordKind] = {kind.suffix: kind for kind in (STREET, OUTCOMES, SEARCHES)}
# Cells that may not be empty; any other may.
REQUIRED = frozenset({"category"})


def ethnic_group(label: str) -> str | None:
    """The group of a self-defined ethnicity; None for a label whose group is not known."""
    return next((group for start, group in ETHNIC_GROUPS.items() if label.startswith(start)), None)
