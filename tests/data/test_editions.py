"""Which edition wins a month: the rule on small invented stores, run through the real build."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import intake, published_areas, warehouse
from data.catalogue import Tidy, series_of
from data.edition_store import Store
from data.editions import Publication, describe, to_arrow
from data.errors import DashboardError, WarehouseMissing
from data.folders import added_folder

JANUARY = dt.date(2025, 1, 1)
CROYDON, BARNET, UNKNOWN = "E09000008", "E09000003", "X-UNKNOWN"


def edition(values, *, first=JANUARY, published=JANUARY, lacks=(), series="burglary"):
    """An edition of recorded crime: `values` is area → counts of consecutive months; it carries what it does not lack."""
    length = len(next(iter(values.values())))
    months = pd.date_range(first, periods=length, freq="MS").as_unit("s")
    cells = [
        (series, area, month, n) for area, counts in values.items() for month, n in zip(months, counts, strict=True)
    ]
    rows = pd.DataFrame(cells, columns=["series", "area_code", "month", "value"])
    covers = tuple(s.id for s in series_of("recorded_crime", "borough") if s.id not in lacks)
    tidy = Tidy("recorded_crime", "borough", rows, months[0].date(), months[-1].date(), covers, tuple(lacks))
    table = to_arrow(tidy)
    entry = describe(tidy, table, source=added_folder() / "made.csv", sha256="", published=Publication(published))
    return entry, table


def figures(as_of: str = "9999-12-31") -> dict[tuple[str, str], int]:
    rows = warehouse.current().rows(
        "SELECT area_code, strftime(month, '%Y-%m') AS month, value FROM figures($as_of::DATE) WHERE series = 'burglary'",
        {"as_of": as_of},
    )
    return {(r["area_code"], r["month"]): r["value"] for r in rows}


@pytest.fixture
def empty(fresh, tmp_path, monkeypatch):
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(tmp_path / "nothing"))
    return fresh


def build(*editions):
    Store(added_folder()).record(list(editions))
    warehouse.build(progress=False)


def test_the_newest_wins_whole_months_never_cells(empty):
    """The newer edition has no 'Unknown': the older one's must not leak into its months."""
    older = edition({CROYDON: [10, 11, 12], UNKNOWN: [5, 6, 7]}, published=dt.date(2025, 4, 1))
    newer = edition({CROYDON: [21, 22]}, first=dt.date(2025, 2, 1), published=dt.date(2025, 5, 1))
    build(older, newer)
    found = figures()
    assert [found[CROYDON, f"2025-0{m}"] for m in (1, 2, 3)] == [10, 21, 22]
    assert found[UNKNOWN, "2025-01"] == 5
    assert (UNKNOWN, "2025-02") not in found
    assert [found[published_areas.MPS, f"2025-0{m}"] for m in (1, 2, 3)] == [15, 21, 22]


def test_the_grid_is_completed_inside_coverage_and_missing_outside(empty):
    build(edition({CROYDON: [1, 0, 3]}))
    found = figures()
    assert {found[code, "2025-02"] for code in published_areas.POLICED} == {0}
    assert found[BARNET, "2025-01"] == 0
    assert {month for _, month in found} == {"2025-01", "2025-02", "2025-03"}
    assert not any(area == published_areas.CITY_OF_LONDON for area, _ in found)


def test_an_edition_that_lacks_a_label_wins_no_month_that_a_full_one_covers(empty):
    full = edition({CROYDON: [1, 2]}, published=dt.date(2025, 3, 1))
    newer = edition({CROYDON: [8, 9, 10]}, published=dt.date(2026, 1, 1), lacks=["stalking_and_harassment"])
    build(full, newer)
    found = figures()
    assert [found[CROYDON, f"2025-0{m}"] for m in (1, 2, 3)] == [1, 2, 10]


def test_an_edition_read_under_an_older_catalogue_lacks_what_was_registered_since(empty):
    """It says nothing of the new series: an edition that has it stands before it, whatever their dates."""
    fuller = edition({CROYDON: [1, 2]}, published=dt.date(2025, 3, 1))
    older, table = edition({CROYDON: [8, 9, 10]}, published=dt.date(2026, 1, 1))
    unread = tuple(name for name in older.covers if name != "bicycle_theft")
    build(fuller, (replace(older, covers=unread), table))
    counts = figures()
    assert [counts[CROYDON, f"2025-0{m}"] for m in (1, 2, 3)] == [1, 2, 10]
    held, _ = warehouse.held()[older.id]
    assert held.lacks == ("bicycle_theft",)
    newest = "SELECT count(*) AS n FROM current WHERE series = 'bicycle_theft' AND month = '2025-03-01'"
    assert warehouse.current().rows(newest) == [{"n": 0}]


def test_as_of_gives_the_figures_of_that_day(empty):
    first = edition({CROYDON: [10]}, published=dt.date(2025, 2, 10))
    second = edition({CROYDON: [12]}, published=dt.date(2025, 3, 10))
    build(first, second)
    assert figures("2025-02-09") == {}
    assert figures("2025-02-10")[CROYDON, "2025-01"] == 10
    assert figures("2025-03-09")[CROYDON, "2025-01"] == 10
    assert figures("2025-03-10")[CROYDON, "2025-01"] == 12
    assert figures()[CROYDON, "2025-01"] == 12


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(1, 4), st.integers(0, 30), st.booleans()), min_size=1, max_size=4,
        unique_by=lambda e: e[2],
    )
)  # fmt: skip
def test_every_covered_month_has_exactly_one_winner_and_it_is_the_right_one(empty, drawn):
    """Any editions: first month, length, day of publication, whether a label is lacking."""
    for file in added_folder().glob("*"):
        file.unlink()
    made = []
    for offset, length, day, lacking in drawn:
        first = dt.date(2025, 1 + offset, 1)
        values = {CROYDON: [100 * day + i + 1 for i in range(length)]}
        lacks = ["rape"] if lacking else []
        made.append((edition(values, first=first, published=dt.date(2026, 1, 1 + day), lacks=lacks), drawn))
    build(*(e for e, _ in made))
    winners = {r["month"]: r["edition_id"] for r in warehouse.current().rows("SELECT month, edition_id FROM winner")}
    entries = [e for (e, _), _ in made]
    covered = {m.date() for e in entries for m in pd.date_range(e.months_from, e.months_to, freq="MS")}
    assert set(winners) == covered
    for month, winner in winners.items():
        rivals = [e for e in entries if e.months_from <= month <= e.months_to]
        best = max(rivals, key=lambda e: (not e.lacks, e.published_on))
        assert winner == best.id


def test_the_same_edition_again_changes_nothing(fresh, published):
    path = published / "mps_recorded_crime_borough" / "borough_recent_202407-202606.csv"
    before = warehouse.version()
    outcome = intake.add([path, path], progress=False)
    assert [e.id[:22] for e in outcome.already_held] == ["recorded_crime-borough"]
    assert outcome.recorded == []
    assert warehouse.version() == before


def test_a_known_day_replaces_an_estimate(fresh, published):
    path = published / "mps_recorded_crime_borough" / "borough_recent_202407-202606.csv"
    outcome = intake.add([path], published=intake.parse_published("2026-07-16"), progress=False)
    assert [(e.published_on, e.published_estimated) for e in outcome.redated] == [(dt.date(2026, 7, 16), False)]
    held, _ = warehouse.held()[outcome.redated[0].id]
    assert held.published_on == dt.date(2026, 7, 16)


@pytest.mark.parametrize("text", ["2026-13", "18/03/2026", "yesterday", ""])
def test_a_date_that_is_none_is_refused(text):
    with pytest.raises(DashboardError, match="YYYY-MM-DD"):
        intake.parse_published(text)


def test_the_log_names_no_edition_whose_rows_are_not_there(empty):
    """Rows come first: where those of one cannot be written, none is recorded."""
    good, bad = edition({CROYDON: [10]}), edition({BARNET: [20]})
    store = Store(added_folder())
    store.path(bad[0]).mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        store.record([good, bad])
    assert store.editions() == []


def test_a_new_warehouse_is_picked_up_without_a_restart(empty):
    build(edition({CROYDON: [1]}))
    reader = warehouse.current()
    build(edition({CROYDON: [2]}, published=dt.date(2026, 1, 1)))
    assert warehouse.current().version != reader.version
    assert figures()[CROYDON, "2025-01"] == 2
    assert (
        reader.rows("SELECT value FROM current WHERE area_code = 'E09000008' AND series = 'burglary'")[0]["value"] == 1
    )


def test_what_is_made_of_many_queries_is_of_one_warehouse(empty):
    """A new one is published in the middle: the rest of the answer is still of the old one, and the next of the new."""
    build(edition({CROYDON: [1]}))
    with warehouse.pinned():
        old = warehouse.current()
        build(edition({CROYDON: [2]}, published=dt.date(2026, 1, 1)))
        build(edition({CROYDON: [3]}, published=dt.date(2026, 2, 1)))
        assert warehouse.current() is old
        assert figures()[CROYDON, "2025-01"] == 1
        with ThreadPoolExecutor() as pool:
            assert pool.submit(copy_context().run, figures).result()[CROYDON, "2025-01"] == 1
            assert pool.submit(figures).result()[CROYDON, "2025-01"] == 3
    assert figures()[CROYDON, "2025-01"] == 3


def test_nothing_is_pinned_before_the_first_warehouse(empty):
    with warehouse.pinned():
        with pytest.raises(WarehouseMissing):
            warehouse.current()
        build(edition({CROYDON: [1]}))
        assert figures()[CROYDON, "2025-01"] == 1


def test_the_warehouse_is_read_only_and_shut_off_from_files(own_folder):
    for statement in ("CREATE TABLE x (a INT)", "SELECT * FROM read_csv('/etc/passwd')", "SET threads = 1"):
        with pytest.raises(Exception, match=r"read-only|disabled|locked"):
            warehouse.current().query(statement)
