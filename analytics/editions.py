"""The editions behind the figures: what was published when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analytics import queries

# The tables of which `as_of` leaves out what was published later.
DATED = ("observation", "population")


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication of one resource at one level; `table` says what it holds. Months are inclusive."""

    id: str
    dataset: str
    resource: str
    level: str
    table: str
    title: str
    published_on: date | None
    published_estimated: bool
    months_from: date
    months_to: date
    url: str
    licence: str


def editions() -> dict[str, Edition]:
    """Every edition by its id."""
    return _editions(queries.version())


@lru_cache(maxsize=2)
def _editions(version: str) -> dict[str, Edition]:  # noqa: ARG001  the version is the key of the cache
    return {row["id"]: Edition(**row) for row in queries.rows("editions")}


def named_in(cells: Iterable[str | None]) -> tuple[Edition, ...]:
    """The editions that cells of the column `edition` name, by id; a cell joins several with `;`."""
    known = editions()
    ids = {each for cell in set(cells) for each in (cell or "").split(";")}
    return tuple(known[each] for each in sorted(ids) if each in known)


def publication_dates() -> tuple[date, date] | None:
    """The first day on which an edition of figures was published, and the last on which one, or a population, was.

    `as_of` makes sense from the first; as of the last, everything stands as it does now.
    """
    days = [(e.published_on, e.table) for e in editions().values() if e.published_on]
    figures = [day for day, table in days if table == "observation"]
    return (min(figures), max(day for day, table in days if table in DATED)) if figures else None
