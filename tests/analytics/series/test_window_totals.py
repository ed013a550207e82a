"""The figure of any window, beside what windows over the monthly series come to by another way."""

from __future__ import annotations

import pytest

from analytics.geography.areas import find_area
from analytics.indicators import INDICATORS
from analytics.periods import Window, window_ending
from analytics.series.coverage import coverage, coverage_words
from analytics.series.monthly_series import monthly, ratio, windowed
from analytics.series.window_totals import NO_RATE_BUT_OF_A_YEAR, NO_TOTAL, rate_of, total, total_of
from analytics.written_periods import parse_period
from data.errors import UnknownName
from data.published_areas import MPS

YEAR = parse_period("year to March 2026")
SHARE = next(shown.id for shown in INDICATORS.values() if shown.measure == "percentage_of" and "mps" in shown.levels)


@pytest.mark.parametrize("place", ["Croydon", MPS])
@pytest.mark.parametrize("window", ["year to March 2026", "February 2026"])
def test_a_total_is_that_of_the_windowed_series(place: str, window: str) -> None:
    area, asked = find_area(place), parse_period(window)
    series = windowed(monthly("burglary", [area.code], level=area.level), asked.kind)
    assert total("burglary", asked, area).count == series.value(area.code, asked.end)
    assert total("burglary", asked, area).editions == series.editions_of(asked.start, asked.end)


def test_a_percentage_is_that_of_the_sums_of_its_window() -> None:
    series = windowed(monthly(SHARE), "rolling_12")
    found = total(SHARE, window_ending(series.last), find_area(MPS))
    assert found.percent == pytest.approx(ratio(series)[0][-1])
    assert found.counts == (found.count, found.below)


def test_months_without_figures_have_no_total() -> None:
    covered = coverage("burglary", "mps")
    assert covered is not None
    assert total("burglary", Window(covered[0], covered[1]).shifted(1), find_area(MPS)) == NO_TOTAL
    assert total("burglary", Window(covered[0], covered[1]).shifted(-1), find_area(MPS)) == NO_TOTAL
    assert NO_TOTAL.percent is None


def test_an_area_that_a_series_does_not_have_is_an_error() -> None:
    with pytest.raises(UnknownName):
        total_of(monthly("burglary"), "E09000008", YEAR)


def test_rates_are_those_of_a_year() -> None:
    croydon = find_area("Croydon")
    count = total("burglary", YEAR, croydon).count
    thousand, hundred_thousand = (rate_of("burglary", count, YEAR, croydon, per=per).value for per in (1_000, 100_000))
    assert thousand is not None
    assert hundred_thousand == pytest.approx(100 * thousand)
    quarter = rate_of("burglary", count, parse_period("Q1 2025/26"), croydon)
    assert (quarter.value, quarter.note) == (None, NO_RATE_BUT_OF_A_YEAR)


def test_the_months_covered_are_named() -> None:
    assert coverage_words("burglary", "mps").startswith("January 2008 to ")
    assert coverage_words("proven_reoffending_rate", "mps") == ""
