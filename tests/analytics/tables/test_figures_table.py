"""The table that pages, CSV files and the API share: its columns, its arithmetic, its reasons."""

from __future__ import annotations

import csv
import io
from datetime import date

import pandas as pd
import pytest

from analytics.geography.denominators import population
from analytics.indicators import INDICATORS
from analytics.tables.figures_table import SCHEMA, table, to_csv
from analytics.written_periods import parse_period
from data.errors import UnknownName

CRIME = [i for i in INDICATORS.values() if i.kind == "crime"]
STATUSES = {
    "ok", "caution", "step", "spans", "quoted", "withheld_break", "withheld_start", "withheld_small_base",
    "no_denominator", "missing",
}  # fmt: skip
COLUMNS = (
    "indicator,area_code,area_name,period_start,period_end,window,measure,value,lower,upper,base_value,difference,"
    "verdict,unit,status,note,edition,dispersion,usual_low,usual_high"
)


def rows(*args, **options):
    return table(*args, **options).to_pylist()


def test_columns_in_their_order():
    assert ",".join(SCHEMA.names) == COLUMNS
    first = to_csv(table(["homicide"], last=1)).decode().splitlines()[0]
    assert first.replace('"', "") == COLUMNS


@pytest.mark.parametrize("measure", ["count", "rate", "change"])
@pytest.mark.parametrize("indicator", [i.id for i in CRIME if "borough" in i.levels and i.measure == "count"])
def test_every_row_has_a_value_or_a_reason(indicator, measure):
    for row in rows([indicator], level="borough", measure=measure, last=3):
        assert row["status"] in STATUSES
        withheld = row["status"].startswith(("withheld", "missing", "no_denominator"))
        assert (row["value"] is None) == withheld
        assert (row["lower"] is None) == withheld
        if row["status"] != "ok":
            assert row["note"]
        if not withheld:
            assert row["lower"] <= row["value"] <= row["upper"]
        assert row["edition"]


def test_a_rate_times_its_denominator_is_the_count():
    rates = {r["area_code"]: r for r in rows(["knife_crime"], level="borough", measure="rate", last=1)}
    for count in rows(["knife_crime"], level="borough", last=1):
        rate = rates[count["area_code"]]
        if rate["status"] == "no_denominator":
            assert count["area_code"].startswith("X-")
            assert "no resident population" in rate["note"]
        else:
            assert rate["value"] * rate["base_value"] / 1000 == pytest.approx(count["value"], abs=20)
            assert rate["base_value"] == population("residents").counts[count["area_code"], 2024]


def test_rate_of_westminster():
    """704 offences over 209,996 residents would be 3.35: the figure of the year to February 2026."""
    (row,) = rows(["knife_crime"], ["Westminster"], level="borough", measure="rate", last=1)
    assert round(row["value"], 2) == 3.35
    assert row["unit"] == "offences per 1,000 residents"
    assert "mid-2024" in row["note"]


def test_no_rate_without_an_estimate_for_the_year():
    found = {
        r["period_end"].year: r
        for r in rows(["burglary"], measure="rate", start=date(2011, 3, 1))
        if r["period_end"].month == 3
    }
    assert found[2012]["status"] == "ok"  # the window starts in April 2011
    assert found[2014]["status"] == "no_denominator"
    assert "2013" in found[2014]["note"]
    assert found[2014]["value"] is None
    assert found[2020]["value"] is not None


def test_burglary_per_household():
    (row,) = rows(["burglary_residential"], measure="household_rate", last=1)
    (count,) = rows(["burglary_residential"], last=1)
    boroughs_only = 3_423_890 - 4_914  # Census 2021: London without the City
    assert row["base_value"] == boroughs_only
    assert row["value"] == pytest.approx(1000 * count["value"] / boroughs_only, abs=1e-4)
    with pytest.raises(UnknownName, match="household"):
        table(["robbery"], measure="household_rate")


def test_a_small_base_gives_counts_and_no_percentage():
    found = rows(["homicide"], ["Sutton"], level="borough", measure="change", last=1)[0]
    assert found["status"] == "withheld_small_base"
    assert found["value"] is None
    assert found["difference"] is not None
    assert found["base_value"] < 50


def test_against_a_baseline():
    baseline = parse_period("year to May 2016")
    by_id = {
        r["indicator"]: r
        for r in rows(
            ["homicide", "violence_with_injury", "burglary_residential"], measure="change", last=1, baseline=baseline
        )
    }
    assert by_id["homicide"]["base_value"] == 119
    assert by_id["violence_with_injury"]["base_value"] == 74413
    assert by_id["violence_with_injury"]["verdict"] == "cannot be told from a change in recording"
    assert by_id["burglary_residential"]["status"] == "withheld_start"
    assert all("the year to May 2016" in r["note"] for r in by_id.values())
    assert ";" in by_id["homicide"]["edition"]
    with pytest.raises(UnknownName, match="baseline"):
        table(["homicide"], measure="change", window="month", baseline=baseline)


def test_hillingdon_is_marked_where_heathrow_was_counted_apart():
    march = date(2025, 2, 1)
    by_area = {
        r["area_name"]: r
        for r in rows(["all_recorded_crime"], level="borough", measure="change", start=march, end=march)
    }
    assert by_area["Hillingdon"]["status"] == "step"
    assert by_area["Hillingdon"]["verdict"] == "cannot be told from a change in recording"
    assert "Heathrow" in by_area["Hillingdon"]["note"]
    assert by_area["Barnet"]["status"] == "caution"


def test_csv_reads_back_to_the_same_values():
    figures = table(["knife_crime", "domestic_abuse"], ["Croydon", "Lambeth"], level="borough", measure="change")
    read = pd.read_csv(io.BytesIO(to_csv(figures)), keep_default_na=False, na_values=[""], parse_dates=["period_end"])
    assert len(read) == figures.num_rows
    assert read["value"].tolist() == pytest.approx(figures.column("value").to_pandas().tolist(), nan_ok=True)
    assert [n or "" for n in read["note"].fillna("")] == [n or "" for n in figures.column("note").to_pylist()]
    text = to_csv(figures).decode()
    assert not text.startswith("﻿")
    assert {len(row) for row in csv.reader(io.StringIO(text))} == {len(SCHEMA.names)}


def test_whole_numbers_are_written_whole():
    text = to_csv(table(["knife_crime"], last=1)).decode()
    assert ",13552," in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"measure": "share"}, "no measure"),
        ({"measure": "rate", "window": "month"}, "12 months"),
        ({"window": "week"}, "no window"),
        ({"level": "ward", "areas": ["Croydon"]}, "Croydon"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(options, said):
    areas = options.pop("areas", ())
    with pytest.raises(UnknownName, match=said) as caught:
        table(["knife_crime"], areas, **options)
    assert caught.value.hint


def test_the_most_telling_cases_of_the_newest_month():
    found = {
        r["indicator"]: r
        for r in rows(["knife_crime", "knife_injury_victims_under_25", "domestic_abuse"], measure="change", last=1)
    }
    assert found["knife_crime"]["verdict"] == "down"
    assert found["knife_injury_victims_under_25"]["verdict"] == "no clear change"
    assert found["domestic_abuse"]["status"] == "withheld_break"


def test_a_change_beside_which_nothing_is_called_usual_says_why() -> None:
    """Knife crime has 32 month ends at which a comparable change ends; burglary has far more than 60."""
    knife, burglary = (table([name], measure="change", last=1).to_pylist()[0] for name in ("knife_crime", "burglary"))
    assert (knife["usual_low"], knife["usual_high"]) == (None, None)
    assert "there are 32 months at which a comparable 12-month change ends, and 60 are needed" in knife["note"]
    assert burglary["usual_low"] < 0 < burglary["usual_high"]
    assert "cannot be said" not in burglary["note"]


def test_the_change_per_resident_is_told_where_the_populations_change_the_answer() -> None:
    """Camden, year to December 2021: its population of mid-2021 lies 1.8% below that of mid-2020."""
    camden = {"areas": ["E09000007"], "level": "borough", "start": date(2020, 12, 1), "end": date(2021, 12, 1)}
    rates = table(["burglary"], measure="rate", **camden).to_pylist()
    (first, last) = (row["value"] for row in (rates[0], rates[-1]))
    change = table(["burglary"], measure="change", **camden).to_pylist()[-1]
    assert change["value"] == pytest.approx(-20.4, abs=0.05)
    assert f"Per resident the change is −{-100 * (last / first - 1):.1f}%" in change["note"]
    london = table(["burglary"], measure="change", last=1).to_pylist()[0]
    assert "Per resident" not in london["note"]
