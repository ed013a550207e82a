"""What can be chosen in the form of a claim: the words of each list, and what they stand for."""

from __future__ import annotations

from typing import Final

from analytics.claims.claim import Rank, SizeUnit
from analytics.forces.force_figures import force_names
from analytics.geography.areas import areas_at, name_of
from analytics.geography.borough_groups import group_areas
from analytics.geography.ward_names import ward_name
from analytics.indicators import INDICATORS
from analytics.wording.changes import Direction
from data.published_areas import BOROUGHS, CITY_OF_LONDON, MPS
from pages.parts.cached_figures import LONDON, kept

DIRECTIONS: Final[dict[str, Direction]] = {"Rose": "up", "Fell": "down", "No change": "same",
                                               "Did not rise": "not_up", "Did not fall": "not_down"}  # fmt: skip
UNITS: Final[dict[str, SizeUnit]] = {
    "per cent": "percent",
    "percentage points": "percentage_points",
    "per cent or points": "percent_or_points",
    "a number": "count",
}
ORDERS: Final[dict[str, Rank]] = {
    "In all boroughs, or in so many": "all_boroughs",
    "The lowest since": "lowest",
    "The highest since": "highest",
    "The lowest month of its name since": "lowest_of_month",
    "The highest month of its name since": "highest_of_month",
    "Years in a row": "in_a_row",
    "Largest fall of the boroughs": "largest_fall",
    "Smallest fall of the boroughs": "smallest_fall",
    "Largest rise of the boroughs": "largest_rise",
    "Smallest rise of the boroughs": "smallest_rise",
    "Highest of the boroughs": "highest_level",
    "Lowest of the boroughs": "lowest_level",
}
# What a figure is: a count, a percentage, a rate for so many residents.
KINDS: Final[dict[str, tuple[str, int | None]]] = {
    "a count": ("count", None),
    "per cent": ("percent", None),
    "per 1,000 residents": ("rate", 1_000),
    "per 10,000 residents": ("rate", 10_000),
    "per 100,000 residents": ("rate", 100_000),
    "per million residents": ("rate", 1_000_000),
}
BASES: Final = {"The police": "police", "The Home Office, as the ONS publishes it": "home_office"}
GROUPS: Final = {"Everybody": None, "Adults": "adult", "Juveniles": "youth"}


@kept
def titles() -> dict[str, str]:
    """The name of every indicator in the list → its id."""
    return {area_code.short_title: area_code.id for area_code in INDICATORS.values()}


@kept
def places() -> dict[str, str]:
    """What can be chosen as a place → its code: London, the boroughs with the City, their groups, the wards."""
    boroughs = {area.name: area.code for area in areas_at("borough", pseudo=False)}
    wards = {f"{ward_name(ward)}, {name_of(ward.parent_code)}": ward.code for ward in areas_at("ward", pseudo=False)}
    groups = {area.name: area.code for area in group_areas()}
    city = {BOROUGHS[CITY_OF_LONDON]: CITY_OF_LONDON}
    return {LONDON: MPS} | boroughs | city | groups | dict(sorted(wards.items()))


@kept
def rivals() -> dict[str, str]:
    """What a place can be compared with → its code: other places, and the other police forces."""
    met = {name: code for name, code in places().items() if code != CITY_OF_LONDON}
    return met | {f"{name} Police": code for code, name in force_names().items() if code != MPS}


@kept
def wholes() -> dict[str, dict[str, str]]:
    """What a figure can be a share of → the field of the claim: London for a borough, an indicator for a part of it."""
    return {LONDON: {"whole_area": MPS}} | {title: {"whole": id} for title, id in titles().items()}


def options() -> dict[str, tuple[str, ...]]:
    """The fields with a list, and what is in it."""
    return {
        "indicator": tuple(titles()), "place": tuple(places()), "direction": tuple(DIRECTIONS), "unit": tuple(UNITS),
        "kind": tuple(KINDS), "order": tuple(ORDERS), "counted": tuple(BASES), "group": tuple(GROUPS),
        "other": tuple(rivals()), "share_of": tuple(wholes()),
    }  # fmt: skip
