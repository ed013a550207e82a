"""The burglary page: its finding, its definitions, its parts, its seasons, its rates per household."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pandas as pd
import pytest

from analytics.geography.areas import areas_at
from analytics.narrative import headline, number
from analytics.periods import window_ending
from analytics.series.area_change import change_between
from analytics.series.monthly_series import monthly, windowed
from analytics.tables.figures_table import table, to_csv
from data.published_areas import MPS
from pages.parts.formulas import FORMULAS
from pages.parts.panels import Panel
from tests.pages.test_pages import ADDRESSES, shown_once
from tests.pages.texts import lead_of

PAGE = "burglary.py"


def panel(key: str, name: str = "default") -> Panel:
    return next(each for each in shown_once(PAGE, name).panels if each.key == key)


def read(found: Panel) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(to_csv(found.figures)))


def texts(name: str = "default") -> str:
    return unescape(re.sub(r"<[^>]+>", " ", shown_once(PAGE, name).html))


@pytest.mark.parametrize(("name", "area"), [("default", ""), ("one borough", "Croydon")])
def test_the_finding_is_the_number_of_analytics(name: str, area: str) -> None:
    level = "borough" if area else "mps"
    code = next(each.code for each in areas_at(level) if each.name == area) if area else MPS
    series = windowed(monthly("burglary", [code] if area else [], level=level), "rolling_12")
    window = window_ending(series.last)
    before = window.year_earlier()
    counts = {"count": series.value(code, window.end), "base": series.value(code, before.end)}
    change = change_between("burglary", window, before, level=level, area_code=code, **counts)
    assert shown_once(PAGE, name).app.title[0].value == headline("burglary", change, window, area or None)


def test_the_tiles_carry_the_verdicts() -> None:
    for said in ("47,880", "Down, from 50,587", "No clear change, from 33,290", "Up, from 9,159"):
        assert said in texts()


def drawn_lines(found: Panel) -> dict[str, str]:
    """The month of each labelled line or shade of a chart, by its words."""
    notes: list[dict[str, Any]] = found.chart.figure["layout"]["annotations"]
    return {note["text"]: note["x"] for note in notes if note.get("yref") == "paper"}


def test_each_definition_is_drawn_where_it_begins() -> None:
    of_2017, of_2023 = panel("burglary_trend"), panel("burglary_residential_trend")
    assert drawn_lines(of_2017)["Burglary classes changed"] == "2017-04"
    assert drawn_lines(of_2023)["Residential burglary split"] == "2023-07"
    first = read(of_2017).groupby("indicator")["period_start"].min()
    assert first.to_dict() == {
        "burglary": "2008-01-01",
        "burglary_residential": "2017-04-01",
        "burglary_business_and_community": "2017-04-01",
    }
    first = read(of_2023).groupby("indicator")["period_start"].min()
    assert first["burglary_home"] == first["burglary_unconnected_building"] == "2023-07-01"


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_parts_add_up(name: str) -> None:
    found = read(next(each for each in shown_once(PAGE, name).panels if each.key.startswith("burglary_by_")))
    counts = found[found["measure"] == "count"].set_index("part")["value"]
    assert counts.drop("All").sum() == counts["All"]
    shares = found[found["measure"] == "percentage"].set_index("part")["value"]
    assert shares.drop("All").sum() == pytest.approx(100, abs=0.001)


def test_the_seasons_are_six_years_of_months() -> None:
    found = panel("burglary_seasons")
    traces = found.chart.figure["data"]
    values = monthly("burglary").of(MPS)[-72:]
    assert [trace["y"] for trace in traces] == [list(values[i : i + 12]) for i in range(0, 72, 12)]
    low, high = min(values[11:60:12]), max(values[11:60:12])
    standing = "below" if values[-1] < low else "above" if values[-1] > high else "within"
    assert f"{number(values[-1])} burglaries" in found.title
    assert f"{standing} the range" in found.title
    assert f"({number(low)} to {number(high)})" in found.title
    assert "COVID-19" in found.note


def test_rates_are_per_household_where_it_says_so() -> None:
    found = panel("burglary_residential_boroughs")
    rates = read(found).query("measure == 'rate'")
    assert set(rates["unit"]) == {"burglaries per 1,000 households"}
    expected = table(["burglary_residential"], level="borough", measure="household_rate", last=1).to_pylist()
    by_code = {row["area_code"]: row["value"] for row in expected}
    for row in rates[rates["area_code"] != MPS].itertuples():
        assert row.value == by_code[row.area_code]
    assert texts().count("Census 2021: households") >= 2
    assert "Census 2021" in FORMULAS["household_rate"]


def test_what_began_later_has_no_change_since_2016() -> None:
    found = panel("burglary_since_2016")
    assert "down 31.1%" in found.title
    rows = read(found).set_index("indicator")
    assert rows.loc["burglary", "base_value"] == 69_456
    for later in ("burglary_residential", "burglary_business_and_community"):
        assert rows.loc[later, "status"] == "withheld_start"
        assert pd.isna(rows.loc[later, "value"])
    assert ">0<" not in str(found.chart)


def test_the_lead_says_what_is_usual_and_what_became_of_changes_as_new() -> None:
    lead = lead_of(shown_once(PAGE, "default").app)
    assert "% of years moved more): half of all years moved by more than " in lead
    assert re.search(r"Changes as new as this have (usually )?moved by [−+]?\d.* points since \(median", lead)
    in_months = lead_of(shown_once(PAGE, "months").app)
    assert "half of all years" not in in_months
    assert "Changes as new" not in in_months
