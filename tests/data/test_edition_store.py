"""A store and the entries of its log: written whole or not at all, read back as they were, errors that name the file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

from data import editions
from data.catalogue import RESOURCES, Tidy
from data.edition_store import Store, write_atomically
from data.editions import (
    Edition,
    Publication,
    describe,
    edition_entry,
    edition_of,
    lacking,
    to_arrow,
    with_aliases,
    with_date,
    with_day_of,
)
from data.errors import DashboardError

JANUARY, MARCH = dt.date(2025, 1, 1), dt.date(2025, 3, 1)


def tidy(value: int = 3, *, months_from: dt.date = JANUARY, months_to: dt.date = MARCH, **facts: object) -> Tidy:
    months = pd.to_datetime([months_to, months_from, months_from]).as_unit("s")
    rows = pd.DataFrame(
        {
            "series": "burglary",
            "area_code": ["E09000008", "E09000008", "E09000003"],
            "month": months,
            "value": [0, value, 2],
        }
    )
    return Tidy("recorded_crime", "borough", rows, months_from, months_to, ("burglary",), ("robbery",), **facts)  # type: ignore[arg-type]


def edition(value: int = 3, *, published: Publication | None = None, **facts: object) -> tuple[Edition, pa.Table]:
    read = tidy(value, **facts)
    table = to_arrow(read)
    known = published or Publication(dt.date(2025, 4, 15))
    return describe(read, table, source=Path("folder/made.csv"), sha256="abc", published=known), table


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_an_entry_says_where_an_edition_is_from() -> None:
    entry, table = edition()
    assert (entry.dataset, entry.resource, entry.level, entry.table) == (
        "mps_recorded_crime", "recorded_crime", "borough", "observation",
    )  # fmt: skip
    assert entry.title == f"Metropolitan Police Service, {RESOURCES['recorded_crime'].title}"
    assert (entry.source_name, entry.source_sha256) == ("made.csv", "abc")
    assert (entry.months_from, entry.months_to, entry.rows) == (JANUARY, MARCH, 2)
    assert (entry.published_on, entry.published_estimated, entry.dated_before) == (dt.date(2025, 4, 15), False, None)
    assert entry.url.startswith("https://data.london.gov.uk/")
    assert "Open Government Licence" in entry.licence
    assert entry.id == f"recorded_crime-borough-202501-202503-{entry.content_hash[:8]}"
    assert entry.file == f"{entry.id}.parquet"
    assert (entry.covers, entry.lacks, entry.aliases, entry.accepted) == (("burglary",), ("robbery",), (), "")
    assert table.num_rows == 2, "a count of zero is no row"


def test_the_hash_of_the_source_names_an_edition_and_its_rows_its_file() -> None:
    entry, _ = edition(source_hash="0123456789abcdef", warnings=("Odd.",), unnamed=("burglary:E09000001",))
    assert entry.id == "recorded_crime-borough-202501-202503-01234567"
    assert entry.file == f"{entry.id}.{entry.content_hash[:8]}.parquet"
    assert (entry.warnings, entry.unnamed) == (("Odd.",), ("burglary:E09000001",))


def test_rows_are_sorted_and_their_types_are_those_of_the_warehouse() -> None:
    table = to_arrow(tidy())
    assert table.to_pylist() == [
        {"series": "burglary", "area_code": "E09000003", "month": JANUARY, "value": 2},
        {"series": "burglary", "area_code": "E09000008", "month": JANUARY, "value": 3},
    ]
    assert table.schema.metadata is None
    assert table.schema.field("month").type == pa.date32()
    assert pa.types.is_dictionary(table.schema.field("area_code").type)
    assert table.schema.field("value").type == pa.int64()


@pytest.mark.parametrize(
    ("given", "facts", "day", "estimated"),
    [
        (Publication(), {"published_on": dt.date(2025, 5, 2)}, dt.date(2025, 5, 2), False),
        (Publication(dt.date(2025, 5, 9)), {"published_on": dt.date(2025, 5, 2)}, dt.date(2025, 5, 2), False),
        (Publication(dt.date(2025, 5, 1), estimated=True), {}, dt.date(2025, 5, 1), True),
        (Publication(), {}, dt.date(2025, 4, 1), True),
        # The month after a December is a January.
        (Publication(), {"months_to": dt.date(2025, 12, 1)}, dt.date(2026, 1, 1), True),
        # 25 months may be a recent file of 24 whose first month is cut short; 26 are a historical one, which came out
        # with the 24 months that continue it.
        (Publication(), {"months_from": dt.date(2023, 3, 1)}, dt.date(2025, 4, 1), True),
        (Publication(), {"months_from": dt.date(2023, 2, 1)}, dt.date(2027, 4, 1), True),
    ],
)
def test_the_publication_date_is_the_files_own_or_the_one_given_or_estimated(
    given: Publication, facts: dict[str, object], day: dt.date, estimated: bool
) -> None:
    entry, _ = edition(published=given, **facts)
    assert (entry.published_on, entry.published_estimated) == (day, estimated)


def test_of_what_is_not_monthly_no_date_is_guessed() -> None:
    rows = pd.DataFrame({"area_code": ["E09000008"], "rank": [1], "neighbour_code": ["E09000003"]})
    read = Tidy("similar_areas", "borough", rows, JANUARY, JANUARY)
    entry = describe(read, to_arrow(read), source=Path("a"), sha256="", published=Publication())
    assert (entry.table, entry.published_on, entry.published_estimated) == ("similar_area", None, True)


def test_rows_say_which_of_two_tables_a_resource_carries() -> None:
    people = pd.DataFrame({"area_code": ["E05000026"], "measure": ["residents"], "year": [2024], "value": [0]})
    read = Tidy("wards", "ward", people, JANUARY, JANUARY)
    entry = describe(read, to_arrow(read), source=Path("a"), sha256="", published=Publication())
    assert (entry.table, entry.rows) == ("population", 1), "nobody living there is a figure, not a missing row"


def test_an_edition_has_the_ids_under_which_it_shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = edition()[0].id
    former = tmp_path / "former.csv"
    former.write_text(f"edition,former\n{name},first\nanother,third\n{name},second\n")
    monkeypatch.setattr(editions, "FORMER_IDS", former)
    editions._former_ids.cache_clear()
    assert edition()[0].aliases == ("first", "second")
    editions._former_ids.cache_clear()


def test_an_entry_is_read_back_as_it_was_written() -> None:
    entry, _ = edition(published=Publication(dt.date(2025, 4, 15), dated_before=dt.date(2025, 4, 1)))
    assert entry.dated_before == dt.date(2025, 4, 1)
    whole = replace(entry, lacks=lacking(entry), aliases=("former",), accepted="The publisher says so")
    again = edition_of(json.loads(json.dumps(edition_entry(whole))))
    assert again == whole
    older = {
        k: v for k, v in edition_entry(entry).items() if k not in ("unnamed", "aliases", "dated_before", "accepted")
    }
    assert edition_of(json.loads(json.dumps(older))).unnamed == ()
    for broken in ({}, {**edition_entry(entry), "months_to": "soon"}, {**edition_entry(entry), "colour": "red"}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            edition_of(broken)


def test_a_series_registered_since_is_lacking_and_no_other_is() -> None:
    entry, _ = edition()
    assert {"robbery", "bicycle_theft"} <= set(lacking(entry))
    assert "burglary" not in lacking(entry)
    assert lacking(entry)[0] == "robbery"
    assert len(set(lacking(entry))) == len(lacking(entry))


def test_dates_and_aliases_pass_to_the_edition_that_takes_a_place() -> None:
    known, _ = edition()
    estimated, _ = edition(4, published=Publication(dt.date(2025, 5, 1), estimated=True))
    assert with_day_of(estimated, known).published_on == dt.date(2025, 4, 15)
    assert with_day_of(estimated, known).published_estimated is False
    assert with_day_of(known, estimated) is known
    assert with_day_of(estimated, estimated) is estimated
    assert with_day_of(estimated, None) is estimated
    dated = with_date(estimated, MARCH)
    assert (dated.published_on, dated.published_estimated) == (MARCH, False)
    former = [replace(known, id="b", aliases=("a",)), replace(known, id="c", aliases=("a", "b"))]
    assert with_aliases(replace(known, aliases=("z",)), former).aliases == ("z", "a", "b", "c")


def test_what_is_recorded_is_there_and_in_order(store: Store) -> None:
    assert store.editions() == []
    assert store.fingerprint() == hashlib.sha256(b"").hexdigest()[:12]
    (first, rows), (second, _) = edition(), edition(4)
    later, later_rows = edition(5, months_to=dt.date(2025, 4, 1))
    store.record([(later, later_rows), (first, rows)], extra={"about": "made up"})
    assert [e.id for e in store.editions()] == [first.id, later.id]
    assert pyarrow.parquet.read_table(store.path(first)).to_pylist() == rows.to_pylist()
    log = json.loads(store.manifest.read_text())
    assert (log["format"], log["about"]) == (1, "made up")
    assert store.manifest.read_text().endswith("}\n")
    before = store.fingerprint()
    assert before == hashlib.sha256(store.manifest.read_bytes()).hexdigest()[:12]
    store.record([(second, rows)], instead_of=frozenset({first.id}))
    assert {e.id for e in store.editions()} == {second.id, later.id}
    assert store.fingerprint() != before
    assert list(store.folder.glob(".*")) == []


def test_a_log_that_cannot_be_read_names_its_file(store: Store) -> None:
    store.folder.mkdir()
    for text in ("{", "[]", '{"editions": [{}]}', '{"editions": [{"months_from": 3, "months_to": 4}]}'):
        store.manifest.write_text(text)
        with pytest.raises(DashboardError, match="the edition log cannot be read") as refused:
            store.editions()
        assert refused.value.message.startswith(str(store.manifest))
        assert refused.value.hint == "Restore the file from a backup or from version control."


@pytest.mark.parametrize("had_one", [True, False])
def test_what_is_recorded_within_stays_only_if_all_goes_well(store: Store, had_one: bool) -> None:
    first, rows = edition()
    second, other = edition(4)
    if had_one:
        store.record([(first, rows)])

    def record_and_fail() -> None:
        with store.lock(), store.or_nothing():
            store.record([(second, other)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        record_and_fail()
    assert [e.id for e in store.editions()] == ([first.id] if had_one else [])
    assert store.manifest.exists() is had_one
    assert {path.name for path in store.folder.glob("*.parquet")} == ({first.file} if had_one else set())
    with store.lock(), store.or_nothing():
        store.record([(second, other)])
    assert second.id in [e.id for e in store.editions()]
    assert {path.name for path in store.folder.glob(".*")} <= {".lock"}


def test_a_block_that_records_nothing_leaves_no_log_and_its_copy_of_one_is_hidden(store: Store) -> None:
    def fail() -> None:
        with store.lock(), store.or_nothing():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not store.manifest.exists()
    first, rows = edition()
    store.record([(first, rows)])
    with store.lock(), store.or_nothing():
        assert {path.name for path in store.folder.glob("[!.]*")} == {"manifest.json", first.file}


def test_a_writer_waits_as_long_as_it_is_told(store: Store) -> None:
    is_held, is_done = Event(), Event()

    def hold() -> None:
        with store.lock():
            is_held.set()
            is_done.wait(0.3)

    other = Thread(target=hold)
    other.start()
    assert is_held.wait(30)
    with store.lock(wait=30):
        assert store.editions() == []
    other.join()


def test_a_disk_without_room_for_a_copy_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first, rows = edition()
    store.record([(first, rows)])

    def full(_source: Path, target: Path) -> None:
        Path(target).write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space left"), store.lock(), store.or_nothing():
        raise AssertionError("the block does not begin")
    assert [e.id for e in store.editions()] == [first.id]
    assert not (store.folder / ".manifest.before").exists()


def test_what_a_killed_writer_left_is_cleared_by_the_next(store: Store) -> None:
    first, rows = edition()
    store.folder.mkdir()
    (store.folder / "stray.parquet").write_bytes(b"")
    with store.lock():
        assert (store.folder / "stray.parquet").exists(), "without a log nothing is known to be left over"
        store.record([(first, rows)])
    (store.folder / ".half.123").write_bytes(b"")
    (store.folder / "corrections.json").write_text("{}")
    with store.lock():
        assert {path.name for path in store.folder.iterdir()} == {
            ".lock", "manifest.json", "corrections.json", first.file,
        }  # fmt: skip


def test_one_writer_at_a_time(store: Store) -> None:
    busy = "another process is adding or building"
    with store.lock(), pytest.raises(DashboardError, match=busy) as refused, store.lock():
        raise AssertionError("two writers")
    assert refused.value.message.startswith(str(store.folder))


def test_a_small_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("before")
    write_atomically(path, "after")
    assert path.read_text() == "after\n"
    assert [other.name for other in tmp_path.iterdir()] == ["file"]
