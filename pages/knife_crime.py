"""Knife crime: how much, is the change real, since when, where, how far to trust it."""

from pages.parts import courses, facts, lead, outcomes, panels, places, revised, tiles
from pages.parts.view import current_view

MEASURES = (
    "knife_crime",
    "knife_crime_with_injury",
    "knife_injury_victims_under_25",
    "knife_crime_with_injury_robbery",
)

view = current_view()
london = facts.latest(MEASURES, kind=view.window, baseline=view.baseline)
lead.indicator(MEASURES, view)
tiles.row(london)
if view.boroughs:
    panels.show(places.beside_london(MEASURES, view, key="knife_crime_beside"), view)

left, right = panels.row(3, 2)
with left:
    panels.show(courses.trend(MEASURES[:2], view), view)
with right:
    panels.show(courses.control("knife_crime", view), view)
if view.boroughs and view.measure == "count":
    panels.show(courses.borough_trend("knife_crime", view), view)

left, right = panels.row(2, 3)
with left:
    panels.show(places.borough_map("knife_crime", view), view)
with right:
    panels.show(places.borough_table("knife_crime", view), view)

left, right = panels.row(3, 2)
with left:
    panels.show(outcomes.positive_outcomes(), view)
with right:
    panels.show(revised.path("knife_crime"), view)
panels.show(outcomes.definitions(), view)
