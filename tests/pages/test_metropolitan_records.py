"""What pages and API show once record files of the Metropolitan Police have been added: places, calls, searches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.street import search_counts, street_counts
from data import folders, warehouse
from data.edition_store import Store
from data.editions import Publication
from data.street import street_intake
from tests.data.street.generated import write_archive
from tests.pages.test_pages import SHELL
from tests.pages.texts import html_of

MONTHS = tuple(f"2025-{month:02}" for month in range(1, 13))


@pytest.fixture(scope="module", autouse=True)
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation with twelve made-up months of the Metropolitan Police's records."""
    archive = write_archive(tmp_path_factory.mktemp("archive"), rows=200, months=MONTHS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LONDON_CRIME_VAR", str(tmp_path_factory.mktemp("metropolitan")))
        store = Store(folders.added_folder())
        files = [f for f in archive.rglob("*metropolitan*.csv") if "outcomes" not in f.name]
        with store.lock(), store.or_nothing():
            street_intake.add(files, published=Publication(pd.Timestamp("2026-02-15").date()), progress=False)
            warehouse.ensure(progress=False)
        yield archive


def shown(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(SHELL), default_timeout=180)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run().switch_page(page).run()


def rows_of(installation: Path, kind: str) -> pd.DataFrame:
    return pd.concat(pd.read_csv(f, dtype=str) for f in installation.rglob(f"*metropolitan-{kind}.csv"))


def test_a_borough_has_places_and_calls_below_the_ward(installation: Path) -> None:
    app = shown("borough.py", area="Camden")
    assert [error.message for error in app.exception] == []
    html = html_of(app).split('id="below-the-ward"')[1]
    rows = rows_of(installation, "street")
    own = rows[rows["LSOA name"].fillna("").str.startswith("Camden ")]
    calls = own[own["Crime type"].str.strip() == "Anti-social behaviour"]
    text = re.sub(r"<[^>]+>", " ", html)
    assert f" {len(own):,} " in text
    assert f" {len(calls):,} " in text
    assert "Calls and reports of incidents, not recorded crimes" in text


def test_searches_are_shown_by_what_they_were(installation: Path) -> None:
    app = shown("stop_and_search.py")
    assert [error.message for error in app.exception] == []
    searches = rows_of(installation, "stop-and-search")
    newest = searches[searches["Date"].str.startswith("2025-12")]
    assert app.title[0].value == f"Metropolitan Police Service: {len(newest):,} searches in December 2025"
    html = html_of(app)
    assert search_counts.EMPTY in html, "of the City none is held"
    largest = newest["Self-defined ethnicity"].fillna("Not stated").value_counts()
    assert f"Self-defined ethnicity: {largest.index[0]}, " in html


def test_the_two_forces_stay_apart() -> None:
    window = street_counts.newest_year(street_counts.CITY_POLICE)
    assert window is not None
    assert street_counts.count(window, category="Burglary") == 459
    assert street_counts.is_held(street_counts.METROPOLITAN)
