"""The attitude survey and the police force areas: their real files, and copies that have been damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import published_areas
from data.catalogue import Tidy
from data.errors import FileRejected
from data.readers import read
from data.readers.context import Context
from data.readers.tabular import open_published

pytestmark = pytest.mark.published
SURVEY = "mopac_pas/PAS_borough_toQ3_2023-24_{}.csv"
FORCES = "ons_pfa/pfa_table_C2_csp_ye_jun2025.csv"


@pytest.fixture(scope="module")
def further(published: Path) -> Path:
    return published.parent / "further"


def rows_by_level(path: Path) -> dict[str, pd.DataFrame]:
    return {tidy.level: tidy.rows for tidy in read(open_published(path), Context())}


def damaged(source: Path, target: Path, damage: Callable[[str], str]) -> Path:
    text = source.read_text(encoding="utf-8-sig")
    changed = damage(text)
    assert changed != text, "the damage does nothing"
    target.write_text(changed, encoding="utf-8")
    return target


def rejected(path: Path) -> str:
    with pytest.raises(FileRejected) as caught:
        read(open_published(path), Context())
    return caught.value.message


def test_both_copies_of_the_survey_hold_the_same_figures(further: Path) -> None:
    comma, semicolon = (rows_by_level(further / SURVEY.format(copy)) for copy in ("comma", "semicolon"))
    for level in ("borough", "mps"):
        columns = ["question", "area_code", "quarter_end"]
        left, right = (rows[level].sort_values(columns).reset_index(drop=True) for rows in (comma, semicolon))
        pd.testing.assert_frame_equal(left, right)


def test_london_alone_and_london_beside_the_boroughs_agree(further: Path) -> None:
    alone = rows_by_level(further / "mopac_pas/PAS_MPS_toQ3_2023-24_semicolon.csv")["mps"]
    beside = rows_by_level(further / SURVEY.format("semicolon"))["mps"]
    keys = ["question", "quarter_end"]
    assert alone.set_index(keys).percent.sort_index().equals(beside.set_index(keys).percent.sort_index())


def test_the_survey_against_the_handbook(further: Path) -> None:
    levels = rows_by_level(further / SURVEY.format("comma"))
    london = levels["mps"].set_index(["question", "quarter_end"]).percent
    assert london["good_job_locally"].iloc[0] == 67
    assert london["good_job_locally", pd.Timestamp("2023-12-31")] == 47
    assert london["trust_in_the_police", pd.Timestamp("2016-03-31")] == 86
    assert london["trust_in_the_police", pd.Timestamp("2023-12-31")] == 69
    boroughs = levels["borough"]
    assert boroughs.area_code.nunique() == 32
    assert boroughs.quarter_end.nunique() == 37
    assert boroughs.question.nunique() == 8


def test_jottings_beside_the_table_are_left_out_and_said(further: Path) -> None:
    [*editions] = read(open_published(further / SURVEY.format("comma")), Context())
    assert any("Trust 0,71" in warning for warning in editions[0].warnings)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda text: text.replace('"0,56"', "056", 1), "two decimals"),
        (lambda text: text.replace('"0,56"', '"5,6"', 1), "from 0 to 1"),
        (lambda text: text.replace("31/12/2014,PAS,Barnet", "31/12/2014,PAS,Barnett", 1), "Barnett"),
        (lambda text: "\n".join(line for line in text.split("\n") if "2019,PAS,Sutton,Trust" not in line), "Sutton"),
        (lambda text: text.replace("Understand issues", "Understands issues", 1), "Understands issues"),
        (lambda text: text.replace("31/12/2014,PAS,Bexley", "30/12/2014,PAS,Bexley", 1), "last day of a quarter"),
        (lambda text: text.replace('"0,67",,,,', '"0,76",,,,', 1), "another figure of London"),
        (lambda text: text.replace("30/9/2018,", "31/12/2030,"), "quarter"),
    ],
)
def test_a_damaged_survey_is_refused(
    further: Path, tmp_path: Path, damage: Callable[[str], str], complaint: str
) -> None:
    path = damaged(further / SURVEY.format("comma"), tmp_path / "survey.csv", damage)
    assert complaint in rejected(path)


def force_rows(further: Path) -> pd.DataFrame:
    [tidy] = read(open_published(further / FORCES), Context())
    assert isinstance(tidy, Tidy)
    return tidy.rows


def test_the_forces_against_the_file_read_by_itself(further: Path) -> None:
    raw = pd.read_csv(further / FORCES, skiprows=7, dtype=str, encoding="utf-8-sig")
    raw.columns = [" ".join(column.split()) for column in raw.columns]
    own = raw[raw["Community Safety Partnership name"].isna()]
    counts = own["Robbery"].str.replace(",", "").str.strip().astype(int)
    expected = dict(zip(own["Police Force Area code"].str.strip(), counts, strict=True))
    rows = force_rows(further)
    robbery = rows[(rows.offence == "robbery") & (rows.partnership_name == "")]
    assert dict(zip(robbery.force_code, robbery.value, strict=True)) == expected
    assert len(expected) == 42
    assert str(rows.year_ending.iloc[0])[:7] == "2025-06"
    assert not rows.force_name.str.contains(r"\[|\s$").any()


def test_what_no_borough_was_assigned_is_kept(further: Path) -> None:
    rows = force_rows(further)
    met = rows[(rows.force_code == published_areas.MPS) & (rows.offence == "all_recorded_crime")]
    unassigned = met[met.partnership_name.str.lower().str.startswith("unassigned")]
    assert unassigned.value.sum() == 38_004
    assert met[met.partnership_name != ""].value.sum() == met[met.partnership_name == ""].value.sum()


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda text: text.replace('"170,002 "', '"170.002 "', 1), "170.002"),
        (lambda text: text.replace('"64,114 "', '"46,114 "', 1), "sum of its"),
        (lambda text: "\n".join(line for line in text.split("\n") if "Bristol" not in line), "sum of its partnerships"),
        (lambda text: text.replace("year ending June 2025", "the latest year"), ""),
        (
            lambda text: text.replace("E23000036,Avon and Somerset,,,,,", "E23000036,Avon and Somerset,,Total,,,", 1),
            "total row",
        ),
    ],
)
def test_a_damaged_force_table_is_refused(
    further: Path, tmp_path: Path, damage: Callable[[str], str], complaint: str
) -> None:
    path = damaged(further / FORCES, tmp_path / "table_c2.csv", damage)
    assert complaint in rejected(path)


def test_unavailable_figures_are_missing_not_zero(further: Path, tmp_path: Path) -> None:
    source = (further / FORCES).read_text(encoding="utf-8-sig")
    line = next(row for row in source.split("\n") if "E22000001" in row)
    path = damaged(
        further / FORCES,
        tmp_path / "table_c2.csv",
        lambda text: text.replace(line, line.replace(",2 ,0 ,", ",[x],[x],", 1)),
    )
    [tidy] = read(open_published(path), Context())
    bath = tidy.rows[tidy.rows.partnership_code == "E22000001"]
    assert "homicide" not in set(bath.offence)
    assert "robbery" in set(bath.offence)
