"""What the methods page says in sentences of its own: what no registry holds."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analytics.borough_profile.ward_totals import WARD_DRIFT, WHY_WARDS_DIFFER
from analytics.forces.force_figures import borough_figure
from analytics.narrative import number
from analytics.periods import month_name
from analytics.series.area_dispersion import DEFINITION
from analytics.statistics.change import INTERVAL_NOTE
from analytics.tables import home_office_rows
from data.published_areas import BOROUGHS, CITY_OF_LONDON
from pages.parts import page_opening
from pages.parts.view import View
from pages.parts.words import NOT_ACCREDITED, html

LOG = Path(__file__).parents[3] / "CHANGELOG.md"
ABOUT = (
    "Every number here comes from a published file, by a definition, a formula and a rule of comparison that stand on "
    "this page. The page is made from the same registries as the figures."
)
STATUS = (
    f"{NOT_ACCREDITED}: police recorded crime has stood outside accredited official statistics since 2014. "
    "Population estimates and proven reoffending are accredited."
)
REVISED = (
    "All months are revised with every edition, as offences are reclassified or recorded late. Every edition is kept, "
    "and a link with as_of gives the figures as they stood on a day."
)
EDITIONS = (
    "The newest edition wins a whole month of a publication at a level, all its areas and categories together. An "
    "edition that lacks a category never wins a month that another one has with it."
)
INDICATORS = "What each counts, from which rows of which publication, and from when it can be compared."
CHANGES = (
    "A change over time is withheld where the publisher says that the two sides are not comparable, and has no verdict "
    "where recording visibly changed between them."
)
FORMULAS = INTERVAL_NOTE
ONS = "Police and Office for National Statistics"
RECONCILED = {
    "London and its boroughs": (
        "London is the Metropolitan Police area: the 32 boroughs and what has no known borough. So named boroughs "
        "add up to a little less. The City of London has its own police and is not in it."
    ),
    "Boroughs and wards": f"{WHY_WARDS_DIFFER} {WARD_DRIFT}",
    "Police and Home Office": f"{home_office_rows.METHOD} {home_office_rows.SOURCE}.",
    ONS: (
        "The Office for National Statistics publishes police recorded crime for London with the City of London, by "
        "quarters, from another extract taken on another day; its knife crime follows the Home Office’s definition, "
        "and its theft takes in burglary and vehicle crime. So its totals differ from these without either being wrong."
    ),
    "Violence against women and girls": (
        "Boroughs are published with flagged offences that lie outside the definition; London’s headline leaves them "
        "out. The two are separate indicators."
    ),
    "Victims of homicide and recorded homicide": (
        "The page Homicide victims counts persons of a file that ends in 2020, by calendar year; the indicator "
        "homicide counts recorded offences and is corrected as cases are reclassified. Both stand side by side there."
    ),
    "People present by day": (
        "For seven boroughs in which the people present on a working day differ by more than a quarter from residents "
        "the borough page gives a second rate, from an estimate of the Greater London Authority for 2014. It is old, "
        "replaces nothing and makes no rank."
    ),
    "Population": (
        "Rates use the mid-year estimates of the Office for National Statistics, those of 2010, 2011 and 2019 onwards; "
        "years without an estimate have no rate, and none is interpolated."
    ),
}
NOT_HERE = (
    "Subjects of crime, policing and justice for which this dashboard has no figures: who publishes them and where, "
    "why they are not here, and what is nearest. As data: api/v1/not-covered.json."
)
LIMITS = {
    "Recorded, not committed": (
        "Counts are what the police recorded in a month. Much crime is never reported, and recording has changed over "
        "the years."
    ),
    "Uncertainty": (
        "Intervals of recorded crime are widened by how much its months usually vary. Variation that lasts for a "
        "season or longer is larger still, so the usual yearly movement stands beside the verdict. Intervals of other "
        "publications' yearly counts know no such variation, and are the least that must be allowed for."
    ),
    "Residents": "Rates are per resident. Where many people come in by day, as in Westminster, they mislead.",
    "Small numbers": (
        "No percentage is given for fewer than 50 in the earlier period; wards and under-25 victims are shown for "
        "twelve months only."
    ),
    "Reoffending": "Figures come about two years late, count people where they live, and are never divided by crime.",
}
VARIATION = {
    "What a verdict rests on": (
        "Up and down mean that the 95% interval of the change, widened by the dispersion of the indicator in the area, "
        "lies on one side of no change: the change is larger than the usual variation from month to month."
    ),
    "Dispersion": DEFINITION,
    "Usual yearly movement": (
        "Beside the verdict stands where the change lies among all 12-month changes of the same series, those across a "
        "change in recording and those that end from March 2020 to June 2022 left out. Fewer than 60 of them, and "
        "nothing is called usual. The windows overlap: it is a description, not a test."
    ),
    "Many verdicts at once": (
        "Where many comparisons stand side by side, 2.5 in 100 would read “down” without any change, and as many “up”: "
        "that number stands beside them. What is singled out also survives Benjamini and Hochberg’s procedure at 5%, "
        "over every comparison that was looked at."
    ),
    "Control charts": (
        "Months are turned into rates per 30.4 days and seasonally adjusted by us; season and limits come from a "
        "baseline of at least 36 months that ends before the months judged."
    ),
}
# The sections of the page, in order: the end of their address, their heading, the line beneath it.
SECTIONS = {
    "fresh": ("How new the figures are", ""),
    "revised": ("How figures are revised", REVISED),
    "publications": ("Publications and editions", EDITIONS),
    "indicators": ("Indicators", INDICATORS),
    "changes": ("Changes in recording", CHANGES),
    "variation": ("Usual variation and verdicts", ""),
    "formulas": ("Formulas", FORMULAS),
    "reconciled": ("How figures reconcile", ""),
    "limits": ("Limits", ""),
    "not_covered": ("What is not here", NOT_HERE),
    "service": ("This service", ""),
    "log": ("Change log", ""),
}


def opening(view: View) -> None:
    """What the page is for, and the standing of the figures."""
    page_opening.write(
        view, ("Methods and sources",), "How every figure is made, and how far to trust it", [ABOUT, STATUS]
    )


def reconciled() -> dict[str, str]:
    """How figures of several publications go together, with what the ONS assigns to no borough."""
    ons = borough_figure("all_recorded_crime", next(code for code in BOROUGHS if code != CITY_OF_LONDON))
    if ons is None:
        return RECONCILED
    unassigned = (
        f"It assigns {number(ons.unassigned)} offences of the Metropolitan Police, "
        f"{number(ons.unassigned_percent, decimals=1)}% of those of the year to {month_name(ons.year_ending)}, to no "
        "borough: its figures for boroughs lie about as far below those here."
    )
    return RECONCILED | {ONS: f"{RECONCILED[ONS]} {unassigned}"}


def contents() -> None:
    """A link to each section."""
    links = "".join(f'<li><a href="#{anchor}">{html(title)}</a></li>' for anchor, (title, _) in SECTIONS.items())
    st.html(f'<nav aria-label="Contents"><ul class="columns">{links}</ul></nav>')


def section(anchor: str) -> None:
    """The beginning of a section, at an address of its own."""
    title, note = SECTIONS[anchor]
    with st.container(gap="xxsmall", key=f"section_{anchor}"):
        st.header(title, anchor=anchor)
        if note:
            st.html(f'<p class="statistic">{html(note)}</p>')


def change_log() -> None:
    """What changed in the dashboard, newest first."""
    with st.container(key="change_log"):
        st.markdown(LOG.read_text(encoding="utf-8").split("\n", 1)[1])
