"""The levels of areas: each is declared whole, and what is declared is true of the areas that there are."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from analytics.geography.areas import areas_at
from analytics.geography.denominators import population
from analytics.geography.levels import ALL_LEVELS, AREA_LEVELS, levels_supplied_by
from analytics.geography.similar_boroughs import similar_to
from analytics.indicators import INDICATORS, caveats
from analytics.series.monthly_series import monthly
from data.published_areas import CITY_OF_LONDON, LEVELS, Level

LEVEL = pytest.mark.parametrize("level", ALL_LEVELS)


def test_every_level_has_an_entry_under_its_name() -> None:
    assert set(AREA_LEVELS) == set(get_args(Level))
    assert all(entry.id == level for level, entry in AREA_LEVELS.items())
    assert set(LEVELS) - {"lsoa"} == set(AREA_LEVELS)


def test_they_run_from_the_widest_to_the_smallest() -> None:
    for n, level in enumerate(ALL_LEVELS):
        parent = AREA_LEVELS[level].parent
        assert parent is None if n == 0 else parent in ALL_LEVELS[:n]


@LEVEL
def test_areas_are_those_of_the_level(level: Level) -> None:
    entry, areas = AREA_LEVELS[level], areas_at(level, pseudo=False)
    assert areas
    assert all(area.code.startswith(entry.code_prefix) for area in areas)
    parents = {area.code for area in areas_at(entry.parent)} if entry.parent else {None}
    assert {area.parent_code for area in areas} <= parents
    assert CITY_OF_LONDON not in {area.code for area in areas} | {area.parent_code for area in areas}


@LEVEL
def test_names_are_shared_where_that_is_declared(level: Level) -> None:
    times = Counter(area.name for area in areas_at(level, pseudo=False))
    assert (max(times.values()) > 1) == AREA_LEVELS[level].shares_names


@LEVEL
def test_every_area_has_a_population_in_every_year_of_its_level(level: Level) -> None:
    residents = population("residents")
    assert residents.years(level)
    for area in areas_at(level, pseudo=False):
        assert all(residents.counts[area.code, year] > 0 for year in residents.years(level))


def test_years_of_the_populations() -> None:
    residents = population("residents")
    assert residents.years("mps") == residents.years("borough") == (2010, 2011, 2019, 2020, 2021, 2022, 2023, 2024)
    assert residents.years("ward") == (2024,)


@LEVEL
def test_a_level_that_is_added_up_equals_the_sum_of_its_parts(level: Level) -> None:
    parts = AREA_LEVELS[level].added_up_from
    if parts is None:
        assert levels_supplied_by(level)[-1] == level
        return
    entry = AREA_LEVELS[level]
    summed = [area.code for area in areas_at(parts, pseudo=not entry.leaves_out_unknown)]
    whole, of_parts = monthly("burglary", level=level), monthly("burglary", summed, level=parts)
    # London's burglary goes back further than its parts: where both have figures they are the same.
    shared = [month in set(of_parts.months) for month in whole.months]
    assert [month for month, both in zip(whole.months, shared, strict=True) if both] == list(of_parts.months)
    assert whole.values[:, shared].sum(axis=0).tolist() == of_parts.values.sum(axis=0).tolist()
    assert {level, parts} <= set(levels_supplied_by(parts))


@LEVEL
def test_similar_areas_exist_where_that_is_declared(level: Level) -> None:
    alike = [similar_to(area.code) for area in areas_at(level, pseudo=False)]
    assert all(alike) if AREA_LEVELS[level].has_similar_areas else not any(alike)


def test_indicators_have_levels_that_exist_and_say_their_caveats() -> None:
    for entry in INDICATORS.values():
        assert set(entry.levels) <= set(ALL_LEVELS)
        for level in entry.levels:
            assert set(AREA_LEVELS[level].caveats) <= set(caveats(entry, level=level))


def test_editions_of_smaller_areas_supply_no_level() -> None:
    assert levels_supplied_by("lsoa") == ()
