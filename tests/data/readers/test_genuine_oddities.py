"""What publishers' files have carried that no other edition has: read as it is, or set aside with a word."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import intake, readers
from data.readers import homicide, monthly_dashboard
from data.readers.context import Context
from data.readers.tabular import Published, open_published

pytestmark = pytest.mark.published

BOROUGHS = "mps_recorded_crime_borough/borough_recent_202407-202606.csv"
ACCUSED = "mps_homicide/homicide_accused_200301-202403.parquet"
KNIFE = "mps_monthly_dashboard/knife_crime_refreshed_2026-03-18.parquet"
UNKNOWN_TO = {"Other / NK": "X-OTHER-NOT-KNOWN", "Aviation Policing": "X-AVIATION"}


@pytest.fixture(scope="module")
def context() -> Context:
    return intake.held_context()


def framed(frame: pd.DataFrame) -> Published:
    return Published(Path("file.csv"), "", frame.set_axis(pd.RangeIndex(2, len(frame) + 2), axis=0))


@pytest.mark.parametrize("case", [str.title, str.lower, str.upper])
def test_headers_in_either_case_are_the_same_columns(case, published, tmp_path, context):
    content = (published / BOROUGHS).read_text()
    header, rest = content.split("\n", 1)
    months = header.strip().split(",")[3:]
    file = tmp_path / "file.csv"
    file.write_text(
        ",".join([case("offence group"), case("offence subgroup"), case("area name"), *months]) + "\n" + rest
    )
    (mine,) = readers.read(open_published(file), context)
    (theirs,) = readers.read(open_published(published / BOROUGHS), context)
    assert mine.source_hash == theirs.source_hash
    pd.testing.assert_frame_equal(mine.rows, theirs.rows)


@pytest.mark.parametrize(("name", "code"), UNKNOWN_TO.items())
def test_areas_that_are_no_boroughs_are_kept_in_recorded_crime(name, code, published, context):
    frame = open_published(published / BOROUGHS).frame
    frame = frame.assign(bocu=frame.bocu.replace("Unknown", name))
    (tidy,) = readers.read(framed(frame), context)
    months = [column for column in frame.columns if column.isdigit()]
    theft = frame[(frame.bocu == name) & (frame.group == "THEFT")][months].astype("int64").to_numpy().sum()
    rows = tidy.rows[(tidy.rows.series == "theft") & (tidy.rows.area_code == code)]
    assert rows["value"].sum() == theft > 0


@pytest.mark.parametrize(("name", "code"), UNKNOWN_TO.items())
def test_areas_that_are_no_boroughs_are_kept_in_the_monthly_dashboard(name, code, published, context):
    frame = open_published(published / KNIFE).frame
    chosen = (frame.area_type == "Borough") & (frame.area_name == "N/K (Legacy Only)")
    named = frame.assign(area_name=frame.area_name.where(~chosen, name))
    (borough,) = (t for t in monthly_dashboard.read(framed(named), "knife", context) if t.level == "borough")
    knife = frame[(frame.area_type == "Borough") & (frame.crime_subtype == "Knife Crime")]
    knife = knife[knife.measure == "Offences"]
    rows = borough.rows[borough.rows.series == "knife_crime"].set_index("area_code")["value"]
    # Aviation Security stands in the file too, under its former name.
    formerly = knife["count"][knife.area_name.str.startswith("Aviation").fillna(False)].sum()
    also = formerly if code == "X-AVIATION" else 0
    assert rows[code].sum() == knife["count"][knife.area_name == "N/K (Legacy Only)"].sum() + also
    assert rows.sum() == knife["count"].sum()


@pytest.mark.parametrize(
    ("column", "cell", "named"),
    [("age_group", "Unrecorded", "'Unrecorded'"), ("proceedings_date", "Febraury 2021", "'Febraury 2021'")],
)
def test_an_accused_persons_row_that_cannot_be_read_is_set_aside_and_told(column, cell, named, published):
    frame = open_published(published / ACCUSED).frame.astype({"proceedings_date": "str", "age_group": "str"})
    aside = frame.proceedings_date == "Feb-21"
    assert aside.any()
    changed = frame.assign(**{column: frame[column].where(~aside, cell)})
    (tidy,) = homicide.read(framed(changed), "homicide_accused", Context())
    assert tidy.rows["value"].sum() == len(frame) - aside.sum()
    assert len(tidy.warnings) == 1
    assert f"{aside.sum()} rows" in tidy.warnings[0]
    assert named in tidy.warnings[0]
    assert not (tidy.rows.month == pd.Timestamp(2021, 2, 1)).any()
