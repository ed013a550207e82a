"""The compare page: every indicator, view and denominator; its figures are those of analytics."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.borough_profile.borough_comparison import (
    comparable_ends,
    comparable_indicators,
    comparison,
    most_moved,
    outliers,
)
from analytics.borough_profile.scorecard import scorecard
from analytics.periods import month_name
from analytics.statistics.ranking import ordinal
from analytics.tables.figures_table import SCHEMA, table, to_csv
from pages.parts import page_choices, panels
from tests.pages.texts import html_of

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"


class Shown:
    """A page that has run: the panels that it drew, and the one among them in which it compares boroughs."""

    def __init__(self, app, drawn):
        self.app, self.drawn = app, drawn
        (self.panel,) = [panel for panel in drawn if panel.key.startswith("compare_")]

    @property
    def html(self):
        return unescape(html_of(self.app)).replace("\xa0", " ")

    @property
    def csv(self):
        return pd.read_csv(io.BytesIO(to_csv(self.panel.figures)))


@pytest.fixture
def show(monkeypatch):
    drawn = []
    draw = panels.show
    monkeypatch.setattr(panels, "show", lambda panel, view: (drawn.append(panel), draw(panel, view)))

    def run(**address):
        drawn.clear()
        app = AppTest.from_file(str(SHELL), default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = [value] if isinstance(value, str) else value
        app.switch_page("compare.py")
        app.run()
        assert [error.message for error in app.exception] == []
        assert 'role="alert"' not in "".join(element.proto.body for element in app.get("html"))
        return Shown(app, list(drawn))

    return run


def axis(panel):
    """The values that a chart shows of its rows: shades, or the axis that holds no names."""
    (trace,) = panel.chart.figure["data"]
    if "z" in trace:
        return trace["z"]
    return trace["x"] if any(isinstance(value, str) for value in trace["y"]) else trace["y"]


@pytest.mark.parametrize("view", page_choices.VIEWS)
@pytest.mark.parametrize("per", page_choices.BASES)
def test_every_view_by_every_denominator(show, view, per):
    page = show(indicator="Residential burglary", per=per, view=view, area=["Croydon", "Westminster"])
    panel = page.panel
    assert panel.title
    if panel.empty:
        assert per == "Counts"
        assert panel.empty in page.html
        return
    assert list(page.csv.columns)[: len(SCHEMA.names)] == SCHEMA.names
    assert page.html.count("Source: ") == len(page.drawn)
    assert page.html.count('class="tool" href="/figures/') == 1
    if not panel.is_table:
        assert page.app.get("plotly_chart")[0].proto.alt == panel.alt
        assert sorted(axis(panel)) == pytest.approx(sorted(page.csv["value"]))
        colours = set(re.findall(r"#[0-9a-fA-F]{6}", json.dumps(panel.chart.figure)))
        assert all(re.fullmatch(r"#0000\d\d", colour) for colour in colours)
        assert len(json.dumps(panel.chart.figure)) < 60_000 or view == "Map"


@pytest.mark.parametrize("which", [each.short_title for each in comparable_indicators()])
def test_every_indicator(show, which):
    page = show(indicator=which)
    assert page.app.title[0].value.startswith(which)
    assert "φ = " in page.panel.note


def test_the_default_is_the_funnel_of_knife_crime(show):
    page = show()
    assert page.app.title[0].value == "Knife crime: only Westminster lies outside the usual spread between boroughs"
    assert "φ = 50.4" in page.panel.note
    assert "φ" not in page.panel.statistic
    assert "only Westminster" in page.app.title[0].value
    outside = page.csv[page.csv["funnel_widened"] != "inside"]
    assert list(outside["area_name"]) == ["Westminster"]
    assert page.csv["phi"].unique() == pytest.approx([50.3953], abs=1e-3)


def test_its_figures_are_those_of_the_table_and_of_the_scorecard(show):
    csv = show(indicator="Burglary").csv.set_index("area_code")
    for row in table(["burglary"], list(csv.index), level="borough", measure="rate", last=1).to_pylist():
        assert csv.loc[row["area_code"], "value"] == pytest.approx(row["value"])
    for name in ("Croydon", "Westminster"):
        standing = next(s for s in scorecard(name) if s.indicator.id == "burglary")
        row = csv.loc[standing.area.code]
        assert (row["rank"], row["rank_lower"], row["rank_upper"]) == (standing.rank, *standing.rank_range)
        assert row["funnel_widened"] == standing.widened


def test_the_effect_of_the_denominator_is_said(show):
    page = show(indicator="All recorded crime")
    residents, counts = comparison("all_recorded_crime"), comparison("all_recorded_crime", basis="count")
    moved = most_moved(residents, counts)
    here, there = ordinal(moved.rank), ordinal(counts.of(moved.area.code).rank)
    assert f"{moved.area.name} ranks {here} per resident and {there} by number of offences" in page.html


def test_households_only_where_there_are_any(show):
    assert "residential burglary only" in show(indicator="Robbery", per="Per household").html
    assert "per 1,000 households" in show(indicator="Residential burglary", per="Per household").panel.statistic


def test_change_and_level_are_both_drawn_with_their_intervals(show):
    page = show(indicator="Burglary", view="Change")
    (trace,) = page.panel.chart.figure["data"]
    burglary = {place.area.name: place for place in comparison("burglary").places}
    for i, name in enumerate(trace["text"]):
        place = burglary[name]
        assert trace["x"][i] + trace["error_x"]["array"][i] == pytest.approx(place.upper)
        assert trace["x"][i] - trace["error_x"]["arrayminus"][i] == pytest.approx(place.lower)
        assert trace["y"][i] + trace["error_y"]["array"][i] == pytest.approx(place.change.upper)
        assert trace["y"][i] - trace["error_y"]["arrayminus"][i] == pytest.approx(place.change.lower)


def test_the_table_is_read_on_a_phone_without_scrolling_sideways(show):
    table = str(show(view="Table").panel.chart)
    assert "class='table cards'" in table
    assert table.count("data-is='Change'") == 32


def test_withheld_changes_are_not_drawn(show):
    page = show(indicator="Domestic abuse", view="Change")
    assert page.panel.figures.num_rows == 0
    assert "new recording system" in page.html
    few = show(indicator="Homicide", view="Change")
    assert few.panel.title == "No change to compare: too few in every borough for a percentage"


def test_an_indicator_may_be_named_as_the_open_data_name_it(show):
    page = show(indicator="burglary_home")
    assert page.app.session_state["indicator"] == "Burglary of a home"
    assert 'class="notice"' not in page.html


def test_chosen_and_similar_boroughs_are_named(show):
    page = show(area=["Bexley"])
    names = {note["text"] for note in page.panel.chart.figure["layout"]["annotations"]}
    assert {"Bexley", "Westminster"} <= names
    assert "similar to Bexley (Havering, Bromley and Sutton)" in page.panel.note
    assert "Bexley ranks" in page.html


@pytest.mark.parametrize(("key", "value"), [("indicator", "Jaywalking"), ("per", "Per cow"), ("view", "Pie")])
def test_a_wrong_choice_is_told_and_ignored(show, key, value):
    page = show(**{key: value})
    assert f"'{value}' is no {'measure' if key == 'per' else key} that can be chosen here. Showing: " in page.html
    assert page.app.title[0].value == show().app.title[0].value


@pytest.mark.parametrize("area", ["City of London", "Unknown", "Narnia"])
def test_a_wrong_borough_is_told(show, area):
    page = show(area=area)
    assert 'class="notice"' in page.html
    assert len(outliers(comparison("knife_crime"))) == 1


def test_any_year_that_every_borough_has_can_be_compared(show):
    """What the page shows for another year is what the months of that year add up to."""
    shown = show(indicator="Knife crime", per="Counts", view="Table", ends="December 2024")
    months = table(
        ["knife_crime"], level="borough", window="month", start=date(2024, 1, 1), end=date(2024, 12, 1)
    ).to_pandas()
    expected = months.groupby("area_name")["value"].sum()
    values = shown.csv[shown.csv["measure"] == "count"].set_index("area_name")["value"]
    assert len(values) == 32
    assert values.to_dict() == {name: expected[name] for name in values.index}
    assert "year to December 2024" in shown.panel.statistic
    assert any("year to December 2024" in caption.value for caption in shown.app.caption)


def test_a_year_without_figures_is_told(show):
    shown = show(indicator="Knife crime", ends="March 2012")
    assert "12 months to “March 2012”" in shown.html
    assert "year to February 2026" in shown.panel.statistic


@pytest.mark.parametrize("view", page_choices.VIEWS)
def test_the_first_year_has_every_view(show, view):
    first = comparable_ends("knife_crime")[-1]
    shown = show(indicator="Knife crime", view=view, ends=month_name(first), area="Croydon")
    assert f"year to {month_name(first)}" in shown.panel.statistic
    assert "Every indicator and ward of Croydon" in shown.html
