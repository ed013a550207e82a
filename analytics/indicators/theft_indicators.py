"""Robbery, theft, burglary, and all recorded crime."""

from __future__ import annotations

from datetime import date

from analytics.indicators.declaration import (
    RECORDING_PRACTICE,
    RESIDENTS,
    Composition,
    parts_of,
    recorded_crime_indicator,
    terms_of,
)

ACQUISITIVE = (
    recorded_crime_indicator(
        "robbery",
        "Robbery",
        "Theft with force or the threat of force, from persons and from businesses.",
        "robbery_business",
        theme="Robbery and theft",
        noun=("robbery", "robberies"),
        unit="robberies",
        terms=terms_of("robbery_personal", "robbery_business"),
        compositions=(
            Composition("property", parts_of(Personal_property="robbery_personal", Business="robbery_business")),
        ),
        caveats=(RESIDENTS,),
        headline=True,
    ),
    recorded_crime_indicator(
        "robbery_personal",
        "Personal robbery",
        "Theft from a person with force or the threat of force.",
        theme="Robbery and theft",
        noun=("robbery", "robberies"),
        unit="robberies",
    ),
    recorded_crime_indicator(
        "robbery_business",
        "Business robbery",
        "Theft from a business with force or the threat of force.",
        "robbery_business",
        theme="Robbery and theft",
        noun=("robbery", "robberies"),
        unit="robberies",
    ),
    recorded_crime_indicator(
        "theft_from_the_person",
        "Theft from the person",
        "Theft of what somebody carries, without force: picked pockets and snatched telephones.",
        theme="Robbery and theft",
        noun=("theft", "thefts"),
        unit="thefts",
        caveats=(RESIDENTS,),
        headline=True,
    ),
    recorded_crime_indicator(
        "theft",
        "Theft",
        "Theft from the person, shoplifting, theft of bicycles and other theft; burglary, robbery and theft of or from "
        "vehicles are groups of their own.",
        theme="Robbery and theft",
        noun=("theft", "thefts"),
        unit="thefts",
        caveats=(RESIDENTS,),
    ),
    recorded_crime_indicator(
        "shoplifting",
        "Shoplifting",
        "Theft from a shop, as far as shops report it.",
        theme="Robbery and theft",
        caveats=("Most shoplifting is never reported: a rise may be more reporting.", RECORDING_PRACTICE),
    ),
    recorded_crime_indicator(
        "burglary",
        "Burglary",
        "Entering a building as a trespasser to steal, or to commit other serious crime: homes, sheds and "
        "garages, businesses and community buildings.",
        "burglary",
        theme="Burglary",
        noun=("burglary", "burglaries"),
        unit="burglaries",
        compositions=(
            Composition(
                "kind of building",
                parts_of(
                    Residential="burglary -burglary_business_and_community",
                    Business_and_community="burglary_business_and_community",
                ),
            ),
            Composition(
                "kind of building since July 2023",
                parts_of(
                    A_home="burglary_home",
                    An_unconnected_building="burglary_unconnected_building",
                    A_business_or_community_building="burglary_business_and_community",
                    A_residential_building_not_told_apart="burglary -burglary_business_and_community -burglary_home "
                    "-burglary_unconnected_building",
                ),
            ),
        ),
        headline=True,
    ),
    recorded_crime_indicator(
        "burglary_residential",
        "Residential burglary",
        "All burglary except that of business and community buildings: homes, and the sheds and garages that "
        "belong to them.",
        "burglary_classes",
        theme="Burglary",
        start=date(2017, 4, 1),
        noun=("burglary", "burglaries"),
        unit="burglaries",
        terms=terms_of("burglary", "-burglary_business_and_community"),
        household_rate=True,
        compositions=(
            Composition(
                "kind of building",
                parts_of(
                    A_home="burglary_home",
                    An_unconnected_building="burglary_unconnected_building",
                    Not_told_apart="burglary -burglary_business_and_community -burglary_home "
                    "-burglary_unconnected_building",
                ),
            ),
        ),
        headline=True,
    ),
    recorded_crime_indicator(
        "burglary_home",
        "Burglary of a home",
        "Residential burglary of a building that people live in, or of one connected to it.",
        "burglary_split",
        theme="Burglary",
        start=date(2023, 7, 1),
        noun=("burglary", "burglaries"),
        unit="burglaries",
    ),
    recorded_crime_indicator(
        "burglary_unconnected_building",
        "Burglary of an unconnected building",
        "Residential burglary of a shed, garage or other building that is not connected to the home.",
        "burglary_split",
        theme="Burglary",
        start=date(2023, 7, 1),
        noun=("burglary", "burglaries"),
        unit="burglaries",
    ),
    recorded_crime_indicator(
        "burglary_business_and_community",
        "Business and community burglary",
        "Burglary of a building used for business or by the community.",
        "burglary_classes",
        theme="Burglary",
        start=date(2017, 4, 1),
        noun=("burglary", "burglaries"),
        unit="burglaries",
    ),
    recorded_crime_indicator(
        "all_recorded_crime",
        "All recorded crime",
        "Every offence that the Metropolitan Police recorded, except fraud and forgery, which moved to "
        "Action Fraud between 2011 and 2013.",
        theme="All crime",
        compositions=(
            Composition(
                "offence group",
                parts_of(
                    Violence_against_the_person="violence_against_the_person",
                    Sexual_offences="rape other_sexual_offences",
                    Robbery="robbery_personal robbery_business",
                    Burglary="burglary",
                    Theft="theft",
                    Vehicle_offences="vehicle_offences",
                    Arson_and_criminal_damage="arson_and_criminal_damage",
                    Drug_offences="drug_offences",
                    Possession_of_weapons="possession_of_weapons",
                    Public_order_offences="public_order_offences",
                    Crimes_against_society="miscellaneous_crimes",
                ),
                exact=False,
            ),
        ),
        caveats=(
            "A sum of very different offences: the largest groups, such as theft, decide its course.",
            RESIDENTS,
        ),
        headline=True,
    ),
)
