"""What ships: that it can be made again from the published files, that it is whole, and that it stays small."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyarrow.parquet
import pytest

from data import snapshot, warehouse
from data.catalogue import DATASETS
from data.edition_store import Store
from data.editions import Edition

# Read where a file of an area is added; the whole country's is larger than the figures that ship.
NOT_SHIPPED = {"ons_postcodes"}
SHIPPED = Path(__file__).parents[2] / "data" / "snapshot"


def test_made_again_from_the_published_files_it_has_the_same_figures(from_published, monkeypatch, tmp_path):
    from_published.use(monkeypatch)
    folder, size = snapshot.write(tmp_path / "again")
    again, shipped = Store(folder), Store(SHIPPED)
    assert size <= 12_000_000
    assert {e.id: e.content_hash for e in again.editions()} == {e.id: e.content_hash for e in shipped.editions()}
    for edition in shipped.editions():
        made, kept = (pyarrow.parquet.read_table(s.path(edition)) for s in (again, shipped))
        assert made.equals(kept), edition.id
    assert list(map(about, again.editions())) == list(map(about, shipped.editions()))


def about(edition: Edition) -> tuple[object, ...]:
    dates = edition.published_on, edition.published_estimated, edition.dated_before
    source = edition.title, edition.source_name, edition.source_sha256, edition.accepted
    return (
        edition.id,
        *dates,
        *source,
        edition.covers,
        edition.lacks,
        edition.unnamed,
        edition.warnings,
        edition.aliases,
    )


def test_its_log_names_every_file_with_its_checksum_and_every_attribution():
    log = json.loads((SHIPPED / "manifest.json").read_text())
    files = {f.name for f in SHIPPED.glob("*.parquet")}
    assert set(log["sha256"]) == files
    for name, checksum in log["sha256"].items():
        assert hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest() == checksum
    for dataset, line in log["attribution"].items():
        assert DATASETS[dataset].publisher in line
        assert "Open Government Licence" in line
    assert {e["dataset"] for e in log["editions"]} == set(log["attribution"]) == set(DATASETS) - NOT_SHIPPED


def test_all_editions_of_london_boroughs_and_wards_ship(from_published, monkeypatch):
    from_published.use(monkeypatch)
    shipped = {e.id for e in Store(SHIPPED).editions()}
    rows = warehouse.current().rows("""SELECT id, level FROM edition WHERE "table" = 'observation'""")
    assert {r["id"] for r in rows if r["level"] != "lsoa"} <= shipped
    assert not any("-lsoa-" in i for i in shipped)


def test_a_damaged_file_of_the_snapshot_stops_the_build_and_names_itself(fresh, tmp_path, monkeypatch):
    copy = tmp_path / "snapshot"
    copy.mkdir()
    for file in SHIPPED.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    victim = next(copy.glob("knife-borough-*.parquet"))
    victim.write_bytes(victim.read_bytes()[:2000])
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(copy))
    with pytest.raises(Exception, match=victim.name) as caught:
        warehouse.build(progress=False)
    assert "Restore" in caught.value.hint
    assert not (fresh.var / "warehouse" / "CURRENT").exists()
