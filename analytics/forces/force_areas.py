"""Police force areas: their local authorities, and so their population.

The ONS table names the authority of most partnerships. A few partnerships join several authorities and carry no code;
they are named here, by the ONS names of partnership and authorities. Cumbria's six districts were replaced in April
2023 by two authorities that cover the same county.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

CUMBRIA = "E23000002"
CITY_OF_LONDON_POLICE = "E23000034"
# No residents: crime there is in the force's count, and the authorities around it in its population.
WITHOUT_RESIDENTS = frozenset({"Manchester Airport"})
UNASSIGNED = "unassigned"

COMBINED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "East and Mid Devon": ("E07000040", "E07000042"),
        "North Devon": ("E07000043", "E07000046"),
        "South Devon and Dartmoor": ("E07000044", "E07000045", "E07000047"),
        "North Hampshire": ("E07000084", "E07000089", "E07000092"),
        "Dartford and Gravesham": ("E07000107", "E07000109"),
        "South Nottinghamshire": ("E07000172", "E07000173", "E07000176"),
        "Cwm Taf": ("W06000016", "W06000024"),
        "Western Suffolk": ("E07000200", "E07000203", "E07000245"),
        "South Warwickshire": ("E07000221", "E07000222"),
        "North Worcestershire": ("E07000234", "E07000236", "E07000239"),
        "South Worcester": ("E07000235", "E07000237", "E07000238"),
    }
)
# Replaced on 1 April 2023: Allerdale, Carlisle, Copeland; Barrow-in-Furness, Eden, South Lakeland.
REPLACED: Mapping[str, str] = MappingProxyType(
    {
        "E07000026": "E06000063",
        "E07000028": "E06000063",
        "E07000029": "E06000063",
        "E07000027": "E06000064",
        "E07000030": "E06000064",
        "E07000031": "E06000064",
    }
)
CUMBRIA_NOTE = (
    "The population is that of Cumberland and of Westmorland and Furness, which replaced Cumbria's six districts in "
    "2023 and cover the same county."
)


@dataclass(frozen=True, slots=True)
class ForcePopulation:
    """Residents of a force's area at mid-year; None, with the reason in `note`, where an authority has no estimate."""

    residents: int | None
    year: int | None
    note: str = ""


def authorities_of(partnerships: Iterable[tuple[str, str]]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The authorities of a force, and the partnerships whose authorities are unknown.

    `partnerships`: (name, authority code or empty) of each row of the force that is one.
    """
    codes: set[str] = set()
    unknown: list[str] = []
    for name, code in partnerships:
        if code:
            codes.add(REPLACED.get(code, code))
        elif name in COMBINED:
            codes |= set(COMBINED[name])
        elif name not in WITHOUT_RESIDENTS and not name.lower().startswith(UNASSIGNED):
            unknown.append(name)
    return frozenset(codes), tuple(unknown)


def force_population(
    force_code: str, partnerships: Iterable[tuple[str, str]], residents: Mapping[str, int], year: int
) -> ForcePopulation:
    """The sum over a force's authorities of `residents` (code → mid-year estimate of `year`): all of them, or none."""
    codes, unknown = authorities_of(partnerships)
    missing = sorted(codes - residents.keys())
    if unknown or missing or not codes:
        authorities_without = ", ".join([*unknown, *missing]) or "its authorities"
        return ForcePopulation(None, None, f"There is no population of {authorities_without}, so there is no rate.")
    note = CUMBRIA_NOTE if force_code == CUMBRIA else ""
    return ForcePopulation(sum(residents[code] for code in codes), year, note)
