"""The counts of the real record files, beside what pandas makes of the same files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest

from data import folders
from data.edition_store import Store
from data.publications.home_office_police_uk import FORCES
from data.street.forces import LONDON_FORCES, REPORTED_AS
from tests.data.street.conftest import PUBLISHED

pytestmark = pytest.mark.published
Rows = Callable[[str], pd.DataFrame]
KEYS = {
    "lsoa_code": "LSOA code",
    "lsoa_name": "LSOA name",
    "category": "Crime type",
    "outcome": "Last outcome category",
}


@pytest.fixture(scope="module")
def added(police_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that has added every real file; its var folder."""
    var = tmp_path_factory.mktemp("street")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LONDON_CRIME_VAR", str(var))
        patch.setenv("LONDON_CRIME_SNAPSHOT", str(var / "none"))
        from data.street import street_intake

        store = Store(folders.added_folder())
        with store.lock(), store.or_nothing():
            street_intake.add([police_files], published=PUBLISHED, progress=False)
    return var


def edition(var: Path, name: str) -> pd.DataFrame:
    store = Store(var / "editions")
    entry = next(e for e in store.editions() if e.id.startswith(name))
    table = pyarrow.parquet.read_table(store.path(entry)).to_pandas()
    return table.assign(month=pd.to_datetime(table["month"]))


@pytest.fixture(scope="module")
def city(added: Path) -> pd.DataFrame:
    return edition(added, "street_crime-city-of-london-202310")


@pytest.fixture(scope="module")
def published_city(rows: Rows) -> pd.DataFrame:
    return rows("20??-??-city-of-london-street.csv")


def test_every_count_is_that_of_pandas(city: pd.DataFrame, published_city: pd.DataFrame) -> None:
    expected = published_city.groupby(["Month", *KEYS.values()], dropna=False).size()
    columns = [
        city["month"].dt.strftime("%Y-%m"),
        *(city[name].astype("str").where(city[name].notna()) for name in KEYS),
    ]
    ours = city.groupby([pd.Series(c.to_numpy(), name=str(n)) for n, c in enumerate(columns)], dropna=False)[
        "value"
    ].sum()
    assert sorted(ours.to_numpy()) == sorted(expected.to_numpy())
    as_text = [{tuple("" if pd.isna(k) else k for k in key): v for key, v in s.items()} for s in (ours, expected)]
    assert as_text[0] == as_text[1]


def test_the_city_has_27_months_and_every_row_counts(city: pd.DataFrame) -> None:
    assert city["month"].nunique() == 27
    assert city["value"].sum() == 21_408
    assert city.loc[city["place"] == "nowhere", "value"].sum() == 1_823
    assert city.loc[city["place"] == "outside", "value"].sum() == 937
    assert set(city.loc[city["place"] == "nowhere", "lsoa_code"].isna()) == {True}


def test_the_share_outside_is_that_of_the_handbook(city: pd.DataFrame) -> None:
    located = city[city["place"] != "nowhere"]
    outside = located.loc[located["place"] == "outside", "value"].sum() / located["value"].sum()
    assert round(100 * outside, 1) == 4.8


@pytest.mark.parametrize(
    ("first", "last", "category", "expected"),
    [
        ("2024-07", "2025-06", "Shoplifting", 1_470),
        ("2024-07", "2025-06", "Robbery", 193),
        ("2025-01", "2025-12", "Burglary", 459),
        ("2025-01", "2025-12", "Robbery", 236),
    ],
)
def test_golden_figures(city: pd.DataFrame, first: str, last: str, category: str, expected: int) -> None:
    during = city[city["month"].between(f"{first}-01", f"{last}-01") & (city["category"] == category)]
    assert during["value"].sum() == expected


def test_rows_elsewhere_and_nowhere_are_named_by_category(city: pd.DataFrame) -> None:
    during = city[city["month"].dt.year == 2025]
    places = during.groupby(["category", "place"], observed=True)["value"].sum()
    assert (places["Burglary", "outside"], places["Burglary", "nowhere"]) == (11, 20)
    assert (places["Robbery", "outside"], places["Robbery", "nowhere"]) == (7, 16)


def test_repeated_crimes_are_counted_again(city: pd.DataFrame, published_city: pd.DataFrame) -> None:
    named = published_city[published_city["Crime ID"].notna()]
    again = named[named.duplicated(["Month", "Crime ID"], keep=False)]
    assert again.groupby(["Month", "Crime ID"]).ngroups == 303
    assert city["value"].sum() == len(published_city)


def test_antisocial_behaviour_has_no_crime_id_and_counts(city: pd.DataFrame, published_city: pd.DataFrame) -> None:
    calls = published_city[published_city["Crime type"] == "Anti-social behaviour"]
    assert calls["Crime ID"].isna().all()
    assert city.loc[city["category"] == "Anti-social behaviour", "value"].sum() == len(calls) == 584


def test_an_older_archive_is_an_edition_of_its_own(added: Path) -> None:
    editions = [e for e in Store(added / "editions").editions() if e.resource == "street_crime"]
    older, newer = sorted(editions, key=lambda e: e.published_on or dt.date.min)
    assert (older.published_on, older.published_estimated) == (dt.date(2025, 8, 1), True)
    assert (newer.published_on, newer.published_estimated) == (dt.date(2026, 2, 15), False)
    assert "2025-03, 2025-04, 2025-05" in older.warnings[0]
    before, after = (edition(added, e.id.rsplit("-", 1)[0]) for e in (older, newer))
    after = after[after["month"].isin(set(before["month"]))]
    keys = ["month", "outcome"]
    assert before["value"].sum() == after["value"].sum() == 2_031
    sums = [rows.groupby(keys, observed=True)["value"].sum().to_dict() for rows in (before, after)]
    assert sums[0] != sums[1], "outcomes are overwritten"


def test_searches_of_summer_time_belong_to_the_month_in_london(added: Path, rows: Rows) -> None:
    searches = edition(added, "stop_and_search-metropolitan")
    assert searches.groupby("month")["value"].sum().to_dict() == {
        pd.Timestamp("2015-04-01"): 11_126,
        pd.Timestamp("2017-02-01"): 9_813,
    }
    published = rows("2015-04-metropolitan-stop-and-search.csv")
    assert (published["Date"].str[:7] == "2015-03").sum() > 0
    by_age = published.groupby("Age range", dropna=False).size()
    april = searches[searches["month"] == "2015-04-01"]
    ours = april.groupby("age_range", dropna=False, observed=True)["value"].sum()
    assert ours.dropna().to_dict() == by_age.to_dict()


def test_identical_searches_are_counted_again(added: Path, rows: Rows) -> None:
    published = rows("2017-02-metropolitan-stop-and-search.csv")
    assert published.duplicated().sum() == 304
    searches = edition(added, "stop_and_search-metropolitan")
    assert searches.loc[searches["month"] == "2017-02-01", "value"].sum() == len(published)


def test_outcomes_are_counted_by_what_they_were(added: Path, rows: Rows) -> None:
    outcomes = edition(added, "street_outcomes-metropolitan")
    ours = outcomes.groupby("outcome", observed=True)["value"].sum().to_dict()
    assert ours == rows("2012-03-metropolitan-outcomes.csv")["Outcome type"].value_counts().to_dict()


def test_every_force_is_counted_by_year_and_force(added: Path, rows: Rows) -> None:
    folder = added / "street" / "published=2026-02-15"
    parts = sorted(p.parent for p in folder.rglob("*.parquet"))
    names = {"/".join(p.parts[-3:]) for p in parts}
    assert "street_crime/year=2025/force=btp" in names
    assert "street_crime/year=2023/force=city-of-london" in names
    btp = pd.concat([pyarrow.parquet.read_table(p).to_pandas() for p in parts if p.name == "force=btp"])
    assert btp["value"].sum() == len(rows("2025-01-btp-street.csv")) == 3_304
    assert set(btp["place"]) == {"nowhere", "not judged"}


def test_forces_of_the_catalogue_are_londons() -> None:
    assert FORCES == LONDON_FORCES
    assert len(REPORTED_AS) == 45
