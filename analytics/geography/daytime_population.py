"""People present in a borough by day in 2014: an old estimate, quoted beside residents and never in their place.

From the Greater London Authority's *Daytime Population, Borough* (2014, Open Government Licence v2.0), sheet "2014".
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

YEAR = 2014
SOURCE = "Greater London Authority, Daytime Population, Borough, 2014"
PAGE = "https://data.london.gov.uk/dataset/e5pgv"
FILE = Path(__file__).with_name("daytime_population_2014.csv")
# Residents and people present that differ by more than a quarter call for the second figure.
MUCH = 0.25


@dataclass(frozen=True, slots=True)
class DaytimePopulation:
    """People of a borough in 2014: residents, those there on a working day in term time, and these with visitors."""

    area_code: str
    residents: int
    workday: int
    with_visitors: int

    @property
    def differs_much(self) -> bool:
        """Whether the working day's number is more than a quarter above or below that of residents."""
        return abs(self.workday / self.residents - 1) > MUCH


def daytime_population(area_code: str) -> DaytimePopulation | None:
    """The estimate for a borough or the City of London; None for any other area."""
    return _estimates().get(area_code)


@cache
def _estimates() -> dict[str, DaytimePopulation]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            DaytimePopulation(row["area_code"], int(row["residents"]), int(row["workday"]), int(row["with_visitors"]))
            for row in csv.DictReader(file)
        ]
    return {row.area_code: row for row in rows}
