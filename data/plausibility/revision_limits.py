"""How far figures may move before a file is held back: the floors, and what genuine editions have shown beyond them.

`largest_revisions.csv` is learned by replaying the genuine editions (`python -m benchmarks.plausibility_replay
--write`): for each series the largest score of a kind of block, with the place where it was seen. A limit is the
floor, or a third more than the largest genuine revision where that is more. `explained_revisions.csv` names stretches
of months that are not judged, each with its reason.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.plausibility.figure_grid import FigureGrid, Flags, Floats

FOLDER = Path(__file__).parent
LARGEST, EXPLAINED = FOLDER / "largest_revisions.csv", FOLDER / "explained_revisions.csv"
MARGIN = 1.33


@dataclass(frozen=True, slots=True)
class MovementLimits:
    """A difference is large where it is beyond `deviations` square roots of the count and beyond `share` of it."""

    deviations: float
    share: float = 0.0


# For patterns `deviations` is the mean squared difference in units of the count: two independent counts give 2.
FLOORS: dict[str, MovementLimits] = {
    "cell": MovementLimits(5.0, 0.10),
    "quarter": MovementLimits(5.0, 0.08),
    "year": MovementLimits(5.0, 0.06),
    "row": MovementLimits(5.0, 0.05),
    "month of all areas": MovementLimits(5.0, 0.06),
    "quarter of all areas": MovementLimits(5.0, 0.05),
    "series": MovementLimits(5.0, 0.04),
    "pattern of a quarter": MovementLimits(2.0),
    "pattern": MovementLimits(0.7),
    "new month": MovementLimits(7.0, 0.35),
    "new months": MovementLimits(7.0, 0.30),
    "new month of all areas": MovementLimits(6.0, 0.16),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A stretch of months in which figures move, or stand out, for a known reason.

    Differences count only as far as they exceed `factor` ordinary ones, not at all where it is infinite. With a
    `boundary` it holds between editions published on different sides of that day.
    """

    series: str
    area: str
    first: int
    last: int
    boundary: int
    check: str
    factor: float
    reason: str


# Against season and level, where nothing is held, less is certain: only the largest series keep to the floor.
SEASONAL = frozenset({"new month", "new months", "new month of all areas"})
STEADY = frozenset({"all_recorded_crime", "violence_against_the_person", "violence_with_injury", "domestic_abuse"})
UNSTEADY, PATIENCE = 1.8, 1.2


@dataclass(frozen=True)
class RevisionLimits:
    """The limits of one resource at one level; `factors` by kind and series, 1 where the floor holds.

    `at_floors`: the bare floors, in whose units `benchmarks.plausibility_replay` learns what editions have shown.
    """

    factors: Mapping[tuple[str, str], float] = field(default_factory=dict)
    stretches: tuple[Explained, ...] = ()
    shown: float = 1.0
    at_floors: bool = False

    def of(self, kind: str, series: str) -> MovementLimits:
        """The limits of a kind of block of a series."""
        floor, factor = FLOORS[kind], max(1.0, self.factors.get((kind, series), 1.0))
        if self.at_floors:
            return floor
        if kind in SEASONAL:
            steady = kind == "new month of all areas" and series in STEADY
            factor = max(factor * PATIENCE, 1.0 if steady else UNSTEADY)
        return MovementLimits(floor.deviations * factor, floor.share * factor)

    def explained_revisions(self, series: str, held: FigureGrid, arriving: FigureGrid) -> Floats:
        """The factor of each area and month of a series, shape (areas, months): 1 where nothing is explained."""
        row = held.series.index(series)
        factors = np.ones((len(held.areas), len(held.months)))
        days = held.published[row], arriving.published[row]
        for stretch in self._of("revision", series):
            apart = (days[0] < stretch.boundary) != (days[1] < stretch.boundary)
            apart |= stretch.boundary == 0
            places = np.array([stretch.area in (area, "") for area in held.areas])
            cells = places[:, None] & (apart & _within(held, stretch))[None, :]
            factors[cells] = np.maximum(factors[cells], stretch.factor)
        return factors

    def same_side(self, days: NDArray[np.int64], others: NDArray[np.int64]) -> Flags:
        """Where two arrays of publication days lie on the same side of every declared boundary."""
        same = np.ones(len(days), dtype=bool)
        for boundary in {stretch.boundary for stretch in self.stretches if stretch.boundary}:
            same &= (days < boundary) == (others < boundary)
        return same

    def explained_seasons(self, series: str, grid: FigureGrid) -> Flags:
        """Which months of a series are not judged by season and level."""
        judged_not = np.zeros(len(grid.months), dtype=bool)
        for stretch in self._of("season", series):
            judged_not |= _within(grid, stretch)
        return judged_not

    def _of(self, check: str, series: str) -> list[Explained]:
        return [s for s in self.stretches if s.check == check and s.series in (series, "")]


def _within(grid: FigureGrid, stretch: Explained) -> Flags:
    numbers = np.array(grid.months)
    inside: Flags = (numbers >= stretch.first) & (numbers <= stretch.last)
    return inside


@lru_cache(maxsize=32)
def limits_of(resource: str, level: str) -> RevisionLimits:
    """What was learned of a resource at a level."""
    factors = {
        (row["kind"], row["series"]): float(row["score"]) * MARGIN
        for row in _rows(LARGEST)
        if (row["resource"], row["level"]) == (resource, level)
    }
    return RevisionLimits(factors, explained(resource))


def explained(resource: str = "") -> tuple[Explained, ...]:
    """What is declared of a resource, or of all."""
    return tuple(
        Explained(
            row["series"],
            row["area"],
            _number(row["months_from"]),
            _number(row["months_to"]),
            dt.date.fromisoformat(row["boundary"]).toordinal() if row["boundary"] else 0,
            row["check"],
            float(row["factor"] or "inf"),
            row["reason"],
        )
        for row in _rows(EXPLAINED)
        if not resource or row["resource"] in (resource, "")
    )


def _number(month: str) -> int:
    day = dt.date.fromisoformat(month + "-01")
    return (day.year - 1970) * 12 + day.month - 1


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
