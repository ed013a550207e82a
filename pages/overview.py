"""Overview: the way to what a reader came for, London now, a tile for each headline, changes since the baseline."""

from dataclasses import replace

from pages.parts import page_choices, page_opening, panels, tiles
from pages.parts.front import front_search
from pages.parts.indicator import area_panels, revision_panels, since_panel
from pages.parts.reoffending import cohort_opening
from pages.parts.view import current_view

HEADLINES = (
    "homicide",
    "knife_crime",
    "knife_injury_victims_under_25",
    "violence_with_injury",
    "robbery",
    "theft_from_the_person",
    "burglary",
    "vawg_offences",
    "domestic_abuse",
)
# Boroughs have no offences by group, so the wider total stands in for violence against women and girls.
IN_BOROUGHS = tuple("vawg" if headline == "vawg_offences" else headline for headline in HEADLINES)
SINCE_2016 = ("robbery", "burglary", "theft_from_the_person", "violence_with_injury", "homicide")
PAGES = {
    "knife_crime": "knife_crime",
    "knife_injury_victims_under_25": "knife_crime",
    "burglary": "burglary",
    "vawg_offences": "vawg",
    "vawg": "vawg",
    "domestic_abuse": "vawg",
}
# What has no page of its own stands on Compare, borough by borough.
LINKS = {name: PAGES.get(name, f"compare?indicator={name}") for name in (*HEADLINES, *IN_BOROUGHS)}

view = current_view()
front_search.show(view)
page_opening.overview(IN_BOROUGHS if view.boroughs else HEADLINES, view)
reoffending = [cohort_opening.overview_tile("reoffending")]
tiles.of_view(
    HEADLINES, replace(view, window="rolling_12", baseline=None), in_boroughs=IN_BOROUGHS, links=LINKS, more=reoffending
)
if view.boroughs:
    panels.show(area_panels.beside_london(IN_BOROUGHS, view, key="overview_boroughs"), view)

subject, start = page_choices.since(SINCE_2016)
left, right = panels.row(1, 1)
with left:
    panels.show(since_panel.since(subject, start, key="long_view_of"), view)
with right:
    panels.show(area_panels.since(SINCE_2016, start, key="since_2016"), view)
panels.show(revision_panels.release(IN_BOROUGHS if view.boroughs else HEADLINES, view.first), view)
