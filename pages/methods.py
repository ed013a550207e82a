"""Methods and sources: how new the figures are, how they were revised, and every definition, break and formula."""

from datetime import date

from pages.parts import choices, fresh, panels, registry, revised, statements
from pages.parts.view import current_view

view = current_view()
today = date.today()
statements.opening(view)
fresh.warning(today)
statements.contents()

statements.section("fresh")
fresh.publications(today)

statements.section("revised")
which = choices.revised()
left, right = panels.row(1, 1)
with left:
    panels.show(revised.path(which), view)
with right:
    panels.show(revised.by_age(which), view)

statements.section("publications")
registry.datasets()
statements.section("indicators")
registry.indicators()
statements.section("changes")
registry.changes_in_recording()
statements.section("formulas")
registry.formulas()
statements.section("reconciled")
registry.passages(statements.RECONCILED)
statements.section("limits")
registry.passages(statements.LIMITS)
statements.section("log")
statements.change_log()
