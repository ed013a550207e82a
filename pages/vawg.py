"""Violence against women and girls: what figures cannot say, how much, of what kind, where, against whom, how late."""

from analytics.indicators import VAWG_OUTSIDE
from pages.parts import abuse, courses, facts, lead, makeup, panels, places, tiles
from pages.parts.view import current_view

OFFENCES = ("rape", "other_sexual_offences", "stalking_and_harassment")
MEASURES = (abuse.LONDON_ONLY, *OFFENCES, "domestic_abuse")
IN_BOROUGHS = (abuse.WIDER, *MEASURES[1:])
OUTSIDE = (
    "{share} of all flagged offences lie outside violence against women and girls: shown apart, in no total above."
)
SEEN = "Ethnic appearance is what an officer saw, not what the victim says."

view = current_view()
lead.indicator(IN_BOROUGHS if view.only else MEASURES, view)
abuse.cannot_say(view)
tiles.row(facts.latest(MEASURES, kind=view.window, baseline=view.baseline))
if view.boroughs:
    panels.show(places.beside_london(IN_BOROUGHS, view, key="vawg_beside"), view)

left, right = panels.row(3, 2)
with left:
    panels.show(abuse.trend(view), view)
with right:
    panels.show(courses.control(abuse.scope(view), view), view)
if view.boroughs and view.measure == "count":
    panels.show(abuse.with_scope(courses.borough_trend(abuse.WIDER, view)), view)

left, right = panels.row(3, 2)
with left:
    groups = "{Part} is the largest group: {share} of offences"
    panels.show(
        makeup.makeup(abuse.LONDON_ONLY, "offence group", view, says=groups, apart=VAWG_OUTSIDE, note=OUTSIDE), view
    )
with right:
    panels.show(abuse.recorded_late(view), view)

left, right = panels.row(2, 3)
with left:
    panels.show(abuse.with_scope(places.borough_map(abuse.WIDER, view)), view)
with right:
    panels.show(abuse.with_scope(places.borough_table(abuse.WIDER, view)), view)

left, right = panels.row(3, 2)
with left:
    panels.show(abuse.together(OFFENCES, view), view)
with right:
    panels.show(abuse.domestic_abuse(view), view)
panels.show(abuse.boroughs(OFFENCES, view), view)

left, right = panels.row(1, 1)
with left:
    panels.show(
        makeup.makeup("vawg_victims", "age", view, says="{share} of victims were {part}", is_ranked=False), view
    )
with right:
    appeared = "{share} of victims appeared {Part} to the officer who recorded the offence"
    panels.show(
        makeup.makeup("vawg_victims", "ethnic appearance", view, says=appeared, is_ranked=False, note=SEEN), view
    )
