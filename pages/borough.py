"""Your borough: what a councillor can say tonight, what stands out, the scorecard, the wards, what to beware of."""

from pages.parts import page_choices, panels
from pages.parts.borough import area_finder, borough_panels, ward_panels
from pages.parts.indicator import composition_panel
from pages.parts.reoffending import cohort_opening
from pages.parts.view import current_view

HEADLINES = ("all_recorded_crime", "knife_crime", "violence_with_injury", "robbery", "burglary", "vawg")
SPLIT = "kind of building since July 2023"
IN_WARDS = ("all_recorded_crime", "knife_crime", "vawg")

view = current_view()
if not view.boroughs:
    area_finder.empty(view)
else:
    area = view.boroughs[0]
    ward = page_choices.chosen_ward(area)
    borough_panels.opening(HEADLINES, area, view, ward)
    area_finder.elsewhere(area)
    panels.show(borough_panels.stand_outs(area), view)
    panels.show(borough_panels.scores(area), view)

    borough_panels.heading(f"{area.name} beside London and similar boroughs", borough_panels.RATES_START)
    for three in (HEADLINES[:3], HEADLINES[3:]):
        for column, indicator_id in zip(panels.row(1, 1, 1), three, strict=True):
            with column:
                panels.show(borough_panels.course(indicator_id, area), view)

    borough_panels.heading(f"What recorded crime in {area.name} is made of")
    left, right = panels.row(1, 1)
    with left:
        says = "{Part} is {share} of recorded crime"
        panels.show(composition_panel.makeup("all_recorded_crime", "offence group", view, says=says), view)
    with right:
        panels.show(
            composition_panel.makeup("burglary", SPLIT, view, says="{share} of burglaries were of {part}"), view
        )
        cohort_opening.of_borough(area)

    borough_panels.heading(f"The wards of {area.name}", anchor="wards")
    page_choices.ward(area)
    panels.show(ward_panels.ward_table(IN_WARDS, area, ward), view)
    for column, indicator_id in zip(panels.row(1, 1, 1), IN_WARDS, strict=True):
        with column:
            panels.show(ward_panels.ward_map(indicator_id, area, ward), view)
    borough_panels.careful(area)
