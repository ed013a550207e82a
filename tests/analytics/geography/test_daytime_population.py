"""People present by day: every figure is the published one, and who needs the second rate."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from analytics.geography.areas import areas_at
from analytics.geography.daytime_population import daytime_population
from data.published_areas import CITY_OF_LONDON


def test_figures_are_those_of_the_workbook(published: Path) -> None:
    file = published.parent / "further" / "gla_daytime" / "gla_daytime_population_2014.xls"
    for row in CalamineWorkbook.from_path(file).get_sheet_by_name("2014").to_python():
        if str(row[0]).startswith("E09"):
            people = daytime_population(row[0])
            expected = tuple(round(float(row[column])) for column in (13, 3, 2))
            assert (people.residents, people.workday, people.with_visitors) == expected


def test_westminster() -> None:
    people = daytime_population("E09000033")
    assert (people.residents, people.workday, people.with_visitors) == (230_958, 721_351, 897_293)


def test_the_city_of_london_has_54_times_as_many_people_by_day() -> None:
    people = daytime_population(CITY_OF_LONDON)
    assert (people.residents, people.workday, people.with_visitors) == (7_947, 431_384, 553_103)


def test_boroughs_in_which_the_two_differ_by_more_than_a_quarter() -> None:
    boroughs = areas_at("borough", pseudo=False)
    assert all(daytime_population(area.code) for area in boroughs)
    assert [area.name for area in boroughs if daytime_population(area.code).differs_much] == [
        "Camden", "Islington", "Kensington and Chelsea", "Lewisham", "Southwark", "Tower Hamlets", "Westminster",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["E23000001", "E12000007", ""])
def test_no_other_area_has_one(code: str) -> None:
    assert daytime_population(code) is None
