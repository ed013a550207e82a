"""Shares that add up, and the positive-outcome rate."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.rates import confint_poisson_2indep

from analytics.statistics.shares import PartsDoNotAddUp, outcome_rate, outside_share, shares, whole_percentages
from data.errors import DashboardError
from tests.ascii_tables import rows

ROUNDED = rows("""
counts  | decimals | percentages
--------+----------+------------------
1 1 1   | 0        | 34.0 33.0 33.0
1 1 1   | 1        | 33.4 33.3 33.3
2 1     | 0        | 67.0 33.0
1 1 5   | 0        | 14.0 14.0 72.0
0 7     | 0        | 0.0 100.0
0 0     | 0        | 0.0 0.0
""")

PARTS = st.dictionaries(st.text(min_size=1, max_size=4), st.integers(0, 100_000), min_size=1, max_size=9)


@pytest.mark.parametrize("row", ROUNDED, ids=lambda row: f"{row['counts']} at {row['decimals']}")
def test_rounded_percentages(row: dict[str, str]) -> None:
    parts = {f"part {i}": int(count) for i, count in enumerate(row["counts"].split())}
    found = whole_percentages(parts, decimals=int(row["decimals"]))
    assert " ".join(map(str, found.values())) == row["percentages"]


@given(PARTS, st.integers(0, 2))
def test_rounded_percentages_add_up_and_stay_near(parts: dict[str, int], decimals: int) -> None:
    found, total = whole_percentages(parts, decimals=decimals), sum(parts.values())
    assert list(found) == list(parts)
    assert round(sum(found.values()), decimals) == (100 if total else 0)
    if total:
        assert all(abs(found[k] - 100 * n / total) < 10**-decimals + 1e-9 for k, n in parts.items())


def test_shares_of_a_total() -> None:
    assert [(s.label, s.count, s.percent) for s in shares({"a": 3, "b": 1}, total=4)] == [("a", 3, 75), ("b", 1, 25)]
    assert [s.percent for s in shares({"a": 0}, total=0)] == [None]


def test_parts_that_do_not_add_up_are_a_problem() -> None:
    with pytest.raises(PartsDoNotAddUp, match="add up to 4 against 5"):
        shares({"a": 3, "b": 1}, total=5)
    assert issubclass(PartsDoNotAddUp, DashboardError)


@given(PARTS)
def test_shares_make_a_hundred(parts: dict[str, int]) -> None:
    found = [share.percent for share in shares(parts, total=sum(parts.values()))]
    assert None in found or sum(p or 0 for p in found) == pytest.approx(100)


def test_the_vawg_groups_with_and_without_the_group_outside(published: Path) -> None:
    sheet = pd.read_parquet(published / "mps_vawg" / "vawg_offences_201401-202602.parquet")
    classified = sheet[sheet["sheet"] == "Offence count classification"]
    year = classified[pd.to_datetime(classified["recorded_date_months"]) >= "2025-03-01"]
    groups = year.groupby("crimsec_group")["count"].sum()
    outside = int(groups.filter(like="outside").sum())
    inside = int(groups.sum()) - outside
    assert (inside, inside + outside) == (104_881, 134_312)
    assert outside_share(inside, outside=outside) == pytest.approx(21.9, abs=0.05)
    assert outside_share(0, outside=0) is None


def test_the_positive_outcome_rate_is_no_proportion() -> None:
    found = outcome_rate(120, offences=100)
    assert found.percent == 120
    assert found.upper is not None
    assert found.upper > 120
    assert outcome_rate(0, offences=0).percent is None
    nothing = outcome_rate(0, offences=1_000)
    assert (nothing.percent, nothing.lower, round(nothing.upper or 0, 3)) == (0, 0, 0.369)


@given(st.integers(1, 5_000), st.integers(1, 50_000))
def test_its_interval_agrees_with_statsmodels(outcomes: int, offences: int) -> None:
    found = outcome_rate(outcomes, offences=offences)
    expected = confint_poisson_2indep(outcomes, 1, offences, 1, method="wald-log", compare="ratio")
    assert [found.lower, found.upper] == pytest.approx([100 * limit for limit in expected])
