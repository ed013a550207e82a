"""What people write → the area that is meant, also where several areas bear one name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.geography import areas
from analytics.geography.areas import Area, find_area
from data.errors import UnknownName

CROYDON = Area("E09000008", "Croydon", "croydon", "borough", "E23000001", is_pseudo=False)
WARDS = [
    Area(f"E0500000{number}", "Croydon", "croydon", "ward", parent, is_pseudo=False)
    for number, parent in enumerate(("E09000008", "E09000009"))
]


def bearing(monkeypatch: pytest.MonkeyPatch, *bearers: Area) -> None:
    """Several areas bear the name Croydon, as after a redrawing of wards they may."""
    monkeypatch.setattr(areas, "_by_name", lambda *_: {"croydon": list(bearers)})


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_borough_comes_before_the_wards_of_its_name(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    bearers = [*WARDS]
    bearers.insert(place, CROYDON)
    bearing(monkeypatch, *bearers)
    assert find_area("Croydon") == CROYDON
    assert find_area("Croydon", "borough") == CROYDON


def test_a_ward_is_meant_where_wards_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    bearing(monkeypatch, CROYDON, WARDS[0])
    assert find_area("Croydon", "ward") == WARDS[0]


def test_wards_of_one_name_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    bearing(monkeypatch, *WARDS)
    with pytest.raises(UnknownName, match="'Croydon' is the name of 2 wards") as refusal:
        find_area(" Croydon ")
    assert all(ward.code in refusal.value.hint for ward in WARDS)


def test_the_city_of_london_is_never_the_one_that_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    bearing(monkeypatch, replace(WARDS[0], parent_code="E09000001"))
    with pytest.raises(UnknownName) as refusal:
        find_area("Croydon")
    assert "own police force" in refusal.value.hint
