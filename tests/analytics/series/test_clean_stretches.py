"""Since when nothing has disturbed the recording of an indicator: breaks and steps of the handbook, COVID-19 included."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.series.clean_stretches import clean_since, clean_starts
from analytics.series.coverage import coverage

JULY_2021, MARCH_2024 = date(2021, 7, 1), date(2024, 3, 1)


@pytest.mark.parametrize(
    ("indicator", "since"),
    [
        ("burglary", JULY_2021),
        ("homicide", JULY_2021),
        ("violence_with_injury", MARCH_2024),
        ("domestic_abuse", MARCH_2024),
    ],
)
def test_the_newest_disturbance_is_a_step_a_break_or_the_end_of_restrictions(indicator: str, since: date) -> None:
    assert clean_since(indicator) == since


def test_restrictions_do_not_concern_reoffending() -> None:
    assert clean_since("proven_reoffending_rate") is None


def test_a_stretch_may_begin_at_a_boundary_and_not_before() -> None:
    months = [date(2020 + n // 12, n % 12 + 1, 1) for n in range(78)]
    assert months[int(clean_starts("burglary", months)[0])] == JULY_2021
    starts = {months[int(n)] for n in clean_starts("violence_with_injury", months)}
    assert MARCH_2024 in starts
    assert date(2024, 2, 1) not in starts
    assert clean_starts("burglary", months[:23]).size == 0


def test_an_indicator_covers_what_all_of_its_series_cover() -> None:
    assert coverage("burglary", "mps") == (date(2008, 1, 1), date(2026, 6, 1))
    assert coverage("vawg_offences", "borough") is None
