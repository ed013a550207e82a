"""What is found at an edition that cannot be an ordinary revision: one line for each block of figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from data import published_areas
from data.errors import FileRejected

SHOWN = 20
HELD_BACK = 4


@dataclass(frozen=True, slots=True)
class SuspectFigure:
    """A block of figures that differs from what is held or expected by more than editions have differed so far.

    `score` is the difference in units of the largest ordinary one: above 1 it is held back. `area` is a code, or
    empty for all areas; `first` and `last` are months. `expected` is the figure held, or what season and level let
    expect.
    """

    score: float
    kind: str
    series: str
    area: str
    first: dt.date
    last: dt.date
    expected: float
    arriving: float

    @property
    def cells(self) -> tuple[str, ...]:
        """Its line in the table: area, offence, months, held, arriving, what it is."""
        months = f"{self.first:%Y-%m}" if self.first == self.last else f"{self.first:%Y-%m} to {self.last:%Y-%m}"
        numbers = (f"{self.expected:,.0f}", f"{self.arriving:,.0f}")
        return (area_name(self.area), self.series.replace("_", " "), months, *numbers, self.kind)


def area_name(code: str) -> str:
    """A code as a reader knows it; wards are not all known here and keep theirs."""
    if not code:
        return "all areas"
    return published_areas.BOROUGHS.get(code) or published_areas.PSEUDO_AREAS.get(code) or code


class HeldBack(FileRejected):
    """A file is whole and readable, and says what no ordinary revision says; nothing of it has been recorded.

    `suspects` has the worst figures first. Whoever knows that they are right adds the file with a reason.
    """

    exit_status = HELD_BACK

    def __init__(self, file: str, suspects: Sequence[SuspectFigure], *, why: str = "") -> None:
        self.suspects = tuple(sorted(suspects, key=lambda figure: -figure.score))
        super().__init__(
            f"{file}: held back: {why or _summary(self.suspects)}; nothing has been recorded\n"
            + "\n".join(_table(self.suspects)),
            'If the figures are right, say why: python -m data add FILE --accept "REASON". The reason is kept.',
        )
        self.file = file
        self.why = why or _summary(self.suspects)


def _summary(suspects: Sequence[SuspectFigure]) -> str:
    worst = suspects[0]
    area, offence, months, held, arriving, kind = worst.cells
    more = f", and {len(suspects) - 1:,} more like it" if len(suspects) > 1 else ""
    return f"{kind}: {offence}, {area}, {months}: {arriving} where {held} was expected{more}"


def _table(suspects: Sequence[SuspectFigure]) -> list[str]:
    if not suspects:
        return []
    header = ("Area", "Offence", "Months", "Held or expected", "Arriving", "What is unusual")
    rows = [header, *(figure.cells for figure in suspects[:SHOWN])]
    widths = [max(len(row[n]) for row in rows) for n in range(len(header))]
    lines = [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return [*lines, *([f"  … and {len(suspects) - SHOWN:,} more"] if len(suspects) > SHOWN else [])]
