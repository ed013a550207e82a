"""Overlapping months: the arriving figure beside the one held, for cells, stretches, rows, columns and patterns.

An ordinary revision moves few cells, and those by little. A difference is judged twice, against the square root of
the count (small counts flip) and against the count itself (large ones drift): it counts only as far as both find it
large. Offences that move between the places and the pseudo-areas (Unknown, Heathrow) explain a tenth of them each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.plausibility.figure_grid import FigureGrid, Flags, Floats, month_of
from data.plausibility.revision_limits import MovementLimits, RevisionLimits
from data.plausibility.suspect_figures import SuspectFigure

# Months added up: one alone, a quarter, a year; None is the whole overlap.
STRETCHES: tuple[tuple[str, int | None], ...] = (("cell", 1), ("quarter", 3), ("year", 12), ("row", None))
COLUMNS: tuple[tuple[str, int | None], ...] = (("month of all areas", 1), ("quarter of all areas", 3), ("series", None))
# Below this mean monthly count a row's pattern says nothing, and part of each count that drifts is left out of it.
PATTERN_COUNT, DRIFT = 3.0, 0.04
# Months from which a whole overlap is judged as such: in a shorter one the newest months, which move most, weigh most.
LONG = 12
# What of the offences that left or joined the pseudo-areas in a month one place may account for.
ACCOUNTED = 0.1


@dataclass(frozen=True)
class _Overlap:
    """One series over a run of months that both editions have; arrays of shape (areas, months).

    `moved` is what nothing explains of the difference.
    """

    series: str
    areas: tuple[str, ...]
    months: tuple[int, ...]
    held: Floats
    arriving: Floats
    moved: Floats

    def suspect(self, points: float, kind: str, row: int, span: slice) -> SuspectFigure:
        """The figures of one area in a stretch of the run."""
        first, last = month_of(self.months[span.start]), month_of(self.months[span.stop - 1])
        sums = float(self.held[row, span].sum()), float(self.arriving[row, span].sum())
        return SuspectFigure(float(points), kind, self.series, self.areas[row], first, last, *sums)


def revision_scores(held: FigureGrid, arriving: FigureGrid, limits: RevisionLimits) -> Iterator[SuspectFigure]:
    """Every block of overlapping figures whose score is above `limits.shown`.

    Both grids have the same series, areas and months.
    """
    for n, name in enumerate(held.series):
        factors = limits.explained_revisions(name, held, arriving)
        for run in _runs(np.flatnonzero(held.covered[n] & arriving.covered[n])):
            months = tuple(held.months[m] for m in run)
            before, after, explained = held.values[n][:, run], arriving.values[n][:, run], factors[:, run]
            moved = _unexplained(before, after, held.pseudo) / explained
            places = np.flatnonzero(~held.pseudo)
            areas = tuple(held.areas[p] for p in places)
            yield from _of_areas(_Overlap(name, areas, months, before[places], after[places], moved[places]), limits)
            # What explains a whole month is declared for every area.
            total, new_total = before.sum(0, keepdims=True), after.sum(0, keepdims=True)
            together = (new_total - total) / explained.min(0, keepdims=True)
            yield from _blocks(_Overlap(name, ("",), months, total, new_total, together), COLUMNS, limits)


def _of_areas(overlap: _Overlap, limits: RevisionLimits) -> Iterator[SuspectFigure]:
    yield from _blocks(overlap, STRETCHES, limits)
    yield from _patterns(overlap, limits)


def _runs(places: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Positions in stretches without a gap."""
    return [run for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(run)]


def _unexplained(before: Floats, after: Floats, pseudo: Flags) -> Floats:
    """The difference of each cell, less what the pseudo-areas of the month lost or won in the other direction."""
    moved = after - before
    elsewhere = moved[pseudo].sum(0)
    opposite = np.sign(moved) * np.sign(elsewhere) < 0
    unexplained: Floats = moved - np.where(
        opposite, np.sign(moved) * np.minimum(abs(moved), ACCOUNTED * abs(elsewhere)), 0.0
    )
    return unexplained


def _blocks(
    overlap: _Overlap, stretches: tuple[tuple[str, int | None], ...], limits: RevisionLimits
) -> Iterator[SuspectFigure]:
    """Sums over each stretch of months of a length, the whole run where it is None."""
    for kind, length in stretches:
        size = len(overlap.months) if length is None else length
        if size > len(overlap.months) or (length is None and size < LONG):
            continue
        moved, held, arriving = (rolling(x, size) for x in (overlap.moved, overlap.held, overlap.arriving))
        scores = score(moved, held, arriving, limits.of(kind, overlap.series))
        for row, t in zip(*np.nonzero(scores > limits.shown), strict=True):
            yield overlap.suspect(scores[row, t], kind, row, slice(int(t), int(t) + size))


def rolling(values: Floats, length: int) -> Floats:
    """Sums over each stretch of so many months: shape (areas, months) → (areas, months − length + 1)."""
    if length == 1:
        return values
    sums = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    rolled: Floats = sums[:, length:] - sums[:, :-length]
    return rolled


def score(moved: Floats, held: Floats, arriving: Floats, limits: MovementLimits) -> Floats:
    """The difference in units of the largest ordinary one, by the square root of the count or by the count itself."""
    size = np.maximum(held, arriving)
    by_root = abs(moved) / np.sqrt(size + 1) / limits.deviations
    by_share = abs(moved) / np.maximum(size, 1) / limits.share
    smaller: Floats = np.minimum(by_root, by_share)
    return smaller


def _patterns(overlap: _Overlap, limits: RevisionLimits) -> Iterator[SuspectFigure]:
    """Rows whose months differ as two independent counts do: exchanged, shifted or copied, at whatever level."""
    size = np.maximum(overlap.held, overlap.arriving)
    beyond = np.maximum(abs(overlap.moved) - DRIFT * size, 0) ** 2 / (size + 1)
    for kind, length in (("pattern of a quarter", 3), ("pattern", len(overlap.months))):
        if length > len(overlap.months) or (kind == "pattern" and length < LONG):
            continue
        means, sizes = rolling(beyond, length) / length, rolling(size, length) / length
        scores = np.where(sizes >= PATTERN_COUNT, means / limits.of(kind, overlap.series).deviations, 0.0)
        for row, t in zip(*np.nonzero(scores > limits.shown), strict=True):
            yield overlap.suspect(scores[row, t], kind, row, slice(int(t), int(t) + length))
