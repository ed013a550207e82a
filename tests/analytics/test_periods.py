"""Windows of months: built, named, shifted and read from what people write."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.periods import (
    PERIOD_EXAMPLES,
    PeriodNotUnderstood,
    Window,
    add_months,
    financial_year_name,
    format_month,
    last_day,
    month_name,
    month_range,
    parse_month,
    short_month,
    window_between,
    window_ending,
)
from analytics.written_periods import parse_period
from data.errors import DashboardError
from tests.ascii_tables import rows

MONTHS = st.dates(date(1990, 1, 1), date(2090, 12, 31)).map(lambda day: day.replace(day=1))
ANY_END: tuple[str, ...] = ("month", "rolling_12", "financial_year_to_date")

WRITTEN = rows("""
written                          | start   | end     | kind
---------------------------------+---------+---------+-----------------------
year to May 2016                 | 2015-06 | 2016-05 | rolling_12
the year to June 2025            | 2024-07 | 2025-06 | rolling_12
in the year ending June 2025     | 2024-07 | 2025-06 | rolling_12
12 months to Feb 2025            | 2024-03 | 2025-02 | rolling_12
12m to May 2016                  | 2015-06 | 2016-05 | rolling_12
12 months to March 2025          | 2024-04 | 2025-03 | rolling_12
12 months to December 2025       | 2025-01 | 2025-12 | rolling_12
twelve months to March 2025      | 2024-04 | 2025-03 | rolling_12
twelve months to May 2016        | 2015-06 | 2016-05 | rolling_12
three months to June 2025        | 2025-04 | 2025-06 | quarter
three months to May 2025         | 2025-03 | 2025-05 | custom
six months ending Sept 2025      | 2025-04 | 2025-09 | financial_year_to_date
six months to October 2025       | 2025-05 | 2025-10 | custom
nine months to December 2025     | 2025-04 | 2025-12 | financial_year_to_date
nine months to Sep 2025          | 2025-01 | 2025-09 | custom
240 months to February 2026      | 2006-03 | 2026-02 | custom
1 month to February 2026         | 2026-02 | 2026-02 | month
YE Mar 2025                      | 2024-04 | 2025-03 | rolling_12
ye 2025-03                       | 2024-04 | 2025-03 | rolling_12
2024/25                          | 2024-04 | 2025-03 | financial_year
FY 2024-25                       | 2024-04 | 2025-03 | financial_year
FY2015/16                        | 2015-04 | 2016-03 | financial_year
2024/2025                        | 2024-04 | 2025-03 | financial_year
1999/00                          | 1999-04 | 2000-03 | financial_year
Apr 2008 to Mar 2009             | 2008-04 | 2009-03 | financial_year
Apr–Jun 2025                     | 2025-04 | 2025-06 | quarter
April - June 2025                | 2025-04 | 2025-06 | quarter
Jan to Mar 2025                  | 2025-01 | 2025-03 | quarter
Q1 2025/26                       | 2025-04 | 2025-06 | quarter
q4 fy 2024/25                    | 2025-01 | 2025-03 | quarter
3 months to June 2025            | 2025-04 | 2025-06 | quarter
quarter to September 2025        | 2025-07 | 2025-09 | quarter
2025                             | 2025-01 | 2025-12 | calendar_year
calendar year 2024               | 2024-01 | 2024-12 | calendar_year
February 2026                    | 2026-02 | 2026-02 | month
Sept 2025                        | 2025-09 | 2025-09 | month
Sept2025                         | 2025-09 | 2025-09 | month
February to February 2025        | 2025-02 | 2025-02 | month
2026-02                          | 2026-02 | 2026-02 | month
April 2025 to February 2026      | 2025-04 | 2026-02 | financial_year_to_date
FYTD February 2026               | 2025-04 | 2026-02 | financial_year_to_date
Dec–Feb 2025                     | 2024-12 | 2025-02 | custom
year to May 2016.                | 2015-06 | 2016-05 | rolling_12
Feb 2026 ,                       | 2026-02 | 2026-02 | month
year  to   May 2016              | 2015-06 | 2016-05 | rolling_12
2025-01 to 2025-05               | 2025-01 | 2025-05 | custom
2025-13                          | -       | -       | -
X2025                            | -       | -       | -
20٢٥                             | -       | -       | -
2024/1925                        | -       | -       | -
2024/26                          | -       | -       | -
FY 2024                          | -       | -       | -
Q1 2025                          | -       | -       | -
Q5 2024/25                       | -       | -       | -
Mayonnaise 2025                  | -       | -       | -
Mar 2025 to Jan 2025             | -       | -       | -
0 months to Feb 2025             | -       | -       | -
241 months to Feb 2026           | -       | -       | -
last year                        | -       | -       | -
""")

NAMED = rows("""
end     | kind                   | label                           | when
--------+------------------------+---------------------------------+-------------------------------------
2026-02 | month                  | February 2026                   | in February 2026
2026-02 | rolling_12             | year to February 2026           | in the year to February 2026
2026-02 | financial_year_to_date | April 2025 to February 2026     | in the 11 months to February 2026
2025-04 | financial_year_to_date | April 2025                      | in April 2025
2025-03 | financial_year         | 2024/25                         | in the financial year 2024/25
2000-03 | financial_year         | 1999/00                         | in the financial year 1999/00
2025-06 | quarter                | Q1 2025/26 (April to June 2025) | in Q1 2025/26 (April to June 2025)
2025-12 | calendar_year          | 2025                            | in 2025
""")


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row["written"])
def test_what_people_write(row: dict[str, str]) -> None:
    if row["kind"] == "-":
        with pytest.raises(PeriodNotUnderstood) as refusal:
            parse_period(row["written"])
        assert isinstance(refusal.value, DashboardError)
        assert refusal.value.hint
    else:
        window = parse_period(row["written"])
        assert (format_month(window.start), format_month(window.end)) == (row["start"], row["end"])
        assert window.kind == row["kind"]


def test_the_refusal_shows_what_is_allowed() -> None:
    with pytest.raises(PeriodNotUnderstood, match=re.escape("year to May 2016, 2024/25")):
        parse_period("recently")


@pytest.mark.parametrize("row", NAMED, ids=lambda row: f"{row['kind']} to {row['end']}")
def test_names(row: dict[str, str]) -> None:
    window = window_ending(parse_month(row["end"]), row["kind"])  # type: ignore[arg-type]
    assert (window.label, window.when) == (row["label"], row["when"])


@pytest.mark.parametrize(
    "text",
    [
        "2025-13",
        "2025-00",
        "2025-1",
        "25-01",
        "2025-01-01",
        "",
        "2025/01",
        "٢٠٢٥-01",
        "20٢٥-01",
        "x2025-01",
        "2025-01x",
    ],
)
def test_a_month_is_written_in_one_way(text: str) -> None:
    with pytest.raises(PeriodNotUnderstood):
        parse_month(text)


@pytest.mark.parametrize(
    ("end", "kind"),
    [("2025-05", "quarter"), ("2025-12", "financial_year"), ("2025-03", "calendar_year"), ("2025-03", "custom")],
)
def test_a_window_that_cannot_end_there(end: str, kind: str) -> None:
    with pytest.raises(PeriodNotUnderstood):
        window_ending(parse_month(end), kind)  # type: ignore[arg-type]


def test_a_window_must_fit_its_kind() -> None:
    with pytest.raises(PeriodNotUnderstood):
        Window(date(2025, 2, 1), date(2025, 12, 1), "rolling_12")
    with pytest.raises(PeriodNotUnderstood):
        Window(date(2025, 2, 15), date(2025, 3, 1))


def test_first_and_last_day_and_length() -> None:
    window = parse_period("year to February 2024")
    assert (window.period_start, window.period_end) == (date(2023, 3, 1), date(2024, 2, 29))
    assert (window.months, window.days) == (12, 366)


def test_financial_years_start_in_april() -> None:
    assert financial_year_name(date(2025, 3, 1)) == "2024/25"
    assert financial_year_name(date(2025, 4, 1)) == "2025/26"


@given(MONTHS, st.integers(-300, 300))
def test_adding_months_is_undone_by_taking_them_off(month: date, months: int) -> None:
    moved = add_months(month, months)
    assert moved.day == 1
    assert add_months(moved, -months) == month
    assert last_day(moved) + timedelta(days=1) == add_months(moved, 1)


@given(MONTHS)
def test_a_month_reads_back(month: date) -> None:
    assert parse_month(format_month(month)) == month


@given(MONTHS, st.integers(0, 40))
def test_a_label_reads_back_as_the_same_months(start: date, more: int) -> None:
    window = window_between(start, add_months(start, more))
    read = parse_period(window.label)
    assert (read.start, read.end, read.kind) == (window.start, window.end, window.kind)


@given(MONTHS, st.sampled_from(ANY_END))
def test_a_window_holds_its_months(end: date, kind: str) -> None:
    window = window_ending(end, kind)  # type: ignore[arg-type]
    months = window.month_list()
    assert months == month_range(window.start, window.end)
    assert len(months) == window.months
    assert months[-1] == end
    assert all(month in window for month in months)
    assert add_months(end, 1) not in window
    before = window.year_earlier()
    assert before.shifted(12) == window
    assert [add_months(month, 12) for month in before.month_list()] == list(months)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: parse_month("2025-13"), "'2025-13' is not a month."),
        (lambda: Window(date(2025, 3, 1), date(2025, 2, 1)), "A window runs between two months, not from 2025-03-01 to 2025-02-01."),
        (
            lambda: Window(date(2025, 2, 1), date(2025, 12, 1), "financial_year"),
            "February to December 2025 is not a window of kind 'financial year'.",
        ),
        (lambda: window_ending(date(2025, 3, 1), "custom"), "A custom window has no fixed length: give its first month as well."),
        (lambda: parse_period("Mayonnaise 2025"), "'mayonnaise 2025' is not a month."),
        (lambda: parse_period("2024/26"), "'2024/26' is not a financial year: its second year must follow its first."),
        (lambda: parse_period("2024/2035"), "'2024/2035' is not a financial year: its second year must follow its first."),
        (lambda: parse_period("0 months to Feb 2025"), "0 months is not a period that can be asked for."),
        (lambda: parse_period(" Recently "), "' Recently ' is not a period that can be read."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_was_wrong_and_how_to_write_it(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(PeriodNotUnderstood) as refusal:
        ask()
    assert refusal.value.message == message
    example = "Write a month as YYYY-MM, for example 2026-02."
    examples = "year to May 2016, 2024/25, Apr-Jun 2025, Q1 2025/26, 2025, February 2026"
    by_form = example if "13" in message else f"Write it like one of these: {examples}."
    assert refusal.value.hint == by_form


def test_every_example_of_the_hint_can_be_read() -> None:
    assert [parse_period(example).label for example in PERIOD_EXAMPLES.split(", ")] == [
        "year to May 2016", "2024/25", "Q1 2025/26 (April to June 2025)", "Q1 2025/26 (April to June 2025)", "2025",
        "February 2026",
    ]  # fmt: skip


def test_names_of_months() -> None:
    assert [month_name(date(2026, 9, 1)), short_month(date(2026, 9, 1))] == ["September 2026", "Sep 2026"]


def test_a_month_before_and_after_does_not_lie_in_a_window() -> None:
    window = Window(date(2025, 2, 1), date(2025, 4, 1))
    assert [month in window for month in month_range(date(2025, 1, 1), date(2025, 5, 1))] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Feb to Mar 2025", "the 2 months to March 2025"),
        ("Dec-Feb 2025", "the 3 months to February 2025"),
        ("Apr 2024 to May 2024", "the 2 months to May 2024"),
        ("year to May 2016", "the year to May 2016"),
        ("2024/25", "the financial year 2024/25"),
        ("2025", "2025"),
        ("May 2025", "May 2025"),
    ],
)
def test_a_window_as_a_noun(text: str, name: str) -> None:
    assert parse_period(text).name == name
    assert parse_period(text).when == f"in {name}"


def test_blanks_around_a_month_do_not_matter() -> None:
    assert parse_month(" 2026-02\n") == date(2026, 2, 1)


def test_a_window_is_one_of_twelve_months_unless_said_otherwise() -> None:
    assert window_ending(date(2026, 2, 1)) == Window(date(2025, 3, 1), date(2026, 2, 1), "rolling_12")


def test_windows_are_the_same_months_under_any_kind() -> None:
    year = window_ending(date(2026, 3, 1), "rolling_12")
    assert year.is_same(window_ending(date(2026, 3, 1), "financial_year"))
    assert not year.is_same(year.year_earlier())
    assert not year.is_same(window_ending(date(2026, 3, 1), "month"))
