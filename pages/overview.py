"""Overview: London now, a tile for each headline indicator, and what changed since the Mayor's baseline."""

from analytics.periods import parse_period
from pages.parts import cohort_lead, facts, lead, panels, places, revised, tiles
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
IN_BOROUGHS = tuple("vawg" if each == "vawg_offences" else each for each in HEADLINES)
SINCE_2016 = ("homicide", "violence_with_injury", "robbery", "theft_from_the_person", "burglary")
PAGES = {
    "knife_crime": "knife_crime",
    "knife_injury_victims_under_25": "knife_crime",
    "burglary": "burglary",
    "vawg_offences": "vawg",
    "domestic_abuse": "vawg",
}
# What has no page of its own stands on Compare, borough by borough.
LINKS = {each: PAGES.get(each, f"compare?indicator={each}") for each in HEADLINES}

view = current_view()
london = facts.latest(HEADLINES)
lead.overview(london, view)
tiles.row(london, links=LINKS, query=view.query_string, more=[cohort_lead.overview_tile("reoffending")])
if view.boroughs:
    panels.show(places.beside_london(IN_BOROUGHS, view, key="overview_boroughs"), view)

left, right = panels.row(1, 1)
with left:
    panels.show(places.since(SINCE_2016, parse_period("year to May 2016"), key="since_2016"), view)
with right:
    panels.show(revised.release(HEADLINES), view)
