"""The published files that the tests of several readers read, and how they look at what was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import readers
from data.catalogue import Tidy
from data.contracts import ContractError
from data.readers.context import Context
from data.readers.tabular import Published, open_published

WARDS = "ons_wards/wards_may2024_lookup_population_households.csv"
LSOAS = "ons_wards/lsoa2021_to_ward_borough.csv"
WARD_SHAPES = "ons_wards/wards_may2024_bsc_wgs84.geojson"
BOROUGH_SHAPES = "boundaries/LAD_MAY_2025_UK_BGC_V2.topojson"
BOROUGH_SHAPES_GLA = "boundaries/london_boroughs_simplified_derived.geojson"
OFFENCES = "mps_vawg/vawg_offences_201401-202602.parquet"
VICTIMS = "mps_vawg/vawg_victims_201401-202602.parquet"
KILLED = "mps_homicide/homicide_victims_200301-202012.csv"
ACCUSED = "mps_homicide/homicide_accused_200301-202403.parquet"
COHORTS = "moj_reoffending/proven_reoffending_overview_annual_cohorts_200804-202003_region.csv"
QUOTED = "moj_reoffending/figures_quoted_from_later_editions.csv"
RESIDENTS = "ons_population/borough_mid2010_mid2011_mid2019-mid2024.csv"
AGES = "ons_population/mid2024_single_year_of_age.csv"
HOUSEHOLDS = "ons_households/households_census2021.csv"
NEIGHBOURS = "similar_areas/la_nearest_neighbours_england.csv"

RESOURCE_OF = {
    WARDS: "wards",
    LSOAS: "lsoa_lookup",
    WARD_SHAPES: "ward_shapes",
    BOROUGH_SHAPES: "borough_shapes",
    BOROUGH_SHAPES_GLA: "borough_shapes",
    OFFENCES: "vawg_offences",
    VICTIMS: "vawg_victims",
    KILLED: "homicide_victims",
    ACCUSED: "homicide_accused",
    COHORTS: "reoffending_regions",
    QUOTED: "reoffending_quoted",
    RESIDENTS: "population_borough",
    AGES: "population_single_age",
    HOUSEHOLDS: "households",
    NEIGHBOURS: "similar_areas",
}
CROYDON = "E09000008"


def in_memory(frame: pd.DataFrame) -> Published:
    """A table as `open_published` would give it."""
    return Published(Path("file"), "", frame.set_axis(pd.RangeIndex(2, len(frame) + 2), axis=0))


def reading(file: Path, context: Context | None = None) -> Tidy:
    (tidy,) = readers.read(open_published(file), context or Context())
    return tidy


def problems(
    read: Callable[..., list[Tidy]], frame: pd.DataFrame, resource: str, context: Context | None = None
) -> str:
    with pytest.raises(ContractError) as caught:
        read(in_memory(frame), resource, context or Context())
    return str(caught.value)


def year_to(rows: pd.DataFrame, last: str) -> int:
    end = pd.Timestamp(last)
    return int(rows.value[(rows.month > end - pd.DateOffset(years=1)) & (rows.month <= end)].sum())
