"""Your borough: what a councillor can say tonight, what stands out, the scorecard, the wards, what to beware of."""

from pages.parts import choices, cohort_lead, finder, makeup, panels, standing, wards
from pages.parts.view import current_view

HEADLINES = ("all_recorded_crime", "knife_crime", "violence_with_injury", "robbery", "burglary", "vawg")
SPLIT = "kind of building since July 2023"
IN_WARDS = ("all_recorded_crime", "knife_crime", "vawg")

view = current_view()
if not view.boroughs:
    finder.empty(view)
else:
    area = view.boroughs[0]
    ward = choices.chosen_ward(area)
    standing.opening(HEADLINES, area, view, ward)
    finder.elsewhere(area)
    panels.show(standing.stand_outs(area), view)
    panels.show(standing.scores(area), view)

    standing.heading(f"{area.name} beside London and similar boroughs", standing.RATES_START)
    for three in (HEADLINES[:3], HEADLINES[3:]):
        for column, which in zip(panels.row(1, 1, 1), three, strict=True):
            with column:
                panels.show(standing.course(which, area), view)

    standing.heading(f"What recorded crime in {area.name} is made of")
    left, right = panels.row(1, 1)
    with left:
        says = "{Part} is {share} of recorded crime"
        panels.show(makeup.makeup("all_recorded_crime", "offence group", view, says=says), view)
    with right:
        panels.show(makeup.makeup("burglary", SPLIT, view, says="{share} of burglaries were of {part}"), view)
        cohort_lead.of_borough(area)

    standing.heading(f"The wards of {area.name}", anchor="wards")
    choices.ward(area)
    panels.show(wards.ward_table(IN_WARDS, area, ward), view)
    for column, which in zip(panels.row(1, 1, 1), IN_WARDS, strict=True):
        with column:
            panels.show(wards.ward_map(which, area, ward), view)
    standing.careful(area)
