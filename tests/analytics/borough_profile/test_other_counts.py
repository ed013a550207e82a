"""A borough by other counts: the arithmetic of the second rate, and the ONS's count beside the police's."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analytics.borough_profile.other_counts import by_day_words, ons_words
from analytics.geography.areas import find_area
from analytics.narrative import number


def offences(published: Path, borough: str, first: str, last: str) -> int:
    """All recorded crime of a borough in the published file."""
    file = pd.read_csv(published / "mps_recorded_crime_borough" / "borough_recent_202407-202606.csv")
    months = [column for column in file.columns if column.isdigit() and first <= column <= last]
    kept = file[(file["BOCU"] == borough) & ~file["Group"].str.contains("FRAUD")]
    return int(kept[months].sum().sum())


def test_the_rate_of_those_present_is_of_the_newest_twelve_months(published: Path) -> None:
    count = offences(published, "Westminster", "202507", "202606")
    words = by_day_words(find_area("Westminster"))
    assert f"in the year to June 2026 is {number(1_000 * count / 721_351, decimals=1)}" in words
    assert "897,293 with visitors" in words
    assert "no rank" in words


def test_a_borough_with_about_as_many_by_day_has_no_second_rate() -> None:
    assert by_day_words(find_area("Croydon")) == ""


def test_the_ons_and_the_police_stand_beside_one_another(published: Path) -> None:
    """34,560 in the ONS's table for Croydon; 4.0% of the force's offences have no borough there."""
    words = ons_words(find_area("Croydon"))
    own = offences(published, "Croydon", "202407", "202506")
    assert f"counts 34,560 offences in Croydon, the Metropolitan Police {number(own)}" in words
    assert "leaves 4.0% of the force's offences without a borough" in words
