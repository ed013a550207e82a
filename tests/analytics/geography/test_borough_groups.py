"""Groups of boroughs: which areas they are, what they are made of, and which levels have them."""

from __future__ import annotations

import pytest

from analytics.geography.areas import areas_at
from analytics.geography.borough_groups import GROUPS, group_areas, is_of_boroughs, parts_of, whole_of_parts
from analytics.geography.levels import ALL_LEVELS, AREA_LEVELS
from analytics.indicators.declaration import DOWN_TO_BOROUGHS
from data.published_areas import CITY_OF_LONDON, MPS, POLICED

NORTH, ENFIELD, HARINGEY = "BCU-NORTH-AREA", "E09000010", "E09000014"
GROUP_LEVELS = [level for level in ALL_LEVELS if AREA_LEVELS[level].is_of_groups]


def test_the_areas_of_groups_are_those_of_the_levels_that_have_them() -> None:
    of_levels = [area for level in GROUP_LEVELS for area in areas_at(level)]
    assert sorted(area.code for area in group_areas()) == sorted(area.code for area in of_levels) == sorted(GROUPS)


@pytest.mark.parametrize(
    ("level", "expected"), [("mps", False), ("command_unit", True), ("borough", False), ("ward", False)]
)
def test_which_levels_have_groups(level, expected) -> None:
    assert AREA_LEVELS[level].is_of_groups is expected


@pytest.mark.parametrize("level", GROUP_LEVELS)
def test_a_borough_is_in_one_group_of_a_level(level) -> None:
    boroughs = [borough for area in areas_at(level) for borough in GROUPS[area.code]]
    assert len(boroughs) == len(set(boroughs))
    assert set(boroughs) <= POLICED


def test_what_an_area_is_made_of() -> None:
    assert parts_of(NORTH) == (ENFIELD, HARINGEY)
    assert parts_of(ENFIELD) == (ENFIELD,)
    assert whole_of_parts([NORTH, MPS]) == {ENFIELD: NORTH, HARINGEY: NORTH, MPS: MPS}


@pytest.mark.parametrize(
    ("code", "expected"),
    [(NORTH, True), (ENFIELD, True), (CITY_OF_LONDON, False), (MPS, False), ("E05013570", False), ("X-UNKNOWN", False)],
)
def test_which_areas_are_boroughs_or_groups_of_them(code, expected) -> None:
    assert is_of_boroughs(code) is expected


def test_what_is_published_by_borough_is_there_for_all_that_is_added_up() -> None:
    assert set(DOWN_TO_BOROUGHS) == {"mps", *GROUP_LEVELS, "borough"}
