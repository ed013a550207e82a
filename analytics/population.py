"""The populations that rates are per: ONS residents and Census households, by area and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from analytics import queries
from data.areas import MPS, POLICED


@dataclass(frozen=True, slots=True)
class Population:
    """Counts of one measure: (area code, year) → people or households, and the years that exist at each level."""

    counts: Mapping[tuple[str, int], int]
    borough_years: tuple[int, ...]
    ward_years: tuple[int, ...]

    def years(self, level: str) -> tuple[int, ...]:
        return self.ward_years if level == "ward" else self.borough_years


def population(measure: str) -> Population:
    """`residents`, `residents_1_24` or `households`; the MPS area is the sum of its 32 boroughs."""
    return _populations(queries.version()).get(measure, Population({}, (), ()))


@lru_cache(maxsize=2)
def _populations(version: str) -> dict[str, Population]:  # noqa: ARG001  the version is the key of the cache
    by_measure: dict[str, dict[tuple[str, int], int]] = {}
    for row in queries.rows("population"):
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
