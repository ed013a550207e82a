"""The reader of violence against women and girls, against the handbook and a plain reading of the published files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import published_areas, readers
from data.catalogue import Tidy
from data.contracts import ContractError
from data.readers import vawg
from data.readers.context import Context
from data.readers.tabular import open_published
from tests.data.readers.published_samples import OFFENCES, VICTIMS, in_memory, problems, reading, year_to
from tests.data.workbook import write_workbook

pytestmark = pytest.mark.published

LOCATION, CLASSIFICATION = "Offence count location", "Offence count classification"
RECORDED, COMMITTED = "recorded_date_months", "date_committed_from_date_months"


@pytest.fixture(scope="module")
def offences(published: Path) -> pd.DataFrame:
    return pd.read_parquet(published / OFFENCES)


@pytest.fixture(scope="module")
def offences_read(published: Path, context: Context) -> dict[str, Tidy]:
    tidy = vawg.read(open_published(published / OFFENCES), "vawg_offences", context)
    return {t.level: t for t in tidy}


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
