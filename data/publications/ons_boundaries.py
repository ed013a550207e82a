"""Office for National Statistics *Local authority districts (May 2025)*, boundaries: entry."""

from __future__ import annotations

from data.publications.entry import OGL3, OS_LINE, Dataset, Resource

DATASET = Dataset(
    id="ons_boundaries",
    publisher="Office for National Statistics",
    title="Local authority districts (May 2025), boundaries",
    licence=OGL3,
    page="https://geoportal.statistics.gov.uk/",
    resources=(
        Resource("borough_shapes", "Local authority districts May 2025, generalised", ("borough",), "boundary"),
    ),
    order=90,
    notice=OS_LINE,
    accredited=True,
)
