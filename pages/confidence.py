"""Public confidence: what Londoners think of their police, over time and by borough; an opinion, never crime."""

from analytics.confidence.survey_figures import is_held
from pages.parts import panels
from pages.parts.confidence import survey_panels
from pages.parts.view import current_view

view = current_view()
survey_panels.opening(view)
if is_held():
    survey_panels.headline_tiles(view)
    left, right = panels.row(1, 1)
    with left:
        panels.show(survey_panels.london_trend(survey_panels.IN_FRONT), view)
    with right:
        panels.show(survey_panels.london_trend(survey_panels.BESIDE), view)

    measure = survey_panels.measure_choice()
    if view.only:
        panels.show(survey_panels.borough_beside_london(measure.id, view.only), view)
    left, right = panels.row(3, 2)
    with left:
        panels.show(survey_panels.borough_table(measure.id, view), view)
    with right:
        panels.show(survey_panels.borough_map(measure.id, view), view)
