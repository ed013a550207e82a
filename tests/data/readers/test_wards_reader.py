"""The reader of wards: names, places, populations and LSOAs, against a plain reading of the published files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import readers
from data.errors import FileRejected
from data.readers import wards
from data.readers.context import Context
from data.readers.tabular import open_published
from tests.data.readers.published_samples import (
    CROYDON,
    HOUSEHOLDS,
    LSOAS,
    OFFENCES,
    RESIDENTS,
    RESOURCE_OF,
    VICTIMS,
    WARD_SHAPES,
    WARDS,
    problems,
    reading,
)

pytestmark = pytest.mark.published


@pytest.mark.parametrize("name", [OFFENCES, VICTIMS, LSOAS, WARD_SHAPES])
def test_a_file_that_speaks_of_wards_waits_for_them(name: str, published: Path) -> None:
    with pytest.raises(FileRejected, match="no ward is known yet"):
        readers.read(open_published(published / name), Context())


def test_wards_are_named_and_placed(published: Path) -> None:
    names, _ = wards.read(open_published(published / WARDS), "wards", Context())
    rows = names.rows.set_index("code")
    assert len(rows) == 704
    assert (rows.parent_code == "E09000001").sum() == 25
    assert rows.slug.is_unique
    assert rows.slug["E05009319"] == "bow-east-tower-hamlets"
    repeated = rows.groupby("name")["parent_code"].nunique()
    assert (repeated > 1).sum() == 11
    assert repeated["Abbey"] > 1


def test_ward_populations_add_up_to_their_borough_and_blanks_stay_missing(published: Path) -> None:
    names, measures = wards.read(open_published(published / WARDS), "wards", Context())
    plain = pd.read_csv(published / WARDS)
    parents = names.rows.set_index("code").parent_code
    sums = measures.rows.groupby(["measure", measures.rows.area_code.map(parents)])["value"].sum()
    residents = pd.read_csv(published / RESIDENTS).query("year == 2024").set_index("borough_code").population
    households = pd.read_csv(published / HOUSEHOLDS).set_index("borough_code").households
    assert sums["residents"].to_dict() == residents.to_dict()
    assert (sums["households"] - households).abs().max() <= 19
    counted = measures.rows.groupby("measure")["area_code"].nunique()
    assert counted["residents"] == plain.population_mid2024.notna().sum() == 704 - 15
    assert counted["households"] == 679
    assert set(zip(measures.rows.measure, measures.rows.year, strict=True)) == {
        ("residents", 2024),
        ("households", 2021),
    }


def test_lsoas_lie_in_wards(published: Path, context: Context) -> None:
    rows = reading(published / LSOAS, context).rows.set_index("code")
    plain = pd.read_csv(published / LSOAS).set_index("lsoa21cd")
    assert rows.parent_code.to_dict() == plain.ward22cd.to_dict()
    assert len(rows) == 4_994


WARDS_BROKEN: dict[str, tuple[str, Callable[[pd.DataFrame], pd.DataFrame], tuple[str, ...]]] = {
    "a blank population outside the City": (
        WARDS,
        lambda f: f.assign(population_mid2024=f.population_mid2024.where(f.index < 700, "")),
        ("empty",),
    ),
    "a code that is none": (WARDS, lambda f: f.replace({"ward_code": {"E05009319": "E06009319"}}), ("E06009319",)),
    "a ward twice": (WARDS, lambda f: pd.concat([f, f.iloc[[99]]]), ("repeated key",)),
    "two wards of one name": (WARDS, lambda f: f.replace({"ward_name": {"Bow East": "Bow West"}}), ("bow-west",)),
    "a borough without wards": (WARDS, lambda f: f[f.borough_code != CROYDON], ("no ward of Croydon",)),
    "an LSOA in no ward": (LSOAS, lambda f: f.replace({"ward22cd": {"E05013629": "E05999999"}}), ("E05999999",)),
    "an LSOA twice": (LSOAS, lambda f: pd.concat([f, f.iloc[[0]]]), ("repeated key",)),
}


@pytest.mark.parametrize("problem", WARDS_BROKEN)
def test_wards_contract(problem: str, published: Path, context: Context) -> None:
    name, breaking, expected = WARDS_BROKEN[problem]
    message = problems(wards.read, breaking(open_published(published / name).frame), RESOURCE_OF[name], context)
    for words in expected:
        assert words in message
