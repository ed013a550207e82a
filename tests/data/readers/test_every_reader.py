"""What holds of every reader: found from its folder, it reads a real file of each of its resources into tidy rows.

A new reader is run here as soon as its module exists; until `SAMPLES` names a file for it, this fails.
"""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pandas as pd
import pytest

from data import intake, published_areas, readers
from data.catalogue import RESOURCES, SERIES, Tidy, series_of
from data.readers.context import Context
from data.readers.tabular import open_published
from data.street.record_kinds import KINDS

pytestmark = pytest.mark.published

# Resource → files of it, in the folder of the publishers' files. A resource without one there is written by its test.
SAMPLES: dict[str, tuple[str, ...]] = {
    "recorded_crime": ("published/mps_recorded_crime_borough/borough_recent_202407-202606.csv",),
    "knife": ("published/mps_monthly_dashboard/knife_crime_refreshed_2026-03-18.parquet",),
    "other": ("published/mps_monthly_dashboard/other_and_knife_crime_refreshed_2025-08.parquet",),
    "vawg_offences": ("published/mps_vawg/vawg_offences_201401-202602.parquet",),
    "vawg_victims": ("published/mps_vawg/vawg_victims_201401-202602.parquet",),
    "homicide_victims": ("published/mps_homicide/homicide_victims_200301-202012.csv",),
    "homicide_accused": ("published/mps_homicide/homicide_accused_200301-202403.parquet",),
    "reoffending_regions": (
        "published/moj_reoffending/proven_reoffending_overview_annual_cohorts_200804-202003_region.csv",
    ),
    "reoffending_quoted": ("published/moj_reoffending/figures_quoted_from_later_editions.csv",),
    "population_borough": ("published/ons_population/borough_mid2010_mid2011_mid2019-mid2024.csv",),
    "population_single_age": ("published/ons_population/mid2024_single_year_of_age.csv",),
    "households": ("published/ons_households/households_census2021.csv",),
    "wards": ("published/ons_wards/wards_may2024_lookup_population_households.csv",),
    "ward_shapes": ("published/ons_wards/wards_may2024_bsc_wgs84.geojson",),
    "lsoa_lookup": ("published/ons_wards/lsoa2021_to_ward_borough.csv",),
    "borough_shapes": (
        "published/boundaries/LAD_MAY_2025_UK_BGC_V2.topojson",
        "published/boundaries/london_boroughs_simplified_derived.geojson",
    ),
    "similar_areas": ("published/similar_areas/la_nearest_neighbours_england.csv",),
    "public_attitude_survey": (
        "further/mopac_pas/PAS_borough_toQ3_2023-24_comma.csv",
        "further/mopac_pas/PAS_borough_toQ3_2023-24_semicolon.csv",
        "further/mopac_pas/PAS_MPS_toQ3_2023-24_semicolon.csv",
    ),
    # Read where an installation has added it: test_postcodes_reader.py writes rows of its shape.
    "postcodes": (),
    "police_force_areas": ("further/ons_pfa/pfa_table_C2_csp_ye_jun2025.csv",),
}
# Table → its columns, as `data.catalogue.Tidy` promises them.
COLUMNS = {
    "observation": {"series", "area_code", "month", "value"},
    "population": {"area_code", "measure", "year", "value"},
    "reoffending": {
        "cohort_start", "cohort_end", "area_code", "age_group", "adult_or_youth", "offenders", "reoffenders",
        "reoffences", "quoted_from",
    },
    "homicide": {"month", "area_code", "role", "age_group", "sex", "method", "value"},
    "area": {"code", "name", "slug", "level", "parent_code"},
    "boundary": {"area_code", "level", "geometry"},
    "similar_area": {"area_code", "rank", "neighbour_code"},
    "postcode": {"postcode", "area_code", "ward_code", "lsoa_code", "ended"},
    "survey": {"area_code", "question", "quarter_end", "percent"},
    "force_offence": {
        "force_code", "force_name", "partnership_code", "partnership_name", "authority_code", "offence", "value",
        "year_ending",
    },
}  # fmt: skip
# Modules of the folder that readers share.
SHARED = {"column_headers", "context", "dates", "recorded_crime_before_2010", "tabular"}
READ = [(name, resource) for name, reader in readers.READERS.items() for resource in reader.RESOURCES]


@pytest.fixture(scope="module")
def context() -> Context:
    return intake.held_context()


def test_every_module_of_the_folder_is_a_reader_or_shared() -> None:
    modules = {module.name for module in pkgutil.iter_modules(readers.__path__)}
    assert modules == set(readers.READERS) | SHARED, "a reader has RESOURCES, recognises and read"


def test_every_resource_has_one_reader() -> None:
    records = [kind.resource for kind in KINDS.values()]
    assert sorted([*(resource for _, resource in READ), *records]) == sorted(RESOURCES)


@pytest.mark.parametrize(("name", "resource"), READ)
def test_a_reader_reads_a_file_of_each_of_its_resources(
    name: str, resource: str, published: Path, context: Context
) -> None:
    assert resource in SAMPLES, f"SAMPLES names no file of {resource}: a reader is tested on a file from its first day"
    for sample in SAMPLES[resource]:
        file = open_published(published.parent / sample)
        recognised = [other for other, reader in readers.READERS.items() if reader.recognises(file)]
        assert recognised == [name], "a file is recognised by one reader alone"
        editions = readers.READERS[name].read(file, resource, context)
        assert resource in {tidy.resource for tidy in editions}
        for tidy in editions:
            check(tidy)


def check(tidy: Tidy) -> None:
    """The rows of one edition are what `Tidy` promises of them."""
    resource = RESOURCES[tidy.resource]
    rows, table = tidy.rows, "population" if "measure" in tidy.rows else resource.table
    assert tidy.level in resource.levels
    assert len(rows)
    assert set(rows) == COLUMNS[table]
    key = {"area": "code", "force_offence": "force_code"}.get(table, "area_code")
    assert rows[key].notna().all()
    assert tidy.months_from <= tidy.months_to
    if "value" in rows:
        assert rows["value"].dtype == "int64"
        assert (rows["value"] >= 0).all()
    if "month" in rows:
        assert rows["month"].dtype == "datetime64[s]"
        assert (rows["month"].dt.day == 1).all()
        first, last = (pd.Timestamp(day) for day in (tidy.months_from, tidy.months_to))
        assert rows["month"].between(first, last).all()
    if table == "observation":
        carried = {series.id for series in series_of(tidy.resource, tidy.level)}
        assert set(rows["series"]) <= set(tidy.covers) <= set(SERIES)
        assert set(tidy.covers) | set(tidy.lacks) == carried
    if tidy.level == "borough" and table in ("observation", "homicide"):
        assert set(rows["area_code"]) <= set(published_areas.BOROUGHS) | set(published_areas.PSEUDO_AREAS)
