"""Reoffending: how many reoffend, against the other regions, at which ages, how often, and how late one knows."""

from pages.parts import cohort_lead, cohort_timeline, cohorts, panels
from pages.parts.view import current_view

view = current_view()
cohort_lead.opening(view)
cohort_lead.headline_tiles()

left, right = panels.row(1, 1)
with left:
    panels.show(cohorts.trend("adult"), view)
with right:
    panels.show(cohorts.trend("youth"), view)

left, right = panels.row(1, 1)
with left:
    panels.show(cohorts.by_age(), view)
with right:
    panels.show(cohorts.measures(), view)

left, right = panels.row(1, 1)
with left:
    panels.show(cohorts.changes(), view)
with right:
    panels.show(cohorts.england_and_wales(), view)

panels.show(cohort_timeline.timeline(), view)
