"""Reoffending: how many reoffend, against the other regions, at which ages, how often, and how late one knows."""

from pages.parts import panels
from pages.parts.reoffending import cohort_opening, cohort_panels, follow_up_panel
from pages.parts.view import current_view

view = current_view()
cohort_opening.opening(view)
cohort_opening.headline_tiles()

left, right = panels.row(1, 1)
with left:
    panels.show(cohort_panels.trend("adult"), view)
with right:
    panels.show(cohort_panels.trend("youth"), view)

left, right = panels.row(1, 1)
with left:
    panels.show(cohort_panels.by_age(), view)
with right:
    panels.show(cohort_panels.measures(), view)

left, right = panels.row(1, 1)
with left:
    panels.show(cohort_panels.changes(), view)
with right:
    panels.show(cohort_panels.england_and_wales(), view)

panels.show(follow_up_panel.timeline(), view)
