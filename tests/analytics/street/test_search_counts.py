"""Stop and search and street crime of the Metropolitan Police: sums as pandas makes them of the same files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics.periods import Window, window_ending
from analytics.street import city_offences, outcome_shares, search_counts, street_counts
from analytics.street.search_counts import NO_RATES, search_table
from analytics.street.street_counts import CITY_POLICE, METROPOLITAN, street_table
from data import folders, warehouse
from data.edition_store import Store
from data.editions import Publication
from data.errors import UnknownName
from data.street import street_intake
from tests.data.street.generated import write_archive

# A month is missing between the second and the third.
MONTHS = ("2025-09", "2025-10", "2025-12")
SEPTEMBER, NOVEMBER, DECEMBER = date(2025, 9, 1), date(2025, 11, 1), date(2025, 12, 1)
KINDS = {
    "search_type": "Type", "object": "Object of search", "outcome": "Outcome", "age_range": "Age range",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation with nothing but three made-up months of the Metropolitan Police's records."""
    folder = write_archive(tmp_path_factory.mktemp("archive"), rows=120, months=MONTHS)
    with pytest.MonkeyPatch.context() as patch:
        root = tmp_path_factory.mktemp("metropolitan")
        patch.setenv("LONDON_CRIME_VAR", str(root / "var"))
        patch.setenv("LONDON_CRIME_SNAPSHOT", str(root / "none"))
        store = Store(folders.added_folder())
        files = [f for f in folder.rglob("*metropolitan*.csv") if "outcomes" not in f.name]
        with store.lock(), store.or_nothing():
            street_intake.add(files, published=Publication(date(2026, 2, 15)), progress=False)
            warehouse.ensure(progress=False)
        yield folder


def rows_of(archive: Path, kind: str, month: str = "*") -> pd.DataFrame:
    files = sorted(archive.rglob(f"{month}-metropolitan-{kind}.csv"))
    return pd.concat([pd.read_csv(f, dtype=str) for f in files], ignore_index=True)


def test_the_months_of_a_force_are_those_of_its_files() -> None:
    assert search_counts.months(METROPOLITAN) == tuple(date.fromisoformat(f"{month}-01") for month in MONTHS)
    assert search_counts.is_held(METROPOLITAN)
    assert not search_counts.is_held(CITY_POLICE)
    assert search_table(force=CITY_POLICE).num_rows == 0


def test_without_dates_the_newest_month_is_told(archive: Path) -> None:
    (row,) = search_table((), force=METROPOLITAN).to_pylist()
    assert row["value"] == len(rows_of(archive, "stop-and-search", "2025-12"))
    assert (row["period_start"], row["period_end"]) == (DECEMBER, date(2025, 12, 31))
    assert (row["area_code"], row["unit"], row["status"], row["note"]) == ("E23000001", "searches", "ok", NO_RATES)
    assert {row[name] for name in search_counts.DIMENSIONS[1:]} == {"All"}


@pytest.mark.parametrize("dimension", KINDS)
def test_searches_are_told_apart_as_the_files_do(archive: Path, dimension: str) -> None:
    table = search_table((dimension,), force=METROPOLITAN).to_pylist()
    values = rows_of(archive, "stop-and-search", "2025-12")[KINDS[dimension]].fillna("Not stated")
    assert {row[dimension]: row["value"] for row in table} == Counter(values)


def test_every_breakdown_adds_up_to_the_same_total(archive: Path) -> None:
    total = len(rows_of(archive, "stop-and-search"))
    for by in (("month",), ("ethnicity", "age_range"), search_counts.DIMENSIONS):
        table = search_table(by, force=METROPOLITAN, first=SEPTEMBER, last=DECEMBER)
        assert sum(table.column("value").to_pylist()) == total


def test_a_month_without_a_file_is_missing_and_the_sum_says_so() -> None:
    (whole,) = search_table((), force=METROPOLITAN, first=SEPTEMBER, last=DECEMBER).to_pylist()
    assert whole["status"] == "caution"
    assert whole["note"].endswith("Without 1 month, of which there is no file.")
    by_month = search_table(("month",), force=METROPOLITAN, first=SEPTEMBER, last=DECEMBER).to_pylist()
    assert NOVEMBER not in {row["period_start"] for row in by_month}
    assert {row["status"] for row in by_month} == {"ok"}


def test_what_is_no_dimension_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="Searches are not told apart by 'colour'") as refused:
        search_table(("colour",), force=METROPOLITAN)
    assert refused.value.hint == f"Choose of {', '.join(search_counts.DIMENSIONS)}."
    with pytest.raises(UnknownName, match="Records are not told apart by 'age_range'"):
        street_table(("age_range",), force=METROPOLITAN)


def test_crimes_of_a_month_are_those_of_its_file(archive: Path) -> None:
    burglaries = rows_of(archive, "street", "2025-10")["Crime type"].str.strip().eq("Burglary").sum()
    month = Window(date(2025, 10, 1), date(2025, 10, 1))
    assert street_counts.count(month, force=METROPOLITAN, category="Burglary") == burglaries
    assert street_counts.missing(window_ending(DECEMBER, "rolling_12"), METROPOLITAN) == (
        *(date(2025, number, 1) for number in range(1, 9)),
        NOVEMBER,
    )
    (row,) = street_table(force=METROPOLITAN, chosen=("burglary",)).to_pylist()
    assert (row["value"], row["status"]) == (None, "missing")
    assert row["note"].startswith("There is no file of 2025-01, 2025-02")


def test_lsoas_over_a_year_with_a_gap_have_no_rows() -> None:
    assert street_table(("lsoa",), force=METROPOLITAN).num_rows == 0


def test_a_force_without_files_has_no_records_no_outcomes_and_no_offences() -> None:
    assert street_counts.is_held(METROPOLITAN)
    assert not street_counts.is_held(CITY_POLICE)
    assert street_counts.newest_year(CITY_POLICE) is None
    assert street_table(("month", "category"), force=CITY_POLICE).num_rows == 0
    assert city_offences.city_offences() == ()
    assert outcome_shares.settled_window() is None
    assert outcome_shares.settled_years(("Burglary",)) == ()
    assert outcome_shares.outcome_rows(("Burglary",)).num_rows == 0
