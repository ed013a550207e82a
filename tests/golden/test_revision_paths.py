"""How figures moved between editions: handbook § 6, and the two knife crime files read by pandas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics.revisions.revision_history import (
    month_revisions,
    month_rows,
    publications,
    revisions_by_age,
    rows,
    yearly_paths,
)

KNIFE = "knife_crime"


def test_knife_crime_of_2024_25_moved() -> None:
    (path,) = [path for path in yearly_paths(KNIFE) if path.window.label == "2024/25"]
    assert [standing.value for standing in path.standings] == [16_138, 16_156]
    assert [standing.since for standing in path.standings] == [date(2025, 8, 21), date(2026, 3, 18)]
    assert path.difference == 18
    assert path.percent == pytest.approx(100 * 18 / 16_138)


def test_burglary_to_march_2026_before_and_now() -> None:
    (path,) = [path for path in yearly_paths("burglary") if path.window.label == "2025/26"]
    assert (path.first.value, path.now.value) == (47_798, 48_231)


def test_a_month_of_few_has_no_percentage() -> None:
    """Some ten homicides a month: one more is no ten per cent."""
    table = rows(yearly_paths("homicide")) + month_rows(month_revisions("homicide"))
    few = [row for row in table if row.base_value < 50]
    assert len(few) > 12
    assert {(row.value, row.status) for row in few} == {(None, "withheld_small_base")}
    assert {row.status for row in table if row.base_value >= 50} == {"ok"}
    assert revisions_by_age("homicide") == ()


def test_what_came_out_once_has_no_revision() -> None:
    assert yearly_paths("vawg_offences") == ()
    assert revisions_by_age("vawg_offences") == ()


def test_revisions_by_age_are_those_of_the_two_files(published: Path) -> None:
    folder = published / "mps_monthly_dashboard"
    both = pd.read_parquet(folder / "other_and_knife_crime_refreshed_2025-08.parquet")
    new = pd.read_parquet(folder / "knife_crime_refreshed_2026-03-18.parquet")
    old, now = (_monthly(frame) for frame in (_refreshed_last(both), new))
    sizes = (100 * (now / old - 1).abs()).dropna()
    # Published on 21 August 2025: July was 0 months old, August 2024 eleven.
    young = sizes[sizes.index > pd.Timestamp("2025-04-01")]
    (first, *_) = revisions_by_age(KNIFE)
    assert (first.from_age, first.to_age, first.months) == (0, 2, 3)
    assert first.median == pytest.approx(young.median())
    assert first.largest == pytest.approx(young.max())
    assert sum(each.months for each in revisions_by_age(KNIFE)) == len(sizes)


def _refreshed_last(frame: pd.DataFrame) -> pd.DataFrame:
    """The file stacks two editions; knife crime is in the later one."""
    dates = pd.to_datetime(frame["refresh_date"])
    return frame[dates == dates.max()]


def _monthly(frame: pd.DataFrame) -> pd.Series:
    frame = frame.rename(columns=lambda name: name.strip().lower().replace(" ", "_"))
    kept = frame[
        (frame["area_type"] == "Borough") & (frame["crime_subtype"] == "Knife Crime") & (frame["measure"] == "Offences")
    ]
    return kept.groupby(pd.to_datetime(kept["month_year"]))["count"].sum().sort_index()


def test_a_publication_that_changed_nothing_is_no_entry() -> None:
    days = [day for day, _ in publications(KNIFE)]
    assert days == [date(2025, 8, 21), date(2026, 3, 18)]
