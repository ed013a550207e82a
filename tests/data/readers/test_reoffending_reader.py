"""The reader of proven reoffending, against the handbook and a plain reading of the published files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from data.readers import reoffending
from data.readers.context import Context
from data.readers.tabular import open_published
from tests.data.readers.published_samples import COHORTS, QUOTED, in_memory, problems, reading

pytestmark = pytest.mark.published


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
