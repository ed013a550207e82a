"""Claims that were published, kept as their facts: what is claimed, by whom, when and where. Never anybody's sentence.

`published.csv` has one line for each statement; what cannot be read there stops the import of the gallery, with its
line. Where a statement leaves something open, the cell is empty, and the engine says how it was taken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from analytics.claims.claim import Claim
from analytics.claims.claim_words import claim_sentence
from analytics.periods import PERIOD_EXAMPLES, parse_month
from analytics.written_periods import parse_period
from data.errors import DashboardError
from data.published_areas import BOROUGHS, MPS

FILE = Path(__file__).parent / "published.csv"
NO_DATE = "date not known"


class UnreadableClaim(DashboardError):
    """A line of the stored claims does not hold a claim."""


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    """A claim with its source: who made it, the day in words, and the page, which may be unknown (empty)."""

    id: str
    topic: str
    who: str
    when: str
    link: str
    claim: Claim

    @property
    def sentence(self) -> str:
        """The claim in our own words."""
        return claim_sentence(self.claim)


_CODES = {name: code for code, name in BOROUGHS.items()}


def _area_code(written: str) -> str:
    """The code of a borough by its name; a ward or a police force is written by its code."""
    return written if re.fullmatch(r"E(05|23)\d{6}", written) else _CODES[written]


# The fields of a claim that have another name in the file, and the columns that do not hold plain text.
_FIELDS = {"area": "area_code", "group": "adult_or_youth", "basis": "source_basis"}
_READ: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("area", "other_area"), _area_code),
    **dict.fromkeys(("size", "rounding", "value", "base_value", "value_rounding"), float),
    **dict.fromkeys(("period", "baseline"), parse_period),
    **dict.fromkeys(("value_per", "rank_place"), int),
    "since": parse_month,
    "published": date.fromisoformat,
}
_SOURCE = ("id", "topic", "who", "when", "link")


@cache
def gallery() -> tuple[PublishedClaim, ...]:
    """Every stored claim, in the order of the file. Raises UnreadableClaim, with the line."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_claim(row, line) for line, row in enumerate(csv.DictReader(file), start=2))


def published_claim(id: str) -> PublishedClaim | None:
    """The stored claim with this id, if there is one."""
    return next((published for published in gallery() if published.id == id), None)


def _claim(row: dict[str, str], line: int) -> PublishedClaim:
    facts: dict[str, Any] = {"indicator": None, "area_code": MPS}
    for column, text in row.items():
        if text and column not in _SOURCE:
            try:
                facts[_FIELDS.get(column, column)] = _READ.get(column, str)(text)
            except (ValueError, KeyError, DashboardError) as error:
                hint = f"Periods are written like {PERIOD_EXAMPLES}; areas by a borough's name."
                raise UnreadableClaim(f"{FILE.name}, line {line}, {column}: {text!r}", hint) from error
    when = row["when"] or NO_DATE
    return PublishedClaim(row["id"], row["topic"], row["who"], when, row["link"], Claim(**facts))
