"""Shares that add up."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.shares import FORMULA, OUTCOMES_FORMULA, PartsDoNotAddUp, outside_share, shares
from data.errors import DashboardError

PARTS = st.dictionaries(st.text(min_size=1, max_size=4), st.integers(0, 100_000), min_size=1, max_size=9)


def test_shares_of_a_total() -> None:
    assert [(s.label, s.count, s.percent) for s in shares({"a": 3, "b": 1}, total=4)] == [("a", 3, 75), ("b", 1, 25)]
    assert [s.percent for s in shares({"a": 0}, total=0)] == [None]


def test_parts_that_do_not_add_up_are_a_problem() -> None:
    with pytest.raises(PartsDoNotAddUp) as refusal:
        shares({"a": 3000, "b": 1}, total=5000)
    assert str(refusal.value).startswith("The parts a, b add up to 3,001 against 5,000.")
    assert refusal.value.hint == "Leave the shares out."
    assert issubclass(PartsDoNotAddUp, DashboardError)


@pytest.mark.parametrize(("inside", "outside", "percent"), [(3, 1, 25), (1, 1, 50), (0, 2, 100), (5, 0, 0)])
def test_what_lies_outside_is_a_part_of_all_that_is_flagged(inside: int, outside: int, percent: float) -> None:
    assert outside_share(inside, outside=outside) == percent


def test_the_words_of_the_method_say_what_is_computed() -> None:
    """They are shown on the page of methods, beside figures that follow them."""
    assert FORMULA == "100 × the part ÷ the whole, both of the same period."
    assert OUTCOMES_FORMULA == "Outcomes of the period for every 100 offences of the period."
    (share, _) = shares({"a": 1, "b": 7}, total=8)
    assert share.percent == 100 * 1 / 8
    with pytest.raises(AttributeError):
        share.count = 2  # type: ignore[misc]


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
