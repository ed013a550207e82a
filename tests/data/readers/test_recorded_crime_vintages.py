"""Editions of recorded crime from 2008 to 2026: what each file is read as, and when it was published."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data import intake, published_areas, readers, warehouse
from data.contracts import ContractError
from data.edition_store import Store
from data.editions import Publication, describe, to_arrow
from data.errors import FileRejected
from data.readers.tabular import open_published

pytestmark = pytest.mark.published

SHIPPED = Path(__file__).parents[3] / "data" / "snapshot"
BOROUGHS, WARDS = "mps_recorded_crime_borough", "mps_recorded_crime_ward"
OLDEST = f"{BOROUGHS}/borough_historic_200801-201812_oldest_taxonomy.csv"
# HANDBOOK § 2.2: a recent file comes out in the month after its last, a historical one 25 months after its last.
DATES = """
borough_historical_201004-202102_old_taxonomy.csv | 2023-03
borough_historical_201004-202302.csv              | 2025-03
borough_historical_201004-202403.csv              | 2026-04
borough_historical_with_to202404.csv              | 2024-05
borough_historical_with_to202410.csv              | 2024-11
borough_historical_201004-202212.csv              | 2025-01
borough_historical_201004-202309.csv              | 2025-10
borough_recent_to201902.csv                       | 2019-03
borough_recent_to202111.csv                       | 2021-12
borough_recent_to202512.csv                       | 2026-01
ward_historical_201004-202402.parquet             | 2026-03
ward_recent_to202401.csv                          | 2024-02
ward_recent_to202509.csv                          | 2025-10
ward_recent_to202603.csv                          | 2026-04
"""


@pytest.fixture(scope="module")
def vintages(published: Path) -> Path:
    return published.parent / "vintages"


@pytest.fixture(scope="module")
def context():
    return intake.held_context()


@pytest.fixture(scope="module")
def oldest(vintages: Path) -> pd.DataFrame:
    return pd.read_csv(vintages / OLDEST)


@pytest.mark.parametrize("line", DATES.strip().splitlines())
def test_editions_are_dated_by_the_files_that_they_came_out_with(line):
    name, month = (part.strip() for part in line.split("|"))
    (edition,) = [e for e in Store(SHIPPED).editions() if e.source_name == name]
    assert edition.published_on == dt.date.fromisoformat(f"{month}-01")
    assert edition.published_estimated


@pytest.mark.parametrize(
    ("folder", "name", "expected"),
    [
        (BOROUGHS, "borough_historical_with_to202404.csv", "2024-05-01"),
        (BOROUGHS, "borough_recent_to202404.csv", "2024-05-01"),
        (WARDS, "ward_recent_to202603.csv", "2026-04-01"),
    ],
)
def test_the_rule_dates_a_file_that_nobody_has_dated(folder, name, expected, vintages, context):
    path = vintages / folder / name
    (tidy,) = readers.read(open_published(path), context)
    edition = describe(tidy, to_arrow(tidy), source=path, sha256="", published=Publication())
    assert (str(edition.published_on), edition.published_estimated) == (expected, True)


def test_every_file_is_held_but_the_one_by_former_wards(vintages):
    held = {e.source_name for e in Store(SHIPPED).editions()}
    files = {path.name for path in vintages.glob("*/*.csv")}
    assert len(files) == 27
    assert files - held == {"ward_recent_to202208.csv"}


def test_a_file_by_former_wards_is_refused_in_one_line(vintages, context):
    path = vintages / WARDS / "ward_recent_to202208.csv"
    with pytest.raises(FileRejected, match=r"483 of its 632 ward codes are not wards of May 2024") as caught:
        readers.read(open_published(path), context)
    assert "\n" not in caught.value.message
    assert "2022" in caught.value.hint


def test_a_file_known_by_its_checksum_needs_no_last_line_break(vintages, fresh):
    path = vintages / WARDS / "ward_recent_to202509.csv"
    assert open_published(path).ends_mid_line
    assert [e.source_name for e in intake.add([path], progress=False).already_held] == [path.name]


def test_the_label_of_business_burglary_from_2018_to_2021(vintages, context):
    path = vintages / BOROUGHS / "borough_recent_to201902.csv"
    (tidy,) = readers.read(open_published(path), context)
    frame = pd.read_csv(path)
    frame.columns = [c if c.isdigit() else "key" for c in frame.columns]
    months = [c for c in frame.columns if c.isdigit()]
    label = frame["key"].apply(lambda row: "BURGLARY - BUSINESS AND COMMUNITY" in [str(c).upper() for c in row], axis=1)
    rows = tidy.rows[tidy.rows.series == "burglary_business_and_community"]
    assert rows["value"].sum() == frame.loc[label, months].to_numpy().sum() > 10_000


def counted(frame: pd.DataFrame, group: str, subgroup: str | None, months: list[str]) -> list[int]:
    chosen = frame["Major Category"] == group
    if subgroup:
        chosen &= frame["Minor Category"] == subgroup
    return frame.loc[chosen, months].sum().tolist()


@pytest.mark.parametrize(
    ("series", "group", "subgroup"),
    [
        ("burglary", "Burglary", None),
        ("robbery_personal", "Robbery", "Personal Property"),
        ("robbery_business", "Robbery", "Business Property"),
    ],
)
def test_london_before_april_2010_comes_from_the_oldest_file(series, group, subgroup, oldest):
    months = [c for c in oldest.columns if c.isdigit() and c < "201004"]
    assert (months[0], len(months)) == ("200801", 27)
    rows = warehouse.current().rows(
        "SELECT month, level, value FROM current WHERE series = $series AND month < '2010-04-01' ORDER BY month",
        {"series": series},
    )
    assert {row["level"] for row in rows} == {"mps"}
    assert [f"{row['month']:%Y%m}" for row in rows] == months
    assert [row["value"] for row in rows] == counted(oldest, group, subgroup, months)


def test_nothing_else_is_there_before_april_2010():
    """Not filled with zeros, no borough, and its murder is no homicide."""
    rows = warehouse.current().rows("SELECT DISTINCT series, level FROM current WHERE month < '2010-04-01'")
    assert {(row["series"], row["level"]) for row in rows} == {
        ("burglary", "mps"), ("robbery_personal", "mps"), ("robbery_business", "mps"),
    }  # fmt: skip


def test_london_has_one_figure_for_each_month():
    """The sum of its boroughs, and the oldest file's only where no edition of boroughs reaches."""
    again = """
    SELECT series, month FROM current WHERE level = 'mps' GROUP BY ALL HAVING count(*) > 1
    """
    assert warehouse.current().rows(again) == []


def test_where_the_files_overlap_they_agree_as_far_as_is_said(oldest):
    """The reason for taking London's burglary and robbery: within 1.1 % to 2016, within 2.7 % a month."""
    months = [c for c in oldest.columns if c.isdigit() and c >= "201004"]
    for series, group, bound, last in (
        (("burglary",), "Burglary", 0.011, "201612"),
        (("robbery_personal", "robbery_business"), "Robbery", 0.027, "201812"),
    ):
        rows = warehouse.current().rows(
            "SELECT month, sum(value)::BIGINT AS n FROM current WHERE level = 'mps' AND series = ANY($names::series_id[])"
            " GROUP BY month", {"names": list(series)},
        )  # fmt: skip
        present = {f"{row['month']:%Y%m}": row["n"] for row in rows}
        old = dict(zip(months, counted(oldest, group, None, months), strict=True))
        assert all(abs(present[m] / old[m] - 1) < bound for m in months if m <= last)


OLDEST_BROKEN = {
    "a new class": (lambda f: f.replace({"minor_category": {"Murder": "Piracy"}}), "MURDER|PIRACY"),
    "a borough without robbery": (
        lambda f: f[~((f.borough == "Barnet") & (f.major_category == "Robbery"))],
        "no row for Barnet",
    ),
    "an unknown borough": (lambda f: f.replace({"borough": {"Barnet": "Narnia"}}), "Narnia"),
    "a row twice": (lambda f: pd.concat([f, f.iloc[[0]]]), "repeated key"),
    "a month missing": (lambda f: f.drop(columns="200905"), "gap between 2009-04 and 2009-06"),
    "a count that is none": (lambda f: f.assign(**{"200905": "many"}), "a whole number"),
    "no month before April 2010": (
        lambda f: f.drop(columns=[c for c in f.columns if c.isdigit() and c < "201004"]),
        "months before April 2010",
    ),
}


@pytest.mark.parametrize("problem", OLDEST_BROKEN)
def test_contract_of_the_oldest_file(problem, vintages, context):
    breaking, expected = OLDEST_BROKEN[problem]
    file = open_published(vintages / OLDEST)
    frame = breaking(file.frame)
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    with pytest.raises(ContractError, match=expected):
        readers.read(replace(file, frame=frame), context)


def test_boroughs_of_every_edition_are_those_that_are_declared():
    """As a whole: the areas of all editions, each known by a code."""
    rows = warehouse.current().rows(
        "SELECT DISTINCT o.area_code::VARCHAR AS code FROM observation o JOIN edition e ON e.id = o.edition_id::VARCHAR"
        " WHERE e.level = 'borough'"
    )
    assert {row["code"] for row in rows} <= published_areas.POLICED | set(published_areas.PSEUDO_AREAS)
