"""A label that an edition is still filling in is no series yet: its small numbers are not few offences."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from analytics.geography.ward_names import wards_of
from analytics.tables.figures_table import table
from data import intake
from data.catalogue import SERIES
from data.readers import read
from data.readers.recorded_crime import _is_being_filled_in
from data.readers.tabular import open_published

MONTHS = {f"{2023 + m // 12}{m % 12 + 1:02}": dt.date(2023 + m // 12, m % 12 + 1, 1) for m in range(24)}
STALKING, HOME = SERIES["stalking_and_harassment"], SERIES["burglary_home"]


GROUP = pd.Series(20_000, index=list(MONTHS))


def is_being_filled_in(values: list[int], series=STALKING) -> bool:
    return _is_being_filled_in(pd.Series(values, index=list(MONTHS)), GROUP, MONTHS, series)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([399] * 12 + [4_000] * 12, True),
        ([400] * 12 + [4_000] * 12, False),
        ([0] * 12 + [1] * 12, True),
        ([4_000] * 24, False),
        # Wrong months are for plausibility to hold back: they do not make a label new.
        ([0] * 5 + [4_000] * 19, False),
        ([4_000] * 23 + [4_000_000], False),
        ([4_000] * 18 + [40_000] * 6, False),
        ([400_000] * 6 + [4_000] * 18, False),
        ([4_000] * 12 + [0] * 12, False),
    ],
)
def test_the_share_of_the_earlier_half_decides(values: list[int], expected: bool) -> None:
    assert is_being_filled_in(values) is expected


def test_months_before_a_split_do_not_count() -> None:
    assert HOME.filled_from == dt.date(2023, 7, 1)
    assert not is_being_filled_in([0] * 6 + [2_000] * 18, HOME)
    assert is_being_filled_in([2_000] * 6 + [10] * 9 + [2_000] * 9, HOME)


@pytest.mark.published
@pytest.mark.parametrize(
    ("file", "lacks"),
    [
        ("ward_recent_to202503", {"stalking_and_harassment", "burglary_home", "burglary_unconnected_building"}),
        ("ward_recent_to202509", {"stalking_and_harassment", "burglary_home", "burglary_unconnected_building"}),
        ("ward_recent_to202512", set()),
    ],
)
def test_the_editions_around_the_change(published: Path, file: str, lacks: set[str]) -> None:
    path = published.parent / "vintages" / "mps_recorded_crime_ward" / f"{file}.csv"
    [tidy] = read(open_published(path), intake.held_context())
    assert set(tidy.lacks) == lacks
    assert lacks.isdisjoint(tidy.rows["series"])

    said = sum("being filled in" in warning for warning in tidy.warnings)
    assert said == (3 if file == "ward_recent_to202509" else 0)


@pytest.mark.parametrize("indicator", ["stalking_and_harassment", "burglary_home", "burglary_unconnected_building"])
@pytest.mark.parametrize("day", ["2025-09-20", "2025-10-20", "2025-11-20"])
def test_no_past_day_gives_the_half_filled_figures(indicator: str, day: str) -> None:
    """Croydon's wards: a year on any day is within a half of the newest edition's figure, or is not given."""
    as_of = dt.date.fromisoformat(day)
    wards = [area.code for area in wards_of("E09000008")]

    def years(**asked) -> pd.Series:
        rows = table([indicator], wards, level="ward", window="rolling_12", **asked).to_pandas()
        return rows.dropna(subset=["value"]).groupby("period_end")["value"].sum()

    then, now = years(as_of=as_of), years()
    both = pd.concat({"then": then, "now": now}, axis=1).dropna()
    assert both.query("then < now / 2 or then > now * 2").empty
