"""Ministry of Justice *Proven reoffending statistics*: entry."""

from __future__ import annotations

from data.publications.entry import OGL3, Dataset, Resource

DATASET = Dataset(
    id="moj_reoffending",
    publisher="Ministry of Justice",
    title="Proven reoffending statistics",
    licence=OGL3,
    page="https://www.gov.uk/government/collections/proven-reoffending-statistics",
    resources=(
        Resource(
            "reoffending_regions",
            "Proven reoffending overview, annual cohorts by region",
            ("region",),
            "reoffending",
        ),
        Resource("reoffending_quoted", "Figures quoted from later editions", ("region",), "reoffending"),
    ),
    order=50,
    accredited=True,
)
