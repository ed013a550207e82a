"""Your borough: the answers of a councillor first, then what stands out, one subject closely, wards, everything."""

from pages.parts import page_choices, panels
from pages.parts.borough import area_finder, borough_opening, borough_panels, other_counts_panel, ward_panels
from pages.parts.indicator import composition_panel, usual_movement_panel
from pages.parts.reoffending import cohort_opening
from pages.parts.street import place_panels
from pages.parts.view import current_view

LEAD = "all_recorded_crime"
HEADLINES = ("burglary", "knife_crime", "vawg", "violence_with_injury", "robbery", LEAD)
SPLIT = "kind of building since July 2023"
IN_WARDS = (LEAD, "burglary", "knife_crime", "vawg")
ROBBERY_AND_THEFT = ("robbery", "theft_from_the_person")

view = current_view()
area_finder.lead_to_the_city()
if not view.boroughs:
    area_finder.empty(view)
else:
    area = view.boroughs[0]
    ward = page_choices.chosen_ward(area)
    borough_opening.opening(LEAD, area, view, ward)
    area_finder.elsewhere(area)
    panels.show(borough_panels.headlines(HEADLINES, area), view)
    if ward:
        panels.show(ward_panels.chosen_ward((*IN_WARDS, *ROBBERY_AND_THEFT), area, ward), view)
    panels.show(borough_panels.stand_outs(area), view)

    borough_panels.heading("One subject over time and by ward", borough_panels.RATES_START, anchor="subject")
    subject = page_choices.subject(HEADLINES)
    left, right = panels.row(1, 1)
    with left:
        panels.show(borough_panels.course(subject, area), view)
    with right:
        panels.show(ward_panels.ward_map(subject, area, ward), view)
    panels.show(usual_movement_panel.usual(subject, area), view)

    borough_panels.heading(f"The wards of {area.name}", anchor="wards")
    page_choices.ward(area)
    panels.show(ward_panels.ward_table(IN_WARDS, area, ward), view)
    panels.show(ward_panels.ward_table(ROBBERY_AND_THEFT, area, ward, key="wards_robbery_and_theft"), view)

    place_panels.below_the_wards(area, view)
    borough_panels.heading(f"What recorded crime in {area.name} is made of", anchor="parts")
    left, right = panels.row(1, 1)
    with left:
        says = "{Part} is {share} of recorded crime"
        panels.show(composition_panel.makeup(LEAD, "offence group", view, says=says), view)
    with right:
        panels.show(
            composition_panel.makeup("burglary", SPLIT, view, says="{share} of burglaries were of {part}"), view
        )
        cohort_opening.of_borough(area)

    borough_panels.heading("Every indicator", anchor="all")
    panels.show(borough_panels.scores(area), view)
    other_counts_panel.other_counts(area)
    borough_panels.careful(area)
