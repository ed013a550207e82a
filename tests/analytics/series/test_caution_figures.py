"""The figures of the cautions: London's total as it was before, and offences without a borough."""

from __future__ import annotations

import re
from math import exp, log, sqrt

import pytest

from analytics.series.caution_figures import borough_drift, restored_change, unknown_share, value_caution
from analytics.series.monthly_series import monthly, windowed
from analytics.tables.figures_table import table
from analytics.written_periods import parse_period
from data.published_areas import MPS

HARROW = "E09000015"


@pytest.mark.parametrize(
    ("which", "later", "published", "restored"),
    [
        ("all_recorded_crime", "year to June 2026", -2.20, -2.59),
        ("all_recorded_crime", "year to June 2025", -0.66, -0.27),
        ("robbery", "year to June 2026", -3.69, -4.24),
    ],
)
def test_londons_change_with_its_lost_months_whole(which: str, later: str, published: float, restored: float) -> None:
    """HANDBOOK § 3."""
    window = parse_period(later)
    change = windowed(monthly(which), "rolling_12").change_at(MPS, window)
    assert change.percent == pytest.approx(published, abs=0.01)
    assert restored_change(which, window.year_earlier(), window) == pytest.approx(restored, abs=0.01)
    assert change.status == "caution"
    assert f"{abs(restored):.2f}%" in change.note


def test_windows_without_these_months_have_nothing_to_restore() -> None:
    window = parse_period("year to June 2023")
    assert restored_change("robbery", window.year_earlier(), window) is None
    assert restored_change("knife_crime", parse_period("year to Feb 2025"), parse_period("year to Feb 2026")) is None


@pytest.mark.parametrize(
    ("which", "share"), [("knife_crime", 2.0), ("vawg", 2.4), ("knife_injury_victims_under_25", 2.0)]
)
def test_offences_without_a_borough_differ_by_publication(which: str, share: float) -> None:
    found = unknown_share(which, parse_period("year to Feb 2025"))
    assert found is not None
    assert 100 * found == pytest.approx(share, abs=0.06)


def test_boroughs_drift_by_what_is_left_without_one() -> None:
    before, after = parse_period("year to Feb 2024"), parse_period("year to Feb 2025")
    drift = borough_drift("burglary", before, after)
    assert drift is not None
    assert 1.5 < drift < 2.5


def test_a_boroughs_value_and_rate_of_2023_carry_the_caution_too() -> None:
    end = parse_period("year to March 2024").end
    for measure in ("count", "rate"):
        row = table(["all_recorded_crime"], [HARROW], level="borough", measure=measure, start=end, end=end).to_pylist()[
            0
        ]
        assert row["status"] == "caution"
        assert "no known borough" in row["note"]
    newest = table(["all_recorded_crime"], [HARROW], level="borough", measure="rate", last=1).to_pylist()[0]
    assert newest["status"] == "ok"
    assert value_caution("burglary", parse_period("year to March 2024"), level="mps") == ""


def test_the_change_of_a_borough_says_the_drift_of_its_windows() -> None:
    end = parse_period("year to Feb 2025").end
    row = table(["burglary"], [HARROW], level="borough", measure="change", start=end, end=end).to_pylist()[0]
    assert "3.1% in the earlier period" in row["note"]
    assert "too high by about" in row["note"]


def test_a_restored_change_has_the_verdict_of_its_own_interval() -> None:
    """London's robbery, year to March 2026: within the usual variation as published, down with the months whole."""
    window = parse_period("year to March 2026")
    change = windowed(monthly("robbery"), "rolling_12").change_at(MPS, window)
    assert change.verdict == "no clear change"
    told = re.search(r"the change is −([\d.]+)% \(95% interval −([\d.]+)% to −([\d.]+)%: down\)", change.note)
    assert told
    ratio = 1 - float(told[1]) / 100
    assert ratio == pytest.approx(1 - 0.0536, abs=0.0002)
    # The lost offences lie in the earlier year: the later count stands, the earlier follows from the ratio.
    width = 1.96 * sqrt(change.dispersion * (1 / change.count + ratio / change.count))
    bounds = [100 * (1 - exp(log(ratio) - side * width)) for side in (1, -1)]
    assert [float(told[2]), float(told[3])] == pytest.approx(bounds, abs=0.06)


def test_londons_count_of_a_month_says_what_it_lost() -> None:
    """HANDBOOK § 3: July 2024 fell from 82,551 to 80,361. Over a year it is too little to change what is shown."""
    month = parse_period("July 2024")
    row, *_ = table(["all_recorded_crime"], [MPS], window="month", start=month.end, end=month.end).to_pylist()
    assert (row["value"], row["status"]) == (80_361, "caution")
    assert "lacks 2,190, 2.7%" in row["note"]
    assert value_caution("all_recorded_crime", parse_period("year to June 2025"), level="mps") == ""
    assert value_caution("knife_crime", month, level="mps") == ""
    assert value_caution("all_recorded_crime", parse_period("October 2024"), level="mps") == ""
