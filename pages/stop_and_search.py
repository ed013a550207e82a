"""Stop and search of London's two forces: by object, outcome, age and self-defined ethnicity, where files are held."""

from analytics.street.street_counts import FORCES
from pages.parts.street import search_panels
from pages.parts.view import current_view

view = current_view()
search_panels.opening(view)
for force in FORCES:
    search_panels.section(force, view, title=FORCES[force][0])
search_panels.careful()
