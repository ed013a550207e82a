"""The attitude survey: points and never per cent, no verdict, and no change read into rounding."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from analytics.confidence.survey_figures import (
    TOO_SMALL,
    SurveyChange,
    SurveyFigure,
    change_since_start,
    newest_quarter,
    survey_series,
    survey_table,
    year_change,
)
from analytics.confidence.survey_measures import MEASURES
from data.errors import UnknownName
from data.published_areas import BOROUGHS, POLICED


def change(earlier: int, later: int) -> SurveyChange:
    return SurveyChange(
        SurveyFigure("m", "a", date(2023, 12, 31), later, "e"), SurveyFigure("m", "a", date(2022, 12, 31), earlier, "e")
    )


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        (50, 52, TOO_SMALL),
        (50, 48, TOO_SMALL),
        (50, 50, TOO_SMALL),
        (50, 53, "up 3 points"),
        (50, 38, "down 12 points"),
    ],
)
def test_two_points_say_nothing(earlier: int, later: int, words: str) -> None:
    assert change(earlier, later).words == words


def test_london_against_the_handbook() -> None:
    assert newest_quarter() == date(2023, 12, 31)
    good, trust = change_since_start("good_job_locally"), change_since_start("trust_in_the_police")
    assert (good.earlier.percent, good.later.percent, good.points) == (67, 47, -20)
    assert (trust.earlier.percent, trust.later.percent, trust.points) == (86, 69, -17)
    assert trust.earlier.quarter_end == date(2016, 3, 31)


@pytest.mark.published
def test_every_borough_against_the_file_read_by_itself(published: Path) -> None:
    file = published.parent / "further/mopac_pas/PAS_borough_toQ3_2023-24_semicolon.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    names = {name.lower(): code for code, name in BOROUGHS.items()} | {"city of westminster": "E09000033"}
    trust = {
        (names[row["Borough"].lower()], row["Date"]): round(100 * float(row["Proportion"].replace(",", ".")))
        for row in rows
        if row["Measure"] == "Trust MPS"
    }
    held = {
        (code, f"{figure.quarter_end.day}/{figure.quarter_end.month}/{figure.quarter_end.year}"): figure.percent
        for code in POLICED
        for figure in survey_series("trust_in_the_police", code)
    }
    assert {(code, day.replace("/0", "/").lstrip("0")): value for (code, day), value in trust.items()} == held


def test_a_year_is_the_same_quarter_a_year_before() -> None:
    for measure in MEASURES:
        moved = year_change(measure, "E09000022")
        assert moved.later.quarter_end == date(2023, 12, 31)
        assert moved.earlier.quarter_end == date(2022, 12, 31)


def test_the_table_is_bounded_and_sorted() -> None:
    rows = survey_table(("good_job_locally",), ("Lambeth", "London"), start=date(2023, 1, 1)).to_pylist()
    keys = [(row["measure"], row["area_code"], row["quarter_end"]) for row in rows]
    assert keys == sorted(keys)
    assert len(rows) == 8
    assert all(row["unit"] == "percent" and row["edition"] for row in rows)


def test_an_unknown_measure_is_said() -> None:
    with pytest.raises(UnknownName, match="no survey measure"):
        survey_series("happiness")


def test_the_city_was_not_asked() -> None:
    assert survey_series("good_job_locally", "E09000001") == ()
