"""A borough and an offence that an edition has no row of, although those before it had offences: no zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from data.editions import Edition
from data.plausibility.figure_grid import FigureGrid, month_of
from data.plausibility.suspect_figures import SuspectFigure

# So many of the newest editions before it must have a row of the combination: one alone may be the odd one.
RECENT = 3


def missing_combinations(
    edition: Edition, held: FigureGrid, arriving: FigureGrid, before: Sequence[Edition]
) -> Iterator[SuspectFigure]:
    """Every combination that `edition` has no row of, the newest editions `before` it all have, with offences.

    A file has no row where there was no offence in any of its months: homicide in a quiet borough. So only those count
    of which offences are held in the very months that both cover.
    """
    newest = sorted(before, key=lambda other: (other.months_to, other.id))[-RECENT:]
    if not newest:
        return
    for combination in edition.unnamed:
        name, area = combination.split(":")
        if any(combination in other.unnamed or name not in other.covers for other in newest):
            continue
        row, place = held.series.index(name), held.areas.index(area) if area in held.areas else None
        months = np.flatnonzero(held.covered[row] & arriving.covered[row])
        total = float(held.values[row, place, months].sum()) if place is not None and len(months) else 0.0
        if total:
            span = month_of(held.months[months[0]]), month_of(held.months[months[-1]])
            yield SuspectFigure(1 + total, "no row", name, area, *span, total, 0.0)
