"""Areas that are groups of boroughs, of whatever level: their figures are the sums of their boroughs', for every year.

A further level of such areas is added to the two names below, and is then added up wherever command units are.
"""

from __future__ import annotations

from collections.abc import Iterable

from analytics.geography.command_units import COMMAND_UNITS, command_unit_areas
from data.published_areas import POLICED, Area

# Each group by its code: the codes of its boroughs.
GROUPS: dict[str, tuple[str, ...]] = {**COMMAND_UNITS}


def group_areas() -> tuple[Area, ...]:
    """Every group as an area of its level."""
    return (*command_unit_areas(),)


def parts_of(area_code: str) -> tuple[str, ...]:
    """The boroughs of a group; any other area by itself."""
    return GROUPS.get(area_code, (area_code,))


def whole_of_parts(area_codes: Iterable[str]) -> dict[str, str]:
    """Part → area for all parts of some areas of one level."""
    return {part: code for code in area_codes for part in parts_of(code)}


def is_of_boroughs(area_code: str) -> bool:
    """Whether an area is a borough that the Metropolitan Police covers, or a group of them."""
    return POLICED.issuperset(parts_of(area_code))
