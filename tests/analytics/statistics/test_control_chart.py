"""Control charts: limits, rebasing, signals, and seasonal adjustment by statsmodels."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.periods import add_months, format_month
from analytics.statistics.control_chart import control_chart, natural_limits, seasonally_adjusted
from tests.ascii_tables import rows

START = date(2024, 1, 1)

SIGNALLED = rows("""
values                            | rebased | signals
----------------------------------+---------+------------------------------------------------------------
10 12 10 12 10 12 10 30           | -       | August 2024: above the limit
30 28 30 28 30 28 30 10           | -       | August 2024: below the limit
10 12 10 12 10 12 10 12           | -       |
1 1 1 1 1 1 1 1 9 9 9 9 9 9 9     | -       | January 2024 to August 2024: 8 months in a row below the mean
1 1 1 1 1 1 1 9 9 9 9 9 9 9       | -       |
9 9 9 9 9 9 9 9 9 1 1 1 1 1 1 1   | -       | January 2024 to September 2024: 9 months in a row above the mean
1 1 1 1 1 1 1 1 9 9 9 9 9 9 9 9   | 2024-09 |
5 5 5 5 5 5 5 5 5                 | -       |
10 12 10 12 10 12 10 12 40        | 2024-09 |
""")


def months(count: int) -> list[date]:
    return [add_months(START, i) for i in range(count)]


@pytest.mark.parametrize("row", SIGNALLED, ids=lambda row: f"{row['values']} {row['rebased']}")
def test_signals(row: dict[str, str]) -> None:
    values = [float(value) for value in row["values"].split()]
    rebased = [] if row["rebased"] == "-" else [date.fromisoformat(f"{row['rebased']}-01")]
    # The means of 1s and 9s are missed by every month: runs are what is tested, so limits are not.
    chart = control_chart(months(len(values)), values=values, rebase_at=rebased)
    outside_runs = [s.words for s in chart.signals if len(s.months) > 1 or "limit" in row["signals"]]
    assert "; ".join(outside_runs) == row["signals"]


def test_limits_by_hand() -> None:
    mean, lower, upper = natural_limits([10, 14, 12])
    assert (mean, lower, upper) == pytest.approx((12, 12 - 2.66 * 3, 12 + 2.66 * 3))
    assert natural_limits([0, 9, 0, 9])[1] == 0, "a count is never below zero"
    with pytest.raises(ValueError, match="at least two"):
        natural_limits([3])


def test_a_run_of_values_on_the_mean_is_no_run() -> None:
    assert control_chart(months(9), values=[5] * 9).signals == ()


def test_limits_start_anew_where_recording_changed() -> None:
    values = [10.0, 12, 10, 12, 100, 104, 100, 104]
    chart = control_chart(months(8), values=values, rebase_at=[date(2024, 5, 1), date(2030, 1, 1)])
    assert [segment.mean for segment in chart.segments] == [11, 102]
    assert [(format_month(s.start), format_month(s.end)) for s in chart.segments] == [
        ("2024-01", "2024-04"),
        ("2024-05", "2024-08"),
    ]
    assert chart.signals == ()
    # The jump from 12 to 100 is no moving range of either side.
    assert chart.segments[0].upper == pytest.approx(11 + 2.66 * 2)


def test_short_segments_say_so() -> None:
    chart = control_chart(months(14), values=[5.0, *range(13)], rebase_at=[date(2024, 2, 1)])
    alone, long = chart.segments
    assert (alone.mean, alone.lower, alone.upper, alone.provisional) == (5, None, None, True)
    assert not long.provisional


@pytest.mark.parametrize("dates", [months(2), [START, add_months(START, 2), add_months(START, 3)]])
def test_a_gap_is_refused(dates: list[date]) -> None:
    with pytest.raises(ValueError, match="consecutive months"):
        control_chart(dates, values=[1, 2, 3])


@given(st.lists(st.integers(0, 2_000), min_size=2, max_size=60), st.lists(st.integers(0, 60), max_size=3))
def test_every_month_lies_in_one_segment_and_signals_in_time(values: list[int], rebased: list[int]) -> None:
    dates = months(len(values))
    chart = control_chart(dates, values=values, rebase_at=sorted(add_months(START, i) for i in rebased))
    covered = [m for s in chart.segments for m in dates if s.start <= m <= s.end]
    assert covered == dates
    assert [s.months for s in chart.signals] == sorted(s.months for s in chart.signals)
    for segment in chart.segments:
        if segment.lower is not None and segment.upper is not None:
            assert segment.lower <= segment.mean <= segment.upper


def test_knife_crime_golden(published: Path) -> None:
    sheet = pd.read_parquet(published / "mps_monthly_dashboard" / "knife_crime_refreshed_2026-03-18.parquet")
    rows_of = (sheet["area_type"] == "Borough") & (sheet["crime_subtype"] == "Knife Crime")
    rows_of &= sheet["measure"] == "Offences"
    counts = sheet[rows_of].groupby(pd.to_datetime(sheet["month_year"]))["count"].sum()["2024-03-01":]
    chart = control_chart([stamp.date() for stamp in counts.index], values=counts.to_list())
    (segment,) = chart.segments
    assert [round(x or 0, 1) for x in (segment.mean, segment.lower, segment.upper)] == [1249.2, 1015.1, 1483.3]
    single = {s.words: int(counts[pd.Timestamp(s.months[0])]) for s in chart.signals if len(s.months) == 1}
    assert single == {
        "May 2024: above the limit": 1_552,
        "December 2025: below the limit": 932,
        "February 2026: below the limit": 1_003,
    }


def test_a_season_is_taken_out_and_the_level_kept() -> None:
    t = np.arange(72)
    season = 100 * np.sin(2 * np.pi * t / 12)
    adjusted = seasonally_adjusted(1_000 + 2 * t + season)
    assert adjusted is not None
    assert np.abs(adjusted - (1_000 + 2 * t)).max() < 5


def test_no_seasonal_adjustment_of_a_short_or_broken_series() -> None:
    assert seasonally_adjusted(np.arange(35.0)) is None
    assert seasonally_adjusted(np.where(np.arange(60) == 7, np.nan, 1.0)) is None


def test_limits_of_one_value_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^limits need at least two values$"):
        natural_limits([1.0])
