"""Methods and sources: how new the figures are, how they were revised, and every definition, break and formula."""

from datetime import date

from pages.parts import page_choices, panels
from pages.parts.indicator import revision_panels
from pages.parts.methods import (
    freshness_panel,
    method_statements,
    registry_tables,
    service_statements,
    verdict_record_panel,
)
from pages.parts.view import current_view

view = current_view()
today = date.today()
method_statements.opening(view)
freshness_panel.warning(today)
method_statements.contents()

method_statements.section("fresh")
freshness_panel.publications(today)

method_statements.section("revised")
indicator_id = page_choices.revised()
left, right = panels.row(1, 1)
with left:
    panels.show(revision_panels.path(indicator_id), view)
with right:
    panels.show(revision_panels.by_age(indicator_id), view)

method_statements.section("publications")
registry_tables.datasets()
method_statements.section("indicators")
registry_tables.indicators()
method_statements.section("changes")
registry_tables.changes_in_recording()
method_statements.section("variation")
registry_tables.passages(method_statements.VARIATION)
verdict_record_panel.record()
verdict_record_panel.revisions()
registry_tables.dispersions()
method_statements.section("formulas")
registry_tables.formulas()
method_statements.section("reconciled")
registry_tables.passages(method_statements.reconciled())
method_statements.section("limits")
registry_tables.passages(method_statements.LIMITS)
method_statements.section("not_covered")
registry_tables.not_covered()
method_statements.section("service")
registry_tables.passages(service_statements.statements())
method_statements.section("log")
method_statements.change_log()
