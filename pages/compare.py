"""Compare: one indicator across all boroughs, with the uncertainty of every place."""

from pages.parts import page_choices, panels
from pages.parts.compare import comparison_opening, comparison_panels
from pages.parts.view import current_view

view = current_view()
indicator, per, shown = page_choices.compared()
found = comparison_panels.compared(indicator, per)
comparison_opening.opening(found, per, view)
panels.show(comparison_panels.panel(found, shown, view), view)
