"""Office for National Statistics *Census 2021: households*: entry."""

from __future__ import annotations

from data.publications.entry import OGL3, Dataset, Resource

DATASET = Dataset(
    id="ons_households",
    publisher="Office for National Statistics",
    title="Census 2021: households",
    licence=OGL3,
    page="https://www.ons.gov.uk/census",
    resources=(Resource("households", "Households, Census 2021", ("borough",), "population"),),
    order=80,
    accredited=True,
)
