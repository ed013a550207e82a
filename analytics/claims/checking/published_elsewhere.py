"""What is claimed about crime in London but not counted by any series here: where it is published, and what is near.

A claim names such a thing in the words of its `subject`; the first entry whose pattern is found there says where to
look. Nothing is computed from these entries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.tables.home_office_rows import METHOD

_RECORDED = (
    "Metropolitan Police, Recorded Crime: Geographic Breakdown (London Datastore), where it is a group by itself"
)
_DASHBOARD = "Metropolitan Police, Monthly Crime Dashboard Data (London Datastore)"
_HOMICIDE = "Metropolitan Police, Homicide dashboard data (London Datastore), which has one row for each victim"
_ONS_TABLES = "Office for National Statistics, Crime in England and Wales: Police Force Area data tables"
_PART = "What is claimed is a part of it."
_REOFFENDING = "proven_reoffending_rate"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A thing that is not counted here: where it would be, the nearest indicators, and how near they are."""

    pattern: str
    where: str
    nearest: tuple[str, ...] = ()
    relation: str = ""


SUBJECTS: tuple[Elsewhere, ...] = (
    Elsewhere(
        r"phone",
        "Metropolitan Police, answers to requests under the Freedom of Information Act",
        ("theft_from_the_person_phone", "robbery_phone"),
        "Phones are taken in other thefts too; these are thefts from the person and robberies.",
    ),
    Elsewhere(
        r"\btag|electronic",
        "The Mayor's Office for Policing and Crime, evaluations of its tagging pilots",
        (_REOFFENDING,),
        "The rate is that of all offenders of a cohort, with a tag or without.",
    ),
    Elsewhere(
        r"recall",
        "Ministry of Justice, Offender management statistics quarterly; for a pilot, the Mayor's Office for Policing "
        "and Crime",
    ),
    Elsewhere(
        r"(homicid|murder|kill).*(\bage|under|young|teen|child|sex|women|men\b)",
        f"{_HOMICIDE}; its victims end in December 2020 in the edition here",
        ("homicide",),
        "Homicides of all victims are counted here.",
    ),
    Elsewhere(r"crime survey", "Office for National Statistics, Crime Survey for England and Wales"),
    Elsewhere(r"vehicle|\bcars?\b", _RECORDED, ("all_recorded_crime",)),
    Elsewhere(r"bicycle|\bbikes?\b", _RECORDED, ("theft",), "Theft of bicycles is a part of it."),
    Elsewhere(r"fraud|cyber|computer misuse", "City of London Police, Action Fraud and the NFIB's dashboard"),
    Elsewhere(r"anti-?social", "Home Office, data.police.uk"),
    Elsewhere(r"criminal damage|arson|drug|public order", _RECORDED, ("all_recorded_crime",), _PART),
    Elsewhere(
        r"without injury", _RECORDED, ("violence_against_the_person", "violence_with_injury"),
        "What is claimed is a part of the first and apart from the second.",
    ),
    Elsewhere(r"possession of (kni|blade)", _RECORDED, ("possession_of_weapons",), _PART),
    Elsewhere(r"knifepoint|knife point", _DASHBOARD, ("knife_crime", "robbery"), "What is claimed is a part of each."),
    Elsewhere(r"stop and search", "Metropolitan Police, Stop and search dashboard"),
    Elsewhere(r"strand", f"{_DASHBOARD}, subtypes of hate crime", ("hate_crime",), "The strands overlap."),
    Elsewhere(
        r"arrest|charge|convict|outcome",
        "Home Office, Crime outcomes in England and Wales; Ministry of Justice, Criminal justice statistics",
        ("knife_positive_outcome_rate",),
        "Outcomes are known here for knife crime only.",
    ),
    Elsewhere(r"officer|police numbers", "Home Office, Police workforce statistics"),
    Elsewhere(r"confidence|trust", "The Mayor's Office for Policing and Crime, Public Attitude Survey"),
    Elsewhere(
        r"neighbourhood crime", _RECORDED, ("burglary_residential", "robbery_personal", "theft_from_the_person"),
        "These are parts of it; vehicle offences, the fourth, are not counted here.",
    ),
    Elsewhere(r"serious (youth )?violence", _DASHBOARD, ("violence_with_injury", "knife_crime_with_injury")),
    Elsewhere(r"corrosive|acid", "Metropolitan Police, answers to requests under the Freedom of Information Act"),
    Elsewhere(r"reoffend", "Ministry of Justice, Proven reoffending statistics", (_REOFFENDING,)),
)  # fmt: skip
NOWHERE = Elsewhere("", "no publication that is used here; the page Methods lists these")

# Under one name the Home Office counts something else; its own figures are not here.
HOME_OFFICE_DIFFERS: dict[str, str] = {
    "knife_crime": METHOD,
    "knife_crime_with_injury": METHOD,
    "theft": "What the Office for National Statistics calls theft takes in burglary and vehicle offences, which are "
    "groups of their own in the Metropolitan Police's publication.",
}
HOME_OFFICE_BASIS = (
    "The claim goes by the Home Office's counts, which the Office for National Statistics publishes for London with "
    "the City of London; ours are the Metropolitan Police's, for the other 32 boroughs."
)
HOME_OFFICE_WHERE = _ONS_TABLES
COHORTS_WHERE = (
    "Ministry of Justice, Proven reoffending statistics, geographical data tool (quarterly cohorts, local authorities)"
)


def find_elsewhere(subject: str) -> Elsewhere:
    """Where a thing would be found, by the words that name it."""
    named = subject.lower()
    return next((each for each in SUBJECTS if re.search(each.pattern, named)), NOWHERE)
