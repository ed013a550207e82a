"""Files whose shape is right and whose figures are not: at the door where files are added, in every form of file."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import folders, intake
from data.__main__ import main
from data.edition_store import Store
from tests.data.mutations import LONG, WIDE, Mutation, without
from tests.data.small import snapshot_of
from tests.data.workbook import write_workbook

pytestmark = pytest.mark.published

RECORDED = "mps_recorded_crime_borough/borough_recent_202407-202606.csv"
KNIFE = "mps_monthly_dashboard/knife_crime_refreshed_2026-03-18.parquet"
# What the files are laid beside: the editions before them.
HELD = {("recorded_crime", "borough", "202603"), ("recorded_crime", "borough", "202403"), ("knife", "borough", "202507"),
        ("knife", "ward", "202507")}  # fmt: skip
# Refused for what it says of dates and labels, or held back for its figures.
REFUSED, HELD_BACK = 2, 4
# What no file can be, whatever is held.
NO_SUCH_FILE = {"month headers a year ahead", "a subgroup deleted for all boroughs"}


@pytest.fixture(scope="module")
def before_them(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation that holds the editions before the files, and the wards; no test of this module adds to it."""
    root = tmp_path_factory.mktemp("before")
    snapshot_of(
        root / "snapshot",
        lambda edition: (
            (edition.resource, edition.level, f"{edition.months_to:%Y%m}") in HELD or edition.resource == "wards"
        ),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LONDON_CRIME_SNAPSHOT", str(root / "snapshot"))
        patch.setenv("LONDON_CRIME_VAR", str(root / "var"))
        yield root


@pytest.fixture(scope="module")
def recorded(published: Path) -> pd.DataFrame:
    return pd.read_csv(published / RECORDED, dtype="str")


@pytest.fixture(scope="module")
def knife(published: Path) -> pd.DataFrame:
    table = pd.read_parquet(published / KNIFE).drop(columns="sheet")
    # Two years tell as much as four.
    table = table[table.month_year >= "2024-03-01"]
    return pd.read_csv(io.BytesIO(table.to_csv(index=False, date_format="%d/%m/%Y").encode()), dtype="str")


def written(table: pd.DataFrame, path: Path) -> Path:
    """The table as a file of the form that the name ends with."""
    if path.suffix == ".parquet":
        table.to_parquet(path)
    elif path.suffix == ".xlsx":
        write_workbook(path, {"Data": [list(table.columns), *table.astype("str").to_numpy().tolist()]})
    else:
        table.to_csv(path, index=False)
    return path


def refused(file: Path, capsys: pytest.CaptureFixture[str], *expected: int) -> str:
    """Add a file that must not land: its exit status is one of those, and nothing has been recorded. What is said."""
    status = main(["--quiet", "add", str(file)])
    printed = capsys.readouterr()
    assert status in expected, printed.out + printed.err
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert "Traceback" not in printed.err
    assert len(printed.err.splitlines()) <= 30, "the same problem many times"
    assert Store(folders.added_folder()).editions() == []
    return printed.err


@pytest.mark.parametrize("lie", WIDE)
def test_recorded_crime_that_lies(lie, before_them, recorded, tmp_path, capsys):
    file = written(WIDE[lie](recorded), tmp_path / "MPS Borough Level Crime.csv")
    refused(file, capsys, REFUSED if lie in NO_SUCH_FILE else HELD_BACK)


@pytest.mark.parametrize("lie", LONG)
def test_a_monthly_dashboard_that_lies(lie, before_them, knife, tmp_path, capsys):
    file = written(LONG[lie](knife), tmp_path / "knife.csv")
    said = refused(file, capsys, HELD_BACK if lie.startswith("every count") else REFUSED)
    causes = {"dates in US order": "month/day/year", "dates one day early": "one day early: a time zone"}
    assert causes.get(lie, "") in said


FORMS = [
    (form, lie)
    for form in (".xlsx", ".parquet")
    for lie in ("two boroughs exchanged", "a last month 60 % complete", "a row deleted")
]


@pytest.mark.parametrize(("form", "lie"), FORMS)
def test_the_form_of_the_file_hides_nothing(form, lie, before_them, recorded, tmp_path, capsys):
    refused(written(WIDE[lie](recorded), tmp_path / f"crime{form}"), capsys, HELD_BACK)


@pytest.mark.parametrize("form", [".csv", ".xlsx", ".parquet"])
def test_the_genuine_file_lands_in_every_form(form, before_them, recorded, tmp_path, monkeypatch):
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "var"))
    landed = intake.add([written(recorded, tmp_path / f"crime{form}")], progress=False)
    assert [edition.id for edition in landed.recorded] == ["recorded_crime-borough-202407-202606-e3745858"]
    assert landed.recorded[0].accepted == ""


def test_what_is_held_back_is_a_table_of_the_worst_figures(before_them, recorded, tmp_path, capsys):
    file = written(WIDE["a cell ten times too large"](recorded), tmp_path / "crime.csv")
    said = refused(file, capsys, HELD_BACK)
    header, worst = said.splitlines()[1:3]
    assert header.split("  ")[1:2] == ["Area"]
    for words in ("Croydon", "burglary", "2026-06"):
        assert words in worst
    assert '--accept "REASON"' in said


def test_a_row_that_every_recent_edition_has_is_no_zero(before_them, recorded, tmp_path, capsys):
    """Eight homicides of a borough in two years: too few for any limit, but their row was never missing."""
    file = written(without(borough="Croydon", subgroup="HOMICIDE")(recorded), tmp_path / "crime.csv")
    said = refused(file, capsys, HELD_BACK)
    assert "no row: homicide, Croydon" in said


def test_what_a_file_has_no_row_of_is_kept_with_the_edition(published, tmp_path, monkeypatch):
    """In the two years to February 2025 nobody was killed in Richmond: the file has no row, and none is missing."""
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("LONDON_CRIME_SNAPSHOT", str(tmp_path / "no snapshot"))
    path = published / "mps_recorded_crime_borough/borough_recent_202303-202502.csv"
    table = pd.read_csv(path)
    homicides = table[table.iloc[:, 1].str.upper() == "HOMICIDE"].iloc[:, 2]
    assert len(homicides[homicides != "Unknown"]) == 31
    assert "Richmond Upon Thames" not in set(homicides.str.title())
    intake.add([path], progress=False)
    (edition,) = Store(folders.added_folder()).editions()
    assert edition.unnamed == ("homicide:E09000027",)


def test_accepted_with_a_reason_it_lands_and_keeps_the_reason(before_them, recorded, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "var"))
    file = written(WIDE["a last month 60 % complete"](recorded), tmp_path / "crime.csv")
    assert main(["--quiet", "add", str(file), "--accept", "why"]) == REFUSED
    assert "is no reason" in capsys.readouterr().err
    reason = "The police recorded less in June 2026"
    intake.add([file], accept=reason, progress=False)
    (edition,) = Store(folders.added_folder()).editions()
    assert edition.accepted == reason


def test_a_file_cut_inside_its_last_number_is_held_back(before_them, recorded, tmp_path, capsys):
    file = written(recorded, tmp_path / "crime.csv")
    os.truncate(file, file.stat().st_size - 1)
    assert "cut off inside its last number" in refused(file, capsys, HELD_BACK)


def test_one_edition_in_two_files_is_remembered_under_both(before_them, recorded, tmp_path, monkeypatch):
    """What came of a file is asked by its checksum: of the second as of the first."""
    monkeypatch.setenv("LONDON_CRIME_VAR", str(tmp_path / "var"))
    files = [written(recorded, tmp_path / f"crime{form}") for form in (".csv", ".parquet")]
    landed = intake.add(files, progress=False)
    assert len(landed.recorded) == len(landed.already_held) == 1
    assert len(landed.of_file) == 2
    assert landed.recorded[0].source_name == "crime.csv"


def unchanged(table: pd.DataFrame) -> pd.DataFrame:
    return table


def test_every_mutation_changes_the_table(recorded, knife):
    def same(mutation: Mutation, table: pd.DataFrame) -> bool:
        return mutation(table).equals(table)

    assert same(unchanged, recorded)
    assert not any(same(mutation, recorded) for mutation in WIDE.values())
    assert not any(same(mutation, knife) for mutation in LONG.values())
