"""The same edition again, and older ones: none replaces what is newer."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from tests.data.conftest import IMPATIENT
from tests.data.refresh.landed_and_failed import changed
from tests.data.small import DASHBOARD, RECORDED, digests, edited

LIMITS = IMPATIENT


def test_the_same_edition_again_in_other_bytes(small, publications):
    small.run("knife")
    before = small.editions()
    changed(small, lambda table: table.iloc[::-1])
    done = small.run("knife")
    assert [o.result for o in done.outcomes] == ["unchanged"]
    assert small.editions() == before
    assert digests()["knife"] == small.new["knife"]


@pytest.mark.parametrize("name", ["knife", "recorded_crime"])
def test_an_older_edition_than_ours_is_kept_and_wins_nothing(small, publications, name):
    """The publisher puts an old file back, with a new date of the file."""
    released = small.publisher.files
    small.run(name)
    assert digests()[name] == small.new[name]
    small.publisher.files = {
        dataset: [edited(new, old.body) for new, old in zip(files, publications.files(new=False)[dataset], strict=True)]
        for dataset, files in released.items()
    }
    done = small.run(name)
    assert [(o.ok, o.reason) for o in done.outcomes] == [(True, "")]
    assert digests()[name] == small.new[name]


def test_an_older_edition_that_we_never_had(small, publications):
    older = pd.read_csv(io.BytesIO(publications.knife_old), dtype="str", keep_default_na=False)
    older = older[~older.month_year.str.endswith("07/2025")].assign(refresh_date="21/07/2025")
    file = small.publisher.files[DASHBOARD][0]
    small.publisher.files[DASHBOARD][0] = edited(file, older.to_csv(index=False).encode())
    done = small.run("knife")
    assert "the publisher's file is older than ours" in done.outcomes[0].message
    assert digests()["knife"] == small.old["knife"]
    assert len([e for e in small.editions() if e.startswith("knife-borough")]) == 2


def test_an_older_edition_without_a_date_is_not_dated_by_the_server(small, publications):
    """Put back after ours, with other figures: its Last-Modified is the newest of all, and it must win no month."""
    small.run("recorded_crime")
    older = pd.read_csv(io.BytesIO(publications.borough_old), dtype="str")
    older.loc[0, "202509"] = str(int(older.loc[0, "202509"]) + 1)
    files = small.publisher.files[RECORDED]
    files[0] = edited(files[0], older.to_csv(index=False).encode())
    done = small.run("recorded_crime")
    assert "the publisher's file is older than ours" in done.outcomes[0].message
    assert digests()["recorded_crime"] == small.new["recorded_crime"]
    assert len([e for e in small.editions() if e.startswith("recorded_crime-borough-202504-202509")]) == 2
