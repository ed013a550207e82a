"""Violence against women and girls: offences, victims, delay of recording."""

from __future__ import annotations

from dataclasses import replace

from analytics.indicators.declaration import (
    FLAGGED,
    MPS_ONLY,
    RECORDING_PRACTICE,
    VAWG_FROM,
    Composition,
    Indicator,
    Part,
    parts_of,
    recorded_crime_indicator,
    terms_of,
)

_VAWG_GROUPS = parts_of(
    Violence_with_injury="vawg_group_violence_with_injury",
    Stalking_and_harassment="vawg_group_stalking_and_harassment",
    Public_fear_alarm_or_distress="vawg_group_public_fear_alarm_distress",
    Rape="vawg_group_rape",
    Other_sexual_offences="vawg_group_other_sexual_offences",
    Modern_slavery="vawg_group_modern_slavery",
    Homicide="vawg_group_homicide",
    Exploitation_of_prostitution="vawg_group_exploitation_of_prostitution",
)
VAWG_OUTSIDE = Part("Flagged offences outside violence against women and girls", terms_of("vawg_group_outside"))

_VICTIM_AGES = (
    *(
        Part(f"Aged {first} to {first + 9}", terms_of(f"vawg_victims_aged_{first}_to_{first + 9}"))
        for first in range(10, 80, 10)
    ),
    Part("Aged 80 and over", terms_of("vawg_victims_aged_80_and_over")),
)

_VICTIM_ETHNICITIES = parts_of(
    Asian="vawg_victims_ethnic_asian",
    Black="vawg_victims_ethnic_black",
    White="vawg_victims_ethnic_white",
    Any_other="vawg_victims_ethnic_any_other",
    Unknown="vawg_victims_ethnic_unknown",
)

VAWG = tuple(
    replace(
        indicator,
        start=VAWG_FROM,
        theme="Violence against women and girls",
        # Its offences are mostly violence and sexual offences, so whatever moved their recording moved it.
        event_families=("vawg", "violence", "sexual_offences"),
    )
    for indicator in (
        recorded_crime_indicator(
            "vawg",
            "Violence against women and girls with all flagged offences",
            "Offences with a female victim that the Metropolitan Police flags in its publication on "
            "violence against women and girls, including those outside that definition.",
            caveats=(FLAGGED, "By borough and ward there is no split by offence.", RECORDING_PRACTICE),
            family="vawg",
        ),
        recorded_crime_indicator(
            "vawg_offences",
            "Violence against women and girls",
            "Offences of violence against women and girls by the Metropolitan Police's classification, "
            "flagged offences outside it left out.",
            levels=MPS_ONLY,
            terms=tuple(term for part in _VAWG_GROUPS for term in part.terms),
            compositions=(Composition("offence group", _VAWG_GROUPS),),
            caveats=(RECORDING_PRACTICE, "Dated by the month of recording."),
            headline=True,
            spoken=(
                "vawg",
                "violence against women",
                "crime against women and girls",
                "crime against women",
                "offence against women and girls",
                "violent crime against women and girls",
                "violent offence against women and girls",
            ),
            family="vawg",
        ),
        recorded_crime_indicator(
            "vawg_victims",
            "Victims of violence against women and girls",
            "Women and girls aged 10 and over recorded as victims in the Metropolitan Police's publication "
            "on violence against women and girls.",
            plural_title=True,
            noun=("victim", "victims"),
            unit="victims",
            levels=MPS_ONLY,
            terms=tuple(term for part in _VICTIM_AGES for term in part.terms),
            compositions=(
                Composition("age", _VICTIM_AGES),
                Composition("ethnic appearance", _VICTIM_ETHNICITIES, exact=False),
            ),
            caveats=(
                "Ethnic appearance is what an officer saw, not what the victim says, and often unknown.",
                "A person who is a victim more than once counts more than once.",
            ),
            spoken=(
                "women and girls recorded as victims of violence",
                "victim of violence against women",
            ),
            family="vawg",
        ),
    )
)

_VAWG_SHEET = tuple(term for part in (*_VAWG_GROUPS, VAWG_OUTSIDE) for term in part.terms)


def _of_the_sheet(id: str, title: str, definition: str, short_title: str) -> Indicator:
    """A percentage of all offences in the publication on violence against women and girls, by month of recording."""
    entry = recorded_crime_indicator(
        id,
        title,
        definition,
        short_title=short_title,
        start=VAWG_FROM,
        theme="Violence against women and girls",
        noun=("per cent", "per cent"),
        unit="percent",
        measure="percentage_of",
        denominator_terms=_VAWG_SHEET,
        denominator=None,
        levels=MPS_ONLY,
        caveats=("The whole publication is counted, flagged offences outside violence against women and girls too.",),
    )
    return replace(entry, event_families=("violence", "sexual_offences"))


VAWG_DELAY = (
    _of_the_sheet(
        "vawg_recorded_over_a_year_later",
        "The share of flagged offences recorded over a year after they were committed",
        "Offences committed more than twelve months before the month in which they were recorded, for every 100 "
        "recorded in the period. Only the month of either is published.",
        "The share recorded over a year later",
    ),
    _of_the_sheet(
        "vawg_committed_date_unknown",
        "The share of flagged offences without a date of the offence",
        "Offences whose publication gives no month in which they were committed, or a placeholder for it, for "
        "every 100 recorded in the period. They are not counted as recorded late.",
        "The share without a date of the offence",
    ),
)
