"""Methods and sources: how new the figures are, how they were revised, and every definition, break and formula."""

from datetime import date

from pages.parts import choices, fresh, panels, registry, revised, standing, statements
from pages.parts.view import current_view

view = current_view()
today = date.today()
statements.opening(view)
fresh.warning(today)

standing.heading("How new the figures are")
fresh.publications(today)

standing.heading("How figures are revised", statements.REVISED)
which = choices.revised()
left, right = panels.row(1, 1)
with left:
    panels.show(revised.path(which), view)
with right:
    panels.show(revised.by_age(which), view)

standing.heading("Publications and editions", statements.EDITIONS)
registry.datasets()
standing.heading("Indicators", statements.INDICATORS)
registry.indicators()
standing.heading("Changes in recording", statements.CHANGES)
registry.changes_in_recording()
standing.heading("Formulas", statements.FORMULAS)
registry.formulas()
standing.heading("How figures reconcile")
registry.passages(statements.RECONCILED)
standing.heading("Limits")
registry.passages(statements.LIMITS)
standing.heading("Change log and contact")
statements.change_log()
