"""Victims of homicide: how many, of what age and sex, by what method, where; and why recorded crime differs."""

from analytics.homicide.homicide_victims import is_held
from pages.parts import panels
from pages.parts.homicide import victim_panels
from pages.parts.view import current_view

view = current_view()
victim_panels.opening(view)
if is_held():
    panels.show(victim_panels.by_year("age_group", view.first), view)
    left, right = panels.row(1, 1)
    with left:
        panels.show(victim_panels.course(view.first), view)
    with right:
        panels.show(victim_panels.by_year("sex", view.first), view)
    panels.show(victim_panels.by_year("method", view.first), view)
    left, right = panels.row(1, 1)
    with left:
        panels.show(victim_panels.by_borough(view), view)
    with right:
        panels.show(victim_panels.beside_recorded(), view)
