"""Mayor's Office for Policing and Crime *Public Attitude Survey*: entry."""

from __future__ import annotations

from data.publications.entry import OGL3, Dataset, Resource

DATASET = Dataset(
    id="mopac_pas",
    publisher="Mayor's Office for Policing and Crime",
    title="Public Attitude Survey, Trust and Confidence dashboard data",
    licence=OGL3,
    page="https://data.london.gov.uk/dataset/mopac-surveys",
    resources=(
        Resource(
            "public_attitude_survey",
            "Trust and confidence by borough",
            ("borough", "mps"),
            "survey",
            oddities=(
                "Copies differ in separators and decimal signs, and in London's own sheet.",
                "Quarters are on a rolling basis and overlap; trust begins in March 2016.",
                "Proportions to two decimals without sample sizes: no interval can be given.",
            ),
        ),
    ),
    order=110,
    standing="A survey of opinion, not a count of crime",
)
