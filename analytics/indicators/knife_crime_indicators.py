"""Knife crime and its parts, its victims under 25, its outcomes."""

from __future__ import annotations

from analytics.indicators.declaration import (
    NESTED,
    NOT_HOME_OFFICE,
    RESIDENTS,
    monthly_dashboard_indicator,
    terms_of,
)

KNIFE_CRIME = (
    monthly_dashboard_indicator(
        "knife_crime",
        "Knife crime",
        "Homicide, attempted murder, threats to kill, assault with injury, rape, sexual assault and robbery "
        "in which a knife or sharp instrument was used, threatened or intimated. Possession is not included.",
        caveats=(NOT_HOME_OFFICE, RESIDENTS),
        headline=True,
    ),
    monthly_dashboard_indicator(
        "knife_crime_with_injury",
        "Knife crime with injury",
        "Knife crime in which somebody was injured with the knife or sharp instrument.",
        caveats=(NESTED,),
        headline=True,
    ),
    monthly_dashboard_indicator(
        "knife_crime_with_injury_robbery",
        "Knife-enabled personal robbery with injury",
        "Robbery of a person in which somebody was injured with a knife or sharp instrument.",
        noun=("robbery", "robberies"),
        unit="robberies",
        caveats=(NESTED,),
    ),
    monthly_dashboard_indicator(
        "knife_injury_victims_under_25",
        "Under-25 knife injury victims (not domestic abuse)",
        "People aged 1 to 24 injured with a knife or sharp instrument, domestic abuse excluded.",
        short_title="Under-25 knife injury victims",
        plural_title=True,
        noun=("victim", "victims"),
        unit="victims",
        denominator="residents_1_24",
        per=100_000,
        caveats=(
            "Counts people, not offences.",
            "Three in four borough-months have fewer than five victims: read it over twelve months only.",
        ),
        headline=True,
    ),
    monthly_dashboard_indicator(
        "knife_positive_outcome_rate",
        "The positive-outcome rate for knife crime",
        "Positive outcomes (a charge, a caution and the like) recorded in the period for every 100 knife "
        "offences recorded in the same period.",
        "knife_positive_outcomes",
        short_title="The knife crime positive-outcome rate",
        noun=("per cent", "per cent"),
        unit="percent",
        measure="percentage_of",
        terms=terms_of("knife_positive_outcomes"),
        denominator_terms=terms_of("knife_crime"),
        denominator=None,
        levels=("mps", "borough"),
        polarity="higher_is_better",
        caveats=("Outcomes may belong to earlier offences, so it is no clear-up rate and may exceed 100%.",),
    ),
)
