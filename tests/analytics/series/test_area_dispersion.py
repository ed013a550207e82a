"""Dispersion by indicator, level and area: the handbook's figures, and an independent computation on published files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.geography.areas import areas_at, find_area
from analytics.indicators import INDICATORS, Level
from analytics.series.area_dispersion import dispersion, dispersions, estimate, estimates, group_dispersion
from analytics.series.clean_stretches import clean_starts
from analytics.series.monthly_series import monthly
from data.published_areas import MPS

CROYDON = "E09000008"
NAMES = {"BURGLARY": "burglary", "ROBBERY": "robbery", "POSSESSION OF WEAPONS": "possession_of_weapons"}


@pytest.mark.parametrize(
    ("which", "london", "boroughs"),
    [
        ("all_recorded_crime", 48, 5.5),
        ("theft_from_the_person", 47, 5.1),
        ("shoplifting", 19, 2.9),
        ("robbery", 12.6, 2.7),
        ("stalking_and_harassment", 10, 1.7),
        ("violence_with_injury", 9.3, 1.7),
        ("knife_crime", 8.6, 1.9),
        ("burglary", 8.5, 3.0),
        ("rape", 2.2, 1.25),
        ("knife_injury_victims_under_25", 1.5, 1.4),
    ],
)
def test_the_handbooks_figures(which: str, london: float, boroughs: float) -> None:
    """HANDBOOK § 5; they were computed on other editions, so within a tenth."""
    assert dispersion(which) == pytest.approx(london, rel=0.1)
    named = dispersions(which, areas_at("borough", pseudo=False), level="borough")
    assert named.mean() == pytest.approx(boroughs, rel=0.11)


def test_homicides_are_independent_events() -> None:
    assert dispersion("homicide") == 1.0
    assert set(dispersions("homicide", areas_at("borough", pseudo=False), level="borough")) == {1.0}


NEWEST_FIRST = ("borough_recent_202407-202606", "borough_recent_202404-202603", "borough_historical_201004-202403")


@pytest.fixture(scope="module")
def counts(published: Path) -> pd.DataFrame:
    """Counts by group, borough and month from the publisher's files alone, each month from the newest that has it."""
    parts: list[pd.DataFrame] = []
    for name in NEWEST_FIRST:
        rows = pd.read_csv(published / "mps_recorded_crime_borough" / f"{name}.csv")
        rows.columns = ["group", "subgroup", "borough", *rows.columns[3:]]
        long = rows.melt(["group", "subgroup", "borough"], var_name="month", value_name="n")
        taken = set().union(*(set(part["month"]) for part in parts)) if parts else set()
        parts.append(long[~long["month"].isin(taken)])
    return pd.concat(parts).assign(group=lambda d: d["group"].str.upper(), borough=lambda d: d["borough"].str.upper())


@pytest.mark.parametrize("group", ["BURGLARY", "ROBBERY", "POSSESSION OF WEAPONS"])
@pytest.mark.parametrize("borough", ["", "CROYDON", "WESTMINSTER"])
def test_a_sample_computed_from_the_published_files_alone(counts: pd.DataFrame, group: str, borough: str) -> None:
    """By pandas on the publisher's files, stretch by stretch, as HANDBOOK § 5 has it."""
    rows = counts[(counts["group"] == group) & (counts["borough"].eq(borough) if borough else True)]
    series = rows.groupby("month")["n"].sum().sort_index()
    series.index = pd.PeriodIndex(series.index, freq="M")
    ratios = []
    for start in range(len(series) - 23):
        span = series.iloc[start : start + 24]
        if span.index[0] <= pd.Period("2021-06") and span.index[-1] >= pd.Period("2020-03"):
            continue
        observed = span.to_numpy(dtype=float).reshape(2, 12)
        expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
        ratios.append(((observed - expected) ** 2 / expected).sum() / 11)
    code = find_area(borough, "borough").code if borough else MPS
    found = estimate(NAMES[group], level="borough" if borough else "mps", area_code=code)
    assert found is not None
    assert found.stretches == len(ratios)
    # The product multiplies each χ² by (N − 1)/N, which is next to nothing here.
    assert found.own == pytest.approx(np.mean(ratios), rel=0.004)


def test_every_count_has_a_figure_with_what_it_rests_on() -> None:
    for level in ("mps", "borough"):
        for each in INDICATORS.values():
            if each.kind == "crime" and each.measure == "count" and level in each.levels:
                for found in estimates(each, level=level):  # type: ignore[arg-type]
                    assert found.phi >= 1
                    assert (found.stretches == 0) == (found.first is None)
                    assert found.words


def test_no_clean_stretch_reaches_into_covid_or_across_a_step() -> None:
    found = monthly("violence_with_injury")
    for start in clean_starts("violence_with_injury", found.months):
        span = [found.months[start].isoformat(), found.months[start + 23].isoformat()]
        assert not (span[0] <= "2021-06-01" and span[1] >= "2020-03-01")
        assert not (span[0] < "2024-03-01" <= span[1])


def test_few_stretches_lean_on_the_family_and_say_so() -> None:
    found = estimate("domestic_abuse")
    assert found is not None
    assert found.borrowed
    assert found.stretches < 12
    assert "similar indicators" in found.words


def test_hillingdon_has_stretches_of_its_own() -> None:
    heathrow, croydon = (estimate("burglary", level="borough", area_code=code) for code in ("E09000017", CROYDON))
    assert heathrow is not None
    assert croydon is not None
    assert heathrow.stretches < croydon.stretches


@pytest.mark.parametrize("which", ["proven_reoffending_rate", "knife_positive_outcome_rate"])
def test_what_is_no_count_of_crime_has_none(which: str) -> None:
    assert dispersion(which, area_code=MPS) == 1.0


def test_a_group_of_boroughs_varies_more_than_its_members() -> None:
    codes = [area.code for area in areas_at("borough", pseudo=False)][:5]
    level: Level = "borough"
    members = np.mean([dispersion("burglary", level=level, area_code=code) for code in codes])
    assert group_dispersion("burglary", codes) >= members
