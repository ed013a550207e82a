"""Where a postcode lies, if the directory of its postcode area has been added; never guessed from its beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analytics import queries
from analytics.geography.areas import Area, all_areas
from analytics.version_cache import kept_by_version

# A whole postcode, with or without its space; and the beginning of one, which several boroughs may share.
WHOLE = re.compile(r"\s*(?P<outward>[A-Za-z]{1,2}\d[A-Za-z\d]?)\s*(?P<inward>\d[A-Za-z]{2})\s*")
DISTRICT = re.compile(r"\s*[A-Za-z]{1,2}\d[A-Za-z\d]?(?:\s*\d)?\s*")


@dataclass(frozen=True, slots=True)
class PostcodePlace:
    """The borough or the City of London; the ward, None where its code is none of the wards here; when it ended."""

    postcode: str
    borough: Area
    ward: Area | None
    ended: date | None


def as_written(text: str) -> str:
    """A whole postcode as it is written, `KT6 7DT`; empty for any other text."""
    match = WHOLE.fullmatch(text)
    return f"{match['outward']} {match['inward']}".upper() if match else ""


def place_of(text: str) -> PostcodePlace | None:
    """Where a whole postcode lies; None where it is in no directory that has been added."""
    postcode = as_written(text)
    rows = queries.rows("postcode", {"postcode": postcode.replace(" ", "")}) if postcode else []
    if not rows:
        return None
    (row,) = rows
    areas = _areas()
    ended = date(int(row["ended"][:4]), int(row["ended"][4:]), 1) if row["ended"] else None
    return PostcodePlace(postcode, areas[row["area_code"]], areas.get(row["ward_code"]), ended)


def is_covered(text: str) -> bool:
    """Whether the directory of the postcode's area has been added, so that one that is not in it is not London's."""
    letters = re.match(r"[A-Za-z]+", text.strip())
    return letters is not None and letters[0].upper() in _letters()


@kept_by_version()
def _letters() -> frozenset[str]:
    return frozenset(row["letters"] for row in queries.rows("postcode_areas"))


@kept_by_version()
def _areas() -> dict[str, Area]:
    return {area.code: area for area in all_areas()}
