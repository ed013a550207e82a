"""Burglary: how much, of what kind of building, is the change real, since when, at what time of year, where."""

from analytics.written_periods import parse_period
from pages.parts import page_opening, panels, tiles
from pages.parts.indicator import (
    area_panels,
    composition_panel,
    control_chart_panel,
    seasonality_panel,
    time_series_panels,
    usual_movement_panel,
)
from pages.parts.view import current_view

MEASURES = (
    "burglary",
    "burglary_residential",
    "burglary_home",
    "burglary_unconnected_building",
    "burglary_business_and_community",
)
# Told apart since April 2017, and since July 2023: a chart of each, with the change of definition drawn.
SINCE_2017 = ("burglary", "burglary_residential", "burglary_business_and_community")
SINCE_2023 = ("burglary_residential", "burglary_home", "burglary_unconnected_building")
SPLIT = "kind of building since July 2023"

view = current_view()
page_opening.indicator(MEASURES, view)
tiles.of_view(MEASURES, view)

left, right = panels.row(3, 2)
with left:
    panels.show(time_series_panels.first(SINCE_2017, view), view)
with right:
    panels.show(control_chart_panel.control("burglary", view), view)
if view.boroughs:
    panels.show(area_panels.beside_london(MEASURES, view, key="burglary_beside"), view)
panels.show(usual_movement_panel.usual("burglary", view.first), view)
if view.boroughs and view.measure == "count":
    panels.show(time_series_panels.trend(SINCE_2017, view), view)

left, right = panels.row(1, 1)
with left:
    panels.show(time_series_panels.trend(SINCE_2023, view), view)
with right:
    panels.show(seasonality_panel.time_of_year("burglary", view), view)

left, right = panels.row(1, 1)
with left:
    panels.show(composition_panel.makeup("burglary", SPLIT, view, says="{share} of burglaries were of {part}"), view)
with right:
    panels.show(area_panels.since(SINCE_2017, parse_period("year to May 2016"), key="burglary_since_2016"), view)

left, right = panels.row(2, 3)
with left:
    panels.show(area_panels.borough_map("burglary_residential", view, rate="household_rate"), view)
with right:
    panels.show(area_panels.borough_table("burglary_residential", view, rate="household_rate"), view)
panels.show(area_panels.borough_table("burglary", view), view)
