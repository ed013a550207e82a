"""What the monthly dashboard flags beside knife crime: guns, stolen phones, domestic abuse, hate crime."""

from __future__ import annotations

from analytics.indicators.declaration import (
    ENDS_2025_07,
    PHONES,
    RECORDING_PRACTICE,
    RESIDENTS,
    monthly_dashboard_indicator,
)

GUNS_PHONES_ABUSE = (
    monthly_dashboard_indicator(
        "gun_crime",
        "Gun crime",
        "Offences in which a firearm was fired, used as a blunt instrument or used as a threat.",
        theme="Violence",
        end_note=ENDS_2025_07,
    ),
    monthly_dashboard_indicator(
        "lethal_barrel_discharge",
        "Lethal-barrelled firearm discharges",
        "Offences in which a lethal-barrelled firearm was fired.",
        theme="Violence",
        plural_title=True,
        noun=("discharge", "discharges"),
        unit="discharges",
        end_note=ENDS_2025_07,
        caveats=("Few a month: read it over twelve months only.",),
    ),
    monthly_dashboard_indicator(
        "theft_from_the_person_phone",
        "Mobile phone theft from the person",
        "Theft from the person in which a mobile phone was taken.",
        theme="Robbery and theft",
        noun=("theft", "thefts"),
        unit="thefts",
        end_note=ENDS_2025_07,
        caveats=("Part of theft from the person: never add it to the total.", PHONES, RESIDENTS),
    ),
    monthly_dashboard_indicator(
        "robbery_phone",
        "Mobile phone robbery",
        "Robbery in which a mobile phone was taken.",
        theme="Robbery and theft",
        noun=("robbery", "robberies"),
        unit="robberies",
        end_note=ENDS_2025_07,
        caveats=("Part of robbery: never add it to the total.", PHONES),
    ),
    monthly_dashboard_indicator(
        "domestic_abuse",
        "Domestic abuse",
        "Offences flagged as domestic abuse, as defined in the Domestic Abuse Act 2021.",
        "domestic_abuse",
        theme="Domestic abuse and hate crime",
        end_note=ENDS_2025_07,
        caveats=(RECORDING_PRACTICE,),
        headline=True,
    ),
    monthly_dashboard_indicator(
        "domestic_abuse_with_injury",
        "Domestic abuse with injury",
        "Violence with injury that was flagged as domestic abuse.",
        "domestic_abuse",
        theme="Domestic abuse and hate crime",
        end_note=ENDS_2025_07,
        caveats=("Part of domestic abuse: never add it to the total.", RECORDING_PRACTICE),
    ),
    monthly_dashboard_indicator(
        "hate_crime",
        "Hate crime",
        "Offences that the victim or anybody else saw as driven by hostility to a person's race, religion, "
        "sexual orientation, disability or transgender identity.",
        "hate_crime",
        theme="Domestic abuse and hate crime",
        end_note=ENDS_2025_07,
        caveats=("The strands overlap, so they do not add up to this total.", RECORDING_PRACTICE),
    ),
)
