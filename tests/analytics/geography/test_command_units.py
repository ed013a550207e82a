"""The twelve command units: every borough in one of them, and their figures the sums of the boroughs'."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.comparability import events_for
from analytics.geography.areas import areas_at, find_area
from analytics.geography.borough_groups import parts_of
from analytics.geography.command_units import COMMAND_UNITS, spoken_names
from analytics.revisions.month_by_edition import month_by_edition
from analytics.revisions.revision_sizes import revision_sizes
from analytics.series.monthly_series import monthly, windowed
from analytics.tables.figures_table import table
from data.errors import UnknownName
from data.published_areas import POLICED

NORTH, WEST = "BCU-NORTH-AREA", "BCU-WEST-AREA"


def test_every_borough_is_in_one_unit() -> None:
    boroughs = [borough for unit in COMMAND_UNITS.values() for borough in unit]
    assert sorted(boroughs) == sorted(POLICED)
    assert len(COMMAND_UNITS) == 12
    assert parts_of("E09000008") == ("E09000008",)


def test_they_are_those_that_the_publisher_names(published) -> None:
    """The file of violence against women and girls has the unit beside each borough."""
    rows = pd.read_parquet(published / "mps_vawg/vawg_offences_201401-202602.parquet")
    named = rows[["bcu_location", "borough_name"]].dropna().drop_duplicates()
    theirs = named.groupby("bcu_location").borough_name.apply(set).drop(["Other", "Unknown"]).to_dict()
    ours = {
        unit.name.removesuffix(" BCU"): {find_area(code).name for code in parts_of(unit.code)}
        for unit in areas_at("command_unit")
    }
    assert ours == theirs


def test_a_unit_goes_by_its_spoken_names_and_no_borough_is_mistaken_for_one() -> None:
    for unit in areas_at("command_unit"):
        for name in (unit.code, unit.slug, *spoken_names(unit)):
            assert find_area(name) == unit
    with pytest.raises(UnknownName):
        find_area("North West")


def test_a_years_burglary_by_pandas(published) -> None:
    """North Area (Enfield, Haringey), year to June 2026, from the published file."""
    rows = pd.read_csv(published / "mps_recorded_crime_borough/borough_recent_202407-202606.csv")
    ours = rows[(rows.iloc[:, 0].str.upper() == "BURGLARY") & rows.iloc[:, 2].isin(["Enfield", "Haringey"])]
    months = [
        f"{year}{month:02}" for year, month in zip([2025] * 6 + [2026] * 6, [*range(7, 13), *range(1, 7)], strict=True)
    ]
    (row,) = table(["burglary"], [NORTH], level="command_unit", measure="count", last=1).to_pylist()
    assert row["value"] == ours[months].sum().sum() > 0
    (rate,) = table(["burglary"], [NORTH], level="command_unit", measure="rate", last=1).to_pylist()
    boroughs = table(["burglary"], ["Enfield", "Haringey"], level="borough", measure="rate", last=1).to_pylist()
    assert rate["base_value"] == sum(borough["base_value"] for borough in boroughs)


def test_what_is_said_of_a_borough_is_said_of_its_unit() -> None:
    """Hillingdon's Heathrow months, and offences whose borough is unknown; none of it of London."""
    of_unit, of_borough = (
        {event.id for event in events_for("all_recorded_crime", level=level, area_code=code)}
        for level, code in (("command_unit", WEST), ("borough", "E09000017"))
    )
    assert of_unit == of_borough
    of_other = {event.id for event in events_for("all_recorded_crime", level="command_unit", area_code=NORTH)}
    assert of_other < of_unit
    assert "unknown_borough_2023" in of_other


def test_figures_of_a_past_day_and_of_editions_are_sums_too() -> None:
    day = date(2026, 5, 1)
    unit = windowed(monthly("robbery", [NORTH], level="command_unit", as_of=day), "rolling_12")
    parts = windowed(monthly("robbery", ["Enfield", "Haringey"], level="borough", as_of=day), "rolling_12")
    assert unit.months == parts.months
    assert unit.values[0, -1] == parts.values[:, -1].sum()
    month = {"start": date(2025, 6, 1), "end": date(2025, 6, 1)}
    sums, of_parts = (
        month_by_edition(["robbery"], [find_area(name) for name in names], **month).to_pandas()
        for names in (["North Area"], ["Enfield", "Haringey"])
    )
    assert sums.value.tolist() == of_parts.groupby(["published_on", "edition"]).value.sum().tolist()
    assert len(sums) >= 3


def test_revisions_of_units_are_smaller_than_those_of_boroughs() -> None:
    """Moves between boroughs of one unit cancel out; a mistake in adding up would show as moves of tens of per cent."""
    units, boroughs = (revision_sizes("robbery", level=level).change for level in ("command_unit", "borough"))
    assert units is not None
    assert boroughs is not None
    assert units.high - units.low < boroughs.high - boroughs.low
    assert units.number == 12 * units.editions
