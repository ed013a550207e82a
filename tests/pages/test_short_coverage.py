"""An installation whose files hold less than a year of an indicator: pages and briefings say so and stand."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from api.briefing.briefing_routes import ROUTES
from data import warehouse
from data.edition_store import Store
from tests.conftest import ROOT

# Resource → the first of its last months that stay, and the pages that show its figures.
SHORT = {
    "knife": (dt.date(2025, 10, 1), ("knife_crime.py", "borough.py")),
    "recorded_crime": (dt.date(2025, 10, 1), ("burglary.py", "borough.py")),
    "vawg_offences": (dt.date(2025, 10, 1), ("vawg.py",)),
}


def shorten(store: Store, resource: str, first: dt.date) -> None:
    """Leave only the months from `first` on of one resource."""
    kept = []
    for edition in store.editions():
        if edition.resource == resource and edition.table == "observation":
            if edition.months_to < first:
                continue
            table = pyarrow.parquet.read_table(store.path(edition))
            table = table.filter(pc.greater_equal(table["month"], pa.scalar(first)))
            pyarrow.parquet.write_table(table, store.path(edition))
            kept.append(replace(edition, months_from=max(edition.months_from, first), rows=table.num_rows))
        else:
            kept.append(edition)
    store.write_log(kept)


@pytest.mark.parametrize("resource", SHORT)
def test_pages_stand_without_a_full_year(resource: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, pages = SHORT[resource]
    shutil.copytree(ROOT / "data" / "snapshot", tmp_path / "snapshot")
    shorten(Store(tmp_path / "snapshot"), resource, first)
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(tmp_path / "snapshot"))
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "var"))
    warehouse.ensure(progress=False)
    for page in pages:
        app = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=60).switch_page(page).run()
        assert not app.exception, (page, app.exception)
    briefings = TestClient(Starlette(routes=ROUTES))
    for address in ("/briefing", "/briefing/croydon", "/briefing/westminster"):
        assert briefings.get(address).status_code == 200
