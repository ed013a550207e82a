"""The id of an edition: from all that its file says, so that it outlives what the project reads of it."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest

from data import catalogue, content_hash, editions, folders, intake, readers, warehouse
from data.edition_store import Store
from data.publications import mps_monthly_dashboard
from data.readers.tabular import open_published

SHIPPED = Path(__file__).parents[2] / "data" / "snapshot"
MONTHLY = "mps_monthly_dashboard"
ROWS = pd.DataFrame({"area": ["Croydon", "Barnet"], "month": pd.to_datetime(["2025-01-01"] * 2), "count": [3, 4]})


def test_order_of_rows_and_columns_and_types_of_names_do_not_matter():
    shuffled = ROWS.iloc[::-1][["count", "area", "month"]].astype({"area": "category", "month": "datetime64[s]"})
    assert content_hash.of_source(shuffled) == content_hash.of_source(ROWS)


@pytest.mark.parametrize("change", [{"count": [3, 5]}, {"area": ["Croydon", "Brent"]}, {"of_all": [1, 1]}])
def test_anything_else_that_a_file_says_makes_another_edition(change):
    assert content_hash.of_source(ROWS.assign(**change)) != content_hash.of_source(ROWS)


@pytest.mark.published
def test_three_formats_of_a_publication_have_one_id(published):
    context = intake.held_context()
    files = [
        *(published / MONTHLY).glob("*rebuilt.csv"),
        *(published / MONTHLY).glob("*rebuilt.xlsx"),
        published / MONTHLY / "knife_crime_refreshed_2026-03-18.parquet",
    ]
    hashes = [{t.level: t.source_hash for t in readers.read(open_published(file), context)} for file in files]
    assert hashes[0] == hashes[1] == hashes[2]
    assert set(hashes[0]) == {"borough", "ward"}


def newest_knife_editions() -> list[editions.Edition]:
    return [e for e in Store(SHIPPED).editions() if e.resource == "knife" and f"{e.months_to:%Y-%m}" == "2026-02"]


@pytest.fixture
def later_series(monkeypatch):
    """Another series registered for the knife file."""
    victims = mps_monthly_dashboard._series("knife", "knife_injury_victims_1_24", "Knife Injury Victims (1-24)")
    monkeypatch.setitem(catalogue.SERIES, victims.id, victims)
    return victims.id


@pytest.mark.published
def test_a_series_added_later_renames_nothing(fresh, published, later_series):
    """The file is read anew: the same edition with more rows stands for the one that shipped."""
    path = published / MONTHLY / "knife_crime_refreshed_2026-03-18.parquet"
    shipped = {e.id: e for e in newest_knife_editions()}
    outcome = intake.add([path], progress=False)
    assert {e.id for e in outcome.recorded} == set(shipped)
    held = {edition.id: edition for edition, _ in warehouse.held().values()}
    for name, edition in shipped.items():
        assert later_series in edition.lacks
        assert later_series in held[name].covers
        assert held[name].published_on == edition.published_on
    assert intake.add([path], progress=False).recorded == []
    warehouse.build(progress=False)
    rows = warehouse.current().rows(
        "SELECT sum(value)::BIGINT AS n FROM current WHERE series = $series AND level = 'borough' AND month = '2026-02-01'",
        {"series": later_series},
    )
    frame = pd.read_parquet(path)
    frame = frame[(frame.month_year == "2026-02-01") & (frame.area_type == "Borough")]
    expected = frame["count"][frame.crime_subtype == "Knife Injury Victims (1-24)"].sum()
    assert rows[0]["n"] == expected > 0


@pytest.fixture
def only_wards(fresh, tmp_path, monkeypatch):
    """An installation in which nothing ships but the wards."""
    store = Store(tmp_path / "wards")
    store.folder.mkdir()
    wards = [e for e in Store(SHIPPED).editions() if e.resource == "wards"]
    for edition in wards:
        shutil.copy(SHIPPED / edition.file, store.folder)
    store.write_log(wards)
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(store.folder))


@pytest.mark.published
def test_an_edition_held_under_its_former_id_is_known_by_it(only_wards, published):
    """Before, ids were made from the rows: reading the file anew keeps the old one as an alias."""
    path = published / MONTHLY / "knife_crime_refreshed_2026-03-18.parquet"
    shipped = newest_knife_editions()
    store = Store(folders.added_folder())
    as_read = {"source_sha256": open_published(path).sha256, "content_hash": "0" * 64, "aliases": ()}
    former = {e.id: replace(e, id=f"{e.id[:-8]}{e.level[0] * 8}", **as_read) for e in shipped}
    store.record([(former[e.id], pyarrow.parquet.read_table(SHIPPED / e.file)) for e in shipped])
    assert len(intake.add([path], progress=False).recorded) == 2
    held = warehouse.held()
    for edition_id, edition in former.items():
        assert edition.id not in held
        assert edition.id in held[edition_id][0].aliases
    assert {file.suffix for file in store.folder.iterdir()} == {".parquet", ".json", ""}


def test_every_id_that_shipped_before_leads_to_an_edition_that_ships():
    shipped = {e.id: e for e in Store(SHIPPED).editions()}
    with editions.FORMER_IDS.open() as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    for row in rows:
        assert row["former"] not in shipped
        assert row["former"] in shipped[row["edition"]].aliases
