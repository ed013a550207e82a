"""Office for National Statistics *Wards (May 2024)*, names, boundaries and population: entry."""

from __future__ import annotations

from data.publications.entry import OGL3, OS_LINE, Dataset, Resource

DATASET = Dataset(
    id="ons_wards",
    publisher="Office for National Statistics",
    title="Wards (May 2024): names, boundaries, population",
    licence=OGL3,
    page="https://geoportal.statistics.gov.uk/",
    resources=(
        Resource("wards", "Wards May 2024 with mid-2024 population", ("ward",), "area"),
        Resource("ward_shapes", "Wards May 2024, boundaries", ("ward",), "boundary"),
        Resource("lsoa_lookup", "LSOA 2021 to ward and borough, best fit", ("lsoa",), "area"),
    ),
    order=70,
    notice=OS_LINE,
    accredited=True,
)
