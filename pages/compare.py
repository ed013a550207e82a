"""Compare: one indicator across all boroughs, with the uncertainty of every place."""

from pages.parts import choices, compared, compared_lead, panels
from pages.parts.view import current_view

view = current_view()
indicator, per, shown = choices.compared()
found = compared.compared(indicator, per)
compared_lead.opening(found, per, view)
panels.show(compared.panel(found, shown, view), view)
