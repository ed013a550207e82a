"""The readers of VAWG, homicide, reoffending, population, wards, boundaries and similar areas.

Expected numbers come from the handbook, or from a plain reading of the published file with pandas.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from data import published_areas, readers
from data.catalogue import Tidy
from data.contracts import ContractError
from data.errors import FileRejected
from data.readers import boundaries, homicide, population, reoffending, similar_areas, vawg, wards
from data.readers.context import Context
from data.readers.tabular import Published, open_published
from tests.data.workbook import write_workbook

pytestmark = pytest.mark.published

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
NOT_DATA = {
    "boundaries/borough_adjacency_derived.csv",
    "claims/published_claims.csv",
}
LOCATION, CLASSIFICATION = "Offence count location", "Offence count classification"
RECORDED, COMMITTED = "recorded_date_months", "date_committed_from_date_months"
CROYDON = "E09000008"


@pytest.fixture(scope="module")
def context(published: Path) -> Context:
    listed = pd.read_csv(published / WARDS)
    listed = listed[listed.borough_code != "E09000001"]
    triples = list(zip(listed.borough_code, listed.ward_name, listed.ward_code, strict=True))
    return Context(
        {(borough, published_areas.name_key(name)): code for borough, name, code in triples},
        {code: name for _, name, code in triples},
        {code: borough for borough, _, code in triples},
    )


@pytest.fixture(scope="module")
def offences(published: Path) -> pd.DataFrame:
    return pd.read_parquet(published / OFFENCES)


@pytest.fixture(scope="module")
def offences_read(published: Path, context: Context) -> dict[str, Tidy]:
    tidy = vawg.read(open_published(published / OFFENCES), "vawg_offences", context)
    return {t.level: t for t in tidy}


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


# --- every file


def test_every_published_file_is_recognised_by_exactly_one_reader(published: Path, tmp_path: Path) -> None:
    for name in pd.read_csv(published / "MANIFEST.csv").file:
        renamed = shutil.copyfile(published / name, tmp_path / "download")
        file = open_published(renamed)
        found = [resource for reader in readers.READERS.values() if (resource := reader.recognises(file))]
        assert len(found) == (0 if name in NOT_DATA else 1), name
        assert RESOURCE_OF.get(name) in {None, *found}, name


@pytest.mark.parametrize("name", [OFFENCES, VICTIMS, LSOAS, WARD_SHAPES])
def test_a_file_that_speaks_of_wards_waits_for_them(name: str, published: Path) -> None:
    with pytest.raises(FileRejected, match="no ward is known yet"):
        readers.read(open_published(published / name), Context())


# --- VAWG


def test_vawg_totals_are_the_handbooks(offences_read: dict[str, Tidy]) -> None:
    boroughs, mps = offences_read["borough"].rows, offences_read["mps"].rows
    inside = mps[mps.series.str.startswith("vawg_group_") & (mps.series != "vawg_group_outside")]
    assert [year_to(boroughs, "2026-02"), year_to(boroughs, "2025-02")] == [134_312, 123_671]
    assert [year_to(inside, "2026-02"), year_to(inside, "2025-02")] == [104_881, 96_440]
    assert boroughs.value.sum() == 1_612_003
    assert mps.value[mps.series.str.startswith("vawg_group_")].sum() == 1_612_003
    assert all(t.months_from == dt.date(2014, 1, 1) for t in offences_read.values())
    assert all(t.months_to == dt.date(2026, 2, 1) for t in offences_read.values())


def test_vawg_wards_match_by_name_and_the_rest_stays_outside(
    offences: pd.DataFrame, offences_read: dict[str, Tidy], context: Context
) -> None:
    rows = offences_read["ward"].rows
    real = rows.area_code.str.startswith("E05")
    assert rows.area_code[real].nunique() == 679
    assert set(rows.area_code[real]) == set(context.ward_parents)

    # The handbook's 3,768 have no ward named, or no borough; 67 more name a ward that their borough has not.
    place = offences[(offences["sheet"] == LOCATION) & (offences[RECORDED] >= "2025-03-01")]
    nowhere = place.ward_name_clean_2.isna() | place.borough_name.isin(["Other", "Unknown"])
    misnamed = (
        place[
            ~nowhere
            & place.ward_name_clean_2.isin(
                ["Colindale", "Kentish Town", "Acton Central", "Non MET police force", "Brunel", "Royal Docks"]
            )
        ]["count"].sum()
        + place[(place.borough_name == "Hackney") & (place.ward_name_clean_2 == "Whitechapel")]["count"].sum()
    )
    assert place["count"][nowhere].sum() == 3_768
    assert misnamed == 67
    assert year_to(rows[~real], "2026-02") == 3_768 + 67


def test_vawg_wards_add_up_to_their_borough_in_every_month(offences_read: dict[str, Tidy], context: Context) -> None:
    ward, borough = offences_read["ward"].rows, offences_read["borough"].rows
    parents = ward.area_code.map(dict(context.ward_parents)).fillna(ward.area_code.str.removeprefix("X-NO-WARD-"))
    added = ward.groupby([parents.rename("area_code"), "month"])["value"].sum()
    pd.testing.assert_series_equal(added, borough.set_index(["area_code", "month"])["value"].sort_index())


def test_vawg_pseudo_boroughs_are_kept(offences: pd.DataFrame, offences_read: dict[str, Tidy]) -> None:
    by_area = offences_read["borough"].rows.groupby("area_code")["value"].sum()
    place = offences[offences["sheet"] == LOCATION]
    assert by_area["X-OTHER"] == place["count"][place.borough_name == "Other"].sum() == 44_578
    assert by_area["X-UNKNOWN"] == place["count"][place.borough_name == "Unknown"].sum()
    assert set(by_area.index) == published_areas.POLICED | {"X-OTHER", "X-UNKNOWN"}


def test_vawg_late_recording_leaves_out_what_has_no_committed_month(
    offences: pd.DataFrame, offences_read: dict[str, Tidy]
) -> None:
    place = offences[offences["sheet"] == LOCATION]
    unknown = place[COMMITTED].isna() | (place[COMMITTED] == "1900-01-01")
    late = ~unknown & (place[RECORDED] > place[COMMITTED] + pd.DateOffset(months=12))
    by_series = offences_read["mps"].rows.groupby("series")["value"].sum()
    assert by_series["vawg_committed_date_unknown"] == place["count"][unknown].sum() == 658
    assert by_series["vawg_recorded_over_a_year_later"] == place["count"][late].sum()


def test_vawg_victims_by_age_and_by_ethnicity_have_one_total(published: Path, context: Context) -> None:
    tidy = reading(published / VICTIMS, context)
    plain = pd.read_parquet(published / VICTIMS)
    ethnic = tidy.rows.series.str.startswith("vawg_victims_ethnic_")
    assert tidy.rows.value[ethnic].sum() == tidy.rows.value[~ethnic].sum() == 1_527_047
    twenties = tidy.rows[tidy.rows.series == "vawg_victims_aged_20_to_29"]
    assert year_to(twenties, "2026-02") == (
        plain["count"][(plain.age_group == "Aged 20 to 29 years") & (plain[RECORDED] > "2025-02-01")].sum()
    )
    assert set(tidy.rows.area_code) == {"E23000001"}


@pytest.fixture(scope="module")
def quarter(offences: pd.DataFrame) -> pd.DataFrame:
    """Three months of both sheets."""
    return offences[offences[RECORDED] >= "2025-12-01"].reset_index(drop=True)


def as_excel(months: pd.Series) -> list[dt.date | None]:
    return [None if pd.isna(month) else month.date() for month in months]


def as_iso(months: pd.Series) -> list[str | None]:
    return [None if pd.isna(month) else f"{month:%Y-%m-%d}" for month in months]


def as_british(months: pd.Series) -> list[str | None]:
    return [None if pd.isna(month) else f"{month:%d/%m/%Y}" for month in months]


@pytest.mark.parametrize("written", [as_excel, as_iso, as_british])
def test_vawg_workbook_reads_as_the_stack_does(
    written: Callable[[pd.Series], list[Any]], quarter: pd.DataFrame, context: Context, tmp_path: Path
) -> None:
    sheets: dict[str, list[list[Any]]] = {"Cover": [["VAWG dashboard data"]]}
    for name, stacked in quarter.groupby("sheet"):
        rows = stacked.drop(columns="sheet").dropna(axis=1, how="all")
        headers = [column.replace("_", " ").title() for column in rows]
        for column in (RECORDED, COMMITTED):
            rows[column] = pd.Series(written(rows[column]), index=rows.index, dtype=object)
        cells = rows.astype(object).where(rows.notna(), None).to_numpy().tolist()
        sheets[str(name)] = [headers, *cells]
    book = open_published(write_workbook(tmp_path / "book.xlsx", sheets))
    assert readers.recognise(book)[1] == "vawg_offences"
    for of_book, of_stack in zip(
        vawg.read(book, "vawg_offences", context), vawg.read(in_memory(quarter), "vawg_offences", context), strict=True
    ):
        pd.testing.assert_frame_equal(of_book.rows, of_stack.rows)
        assert (of_book.months_from, of_book.months_to) == (dt.date(2025, 12, 1), dt.date(2026, 2, 1))


def test_a_violation_in_a_workbook_names_the_sheet(quarter: pd.DataFrame, context: Context, tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = {}
    for name, stacked in quarter.groupby("sheet"):
        rows = stacked.drop(columns="sheet").dropna(axis=1, how="all").astype({RECORDED: "str", COMMITTED: "str"})
        cells = rows.astype(object).where(rows.notna(), None).to_numpy().tolist()
        sheets[str(name)] = [list(rows), *cells]
    sheets[CLASSIFICATION][4][sheets[CLASSIFICATION][0].index("count")] = -3
    with pytest.raises(ContractError, match=f"row 5 of sheet {CLASSIFICATION}, column count"):
        vawg.read(open_published(write_workbook(tmp_path / "book.xlsx", sheets)), "vawg_offences", context)


def put(frame: pd.DataFrame, sheet: str, column: str, value: object) -> pd.DataFrame:
    """The frame with one cell changed: in the third row of a sheet."""
    changed = frame.copy()
    changed.loc[changed.index[changed["sheet"] == sheet][2], column] = value
    return changed


def one_more(frame: pd.DataFrame) -> pd.DataFrame:
    changed = frame.copy()
    changed.loc[changed.index[changed["sheet"] == LOCATION][2], "count"] += 1
    return changed


VAWG_BROKEN: dict[str, tuple[Callable[[pd.DataFrame], pd.DataFrame], tuple[str, ...]]] = {
    "sheets that differ by one": (one_more, ("2025-12", f"sheet {LOCATION}", f"sheet {CLASSIFICATION}")),
    "an unknown group": (
        lambda f: put(f, CLASSIFICATION, "crimsec_group", "Piracy"),
        ("Piracy", "crimsec_group"),
    ),
    "a group that vanished": (
        lambda f: f.replace({"crimsec_group": {"Homicide": "Rape"}}),
        ("no row with Homicide",),
    ),
    "an unknown borough": (lambda f: put(f, LOCATION, "borough_name", "Croydonia"), ("Croydonia", "borough")),
    "an unknown ward": (lambda f: put(f, LOCATION, "ward_name_clean_2", "Narnia"), ("Narnia", "ward")),
    "a ward of another borough": (
        lambda f: f.replace({"ward_name_clean_2": {"Woodberry Down": "Norbury Park"}}),
        ("E09000012 / Norbury Park",),
    ),
    "a row twice": (lambda f: pd.concat([f, f.iloc[[5]]]), ("repeated key",)),
    "a month that is missing": (lambda f: f[f[RECORDED] != "2026-01-01"], ("2025-12", "2026-02", "gap")),
    "a negative count": (lambda f: put(f, LOCATION, "count", -3), ("-3", "0 or more")),
    "a day in the middle": (lambda f: put(f, LOCATION, RECORDED, pd.Timestamp(2025, 12, 2)), ("first day",)),
    "a blank recorded month": (lambda f: put(f, LOCATION, RECORDED, pd.NaT), (RECORDED, "a date")),
    "a missing sheet": (lambda f: f[f["sheet"] == LOCATION], (f"no sheet {CLASSIFICATION}",)),
    "a new sheet": (lambda f: put(f, LOCATION, "sheet", "Offence count by weather"), ("by weather",)),
    "a missing column": (lambda f: f.drop(columns="bcu_location"), ("bcu_location",)),
    "a new column": (lambda f: f.assign(weather="wet"), ("weather",)),
}


@pytest.mark.parametrize("problem", VAWG_BROKEN)
def test_vawg_contract(problem: str, quarter: pd.DataFrame, context: Context) -> None:
    breaking, expected = VAWG_BROKEN[problem]
    message = problems(vawg.read, breaking(quarter), "vawg_offences", context)
    for words in expected:
        assert words in message


def test_vawg_victim_sheets_must_agree(published: Path, context: Context) -> None:
    victims = pd.read_parquet(published / VICTIMS)
    victims = victims[victims[RECORDED] >= "2026-01-01"].reset_index(drop=True)
    fewer = put(victims, "Victim count by age group", "count", 0)
    assert "sheet Victim count by age group" in problems(vawg.read, fewer, "vawg_victims", context)


# --- homicide


def test_homicide_keeps_every_person(published: Path) -> None:
    killed, accused = reading(published / KILLED).rows, reading(published / ACCUSED).rows
    assert killed.value.sum() == len(pd.read_csv(published / KILLED)) == 2_544
    assert accused.value.sum() == len(pd.read_parquet(published / ACCUSED)) == 4_512
    assert pd.read_parquet(published / ACCUSED).duplicated().sum() == 745
    assert not killed.duplicated(["month", "area_code", "age_group", "sex", "method"]).any()
    assert year_to(killed, "2016-05") == 116
    assert set(killed.role) == {"victim"}
    assert set(accused.role) == {"accused"}
    assert accused.method.isna().all()


def test_homicide_boroughs_have_their_codes(published: Path) -> None:
    killed, plain = reading(published / KILLED).rows, pd.read_csv(published / KILLED)
    by_area = killed.groupby("area_code")["value"].sum()
    for name, code in {
        "Barking & Dagenham": "E09000002",
        "Kingston Upon Thames": "E09000021",
        "Heathrow": "X-HEATHROW",
        "Croydon": CROYDON,
    }.items():
        assert by_area[code] == (plain.Borough == name).sum()
    assert set(by_area.index) <= published_areas.POLICED | {"X-HEATHROW"}


def test_homicide_by_method_and_age_is_the_files(published: Path) -> None:
    killed, plain = reading(published / KILLED).rows, pd.read_csv(published / KILLED)
    for column, header in {"method": "Method of Killing", "age_group": "Age Group", "sex": "Sex"}.items():
        assert killed.groupby(column)["value"].sum().to_dict() == plain[header].value_counts().to_dict()


HOMICIDE_BROKEN: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "an unknown borough": ("borough", "Croydonia", ("row 2", "Croydonia")),
    "an unknown age group": ("age_group", "Old", ("Old", "age group")),
    "an unknown sex": ("sex", "?", ("'?'", "sex")),
    "an unknown method": ("method_of_killing", "Poison", ("Poison", "method")),
    "a fractional count": ("count_of_victims", "0.5", ("row 2, column count_of_victims", "0.5")),
    "a date that is none": ("recorded_date", "Smarch 2003", ("row 2, column recorded_date", "Smarch 2003")),
    "a month far from the others": ("recorded_date", "Jan 2001", ("gap", "2001-01")),
}


@pytest.mark.parametrize("problem", HOMICIDE_BROKEN)
def test_homicide_contract(problem: str, published: Path) -> None:
    column, cell, expected = HOMICIDE_BROKEN[problem]
    frame = open_published(published / KILLED).frame.copy()
    frame.iloc[0, list(frame).index(column)] = cell
    message = problems(homicide.read, frame, "homicide_victims")
    for words in expected:
        assert words in message


@pytest.mark.parametrize("text", ["2003-01-15", "15/01/2003", "January 2003", "Jan-03"])
def test_homicide_months_in_other_forms(text: str, published: Path) -> None:
    frame = open_published(published / KILLED).frame.replace({"recorded_date": {"Jan 2003": text}})
    (tidy,) = homicide.read(in_memory(frame), "homicide_victims", Context())
    pd.testing.assert_frame_equal(tidy.rows, reading(published / KILLED).rows)


# --- reoffending


def test_reoffending_london_adults_are_the_handbooks(published: Path) -> None:
    tidy = reading(published / COHORTS)
    rows = tidy.rows
    london = rows[
        (rows.area_code == "E12000007") & (rows.cohort_start == "2019-04-01") & (rows.adult_or_youth == "adult")
    ]
    assert london[["offenders", "reoffenders", "reoffences"]].sum().tolist() == [51_071, 12_995, 41_765]
    assert set(london.cohort_end) == {pd.Timestamp(2020, 3, 1)}
    assert (tidy.months_from, tidy.months_to) == (dt.date(2008, 4, 1), dt.date(2019, 4, 1))
    assert len(rows) == 12 * 9 * 10
    assert rows.quoted_from.isna().all()


def test_reoffending_totals_are_the_files_in_every_region(published: Path) -> None:
    rows, plain = reading(published / COHORTS).rows, pd.read_csv(published / COHORTS)
    names = {"E12000007": "London", "E12000003": "Yorkshire and The Humber", "E12000006": "East of England"}
    for code, name in names.items():
        mine = rows[rows.area_code == code].groupby("adult_or_youth")["reoffences"].sum()
        theirs = plain[plain.region == name].groupby("adult_juv")["reoffences"].sum()
        assert [mine["adult"], mine["youth"]] == [theirs["Adult"], theirs["Juvenile"]]


@pytest.mark.parametrize("header", ["adult_child", "adult_juvenile"])
def test_reoffending_knows_the_headers_of_the_other_tools(header: str, published: Path) -> None:
    frame = open_published(published / COHORTS).frame.rename(columns={"adult_juv": header})
    if header == "adult_child":
        frame = frame.replace({header: {"Juvenile": "Child"}})
    (tidy,) = reoffending.read(in_memory(frame), "reoffending_regions", Context())
    pd.testing.assert_frame_equal(tidy.rows, reading(published / COHORTS).rows)


def test_a_dash_is_missing_and_not_zero(published: Path) -> None:
    frame = open_published(published / COHORTS).frame.copy()
    frame.iloc[3, list(frame).index("reoffences")] = "-"
    (tidy,) = reoffending.read(in_memory(frame), "reoffending_regions", Context())
    assert tidy.rows.reoffences.dtype == "Int64"
    assert tidy.rows.reoffences.isna().tolist() == [n == 3 for n in range(len(frame))]


REOFFENDING_BROKEN: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "an unknown region": ("region", "Mercia", ("row 2", "Mercia", "region")),
    "an unknown age group": ("subcat1", "17 to 19", ("17 to 19", "age group")),
    "an unknown group": ("adult_juv", "Elder", ("Elder",)),
    "an unknown category": ("category", "Sex total", ("Sex total", "category")),
    "a juvenile of eighteen": ("adult_juv", "Juvenile", ("row 2", "Juvenile aged 18 to 20")),
    "a cohort of two years": ("cohort", "Apr 2008 to Mar 2010", ("Apr 2008 to Mar 2010", "twelve months")),
    "more reoffenders than offenders": ("reoffenders", "9106", ("row 2", "9106 reoffenders", "9105 offenders")),
    "a count in words": ("offenders", "many", ("row 2, column offenders", "many")),
}


@pytest.mark.parametrize("problem", REOFFENDING_BROKEN)
def test_reoffending_contract(problem: str, published: Path) -> None:
    column, cell, expected = REOFFENDING_BROKEN[problem]
    frame = open_published(published / COHORTS).frame.copy()
    frame.iloc[0, list(frame).index(column)] = cell
    message = problems(reoffending.read, frame, "reoffending_regions")
    for words in expected:
        assert words in message


def test_a_cell_or_a_cohort_that_is_absent_would_lower_a_total(published: Path) -> None:
    frame = open_published(published / COHORTS).frame
    assert "Apr 2008, East Midlands" in problems(reoffending.read, frame.iloc[1:], "reoffending_regions")
    fewer = frame[frame.cohort != "Apr 2012 to Mar 2013"]
    assert "no cohort from 2012" in problems(reoffending.read, fewer, "reoffending_regions")
    assert "repeated key" in problems(reoffending.read, pd.concat([frame, frame.iloc[[0]]]), "reoffending_regions")


def test_quoted_figures_name_their_source_and_may_lack_reoffences(published: Path) -> None:
    rows = reading(published / QUOTED).rows
    adults = rows[(rows.area_code == "E12000007") & (rows.adult_or_youth == "adult")].sort_values("cohort_start")
    rates = (100 * adults.reoffenders / adults.offenders).astype(float).round(1)
    assert rates.tolist() == [23.7, 22.7]
    assert adults.reoffences.isna().all()
    assert rows.quoted_from.str.startswith("MoJ").all()
    assert set(rows.area_code) == {"K04000001", "E12000007", "E09000022", "E23000001"}
    assert set(rows.adult_or_youth) == {"adult", "youth", "all"}
    unsourced = open_published(published / QUOTED).frame.assign(quoted_from="")
    assert "quoted from" in problems(reoffending.read, unsourced, "reoffending_quoted")


# --- population


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


# --- wards


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


# --- boundaries


def rings(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    polygons = geometry["coordinates"]
    return [polygons] if geometry["type"] == "Polygon" else polygons


def signed_area(ring: list[list[float]]) -> float:
    """The shoelace formula: negative where the ring runs clockwise."""
    x, y = np.array(ring).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


@pytest.mark.parametrize(
    ("name", "count", "bytes_at_most"),
    [
        (BOROUGH_SHAPES, 33, 60_000),
        (BOROUGH_SHAPES_GLA, 33, 60_000),
        (WARD_SHAPES, 704, 260_000),
    ],
)
def test_boundaries_are_light_clockwise_and_rounded(
    name: str, count: int, bytes_at_most: int, published: Path, context: Context
) -> None:
    rows = reading(published / name, context).rows
    assert rows.area_code.nunique() == len(rows) == count
    assert rows.geometry.str.len().sum() <= bytes_at_most
    for text in rows.geometry:
        for exterior, *holes in rings(json.loads(text)):
            assert signed_area(exterior) < 0
            assert all(signed_area(hole) > 0 for hole in holes)
            assert np.allclose(np.round(exterior, 4), exterior, atol=0)


@pytest.mark.parametrize("name", [BOROUGH_SHAPES, WARD_SHAPES])
def test_neighbours_keep_one_border_between_them(name: str, published: Path, context: Context) -> None:
    outlines = shapely.from_geojson(reading(published / name, context).rows.geometry.to_numpy())
    assert shapely.is_valid(outlines).all()
    assert shapely.coverage_is_valid(outlines)


def test_simplified_wards_cover_what_the_published_ones_cover(published: Path, context: Context) -> None:
    rows = reading(published / WARD_SHAPES, context).rows.set_index("area_code")
    plain = json.loads((published / WARD_SHAPES).read_text())["features"]
    for feature in plain:
        before = shapely.from_geojson(json.dumps(feature["geometry"]))
        after = shapely.from_geojson(rows.geometry[feature["properties"]["WD24CD"]])
        assert after.area == pytest.approx(before.area, rel=0.1)


def test_the_topology_decodes_to_the_boroughs_of_the_other_publication(published: Path) -> None:
    """The two differ along the Thames, where one follows the water and the other the middle of the river."""
    decoded = reading(published / BOROUGH_SHAPES).rows.set_index("area_code").geometry
    plain = json.loads((published / BOROUGH_SHAPES_GLA).read_text())["features"]
    for feature in plain:
        one = shapely.from_geojson(decoded[feature["properties"]["GSS_CODE"]])
        other = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        assert one.intersection(other).area / one.union(other).area > 0.85, feature["properties"]


def shapes_without_croydon(document: dict[str, Any]) -> None:
    document["features"] = [f for f in document["features"] if f["properties"]["GSS_CODE"] != CROYDON]


def shapes_with_croydon_twice(document: dict[str, Any]) -> None:
    document["features"] += [f for f in document["features"] if f["properties"]["GSS_CODE"] == CROYDON]


def shapes_in_metres(document: dict[str, Any]) -> None:
    square = [[530000, 180000], [530000, 181000], [531000, 181000], [530000, 180000]]
    document["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [square]}


def shapes_without_one(document: dict[str, Any]) -> None:
    document["features"][0]["geometry"] = None


def shapes_of_an_unknown_borough(document: dict[str, Any]) -> None:
    document["features"][0]["properties"]["GSS_CODE"] = "E09000099"


@pytest.mark.parametrize(
    ("breaking", "expected"),
    [
        (shapes_without_croydon, "E09000008 Croydon"),
        (shapes_with_croydon_twice, "an area twice"),
        (shapes_in_metres, "longitude and latitude"),
        (shapes_without_one, "no outline"),
        (shapes_of_an_unknown_borough, "E09000099"),
    ],
)
def test_boundaries_contract(breaking: Callable[[dict[str, Any]], None], expected: str, published: Path) -> None:
    file = open_published(published / BOROUGH_SHAPES_GLA)
    document = copy.deepcopy(file.document)
    assert document is not None
    breaking(document)
    with pytest.raises(ContractError, match=expected):
        boundaries.read(Published(file.path, "", file.frame, document), "borough_shapes", Context())


# --- similar areas


def test_similar_areas_are_the_published_neighbours_in_their_order(published: Path) -> None:
    rows = reading(published / NEIGHBOURS).rows
    assert set(rows.area_code) == published_areas.POLICED
    plain = pd.read_csv(published / NEIGHBOURS, encoding="utf-8-sig").set_index("Upper tier local authority code")
    for code in (CROYDON, "E09000004"):
        kept = rows[rows.area_code == code].sort_values("rank")
        assert kept.neighbour_code.tolist() == plain.loc[code].iloc[1:].tolist()


SIMILAR_BROKEN: dict[str, tuple[Callable[[pd.DataFrame], pd.DataFrame], str]] = {
    "a borough that is absent": (lambda f: f[f.iloc[:, 0] != CROYDON], "no row for Croydon"),
    "an authority twice": (lambda f: pd.concat([f, f.iloc[[0]]]), "repeated key"),
    "a neighbour twice": (lambda f: f.assign(neighbour_2=f.neighbour_1), "an authority twice"),
    "a name for a code": (lambda f: f.assign(neighbour_3="Hartlepool"), "Hartlepool"),
    "a column that is absent": (lambda f: f.drop(columns="neighbour_5"), "neighbour_5"),
}


@pytest.mark.parametrize("problem", SIMILAR_BROKEN)
def test_similar_areas_contract(problem: str, published: Path) -> None:
    breaking, expected = SIMILAR_BROKEN[problem]
    frame = breaking(open_published(published / NEIGHBOURS).frame)
    assert expected in problems(similar_areas.read, frame, "similar_areas")
