"""Violence against women and girls: what figures cannot say, how much, of what kind, where, against whom, how late."""

from analytics.indicators import VAWG_OUTSIDE
from pages.parts import page_opening, panels, tiles
from pages.parts.indicator import (
    area_panels,
    composition_panel,
    control_chart_panel,
    usual_movement_panel,
    vawg_panels,
)
from pages.parts.view import current_view

OFFENCES = ("rape", "other_sexual_offences", "stalking_and_harassment")
MEASURES = (vawg_panels.LONDON_ONLY, *OFFENCES, "domestic_abuse")
IN_BOROUGHS = (vawg_panels.WIDER, *MEASURES[1:])
OUTSIDE = (
    "{share} of all flagged offences lie outside violence against women and girls: shown apart, in no total above."
)
SEEN = "Ethnic appearance is what an officer saw, not what the victim says."

view = current_view()
page_opening.indicator(IN_BOROUGHS if view.boroughs else MEASURES, view)
vawg_panels.cannot_say(view)
tiles.of_view(MEASURES, view, in_boroughs=IN_BOROUGHS)

left, right = panels.row(3, 2)
with left:
    panels.show(vawg_panels.first(view), view)
with right:
    panels.show(control_chart_panel.control(vawg_panels.scope(view), view), view)
if view.boroughs:
    panels.show(area_panels.beside_london(IN_BOROUGHS, view, key="vawg_beside"), view)
panels.show(usual_movement_panel.usual(vawg_panels.scope(view), view.first), view)
if view.boroughs and view.measure == "count":
    panels.show(vawg_panels.trend(view), view)

left, right = panels.row(3, 2)
with left:
    groups = "{Part} is the largest group: {share} of offences"
    panels.show(
        composition_panel.makeup(
            vawg_panels.LONDON_ONLY, "offence group", view, says=groups, apart=VAWG_OUTSIDE, note=OUTSIDE
        ),
        view,
    )
with right:
    panels.show(vawg_panels.recorded_late(view), view)

left, right = panels.row(2, 3)
with left:
    panels.show(vawg_panels.with_scope(area_panels.borough_map(vawg_panels.WIDER, view)), view)
with right:
    panels.show(vawg_panels.with_scope(area_panels.borough_table(vawg_panels.WIDER, view)), view)

left, right = panels.row(3, 2)
with left:
    panels.show(vawg_panels.together(OFFENCES, view), view)
with right:
    panels.show(vawg_panels.domestic_abuse(view), view)
panels.show(vawg_panels.boroughs(OFFENCES, view), view)

left, right = panels.row(1, 1)
with left:
    panels.show(
        composition_panel.makeup("vawg_victims", "age", view, says="{share} of victims were {part}", is_ranked=False),
        view,
    )
with right:
    appeared = "{share} of victims appeared {Part} to the officer who recorded the offence"
    panels.show(
        composition_panel.makeup("vawg_victims", "ethnic appearance", view, says=appeared, is_ranked=False, note=SEEN),
        view,
    )
