"""Drugs, public order, damage: groups of recorded crime beside violence and theft."""

from __future__ import annotations

from analytics.indicators.declaration import RECORDING_PRACTICE, RESIDENTS, recorded_crime_indicator

_THEME = "Drugs, disorder and damage"

PUBLIC_ORDER = (
    recorded_crime_indicator(
        "drug_offences",
        "Drug offences",
        "Possession of controlled drugs, and their supply, production, import and export.",
        theme=_THEME,
        plural_title=True,
        caveats=(
            "Found by the police rather than reported, so it follows how much they search: a rise is not more drugs.",
            RESIDENTS,
        ),
        spoken=("drug offence", "drug crime", "drugs crime", "drug-related crime"),
        family="drug_offences",
    ),
    recorded_crime_indicator(
        "public_order_offences",
        "Public order offences",
        "Causing fear, alarm or distress, with or without a racial or religious motive, violent disorder, affray and "
        "other offences against public order.",
        "public_order",
        theme=_THEME,
        plural_title=True,
        caveats=(
            "Anti-social behaviour is no offence and is not counted.",
            RECORDING_PRACTICE,
            RESIDENTS,
        ),
        spoken=("public order offence", "public order", "public order crime"),
        family="public_order_offences",
    ),
    recorded_crime_indicator(
        "arson_and_criminal_damage",
        "Arson and criminal damage",
        "Setting fire to property or damaging it on purpose: buildings, vehicles and other things.",
        theme=_THEME,
        caveats=(RECORDING_PRACTICE,),
        spoken=("criminal damage and arson", "arson and vandalism", "arson or criminal damage"),
        family="arson_and_criminal_damage",
    ),
)
