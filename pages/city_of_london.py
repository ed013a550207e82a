"""The City of London by its own police's records: six offences, their course, outcomes, calls, places, searches."""

from analytics.street import street_counts
from pages.parts import panels
from pages.parts.street import city_panels, outcome_panel, place_panels, search_panels
from pages.parts.view import current_view

view = current_view()
city_panels.opening(view)
if street_counts.is_held():
    panels.show(city_panels.offences(), view)
    offence = city_panels.offence_choice()
    left, right = panels.row(3, 2)
    with left:
        panels.show(city_panels.course(offence), view)
    with right:
        panels.show(outcome_panel.what_became(offence), view)
    panels.show(outcome_panel.by_offence(), view)

    left, right = panels.row(1, 1)
    with left:
        panels.show(place_panels.below_the_ward(), view)
    with right:
        panels.show(city_panels.antisocial_behaviour(), view)
    search_panels.section(street_counts.CITY_POLICE, view)
    city_panels.careful()
