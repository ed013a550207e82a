"""Victims of homicide: counts that were read off the published file by other means, zeros, and what does not exist."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.homicide.homicide_victims import (
    ALL,
    beside_recorded_crime,
    groups,
    victim_table,
    victims,
    years,
)
from data.errors import UnknownName

LAMBETH = "E09000022"


@pytest.fixture(scope="module")
def file(published: Path) -> pd.DataFrame:
    """The publisher's rows with their year."""
    rows = pd.read_csv(published / "mps_homicide" / "homicide_victims_200301-202012.csv")
    return rows.assign(year=rows["Recorded Date"].str[-4:].astype(int), n=rows["Count of Victims"])


def test_teenagers_of_2008() -> None:
    assert victims(year=2008, age_group="13 to 19") == 29
    assert victims(year=2008) == 155


@pytest.mark.parametrize(
    ("dimension", "column"), [("age_group", "Age Group"), ("sex", "Sex"), ("method", "Method of Killing")]
)
def test_every_year_and_group_is_that_of_the_file(file: pd.DataFrame, dimension: str, column: str) -> None:
    table = victim_table(("year", dimension)).to_pylist()
    counted = file.groupby(["year", column])["n"].sum()
    assert len(table) == len(years()) * len(groups(dimension))
    assert {
        (row["period_end"].year, row[dimension]): row["value"] for row in table if row["value"]
    } == counted.to_dict()
    assert sum(row["value"] for row in table) == file["n"].sum()


def test_a_borough_is_that_of_the_file(file: pd.DataFrame) -> None:
    of_lambeth = file[file["Borough"] == "Lambeth"]
    (row,) = victim_table((), areas=("Lambeth",)).to_pylist()
    assert (row["area_code"], row["value"], row["sex"]) == (LAMBETH, of_lambeth["n"].sum(), ALL)
    assert (row["period_start"].year, row["period_end"].year) == (2003, 2020)
    shot = of_lambeth[of_lambeth["Method of Killing"] == "Shooting"]
    assert victims(area_code=LAMBETH, method="Shooting") == shot["n"].sum()


def test_boroughs_and_what_is_none_add_up_to_london(file: pd.DataFrame) -> None:
    table = victim_table(("area",)).to_pylist()
    assert sum(row["value"] for row in table) == file["n"].sum() == victims()
    assert len({row["area_code"] for row in table}) == len(table) == 33


def test_years_bound_the_rows() -> None:
    table = victim_table(("year",), first=2008, last=2009).to_pylist()
    assert [row["period_end"].year for row in table] == [2008, 2009]
    assert victim_table(("year",), first=2021).num_rows == 0


def test_recorded_crime_stands_beside_the_file_where_both_have_a_whole_year() -> None:
    both = beside_recorded_crime()
    assert list(both) == list(range(2011, 2021))
    assert all(abs(recorded - persons) <= 0.06 * recorded for persons, recorded in both.values())
    assert both[2013] == (109, 109)


@pytest.mark.parametrize(
    ("by", "areas"), [(("colour",), ()), (("year",), ("Narnia",)), (("year",), ("Abbey, Merton",))]
)
def test_what_does_not_exist_is_said(by: tuple[str, ...], areas: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName):
        victim_table(by, areas=areas)
