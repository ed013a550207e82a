"""Knife crime: how much, is the change real, since when, where, how far to trust it."""

from pages.parts import page_opening, panels, tiles
from pages.parts.indicator import (
    area_panels,
    control_chart_panel,
    knife_crime_panels,
    revision_panels,
    time_series_panels,
    usual_movement_panel,
)
from pages.parts.view import current_view

MEASURES = (
    "knife_crime",
    "knife_crime_with_injury",
    "knife_injury_victims_under_25",
    "knife_crime_with_injury_robbery",
)

view = current_view()
page_opening.indicator(MEASURES, view)
tiles.of_view(MEASURES, view)

left, right = panels.row(3, 2)
with left:
    panels.show(time_series_panels.first(MEASURES[:2], view), view)
with right:
    panels.show(control_chart_panel.control("knife_crime", view), view)
if view.boroughs:
    panels.show(area_panels.beside_london(MEASURES, view, key="knife_crime_beside"), view)
panels.show(usual_movement_panel.usual("knife_crime", view.first), view)
if view.boroughs and view.measure == "count":
    panels.show(time_series_panels.trend(MEASURES[:2], view), view)

left, right = panels.row(2, 3)
with left:
    panels.show(area_panels.borough_map("knife_crime", view), view)
with right:
    panels.show(area_panels.borough_table("knife_crime", view), view)

left, right = panels.row(3, 2)
with left:
    panels.show(knife_crime_panels.positive_outcomes(), view)
with right:
    panels.show(revision_panels.path("knife_crime"), view)
panels.show(knife_crime_panels.definitions(), view)
