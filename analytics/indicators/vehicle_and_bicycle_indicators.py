"""Vehicles and bicycles: stolen, stolen from, tampered with."""

from __future__ import annotations

from analytics.indicators.declaration import (
    RECORDING_PRACTICE,
    RESIDENTS,
    Composition,
    parts_of,
    recorded_crime_indicator,
)

_THEME = "Vehicles and bicycles"
_PART = "Part of vehicle offences: never add it to the total."

VEHICLES = (
    recorded_crime_indicator(
        "vehicle_offences",
        "Vehicle offences",
        "Theft of and from motor vehicles, their taking without consent, and interference with them.",
        theme=_THEME,
        plural_title=True,
        compositions=(
            Composition(
                "offence",
                parts_of(
                    Theft_from_a_vehicle="theft_from_a_vehicle",
                    Theft_of_a_vehicle="theft_of_a_vehicle",
                    Interference_and_aggravated_taking="vehicle_offences -theft_from_a_vehicle -theft_of_a_vehicle",
                ),
            ),
        ),
        caveats=("By where the vehicle was, not where its owner lives.", RESIDENTS),
        spoken=(
            "vehicle crime",
            "vehicle offence",
            "vehicle-related crime",
            "motor vehicle crime",
            "car crime",
        ),
        family="vehicle_offences",
    ),
    recorded_crime_indicator(
        "theft_from_a_vehicle",
        "Theft from a vehicle",
        "Theft of what is in a motor vehicle or fixed to it, such as tools, number plates and catalytic converters.",
        theme=_THEME,
        noun=("theft", "thefts"),
        unit="thefts",
        caveats=(_PART, RECORDING_PRACTICE),
        spoken=(
            "theft from a motor vehicle",
            "theft from vehicles",
            "theft from a car",
            "theft out of a car",
            "vehicle break-in",
            "car break-in",
        ),
        family="vehicle_offences",
    ),
    recorded_crime_indicator(
        "theft_of_a_vehicle",
        "Theft of a vehicle",
        "Theft of a car, van, lorry, motorcycle or moped, or its taking without the owner's consent.",
        theme=_THEME,
        noun=("theft", "thefts"),
        unit="thefts",
        caveats=(_PART, "Cars, vans and motorcycles are not told apart."),
        spoken=(
            "theft of a motor vehicle",
            "theft or taking of a motor vehicle",
            "theft or unauthorised taking of a motor vehicle",
            "motor vehicle theft",
            "vehicle theft",
            "stolen vehicle",
            "vehicle stolen",
            "vehicles were stolen",
            "vehicle is stolen",
        ),
        family="vehicle_offences",
    ),
    recorded_crime_indicator(
        "bicycle_theft",
        "Bicycle theft",
        "Theft of a pedal cycle, or its taking without the owner's consent.",
        theme=_THEME,
        noun=("theft", "thefts"),
        unit="thefts",
        caveats=("Part of theft: never add it to the total.", "Many thefts of bicycles are never reported.", RESIDENTS),
        spoken=(
            "theft of a bicycle",
            "theft of a bike",
            "theft of a pedal cycle",
            "theft or taking of a pedal cycle",
            "pedal cycle theft",
            "bike theft",
            "cycle theft",
            "stolen bike",
            "stolen bicycle",
            "bike stolen",
            "bicycle stolen",
            "bikes were stolen",
            "bike is stolen",
            "bicycle is stolen",
            "bicycles were stolen",
        ),
        family="theft",
    ),
)
