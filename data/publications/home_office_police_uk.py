"""Home Office, data.police.uk: entry. Its files are records, which `data.street` counts."""

from __future__ import annotations

from data.publications.entry import OGL3, Dataset, Resource

# The forces of London; a test holds them to `data.street.forces`.
FORCES = ("city-of-london", "metropolitan")

DATASET = Dataset(
    id="police_uk",
    publisher="Home Office",
    title="data.police.uk: street-level crime, outcomes, and stop and search",
    licence=OGL3,
    page="https://data.police.uk/data/archive/",
    resources=(
        Resource(
            "street_crime",
            "Street-level crime",
            FORCES,
            "street_count",
            oddities=(
                "Places are moved to the nearest of a list of points; a few rows lie outside their force, or nowhere.",
                "Some crimes stand in more than one row; none is taken out.",
                "Each archive overwrites the last outcomes of the one before.",
                "Categories are wider than the Metropolitan Police's, but for six.",
            ),
        ),
        Resource("street_outcomes", "Outcomes of street-level crime", FORCES, "street_outcome"),
        Resource(
            "stop_and_search",
            "Stop and search",
            FORCES,
            "search_count",
            oddities=("Times are UTC, so that a month of summer time begins on the evening before.",),
        ),
    ),
    order=130,
    standing="Management information of the forces, not official statistics",
)
