"""The populations that rates are per: ONS residents and Census households, by area and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analytics import queries
from data.published_areas import MPS, POLICED


@dataclass(frozen=True, slots=True)
class Population:
    """Counts of one measure: (area code, year) → people or households, and the years that exist at each level."""

    counts: Mapping[tuple[str, int], int]
    borough_years: tuple[int, ...]
    ward_years: tuple[int, ...]

    def years(self, level: str) -> tuple[int, ...]:
        return self.ward_years if level == "ward" else self.borough_years


def population(measure: str, *, as_of: date | None = None) -> Population:
    """`residents`, `residents_1_24` or `households`; the MPS area is the sum of its 32 boroughs.

    `as_of` leaves out what was published later, unless nothing had been published by then: a rate that was cited
    stays what it was when the next estimates come, and one of an earlier day has the first estimates there are.
    """
    return _populations(queries.version(), as_of).get(measure, Population({}, (), ()))


@lru_cache(maxsize=8)
def _populations(version: str, as_of: date | None) -> dict[str, Population]:  # noqa: ARG001  the key of the cache
    by_measure: dict[str, dict[tuple[str, int], int]] = {}
    for row in queries.rows("population", {"published_by": as_of}):
        by_measure.setdefault(row["measure"], {})[row["area_code"], row["year"]] = row["value"]
    return {measure: _with_mps(counts) for measure, counts in by_measure.items()}


def _with_mps(counts: dict[tuple[str, int], int]) -> Population:
    boroughs = tuple(sorted({year for code, year in counts if code in POLICED}))
    wards = tuple(sorted({year for code, year in counts if code.startswith("E05")}))
    whole = {
        (MPS, year): sum(counts[code, year] for code in POLICED)
        for year in boroughs
        if all((code, year) in counts for code in POLICED)
    }
    return Population(counts | whole, boroughs, wards)
