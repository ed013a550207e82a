"""The usual yearly movement of series: the handbook's reference, and what is left out."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.series.eligible_changes import eligible_changes, movement
from analytics.series.monthly_series import monthly, windowed
from analytics.tables.figures_table import table
from data.published_areas import MPS


def test_londons_robbery() -> None:
    """HANDBOOK § 5: 144 windows, middle 80% −18 to +23%, median 12%; −3.7% is a quiet year."""
    found = movement("robbery")
    assert found.ends == 144
    assert (found.low, found.high, found.median) == pytest.approx((-18, 23, 12), abs=0.6)
    assert found.moved_more(-3.7) == pytest.approx(0.84, abs=0.02)


def test_by_pandas_on_the_monthly_figures() -> None:
    rows = table(["burglary"], window="month", start=date(2010, 4, 1)).to_pandas()
    year = pd.Series(rows["value"].to_numpy(), index=pd.PeriodIndex(rows["period_end"], freq="M")).rolling(12).sum()
    changes = (100 * (year / year.shift(12) - 1)).dropna()
    kept = changes[(changes.index < "2020-03") | (changes.index > "2022-06")]
    found = movement("burglary")
    assert found.ends == len(kept)
    assert (found.low, found.high) == pytest.approx(tuple(kept.quantile([0.1, 0.9])))
    assert found.median == pytest.approx(kept.abs().median())


def test_knife_crime_is_too_young_and_says_so() -> None:
    found = movement("knife_crime")
    assert (found.ends, found.low, found.moved_more(-17.5)) == (32, None, None)
    assert "32 months" in found.reason
    assert movement("knife_crime", level="borough").low is None, "many boroughs make no more years"


def test_no_end_lies_across_a_break_or_in_the_pandemic() -> None:
    series = windowed(monthly("stalking_and_harassment"), "rolling_12")
    changes = dict(zip([f"{m:%Y-%m}" for m in series.months], eligible_changes(series)[0], strict=True))
    assert pd.isna([changes[m] for m in ("2012-04", "2015-05", "2020-03", "2022-06", "2024-03", "2026-01")]).all()
    assert not pd.isna([changes[m] for m in ("2014-06", "2022-07", "2024-02", "2026-02")]).any()


def test_rows_of_changes_carry_the_areas_own_range() -> None:
    rows = table(["robbery"], measure="change", last=3).to_pylist()
    found = movement("robbery", area_code=MPS)
    assert {(row["usual_low"], row["usual_high"]) for row in rows} == {
        (round(found.low or 0, 6), round(found.high or 0, 6))
    }
    assert table(["robbery"], measure="change", window="month", last=1).to_pylist()[0]["usual_low"] is None
    assert table(["knife_crime"], measure="change", last=1).to_pylist()[0]["usual_low"] is None
