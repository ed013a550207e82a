"""Whether a newer edition of a publication should exist by now. The day is a parameter: nothing here asks the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from analytics.geography.levels import AREA_LEVELS
from analytics.periods import add_months
from analytics.series.publication_dates import editions
from data.editions import Edition

# Levels whose editions come out together with those of the areas that theirs lie in.
FOLLOWING = frozenset(level.id for level in AREA_LEVELS.values() if level.follows_parent)
# The Metropolitan Police publish every month, and a few days earlier or later; a fortnight late is late.
GRACE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest edition of a monthly publication, and the day by which the next should be out."""

    edition: Edition
    due: date

    def is_overdue(self, today: date) -> bool:
        """Whether a newer edition should exist on that day."""
        return today > self.due


def freshness(*, known: Iterable[Edition] | None = None) -> tuple[Freshness, ...]:
    """The newest edition of each monthly publication, by its resource; wards follow their boroughs.

    `known`: the editions to look at, all that are held unless given. Publications without a day are left out.
    """
    newest: dict[str, Edition] = {}
    for edition in editions().values() if known is None else known:
        follows = edition.level in FOLLOWING
        if edition.table != "observation" or follows or edition.published_on is None:
            continue
        held = newest.get(edition.resource)
        if held is None or _order(edition) > _order(held):
            newest[edition.resource] = edition
    return tuple(Freshness(newest[resource], _due(newest[resource])) for resource in sorted(newest))


def _order(edition: Edition) -> tuple[date, date]:
    """Of two editions to the same month the later corrects the earlier."""
    return edition.months_to, edition.published_on or date.min


def _due(edition: Edition) -> date:
    """A month after the edition came out, and the grace; an estimated day is the first of its month, so its last."""
    published = edition.published_on or edition.months_to
    after = add_months(published.replace(day=1), 2 if edition.published_estimated else 1)
    days = 0 if edition.published_estimated else published.day - 1
    return after + timedelta(days=days) + GRACE
