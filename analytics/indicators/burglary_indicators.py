"""Burglary: all of it, by kind of building, and as it was split in 2023."""

from __future__ import annotations

from datetime import date

from analytics.indicators.declaration import (
    OLDEST_RECORDED_FROM,
    Composition,
    parts_of,
    recorded_crime_indicator,
    terms_of,
)

BURGLARY = (
    recorded_crime_indicator(
        "burglary",
        "Burglary",
        "Entering a building as a trespasser to steal, or to commit other serious crime: homes, sheds and "
        "garages, businesses and community buildings.",
        "burglary",
        "oldest_taxonomy",
        london_start=OLDEST_RECORDED_FROM,
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
        spoken=("break-in",),
        family="burglary",
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
        spoken=(
            "domestic burglary",
            "household burglary",
            "dwelling burglary",
            "burglary in a dwelling",
            "burglary of a dwelling",
            "burglary of a residential property",
            "burglary of a residential building",
            "burglary in a residential property",
            "burglary residential",
        ),
        family="burglary",
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
        spoken=(
            "burglary in a home",
            "home burglary",
            "house burglary",
            "burglary of a house",
            "home burgled",
            "home was burgled",
            "home were burgled",
            "house burgled",
            "house were burgled",
            "burglary of someone's home",
        ),
        family="burglary",
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
        spoken=(
            "shed burglary",
            "garage burglary",
            "outbuilding burglary",
            "burglary of a shed",
            "burglary of a garage",
            "burglary of an outbuilding",
            "burglary of a shed or garage",
            "burglary of a shed and garage",
        ),
        family="burglary",
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
        spoken=(
            "business burglary",
            "commercial burglary",
            "non-residential burglary",
            "burglary of a business",
            "burglary of businesses",
            "burglary of businesses or community buildings",
            "burglary of business premises",
            "burglary of business and community premises",
            "burglary of a business and community building",
            "burglary business and community",
            "burglary of a shop",
            "burglary of an office",
            "shop burglary",
            "office burglary",
        ),
        family="burglary",
    ),
)
