"""The reader of homicides, against a plain reading of the published files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import published_areas
from data.readers import homicide
from data.readers.context import Context
from data.readers.tabular import open_published
from tests.data.readers.published_samples import ACCUSED, CROYDON, KILLED, in_memory, problems, reading, year_to

pytestmark = pytest.mark.published


def test_homicide_keeps_every_person(published: Path) -> None:
    killed, accused = reading(published / KILLED).rows, reading(published / ACCUSED).rows
    assert killed.value.sum() == len(pd.read_csv(published / KILLED)) == 2_544
    assert accused.value.sum() == len(pd.read_parquet(published / ACCUSED)) == 4_512
    assert pd.read_parquet(published / ACCUSED).duplicated().sum() == 745
    assert not killed.duplicated(["month", "area_code", "age_group", "sex", "method"]).any()
    assert year_to(killed, "2016-05") == 116
    assert set(killed.role) == {"victim"}
    assert set(accused.role) == {"accused"}
    assert accused.method.isna().all()


def test_homicide_boroughs_have_their_codes(published: Path) -> None:
    killed, plain = reading(published / KILLED).rows, pd.read_csv(published / KILLED)
    by_area = killed.groupby("area_code")["value"].sum()
    for name, code in {
        "Barking & Dagenham": "E09000002",
        "Kingston Upon Thames": "E09000021",
        "Heathrow": "X-HEATHROW",
        "Croydon": CROYDON,
    }.items():
        assert by_area[code] == (plain.Borough == name).sum()
    assert set(by_area.index) <= published_areas.POLICED | {"X-HEATHROW"}


def test_homicide_by_method_and_age_is_the_files(published: Path) -> None:
    killed, plain = reading(published / KILLED).rows, pd.read_csv(published / KILLED)
    for column, header in {"method": "Method of Killing", "age_group": "Age Group", "sex": "Sex"}.items():
        assert killed.groupby(column)["value"].sum().to_dict() == plain[header].value_counts().to_dict()


HOMICIDE_BROKEN: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "an unknown borough": ("borough", "Croydonia", ("row 2", "Croydonia")),
    "an unknown age group": ("age_group", "Old", ("Old", "age group")),
    "an unknown sex": ("sex", "?", ("'?'", "sex")),
    "an unknown method": ("method_of_killing", "Poison", ("Poison", "method")),
    "a fractional count": ("count_of_victims", "0.5", ("row 2, column count_of_victims", "0.5")),
    "a date that is none": ("recorded_date", "Smarch 2003", ("row 2, column recorded_date", "Smarch 2003")),
    "a month far from the others": ("recorded_date", "Jan 2001", ("gap", "2001-01")),
}


@pytest.mark.parametrize("problem", HOMICIDE_BROKEN)
def test_homicide_contract(problem: str, published: Path) -> None:
    column, cell, expected = HOMICIDE_BROKEN[problem]
    frame = open_published(published / KILLED).frame.copy()
    frame.iloc[0, list(frame).index(column)] = cell
    message = problems(homicide.read, frame, "homicide_victims")
    for words in expected:
        assert words in message


@pytest.mark.parametrize("text", ["2003-01-15", "15/01/2003", "January 2003", "Jan-03"])
def test_homicide_months_in_other_forms(text: str, published: Path) -> None:
    frame = open_published(published / KILLED).frame.replace({"recorded_date": {"Jan 2003": text}})
    (tidy,) = homicide.read(in_memory(frame), "homicide_victims", Context())
    pd.testing.assert_frame_equal(tidy.rows, reading(published / KILLED).rows)
