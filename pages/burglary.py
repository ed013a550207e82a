"""Burglary: how much, of what kind of building, is the change real, since when, at what time of year, where."""

from analytics.periods import parse_period
from pages.parts import courses, facts, lead, makeup, panels, places, seasons, tiles
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
lead.indicator(MEASURES, view)
tiles.row(facts.latest(MEASURES, kind=view.window, baseline=view.baseline))
if view.boroughs:
    panels.show(places.beside_london(MEASURES, view, key="burglary_beside"), view)

left, right = panels.row(3, 2)
with left:
    panels.show(courses.trend(SINCE_2017, view), view)
with right:
    panels.show(courses.control("burglary", view), view)
if view.boroughs and view.measure == "count":
    panels.show(courses.borough_trend("burglary", view), view)

left, right = panels.row(1, 1)
with left:
    panels.show(courses.trend(SINCE_2023, view), view)
with right:
    panels.show(seasons.time_of_year("burglary", view), view)

left, right = panels.row(1, 1)
with left:
    panels.show(makeup.makeup("burglary", SPLIT, view, says="{share} of burglaries were of {part}"), view)
with right:
    panels.show(places.since(SINCE_2017, parse_period("year to May 2016"), key="burglary_since_2016"), view)

left, right = panels.row(2, 3)
with left:
    panels.show(places.borough_map("burglary_residential", view, rate="household_rate"), view)
with right:
    panels.show(places.borough_table("burglary_residential", view, rate="household_rate"), view)
panels.show(places.borough_table("burglary", view), view)
