"""What the methods page says in sentences of its own: what no registry holds."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from analytics.borough_profile.ward_totals import WARD_DRIFT, WHY_WARDS_DIFFER
from analytics.statistics.change import INTERVAL_NOTE
from analytics.tables import home_office_rows
from pages.parts import page_opening
from pages.parts.methods import registry_tables
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
RECONCILED = {
    "London and its boroughs": (
        "London is the Metropolitan Police area: the 32 boroughs and what has no known borough. So named boroughs "
        "add up to a little less. The City of London has its own police and is not in it."
    ),
    "Boroughs and wards": f"{WHY_WARDS_DIFFER} {WARD_DRIFT}",
    "Police and Home Office": f"{home_office_rows.METHOD} {home_office_rows.SOURCE}.",
    "Police and Office for National Statistics": (
        "The Office for National Statistics publishes police recorded crime for London with the City of London, by "
        "quarters, from another extract taken on another day; its knife crime follows the Home Office’s definition, "
        "and its theft takes in burglary and vehicle crime. So its totals differ from these without either being wrong."
    ),
    "Violence against women and girls": (
        "Boroughs are published with flagged offences that lie outside the definition; London’s headline leaves them "
        "out. The two are separate indicators."
    ),
    "Population": (
        "Rates use the mid-year estimates of the Office for National Statistics, those of 2010, 2011 and 2019 onwards; "
        "years without an estimate have no rate, and none is interpolated."
    ),
}
LIMITS = {
    "Recorded, not committed": (
        "Counts are what the police recorded in a month. Much crime is never reported, and recording has changed over "
        "the years."
    ),
    "Uncertainty": (
        "Intervals describe random variation alone; crime comes in clusters, so they are the least that must be "
        "allowed for."
    ),
    "Residents": "Rates are per resident. Where many people come in by day, as in Westminster, they mislead.",
    "Small numbers": (
        "No percentage is given for fewer than 50 in the earlier period; wards and under-25 victims are shown for "
        "twelve months only."
    ),
    "Reoffending": "Figures come about two years late, count people where they live, and are never divided by crime.",
}
CONTACT = "LONDON_CRIME_CONTACT"
# The sections of the page, in order: the end of their address, their heading, the line beneath it.
SECTIONS = {
    "fresh": ("How new the figures are", ""),
    "revised": ("How figures are revised", REVISED),
    "publications": ("Publications and editions", EDITIONS),
    "indicators": ("Indicators", INDICATORS),
    "changes": ("Changes in recording", CHANGES),
    "formulas": ("Formulas", FORMULAS),
    "reconciled": ("How figures reconcile", ""),
    "limits": ("Limits", ""),
    "log": ("Change log and contact", ""),
}


def opening(view: View) -> None:
    """What the page is for, and the standing of the figures."""
    page_opening.write(
        view, ("Methods and sources",), "How every figure is made, and how far to trust it", [ABOUT, STATUS]
    )


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
    """What changed in the dashboard, newest first, and whom to ask."""
    who = os.environ.get(CONTACT, "")
    whom_to_ask = f"about this dashboard: {who}" if who else "about this dashboard: whoever gave you its address"
    registry_tables.passages({"Questions": f"About the figures: their publishers, named above; {whom_to_ask}."})
    with st.container(key="change_log"):
        st.markdown(LOG.read_text(encoding="utf-8").split("\n", 1)[1])
