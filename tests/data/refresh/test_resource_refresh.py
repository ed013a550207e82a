"""What a refresh does when all is well, over real HTTP: what it asks, what it takes, what it remembers."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import json
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pandas as pd
import pytest

import data
from data import folders, warehouse
from data.__main__ import main
from data.catalogue import RESOURCES
from data.edition_store import Store
from data.refresh import refresh_outcomes, resource_refresh
from data.refresh.publisher_addresses import LISTED, in_words
from tests.data.publisher import File
from tests.data.small import AUTUMN_2025, BOROUGH, DASHBOARD, KNIFE, KNIFE_SPRING, RECORDED, digests, edited


def asked(small, part: str) -> list[int]:
    return [a.status for a in small.publisher.asked if part in a.path]


def held(resource: str, level: str) -> dict[tuple[str, str], tuple[dt.date | None, bool]]:
    """(first, last month) of each edition that was added → its publication date, and whether that is estimated."""
    return {
        (f"{e.months_from:%Y-%m}", f"{e.months_to:%Y-%m}"): (e.published_on, e.published_estimated)
        for e in Store(folders.added_folder()).editions()
        if (e.resource, e.level) == (resource, level)
    }


def test_it_ends_with_the_figures_that_adding_by_hand_gives(small):
    done = small.run()
    assert [(o.resource, o.result) for o in done.outcomes] == [("recorded_crime", "new"), ("knife", "new")]
    assert done.exit_status == 0
    assert digests() == small.new
    small.assert_tidy()


def test_the_revision_is_that_of_the_files(small, published):
    monthly = published / "mps_monthly_dashboard"
    told = []
    for name in ("other_and_knife_crime_refreshed_2025-08", "knife_crime_refreshed_2026-03-18"):
        rows = pd.read_parquet(monthly / f"{name}.parquet")
        rows = rows[rows.month_year.between("2025-03-01", "2025-07-01") & (rows.area_type == "Borough")]
        rows = rows[(rows.crime_subtype == "Knife Crime") & (rows.measure == "Offences")]
        told.append(int(rows["count"].sum()))
    before, after = told
    assert before != after
    assert warehouse.current().rows(KNIFE_SPRING)[0]["n"] == before
    small.run("knife")
    assert warehouse.current().rows(KNIFE_SPRING)[0]["n"] == after


# What is asked


def test_what_has_not_changed_is_not_sent_again(small):
    small.run()
    small.publisher.asked.clear()
    done = small.run()
    assert [o.result for o in done.outcomes] == ["unchanged", "unchanged"]
    assert asked(small, "/download/") == [304] * 5
    # Every file has its catalogue, and each catalogue is asked once.
    assert asked(small, "/api/") == [200, 200]


@pytest.mark.parametrize("etag", [True, False], ids=["ETag", "Last-Modified"])
def test_one_validator_will_do(small, etag):
    knife = small.publisher.files[DASHBOARD]
    knife[0] = replace(knife[0], etag=etag, dated=not etag)
    small.run("knife")
    small.run("knife")
    assert asked(small, KNIFE) == [200, 304]


def test_without_validators_the_checksum_of_the_catalogue_decides(small, publications):
    knife = small.publisher.files[DASHBOARD]
    knife[0] = replace(knife[0], etag=False, dated=False, body=publications.knife_old)
    small.run("knife")
    small.run("knife")
    assert asked(small, KNIFE) == [200]
    knife[0] = replace(knife[0], body=publications.knife_new)
    small.run("knife")
    assert asked(small, KNIFE) == [200, 200]
    assert digests()["knife"] == small.new["knife"]


def test_with_neither_it_is_fetched_and_found_to_be_the_same(small):
    small.publisher.shapes = {"list"}
    knife = small.publisher.files[DASHBOARD]
    knife[0] = replace(knife[0], etag=False, dated=False)
    small.run("knife")
    assert [o.result for o in small.run("knife").outcomes] == ["unchanged"]
    assert asked(small, KNIFE) == [200, 200]


@pytest.mark.parametrize("shape", ["dict", "list"])
def test_validators_belong_to_an_address(small, shape):
    """The key of a file changes with its format: what was said of the old address says nothing of the new one."""
    small.publisher.shapes = {shape}
    small.run("knife")
    small.publisher.files[DASHBOARD][0].key = "new"
    small.publisher.asked.clear()
    small.run("knife")
    small.run("knife")
    # Where the catalogue has a checksum, nothing need be asked of the file.
    assert asked(small, KNIFE) == ([] if shape == "dict" else [200, 304])


def test_a_file_is_fetched_again_when_its_editions_are_gone_or_more_is_read_from_it(small):
    small.run("knife")
    log = Store(folders.added_folder())
    log.write_log([e for e in log.editions() if e.published_on != dt.date(2026, 3, 18)])
    assert [o.result for o in small.run("knife").outcomes] == ["new"]
    content = json.loads(refresh_outcomes.outcomes_file().read_text())
    content["resources"]["knife"]["readers"] = "older"
    refresh_outcomes.outcomes_file().write_text(json.dumps(content))
    assert [o.result for o in small.run("knife").outcomes] == ["unchanged"]
    assert asked(small, KNIFE) == [200, 200, 200]


def test_an_edition_read_anew_with_more_series_replaces_what_was_read_before(small):
    """As after an update of the project that reads another series from the same file."""
    small.run("knife")
    log = Store(folders.added_folder())
    ours = [e for e in log.editions() if e.resource == "knife"]
    poorer = [replace(e, id=e.id[:-8] + "0" * 8, content_hash="0" * 64) for e in ours]
    for edition, poor in zip(ours, poorer, strict=True):
        log.path(edition).rename(log.path(poor))
    log.write_log([*(e for e in log.editions() if e.resource != "knife"), *poorer])
    (small.var / "refresh.json").unlink()
    small.publisher.files[DASHBOARD][0] = edited(
        small.publisher.files[DASHBOARD][0], small.publisher.files[DASHBOARD][0].body
    )
    assert [o.result for o in resource_refresh.refresh(("knife",), show_progress=False).outcomes] == ["new"]
    new = {e.id for e in log.editions() if e.published_on == dt.date(2026, 3, 18)}
    assert new == {e.id for e in ours if e.published_on == dt.date(2026, 3, 18)}
    assert digests()["knife"] == small.new["knife"]


def test_the_request_says_who_asks(small):
    version = tomllib.loads((folders.ROOT / "pyproject.toml").read_text())["project"]["version"]
    small.run("knife")
    assert data.__version__ == version
    assert {a.headers["User-Agent"].split(" ")[0] for a in small.publisher.asked} == {
        f"london-crime-dashboard/{version}"
    }


def test_a_workbook_is_taken_only_where_there_is_no_csv(small, publications):
    csv = small.publisher.files[DASHBOARD][0]
    parquet = replace(csv, form="parquet", body=publications.knife_new_parquet)
    small.publisher.files[DASHBOARD] = [parquet, csv]
    small.run("knife")
    assert (asked(small, f"{KNIFE}.csv"), asked(small, f"{KNIFE}.parquet")) == ([200], [])
    small.publisher.files[DASHBOARD] = [parquet, File("Guide to the data", b"%PDF", form="pdf")]
    done = small.run("knife")
    assert asked(small, f"{KNIFE}.parquet") == [200]
    # The same edition in another form is the same edition.
    assert [o.result for o in done.outcomes] == ["unchanged"]


def test_of_several_the_file_that_covers_most_is_taken(small, publications):
    old = File(KNIFE, publications.knife_old, covers_to="2025-07-31")
    new = File(f"{KNIFE} 2026", publications.knife_new, covers_to="2026-02-28")
    small.publisher.files[DASHBOARD] = [old, new]
    small.run("knife")
    assert digests()["knife"] == small.new["knife"]


# When it was published


def test_a_file_without_a_date_is_dated_by_the_server(small):
    """Last-Modified, 12 April 2026, is an estimate: shown as 'about', never as a day."""
    small.run("recorded_crime")
    found = held("recorded_crime", "borough")
    assert found["2025-07", "2025-12"] == (dt.date(2026, 4, 12), True)
    assert "figures are those of about April 2026" in small.outcome("recorded_crime").message


def test_a_correction_of_the_same_months_wins(small, publications):
    """The publisher corrects a file: the same months, a later file. Both estimated by month, chance would decide."""
    small.run("recorded_crime")
    files = small.publisher.files[RECORDED]
    table = pd.read_csv(io.BytesIO(files[0].body), dtype="str")
    table.loc[0, "202512"] = str(int(table.loc[0, "202512"]) + 2)
    files[0] = edited(files[0], table.to_csv(index=False).encode())
    resource_refresh.refresh(("recorded_crime",), show_progress=False)
    total = "SELECT sum(value)::BIGINT AS n FROM current WHERE series = 'all_recorded_crime' AND level = 'mps' AND month = '2025-12-01'"
    expected = pd.read_csv(io.BytesIO(publications.borough_new))
    expected = expected[~expected.Group.isin(["NFIB FRAUD", "FRAUD AND FORGERY"])]["202512"].sum() + 2
    assert warehouse.current().rows(total)[0]["n"] == expected


def test_a_date_before_the_end_of_the_file_is_not_believed(small):
    files = small.publisher.files[RECORDED]
    files[0] = replace(files[0], modified=AUTUMN_2025 - 300 * 86_400)
    small.run("recorded_crime")
    assert held("recorded_crime", "borough")["2025-07", "2025-12"] == (dt.date(2026, 1, 1), True)


# Asking without fetching


def test_a_dry_run_says_what_it_would_do_and_changes_nothing(small, capsys):
    small.run("recorded_crime")
    before = {p: p.stat().st_mtime_ns for p in small.var.rglob("*") if p.is_file()}
    small.publisher.asked.clear()
    assert main(["refresh", "--dry-run", "--dataset", "recorded_crime", "--dataset", "knife"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:4] == [
        f"recorded_crime/{level}/{part}: unchanged"
        for level in ("borough", "ward")
        for part in ("recent", "historical")
    ]
    size = len(small.publisher.files[DASHBOARD][0].body)
    assert told[4:] == [
        f"knife: would fetch {size:,} bytes from {small.publisher.address}/download/{DASHBOARD}/qbc/{KNIFE}.csv"
    ]
    assert {p: p.stat().st_mtime_ns for p in small.var.rglob("*") if p.is_file()} == before
    small.publisher.files[DASHBOARD][0].title = "Crimes with blades"
    assert main(["refresh", "--dry-run", "--dataset", "recorded_crime", "--dataset", "knife"]) == 3
    assert main(["refresh", "--dry-run", "--dataset", "knife"]) == 1
    assert "Crimes with blades" in capsys.readouterr().err


# What is declared


def test_every_source_knows_its_own_title_and_no_other_of_its_dataset():
    for source in LISTED:
        same = [other for other in LISTED if other.is_titled(source.title)]
        resources = {RESOURCES[s.resource] for s in same}
        assert source in same
        # Titles of victims stand in two datasets; within one, a title is one file's.
        assert len({s.id for s in same if s.resource == source.resource}) == 1
        assert len(resources) == 1 or "victims" in source.title
        assert in_words(source.resource) != RESOURCES[source.resource].title
    assert BOROUGH in {source.title for source in LISTED}


def test_it_works_where_an_event_loop_is_running(small):
    async def inside() -> list[str]:
        return [outcome.result for outcome in small.run().outcomes]

    # In a thread of its own: in the tests' own thread Playwright's loop may be running already.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(inside())).result() == ["new", "new"]
