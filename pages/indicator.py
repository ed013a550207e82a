"""One indicator: how much, is the change real, since when, in what season, of what, where, how far to trust it."""

from pages.parts import page_choices, panels, tiles
from pages.parts.index import single_indicator
from pages.parts.indicator import (
    area_panels,
    composition_panel,
    control_chart_panel,
    percentage_panel,
    revision_panels,
    seasonality_panel,
    time_series_panels,
    usual_movement_panel,
)
from pages.parts.reoffending import cohort_opening
from pages.parts.view import current_view

shown = page_choices.one_indicator()
view = single_indicator.fitting(shown, current_view())
single_indicator.opening(shown, view)

if shown.measure == "percentage_of" and shown.kind == "crime":
    panels.show(percentage_panel.course(shown.id, view), view)
elif shown.kind == "crime":
    tiles.of_view((shown.id, *(other.id for other in single_indicator.relatives(shown))), view)
    left, right = panels.row(3, 2)
    with left:
        panels.show(time_series_panels.first((shown.id,), view), view)
    with right:
        panels.show(control_chart_panel.control(shown.id, view), view)
    panels.show(usual_movement_panel.usual(shown.id, view.first), view)

    left, right = panels.row(1, 1)
    with left:
        panels.show(seasonality_panel.time_of_year(shown.id, view), view)
    with right:
        panels.show(revision_panels.path(shown.id), view)
    for split in shown.compositions:
        says = "{Part} is the largest part: {share}"
        panels.show(composition_panel.makeup(shown.id, split.name, view, says=says, is_ranked=False), view)

    if "borough" in shown.levels:
        left, right = panels.row(2, 3)
        with left:
            panels.show(area_panels.borough_map(shown.id, view), view)
        with right:
            panels.show(area_panels.borough_table(shown.id, view), view)
else:
    tiles.row((), more=[cohort_opening.overview_tile("reoffending")])
single_indicator.what_it_is(shown)
