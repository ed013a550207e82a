"""Dates are what they say, and what is wrong with them is said in one line with its likely cause."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from data import warehouse
from data.contracts import Violations
from data.date_rules import check_dates, clock_warning
from data.errors import FileRejected
from data.readers.dates import DAY_EARLY, US_ORDER, first_days, parse_dates

TODAY = dt.date(2026, 11, 28)
FIRSTS = pd.date_range("2021-08-01", periods=12, freq="MS")


@pytest.fixture(scope="module")
def edition():
    return next(e for e, _ in warehouse.held().values() if e.resource == "knife" and e.level == "borough")


@pytest.mark.parametrize(
    ("cells", "cause"),
    [
        (FIRSTS.strftime("%m/%d/%Y"), US_ORDER),
        ((FIRSTS - pd.Timedelta(days=1)).strftime("%Y-%m-%d"), DAY_EARLY),
    ],
)
def test_dates_that_are_no_months_are_one_line_with_the_cause(cells, cause):
    check = Violations("file.csv")
    first_days(check, parse_dates(check, pd.Series(list(cells) * 50), "month_year"), "month_year")
    assert len(check.found) == 1
    assert cause in check.found[0].expected


@pytest.mark.parametrize("day", [dt.date(2099, 1, 1), dt.date(2030, 5, 1), dt.date(1999, 1, 1), dt.date(1, 1, 1)])
def test_a_publication_date_that_cannot_be_is_refused(edition, day):
    with pytest.raises(FileRejected, match="published on"):
        check_dates(replace(edition, published_on=day, published_estimated=False), "file.csv", TODAY)


def test_months_that_have_not_ended_are_refused(edition):
    ahead = replace(edition, months_to=dt.date(2027, 2, 1), published_on=None)
    with pytest.raises(FileRejected, match="February 2027 has not ended"):
        check_dates(ahead, "file.csv", TODAY)


def test_what_ships_is_what_it_says():
    for edition, _ in warehouse.held().values():
        check_dates(edition, edition.id, TODAY)


def test_a_clock_before_the_figures_warns(edition):
    assert "clock" in clock_warning([replace(edition, published_estimated=False)], dt.date(2020, 1, 1))
    assert clock_warning([edition], TODAY) == ""
