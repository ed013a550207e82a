"""Counts of others that go by a name that is used here: what the Home Office and the ONS count otherwise, and where."""

from __future__ import annotations

from analytics.tables.home_office_rows import METHOD

_ONS_TABLES = "Office for National Statistics, Crime in England and Wales: Police Force Area data tables"
NOWHERE = "no publication that is used here; the page Methods lists these"

FIREARMS = (
    "Offences involving firearms, as the Office for National Statistics counts them, take in imitation and other "
    "weapons "
    "and are counted by another definition than the Metropolitan Police's gun crime."
)
ANOTHER_COUNT = (
    "The claim goes by another count, which is not held here: ours differs from it by more than revisions do, or "
    "only a "
    "revision would make the two agree."
)
# Under one name the Home Office counts something else; its own figures are not here.
HOME_OFFICE_DIFFERS: dict[str, str] = {
    "knife_crime": METHOD,
    "knife_crime_with_injury": METHOD,
    "theft": "What the Office for National Statistics calls theft takes in burglary and vehicle offences, which are "
    "groups of their own in the Metropolitan Police's publication.",
    "gun_crime": FIREARMS,
    "lethal_barrel_discharge": FIREARMS,
}
HOME_OFFICE_BASIS = (
    "The claim goes by the Home Office's counts, which the Office for National Statistics publishes for London with "
    "the City of London; ours are the Metropolitan Police's, for the other 32 boroughs."
)
HOME_OFFICE_WHERE = _ONS_TABLES
COHORTS_WHERE = (
    "Ministry of Justice, Proven reoffending statistics, geographical data tool (quarterly cohorts, local authorities)"
)
