"""Series on the completed grid: windows are whole sums or missing, and the parts add up to the whole."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.geography.areas import areas_at, find_area
from analytics.indicators import INDICATORS
from analytics.periods import month_range, window_ending
from analytics.series.monthly_series import monthly, monthly_of, ratio, window_sums, windowed
from data.errors import UnknownName
from data.published_areas import MPS, POLICED

CRIME = [i for i in INDICATORS.values() if i.kind == "crime"]
counts = st.lists(st.one_of(st.integers(0, 500), st.just(np.nan)), min_size=1, max_size=40)


@given(counts)
def test_a_rolling_year_is_the_sum_of_its_twelve_months_or_missing(values):
    months = month_range(date(2020, 4, 1), date(2020, 4, 1).replace(year=2024))[: len(values)]
    sums = window_sums(np.array([values], dtype=float), months, "rolling_12")[0]
    for t, total in enumerate(sums):
        twelve = values[max(0, t - 11) : t + 1]
        if len(twelve) < 12 or any(np.isnan(v) for v in twelve):
            assert np.isnan(total)
        else:
            assert total == sum(twelve)


@given(counts, st.integers(1, 12))
def test_a_financial_year_to_date_starts_in_april(values, first):
    start = date(2020, first, 1)
    months = month_range(start, date(2025, 1, 1))[: len(values)]
    sums = window_sums(np.array([values], dtype=float), months, "financial_year_to_date")[0]
    for t, month in enumerate(months):
        april = date(month.year - (month.month < 4), 4, 1)
        inside = [values[i] for i, m in enumerate(months) if april <= m <= month]
        if april < start or any(np.isnan(v) for v in inside):
            assert np.isnan(sums[t])
        else:
            assert sums[t] == sum(inside)


@pytest.mark.parametrize("indicator", [i.id for i in CRIME if "borough" in i.levels and i.measure == "count"])
def test_boroughs_and_pseudo_areas_add_up_to_the_mps_area(indicator):
    boroughs, mps = monthly(indicator, level="borough"), monthly(indicator)
    since = mps.months.index(boroughs.months[0])  # London's burglary and robbery go back to 2008
    assert boroughs.months == mps.months[since:]
    assert {a.code for a in boroughs.areas if not a.is_pseudo} == POLICED
    np.testing.assert_array_equal(boroughs.values.sum(axis=0), mps.values[0, since:])


@pytest.mark.parametrize(("indicator", "level"), [(i.id, level) for i in CRIME for level in i.levels])
def test_every_indicator_has_whole_figures_at_every_level_that_it_declares(indicator, level):
    series = monthly(indicator, level=level)
    assert series.months[0] == INDICATORS[indicator].start_at(level)
    assert not np.isnan(series.values).any()
    assert (series.values >= 0).all()
    assert all(series.editions)
    assert series.values.sum() > 0


def test_wards_fall_short_of_their_boroughs_by_what_the_publisher_leaves_out():
    """1–2 % until 2019: each level is published as itself, and never scaled to the other."""
    wards, mps = monthly("all_recorded_crime", level="ward"), monthly("all_recorded_crime")
    year = [t for t, month in enumerate(mps.months) if month.year == 2018]
    share = wards.values[:, year].sum() / mps.values[0, year].sum()
    assert 0.98 < share < 0.99


def test_wards_of_the_monthly_dashboard_add_up_exactly():
    wards, mps = monthly("knife_crime", level="ward"), monthly("knife_crime")
    np.testing.assert_array_equal(wards.values.sum(axis=0), mps.values[0])


def test_a_group_without_all_its_series_is_missing():
    """Residential burglary needs two series; as of a day with old editions both exist, stalking does not."""
    as_of = date(2025, 4, 1)
    residential, stalking = monthly_of(["burglary_residential", "stalking_and_harassment"], as_of=as_of)
    assert residential.value(MPS, date(2025, 2, 1)) is not None
    assert np.isnan(stalking.values).all()


def test_the_outcome_rate_divides_sums_never_averages_months():
    by_month = monthly("knife_positive_outcome_rate")
    outcomes = window_sums(by_month.values, by_month.months, "rolling_12")
    offences = windowed(monthly("knife_crime"), "rolling_12").values
    np.testing.assert_allclose(ratio(windowed(by_month, "rolling_12")), 100 * outcomes / offences)
    assert not np.isnan(outcomes[0, 11:]).any()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Croydon", "E09000008"),
        ("croydon", "E09000008"),
        ("E09000008", "E09000008"),
        ("kingston-upon-thames", "E09000021"),
        ("Kingston Upon Thames", "E09000021"),
        ("Hammersmith & Fulham", "E09000013"),
        (" London ", MPS),
        ("Abbey Road", "E05013792"),
        ("St. Marys & St James'", None),
        ("Narnia", None),
        ("City of London", None),
        ("Abbey", None),
        ("", None),
    ],
)
def test_finding_an_area(text, code):
    if code:
        assert find_area(text).code == code
        return
    with pytest.raises(UnknownName) as caught:
        find_area(text)
    assert caught.value.hint


def test_what_is_said_of_areas_that_have_no_figures():
    with pytest.raises(UnknownName) as city:
        find_area("City of London")
    assert "own police" in city.value.hint
    with pytest.raises(UnknownName) as several:
        find_area("Abbey")
    assert "Barking and Dagenham" in several.value.hint
    assert "Merton" in several.value.hint
    with pytest.raises(UnknownName) as near:
        find_area("Croyden")
    assert "Croydon" in near.value.hint


def test_levels_that_an_indicator_has_not():
    with pytest.raises(UnknownName, match="level ward"):
        monthly("vawg_offences", level="ward")
    assert len(areas_at("ward", pseudo=False)) == 679


def test_the_change_of_an_area_at_a_window_is_that_of_the_published_files():
    series = windowed(monthly("burglary", ["Croydon"], level="borough"), "rolling_12")
    year = window_ending(date(2026, 6, 1))
    change = series.change_at("E09000008", year)
    assert (change.count, change.base, change.verdict) == (1740, 1905, "no clear change")
    since = series.change_at("E09000008", year, earlier=window_ending(date(2016, 5, 1)))
    assert (since.count, since.base) == (1740, series.value("E09000008", date(2016, 5, 1)))


def test_a_change_beyond_the_months_of_a_series_is_missing():
    series = windowed(monthly("burglary"), "rolling_12")
    change = series.change_at(MPS, window_ending(date(2040, 1, 1)))
    assert (change.count, change.percent, change.status) == (None, None, "missing")


@pytest.mark.parametrize(("indicator", "january"), [("burglary", 8839), ("robbery", 3157)])
def test_londons_burglary_and_robbery_begin_in_2008(indicator, january):
    """January 2008, added up over the 32 boroughs of the oldest published file; boroughs begin in April 2010."""
    london, boroughs = monthly(indicator), monthly(indicator, level="borough")
    assert (london.months[0], london.values[0, 0]) == (date(2008, 1, 1), january)
    assert boroughs.months[0] == date(2010, 4, 1)
    assert monthly("homicide").months[0] == monthly("all_recorded_crime").months[0] == date(2010, 4, 1)
