"""Figures that repeat themselves: two months alike in every area, two areas alike in every month."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data.plausibility.figure_grid import FigureGrid, Floats, month_of
from data.plausibility.suspect_figures import SuspectFigure

# A vector of so many figures above zero does not come twice by chance.
ENOUGH, TOTAL = 6, 60.0


def copied_scores(arriving: FigureGrid) -> Iterator[SuspectFigure]:
    """Every series in which a month, or an area, is an exact copy of another."""
    for n, name in enumerate(arriving.series):
        months = np.flatnonzero(arriving.covered[n])
        values = arriving.values[n][:, months]
        for first, second in _copies(values.T):
            at = [month_of(arriving.months[months[m]]) for m in (first, second)]
            total = float(values[:, second].sum())
            yield SuspectFigure(2.0, "identical months", name, "", at[0], at[1], total, total)
        for first, second in _copies(values):
            span = month_of(arriving.months[months[0]]), month_of(arriving.months[months[-1]])
            area, total = arriving.areas[second], float(values[second].sum())
            yield SuspectFigure(2.0, f"identical to {arriving.areas[first]}", name, area, *span, total, total)


def _copies(rows: Floats) -> list[tuple[int, int]]:
    """Pairs of rows that are the same and full enough for that to mean something."""
    full = np.flatnonzero((np.count_nonzero(rows, axis=1) >= ENOUGH) & (rows.sum(axis=1) >= TOTAL))
    seen: dict[bytes, int] = {}
    pairs = []
    for n in map(int, full):
        first = seen.setdefault(rows[n].tobytes(), n)
        if first != n and len(np.unique(rows[n])) >= ENOUGH:
            pairs.append((first, n))
    return pairs
