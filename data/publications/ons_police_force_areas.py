"""Office for National Statistics *Police Force Area data tables*: entry."""

from __future__ import annotations

from data.publications.entry import OGL3, Dataset, Resource

DATASET = Dataset(
    id="ons_police_force_areas",
    publisher="Office for National Statistics",
    title="Crime in England and Wales: Police Force Area data tables",
    licence=OGL3,
    page="https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/policeforceareadatatables",
    resources=(
        Resource(
            "police_force_areas",
            "Table C2: recorded crime by Community Safety Partnership",
            ("force",),
            "force_offence",
            oddities=(
                "Lines of preamble, line breaks in heads, thousands separators, notes in names.",
                "The City of London has no force row: its partnership is the force.",
                "Offences assigned to no partnership stand as rows of their own and belong to the force.",
                "Gwent's and South Wales's partnerships differ from their forces by one.",
            ),
        ),
    ),
    order=120,
)
