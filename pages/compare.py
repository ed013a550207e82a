"""Compare: one indicator across all boroughs, with the uncertainty of every place."""

from pages.parts import page_choices, panels
from pages.parts.compare import comparison_opening, comparison_panels, force_panels
from pages.parts.view import current_view

view = current_view()
indicator, end, per, shown = page_choices.compared()
comparison = comparison_panels.comparison_of(indicator, per, end)
comparison_opening.opening(comparison, per, view)
panels.show(comparison_panels.panel(comparison, shown, view), view)
force_panels.section(view)
