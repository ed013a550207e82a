"""What can be asked for together: each rule on both sides, and all that a selection breaks at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analytics.geography.areas import find_area
from analytics.periods import PeriodNotUnderstood, window_ending
from analytics.requests.figures_address import Address
from analytics.requests.plain_address import PlainAddress
from analytics.requests.request_rules import (
    MOST_ROWS,
    TooMuch,
    check_baseline,
    check_day,
    check_level,
    check_measure,
    check_months,
    check_rows,
    past_day,
    refusals,
)
from analytics.requests.selection import Selection
from analytics.series.publication_dates import publication_dates
from data.errors import UnknownName
from data.published_areas import MPS

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def test_an_indicator_has_the_levels_that_it_is_published_at() -> None:
    check_level("burglary", "ward")
    with pytest.raises(UnknownName, match="has no figures at the level ward") as refused:
        check_level("vawg_offences", "ward")
    assert refused.value.hint == "Its levels are: mps."


@pytest.mark.parametrize(
    ("indicator", "measure", "window", "problem"),
    [
        ("burglary", "count", "month", ""),
        ("burglary", "rate", "rolling_12", ""),
        ("burglary", "rate", "month", "Rates exist for 12 months only"),
        ("burglary_residential", "household_rate", "rolling_12", ""),
        ("robbery", "household_rate", "rolling_12", "has no rate per household"),
        ("knife_positive_outcome_rate", "change", "rolling_12", "is a percentage: its change is not given"),
        ("knife_positive_outcome_rate", "rate", "rolling_12", "has no rate"),
    ],
)
def test_a_measure_belongs_to_an_indicator_and_a_window(
    indicator: str, measure: str, window: str, problem: str
) -> None:
    if not problem:
        check_measure(indicator, measure, window)
        return
    with pytest.raises(UnknownName, match=problem):
        check_measure(indicator, measure, window)


def test_a_baseline_needs_a_change_of_its_own_length() -> None:
    check_baseline(("change",), "rolling_12", window_ending(JUNE, "rolling_12"))
    for measures, window in ((("count",), "rolling_12"), (("change",), "month")):
        assert refusals(
            Selection(("burglary",), (find_area(MPS),), window, measures, baseline=window_ending(MAY, "rolling_12"))
        )


def test_the_first_month_does_not_come_after_the_last() -> None:
    check_months(JUNE, JUNE)
    check_months(None, MAY)
    with pytest.raises(PeriodNotUnderstood, match=r"from \(2026-06\) comes after to \(2026-05\)"):
        check_months(JUNE, MAY)


def test_a_day_lies_between_the_first_edition_and_today() -> None:
    first, *_ = publication_dates()
    check_day(first)
    check_day(date.today())
    with pytest.raises(PeriodNotUnderstood, match="Nothing here was published by") as early:
        check_day(first - timedelta(days=1))
    assert str(first) in early.value.hint
    with pytest.raises(PeriodNotUnderstood, match="has not come yet"):
        check_day(date.today() + timedelta(days=400))
    assert past_day(f" {first} ") == first
    for text in ("2026-02-30", "20260301", "yesterday", ""):
        with pytest.raises(PeriodNotUnderstood, match="is not a day"):
            past_day(text)


@pytest.mark.parametrize("kind", MOST_ROWS)
def test_a_file_holds_so_many_rows_and_not_one_more(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    selection = Selection(("burglary",), (find_area(MPS),), last=12)
    assert check_rows(selection, kind) == selection.rows_at_most == 12
    monkeypatch.setitem(MOST_ROWS, kind, 12)
    assert check_rows(selection, kind) == 12
    monkeypatch.setitem(MOST_ROWS, kind, 11)
    with pytest.raises(TooMuch, match="Too many rows") as refused:
        check_rows(selection, kind)
    assert "up to 12 rows" in refused.value.hint
    assert ("csv gives more rows" in refused.value.hint) is (kind != "csv")


def test_a_selection_that_breaks_no_rule_has_no_refusal() -> None:
    assert (
        refusals(
            Selection(
                ("burglary", "robbery"),
                (find_area(MPS), find_area("Croydon")),
                "rolling_12",
                ("count", "rate", "change"),
            )
        )
        == ()
    )


def test_every_rule_that_is_broken_is_told_once() -> None:
    selection = Selection(
        ("vawg_offences", "burglary"),
        (find_area("Croydon"),),
        "month",
        ("rate",),
        start=JUNE,
        end=MAY,
        baseline=window_ending(MAY, "month"),
        as_of=date(1990, 1, 1),
    )
    messages = [error.message for error in refusals(selection)]
    assert len(set(messages)) == len(messages)
    for part in ("comes after to", "has no figures at the level borough", "Nothing here was published by 1990-01-01"):
        assert sum(part in message for message in messages) == 1, part


def test_the_address_of_a_table_is_its_route_and_its_parameters() -> None:
    assert PlainAddress("confidence").path("csv") == "api/v1/confidence.csv"
    assert (
        PlainAddress("street", (("by", "month"), ("category", "Bicycle theft"))).path("json")
        == "api/v1/street.json?by=month&category=Bicycle+theft"
    )


def test_the_editions_of_what_was_asked_have_an_address_of_their_own() -> None:
    address = Address(Selection(("burglary",), (find_area("Croydon"),), "rolling_12", ("count",), start=MAY, end=JUNE))
    assert address.revisions_path == "api/v1/revisions.csv?indicator=burglary&area=E09000008&from=2026-05&to=2026-06"
