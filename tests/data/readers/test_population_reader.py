"""The reader of populations and households, against the handbook and a plain reading of the published files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import published_areas
from data.readers import population
from data.readers.tabular import open_published
from tests.data.readers.published_samples import AGES, CROYDON, HOUSEHOLDS, RESIDENTS, RESOURCE_OF, problems, reading

pytestmark = pytest.mark.published


def test_residents_of_the_mps_area_are_the_handbooks(published: Path) -> None:
    tidy = reading(published / RESIDENTS)
    policed = tidy.rows[tidy.rows.area_code.isin(published_areas.POLICED)]
    by_year = policed.groupby("year")["value"].sum()
    assert by_year[2024] == 9_074_625
    assert list(by_year.index) == [2010, 2011, 2019, 2020, 2021, 2022, 2023, 2024]
    assert set(tidy.rows.measure) == {"residents"}
    assert (tidy.months_from, tidy.months_to) == (dt.date(2010, 6, 1), dt.date(2024, 6, 1))
    city = tidy.rows[(tidy.rows.area_code == "E09000001") & (tidy.rows.year == 2024)]
    assert city.value.tolist() == [15_111]


def test_young_residents_are_the_ages_1_to_24(published: Path) -> None:
    tidy = reading(published / AGES).rows
    assert set(tidy.year) == {2024}
    assert set(tidy.measure) == {"residents_1_24", "authority_residents"}
    rows = tidy[tidy.measure == "residents_1_24"].set_index("area_code")
    plain = pd.read_csv(published / AGES, encoding="utf-8-sig").set_index("Code")
    young = plain[[str(age) for age in range(1, 25)]].sum(axis=1)
    assert len(rows) == 34
    assert rows.value.to_dict() == young[rows.index].to_dict()
    assert rows.value["E12000007"] == rows.value.drop("E12000007").sum()


def test_residents_of_local_authorities_are_those_of_all_ages(published: Path) -> None:
    tidy = reading(published / AGES).rows
    rows = tidy[tidy.measure == "authority_residents"].set_index("area_code")
    plain = pd.read_csv(published / AGES, encoding="utf-8-sig").set_index("Code")
    # Authorities of England and Wales, as many as there were in 2024, and no county or region above them.
    assert len(rows) == 318
    assert rows.value.to_dict() == plain["All ages"][rows.index].to_dict()
    assert rows.value.sum() == plain["All ages"]["K04000001"]


def test_households_are_the_census(published: Path) -> None:
    tidy = reading(published / HOUSEHOLDS)
    assert tidy.rows.value.sum() == 3_423_890
    assert set(tidy.rows.measure) == {"households"}
    assert tidy.months_from == dt.date(2021, 3, 1)


POPULATION_BROKEN: dict[str, tuple[str, Callable[[pd.DataFrame], pd.DataFrame], tuple[str, ...]]] = {
    "an age that does not add up": (
        AGES,
        lambda f: f.assign(**{"7": f["7"].where(f.code != CROYDON, "1")}),
        ("of all ages", "sum of the ages"),
    ),
    "a borough that is absent": (AGES, lambda f: f[f.code != CROYDON], ("Croydon", "33 boroughs")),
    "no row for London": (AGES, lambda f: f[f.code != "E12000007"], ("E12000007",)),
    "another year": (
        AGES,
        lambda f: f.assign(all_ages=f.all_ages.astype(int) + 1, **{"5": f["5"].astype(int) + 1}),
        ("year",),
    ),
    "a projection of the GLA": (RESIDENTS, lambda f: f.assign(basis="GLA housing-led projection"), ("ONS",)),
    "a year of one borough less": (
        RESIDENTS,
        lambda f: f[(f.borough_code != CROYDON) | (f.year != "2021")],
        ("2021", "Croydon"),
    ),
    "a year to come": (RESIDENTS, lambda f: f.replace({"year": {"2024": "2061"}}), ("2061",)),
    "a name beside another's code": (
        RESIDENTS,
        lambda f: f.replace({"borough": {"Croydon": "Sutton"}}),
        ("Sutton beside E09000008", "Croydon"),
    ),
    "a borough's year twice": (RESIDENTS, lambda f: pd.concat([f, f.iloc[[0]]]), ("repeated key",)),
    "a thousands separator": (HOUSEHOLDS, lambda f: f.replace({"households": {"4914": "4,914"}}), ("4,914",)),
    "an area outside London": (
        HOUSEHOLDS,
        lambda f: f.replace({"borough_code": {CROYDON: "E07000207"}}),
        ("E07000207",),
    ),
}


@pytest.mark.parametrize("problem", POPULATION_BROKEN)
def test_population_contract(problem: str, published: Path) -> None:
    name, breaking, expected = POPULATION_BROKEN[problem]
    message = problems(population.read, breaking(open_published(published / name).frame), RESOURCE_OF[name])
    for words in expected:
        assert words in message
