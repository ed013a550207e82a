"""The record of the verdicts: how often they were wrong where nothing differed, how often the next year turned them.

Our own computation on the figures that ship, written by `python -m benchmarks.placebo --record`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("verdict_record.csv")


@dataclass(frozen=True, slots=True)
class RecordedShare:
    """One test of the verdicts at one level of areas.

    `percent` of `pairs`; `poisson_percent` with intervals that ignore dispersion, None where they were not tried.
    """

    test: str
    level: str
    pairs: int
    percent: float
    poisson_percent: float | None


@lru_cache
def verdict_record() -> dict[tuple[str, str], RecordedShare]:
    """Every share by its test and level: exchanges `random`, `alternate`, `quarters`; then `reversed`, `repeated`."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [_share(row) for row in csv.DictReader(file)]
    return {(share.test, share.level): share for share in rows}


def _share(row: dict[str, str]) -> RecordedShare:
    poisson = row["poisson_percent"]
    return RecordedShare(
        row["test"], row["level"], int(row["pairs"]), float(row["percent"]), float(poisson) if poisson else None
    )
