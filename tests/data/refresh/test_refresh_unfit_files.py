"""Files that cannot be taken in, or that lie: nothing changes, and the reason is told."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from data.refresh import refresh_outcomes
from tests.data.conftest import IMPATIENT
from tests.data.mutations import LONG, WIDE
from tests.data.refresh.landed_and_failed import assert_failed, changed
from tests.data.small import DASHBOARD, RECORDED, edited

LIMITS = IMPATIENT


def _replace(column: str, before: str, after: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda table: table.assign(**{column: table[column].replace(before, after)})


CHANGES = {
    "new column, knife": (
        DASHBOARD, lambda table: table.assign(Ethnicity="x"), "the publisher's file has a new column ethnicity"),
    "new column, recorded": (
        RECORDED, lambda table: table.assign(Severity="1"), "the publisher's file has a new column severity"),
    "lost column": (
        DASHBOARD, lambda table: table.drop(columns="area_code"), "the publisher's file has no column area_code"),
    "new label, knife": (
        DASHBOARD, _replace("crime_subtype", "Knife Crime", "Bladed Crime"),
        "the publisher's file has a new label 'Bladed Crime'"),
    "new label, recorded": (
        RECORDED, _replace("SubGroup", "HOMICIDE", "MURDER"),
        "the publisher's file has a new label 'VIOLENCE AGAINST THE PERSON / MURDER'"),
    "removed borough, knife": (
        DASHBOARD, lambda table: table[table.area_name != "Croydon"], "the publisher's file"),
    "removed borough, recorded": (
        RECORDED, lambda table: table[table.iloc[:, 2] != "Croydon"],
        "the publisher's file has no row for 1 areas (Croydon)"),
    "renamed borough": (
        RECORDED, lambda table: table.replace("Croydon", "Cronx"), "the publisher's file has an unknown borough 'Cronx'"),
    "a number that is none": (
        DASHBOARD, lambda table: table.assign(count=table["count"].where(table.index > 0, "<5")), "found '<5'"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_with(small, change):
    dataset, make, reason = CHANGES[change]
    changed(small, make, dataset)
    assert_failed(small, reason, resource="knife" if dataset == DASHBOARD else "recorded_crime")


LIES = {
    ("knife", "every count of knife crime times ten"): "held back",
    ("knife", "dates in US order"): "the dates look like month/day/year",
    ("knife", "published in 2099"): "in the future",
    ("recorded_crime", "two boroughs exchanged"): "held back",
    ("recorded_crime", "a column ten times too large"): "held back",
    ("recorded_crime", "a month of zeros in the middle"): "held back",
}


@pytest.mark.parametrize(("resource", "lie"), LIES)
def test_a_file_that_lies(small, resource, lie):
    """Its shape is right: what it says is not. The files of one release land together or not at all."""
    mutation, dataset = (LONG[lie], DASHBOARD) if resource == "knife" else (WIDE[lie], RECORDED)
    changed(small, mutation, dataset)
    assert_failed(small, LIES[resource, lie], resource=resource)


def test_the_sentence_that_people_read(small):
    changed(small, _replace("crime_subtype", "Knife Crime", "X"))
    small.run("knife")
    (told,) = refresh_outcomes.outcomes()
    day = refresh_outcomes.day_in_words(told.at)
    assert told.message.startswith(f"knife crime: refresh of {day} failed: the publisher's file has a new label 'X' (")
    assert told.message.endswith("); figures are those of 21 August 2025")


def test_a_title_that_leads_to_another_file(small, publications):
    file = small.publisher.files[DASHBOARD][0]
    small.publisher.files[DASHBOARD][0] = edited(file, publications.borough_new)
    assert_failed(small, "holds MPS Recorded Crime: Geographic Breakdown; expected M1045_MonthlyCrimeDashboard_Knife")


@pytest.mark.parametrize("which", range(4))
def test_one_bad_file_of_four_keeps_all_four_back(small, which):
    """The other files of recorded crime are good and new: half a release is none."""
    before = small.editions()
    changed(small, lambda table: table.assign(Severity="1"), RECORDED, which)
    assert_failed(small, "has a new column severity", resource="recorded_crime")
    assert small.editions() == before
    small.assert_tidy()
