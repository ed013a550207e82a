"""The populations that rates are per: ONS residents and Census households, by area and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics import queries
from analytics.geography.borough_groups import GROUPS
from analytics.geography.levels import AREA_LEVELS
from analytics.version_cache import kept_by_version
from data.published_areas import MPS, POLICED, Level

Denominator = Literal["residents", "residents_1_24", "households", "authority_residents"]
# What each measure of the population counts, as it stands in a unit: "per 1,000 residents".
PEOPLE: dict[Denominator, str] = {
    "residents": "residents",
    "residents_1_24": "residents aged 1 to 24",
    "households": "households",
    # Of every local authority of England and Wales, in the newest year alone: for police forces.
    "authority_residents": "residents",
}


@dataclass(frozen=True, slots=True)
class Population:
    """Counts of one measure: (area code, year) → people or households, and the years that exist at each level."""

    counts: Mapping[tuple[str, int], int]
    years_published: Mapping[Level, tuple[int, ...]]

    def years(self, level: Level) -> tuple[int, ...]:
        """The years that rates of a level can use: those published for it, or for the areas that it is the sum of."""
        return self.years_published.get(AREA_LEVELS[level].population_from, ())


def rate_unit(counted: str, *, per: int, denominator: Denominator) -> str:
    """The unit of a rate: `burglaries per 1,000 households`."""
    return f"{counted} per {per:,} {PEOPLE[denominator]}"


def population(measure: Denominator, *, as_of: date | None = None) -> Population:
    """The counts of a measure; those of the MPS area and of groups of boroughs are the sums of their boroughs.

    `as_of` leaves out what was published later, unless nothing had been published by then: a rate that was cited
    stays what it was when the next estimates come, and one of an earlier day has the first estimates there are.
    """
    return _populations(as_of).get(measure, Population({}, {}))


@kept_by_version(maxsize=8)
def _populations(as_of: date | None) -> dict[str, Population]:
    by_measure: dict[str, dict[tuple[str, int], int]] = {}
    for row in queries.rows("population", {"published_by": as_of}):
        by_measure.setdefault(row["measure"], {})[row["area_code"], row["year"]] = row["value"]
    return {measure: _with_sums(counts) for measure, counts in by_measure.items()}


def _with_sums(counts: dict[tuple[str, int], int]) -> Population:
    published = {
        level.id: tuple(sorted({year for code, year in counts if code.startswith(level.code_prefix)}))
        for level in AREA_LEVELS.values()
    }
    whole = {
        (MPS, year): sum(counts[code, year] for code in POLICED)
        for year in published["borough"]
        if all((code, year) in counts for code in POLICED)
    }
    groups = {
        (code, year): sum(counts[borough, year] for borough in boroughs)
        for code, boroughs in GROUPS.items()
        for year in published["borough"]
        if all((borough, year) in counts for borough in boroughs)
    }
    return Population(counts | whole | groups, published)
