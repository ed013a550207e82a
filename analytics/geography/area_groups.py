"""Areas that are asked for together by one name: boroughs, command units, a borough's wards. No pseudo-areas."""

from __future__ import annotations

from collections.abc import Collection

from analytics.geography.areas import Area, areas_at, find_area
from analytics.geography.levels import AREA_LEVELS
from analytics.geography.ward_names import wards_of
from data.published_areas import slug

BOROUGHS, WARDS_OF = "boroughs", "wards-of-"


def areas_named(text: str) -> tuple[Area, ...]:
    """The areas that `boroughs`, `command-units` or `wards-of-croydon` stands for; else the one of this code or name.

    Raises UnknownName.
    """
    name = slug(text)
    if together := _levels().get(name):
        return together
    if name.startswith(WARDS_OF):
        return _wards(find_area(name.removeprefix(WARDS_OF), "borough"))
    return (find_area(text),)


def _levels() -> dict[str, tuple[Area, ...]]:
    """All boroughs by the name of their level, and all groups of boroughs by that of theirs."""
    groups = {slug(level.plural): areas_at(level.id) for level in AREA_LEVELS.values() if level.is_of_groups}
    return {BOROUGHS: areas_at("borough", pseudo=False)} | groups


def _wards(borough: Area) -> tuple[Area, ...]:
    return tuple(area for area in wards_of(borough.code) if not area.is_pseudo)


def shortest(areas: Collection[Area]) -> tuple[str, ...]:
    """Names that stand for exactly these areas, as few as there are: groups that are whole, then codes, sorted."""
    groups = _levels()
    parents = {
        str(area.parent_code) for area in areas if AREA_LEVELS[area.level].parent == "borough" and not area.is_pseudo
    }
    for parent in sorted(parents):
        borough = find_area(parent)
        groups[f"{WARDS_OF}{borough.slug}"] = _wards(borough)
    given = set(areas)
    whole = {name: members for name, members in groups.items() if given.issuperset(members)}
    covered = {area for members in whole.values() for area in members}
    return (*whole, *sorted(area.code for area in given - covered))
