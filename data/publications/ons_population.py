"""Office for National Statistics *Mid-year population estimates*: entry."""

from __future__ import annotations

from data.publications.entry import OGL3, Dataset, Resource

DATASET = Dataset(
    id="ons_population",
    publisher="Office for National Statistics",
    title="Mid-year population estimates",
    licence=OGL3,
    page="https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates",
    resources=(
        Resource("population_borough", "Mid-year population of boroughs", ("borough",), "population"),
        Resource("population_single_age", "Mid-2024 population by single year of age", ("borough",), "population"),
    ),
    order=60,
    accredited=True,
)
