"""The editions behind the figures: what was published when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from analytics import queries
from analytics.geography.levels import levels_supplied_by
from analytics.periods import month_name
from analytics.version_cache import kept_by_version
from data.catalogue import SERIES
from data.editions import Edition

# The tables of which `as_of` leaves out what was published later.
DATED = ("observation", "population")
POPULATION = ("population", "")


@kept_by_version()
def editions() -> dict[str, Edition]:
    """Every edition that the warehouse was built from, by its id."""
    return {row["id"]: Edition(**row) for row in queries.rows("editions")}


def named_in(cells: Iterable[str | None]) -> tuple[Edition, ...]:
    """The editions that cells of the column `edition` name, by id; a cell joins several with `;`.

    An id that an edition had before names it too.
    """
    known = editions()
    former = {alias: edition.id for edition in known.values() for alias in edition.aliases}
    ids = {former.get(name, name) for cell in set(cells) for name in (cell or "").split(";")}
    return tuple(known[name] for name in sorted(ids) if name in known)


def redated(series: Iterable[str], levels: Iterable[str], as_of: date) -> tuple[str, ...]:
    """What the figures of a day have lost since an edition behind them was found to be later than was thought.

    One sentence for each edition that was dated before the day and is now dated after it.
    """
    resources, wanted = {SERIES[name].resource for name in series}, set(levels)
    return tuple(
        f"The edition of {month_name(e.months_from)} to {month_name(e.months_to)} ({e.level} level) was taken to be "
        f"published in {month_name(e.dated_before)} and is of {month_name(e.published_on)}: its figures are no longer "
        f"among those of {as_of.day} {month_name(as_of)}."
        for e in editions().values()
        if e.dated_before
        and e.published_on
        and e.dated_before <= as_of < e.published_on
        and e.resource in resources
        and wanted & set(levels_supplied_by(e.level))
    )


def publication_dates() -> tuple[date, date] | None:
    """The first day on which an edition of figures was published, and the last on which one, or a population, was.

    `as_of` makes sense from the first; as of the last, everything stands as it does now.
    """
    days = [(e.published_on, e.table) for e in editions().values() if e.published_on]
    figures = [day for day, table in days if table == "observation"]
    return (min(figures), max(day for day, table in days if table in DATED)) if figures else None


def newest_day(series: Iterable[str], levels: Iterable[str], *, populations: bool = False) -> date | None:
    """The day on which the newest edition that may supply series at these levels, or a population, was published.

    As of that day and of any later one, their figures are those of now. None where no such edition has a date.
    """
    days, resources = _newest_days(), {SERIES[name].resource for name in series}
    behind = {(resource, level) for resource in resources for level in levels}
    days_known = [days.get(resource) for resource in (behind | {POPULATION} if populations else behind)]
    return max((day for day in days_known if day), default=None)


@kept_by_version()
def _newest_days() -> dict[tuple[str, str], date]:
    """By resource and level; editions of boroughs are behind the MPS area too, which is their sum."""
    newest: dict[tuple[str, str], date] = {}
    for edition in editions().values():
        if edition.table == "population":
            behind = [POPULATION]
        else:
            behind = [(edition.resource, level) for level in levels_supplied_by(edition.level)]
        if edition.published_on and edition.table in DATED:
            newest |= {
                resource: max(edition.published_on, newest.get(resource, edition.published_on)) for resource in behind
            }
    return newest
