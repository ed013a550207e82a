"""Months that no edition held: the arriving figure against the area's own season and level.

A month's total of a series is expected near the same month a year before, moved by how the last quarter moved, or
near the month before it. An area's figure is expected near its share of that total: over the months around it, in the
month before or in the same month of the year before, whichever is nearest, since places have seasons of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data.plausibility.figure_grid import FigureGrid, Flags, Floats, month_of
from data.plausibility.revision_checks import score
from data.plausibility.revision_limits import RevisionLimits
from data.plausibility.suspect_figures import SuspectFigure

# Months before and after that tell an area's level, and how many of them must be held to be believed alone.
AROUND, ENOUGH = 18, 6
# How many times as unusual an area's month may be where its season is not known.
WITHOUT_SEASON = 3.0


@dataclass(frozen=True)
class _Course:
    """One series: the figures held, and where none is those that arrive; which months are `held`, `filled` and new."""

    values: Floats
    held: Flags
    filled: Flags
    is_new: Flags

    def known(self, t: int) -> Flags:
        """The months to compare a month with: those held, if enough of them are near; else the file's own too."""
        near = slice(max(0, t - AROUND), t + AROUND + 1)
        beside = any(self.held[r] for r in (t - 12, t + 12, t - 1, t + 1) if 0 <= r < len(self.held))
        return self.held if beside and self.held[near].sum() >= ENOUGH else self.filled


def new_month_scores(held: FigureGrid, arriving: FigureGrid, limits: RevisionLimits) -> Iterator[SuspectFigure]:
    """Every figure of a month that only the arriving edition has whose score is above `limits.shown`."""
    for n, name in enumerate(held.series):
        has, comes = held.covered[n], arriving.covered[n]
        is_new = comes & ~has
        unusual = limits.explained_seasons(name, held)
        judged = is_new & ~unusual
        if not judged.any():
            continue
        values = np.where(has, held.values[n], np.where(comes, arriving.values[n], 0.0))
        course = _Course(values, has & ~unusual, (has | comes) & ~unusual, judged)
        yield from _totals(course, held, name, limits)
        yield from _areas(course, held, name, limits)


def _totals(course: _Course, grid: FigureGrid, name: str, limits: RevisionLimits) -> Iterator[SuspectFigure]:
    total = course.values.sum(0)
    for t in np.flatnonzero(course.is_new):
        candidates = _expected_totals(total, course.known(int(t)), int(t))
        if not candidates:
            continue
        expected = np.array(min(candidates, key=lambda candidate: abs(total[t] - candidate)))
        points = float(score(total[t] - expected, expected, total[t], limits.of("new month of all areas", name)))
        if points > limits.shown:
            month = month_of(grid.months[t])
            kind = "new month of all areas"
            yield SuspectFigure(points, kind, name, "", month, month, float(expected), float(total[t]))


def _expected_totals(total: Floats, known: Flags, t: int) -> list[float]:
    """The year before moved as the last quarter has; the year before; the month before; a month later where known."""
    candidates = []
    if t >= 12 and known[t - 12]:
        candidates.append(float(total[t - 12]))
        recent = [r for r in range(max(12, t - 6), t) if known[r] and known[r - 12]][-3:]
        if recent and (base := sum(total[r - 12] for r in recent)):
            candidates.append(float(total[t - 12] * sum(total[r] for r in recent) / base))
    candidates += [float(total[r]) for r in (t - 1, t + 1, t + 12) if 0 <= r < len(total) and known[r]]
    if not candidates and (nearest := [r for r in np.flatnonzero(known) if r != t and abs(r - t) <= AROUND]):
        candidates += [float(total[r]) for r in nearest[-3:]]
    return candidates


def _areas(course: _Course, grid: FigureGrid, name: str, limits: RevisionLimits) -> Iterator[SuspectFigure]:
    places = np.flatnonzero(~grid.pseudo)
    if len(places) < 3:
        return
    values, new = course.values[places], np.flatnonzero(course.is_new)
    total = values.sum(0)
    expected = np.stack([_nearest(values, total, course.known(int(t)), int(t)) for t in new], axis=1)
    arriving = values[:, new]
    judged = ~np.isnan(expected)
    patience = np.array([1.0 if _has_season(course, int(t)) else WITHOUT_SEASON for t in new])
    points = score(arriving - expected, np.nan_to_num(expected), arriving, limits.of("new month", name)) / patience
    scores = np.where(judged, points, 0)
    for row, t in zip(*np.nonzero(scores > limits.shown), strict=True):
        month = month_of(grid.months[new[t]])
        figures = float(expected[row, t]), float(arriving[row, t])
        yield SuspectFigure(float(scores[row, t]), "new month", name, grid.areas[places[row]], month, month, *figures)
    if len(new) > 1:
        both = np.nansum(expected, axis=1), arriving.sum(1)
        points = score(both[1] - both[0], *both, limits.of("new months", name)) / patience.max()
        span = month_of(grid.months[new[0]]), month_of(grid.months[new[-1]])
        for row in np.flatnonzero((points > limits.shown) & judged.all(axis=1)):
            area = grid.areas[places[row]]
            yield SuspectFigure(
                float(points[row]), "new months", name, area, *span, float(both[0][row]), float(both[1][row])
            )


def _has_season(course: _Course, t: int) -> bool:
    """Whether the same month of a year beside is known: without it a carnival looks like a fault."""
    known = course.known(t)
    return any(0 <= r < len(known) and known[r] for r in (t - 12, t + 12))


def _nearest(values: Floats, total: Floats, known: Flags, t: int) -> Floats:
    """For each area the expectation nearest to what arrives; NaN where there is nothing to compare with."""
    around = [int(r) for r in np.flatnonzero(known) if r != t and abs(r - t) <= AROUND]
    beside = [r for r in (t - 12, t + 12, t - 1, t + 1) if 0 <= r < len(total) and known[r] and total[r] > 0]
    sets: list[list[int]] = [*([around] if around else []), *([r] for r in beside)]
    if not sets or total[t] == 0:
        return np.full(len(values), np.nan)
    options = np.stack([_share(values, total, months) * total[t] for months in sets])
    nearest: Floats = options[abs(options - values[:, t]).argmin(axis=0), np.arange(len(values))]
    return nearest


def _share(values: Floats, total: Floats, months: list[int]) -> Floats:
    share: Floats = values[:, months].sum(1) / max(float(total[months].sum()), 1.0)
    return share
