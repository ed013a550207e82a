"""Your borough: what a councillor can say tonight, what stands out, the scorecard, the wards, what to beware of."""

from pages.parts import choices, finder, panels, standing, wards
from pages.parts.view import current_view

HEADLINES = ("all_recorded_crime", "knife_crime", "violence_with_injury", "robbery", "burglary", "vawg")
IN_WARDS = ("all_recorded_crime", "knife_crime", "vawg")

view = current_view()
if not view.boroughs:
    finder.empty(view)
else:
    area = view.boroughs[0]
    standing.opening(HEADLINES, area, view)
    standing.briefing_link(area)
    panels.show(standing.stand_outs(area), view)
    panels.show(standing.scores(area), view)

    standing.heading(f"{area.name} beside London and similar boroughs", standing.RATES_START)
    for three in (HEADLINES[:3], HEADLINES[3:]):
        for column, which in zip(panels.row(1, 1, 1), three, strict=True):
            with column:
                panels.show(standing.course(which, area), view)

    standing.heading(f"The wards of {area.name}")
    ward = choices.ward(area)
    panels.show(wards.ward_table(IN_WARDS, area, ward), view)
    for column, which in zip(panels.row(1, 1, 1), IN_WARDS, strict=True):
        with column:
            panels.show(wards.ward_map(which, area, ward), view)
    standing.careful(area)
