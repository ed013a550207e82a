"""Areas by the name of a group, and the shortest names of areas: each leads back to the other."""

from __future__ import annotations

import pytest

from analytics.geography.area_groups import areas_named, shortest
from analytics.geography.areas import areas_at, find_area
from analytics.geography.ward_names import wards_of
from data.errors import UnknownName

CROYDON = "E09000008"


@pytest.mark.parametrize("text", ["boroughs", "Boroughs", " boroughs "])
def test_the_boroughs_are_thirty_two_places(text):
    found = areas_named(text)
    assert len(found) == 32
    assert not any(area.is_pseudo for area in found)


@pytest.mark.parametrize("text", ["wards-of-croydon", "Wards of Croydon", "wards-of-e09000008"])
def test_the_wards_of_a_borough(text):
    found = areas_named(text)
    assert len(found) == 28
    assert {area.parent_code for area in found} == {CROYDON}


def test_anything_else_is_one_area():
    assert areas_named("croydon") == (find_area(CROYDON),)


@pytest.mark.parametrize(
    "text", ["wards-of-narnia", "wards-of-", "wards-of-abbey", "wards-of-city-of-london", "borough"]
)
def test_groups_that_there_are_not(text):
    with pytest.raises(UnknownName):
        areas_named(text)


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["boroughs"], ["boroughs"]),
        (["boroughs", "London"], ["boroughs", "E23000001"]),
        (["wards-of-croydon", "wards-of-camden"], ["wards-of-camden", "wards-of-croydon"]),
        (["wards-of-croydon", "Croydon"], ["wards-of-croydon", "E09000008"]),
        (["Croydon", "Lambeth"], ["E09000008", "E09000022"]),
        (["X-UNKNOWN", "boroughs"], ["boroughs", "X-UNKNOWN"]),
    ],
)
def test_the_shortest_names_lead_back(names, short):
    areas = {area for name in names for area in areas_named(name)}
    assert list(shortest(areas)) == short
    assert {area for name in shortest(areas) for area in areas_named(name)} == areas


def test_a_group_that_is_not_whole_is_named_by_codes():
    some = areas_named("wards-of-croydon")[1:]
    assert shortest(some) == tuple(sorted(area.code for area in some))


def test_every_level_and_borough_leads_back():
    for level in ("borough", "ward"):
        areas = areas_at(level)
        assert {area for name in shortest(areas) for area in areas_named(name)} == set(areas)
    for borough in areas_at("borough", pseudo=False):
        together = wards_of(borough.code)
        assert {area for name in shortest(together) for area in areas_named(name)} == set(together)
