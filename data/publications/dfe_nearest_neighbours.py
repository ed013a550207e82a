"""Department for Education *Children's services statistical neighbours*: entry."""

from __future__ import annotations

from data.publications.entry import OGL3, Dataset, Resource

DATASET = Dataset(
    id="dfe_nearest_neighbours",
    publisher="Department for Education",
    title="Children's services statistical neighbours",
    licence=OGL3,
    page="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
    resources=(
        Resource("similar_areas", "Nearest neighbours of upper-tier authorities", ("borough",), "similar_area"),
    ),
    order=100,
)
