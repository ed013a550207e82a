"""What became of a year's crimes: shares of the last outcome, of a year that is old enough to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from analytics.periods import Window, add_months, window_ending
from analytics.statistics.rates import poisson_interval
from analytics.statistics.shares import Share, shares
from analytics.street import street_counts
from analytics.street.settled_outcomes import CHARGED, GROUP_OF, GROUPS, SETTLED_AFTER
from analytics.street.street_counts import ANTISOCIAL, CITY_POLICE

WHY_NOT_RECENT = (
    "Crimes of the last twelve months are left out: their cases are still being worked on, and later archives "
    "overwrite their outcomes. Of months a year old none is still under investigation."
)
LAST_OUTCOME = (
    "The last outcome that the force had given when the archive was made. A court’s result means that there had been a "
    "charge. “Status update unavailable” means that the force gave none: it is not known, not unsolved."
)


@dataclass(frozen=True)
class SettledYear:
    """What became of the crimes of a settled year: the shares of the groups of outcomes, in their order."""

    category: str
    window: Window
    total: int
    groups: tuple[Share, ...]

    @property
    def charged(self) -> Share:
        return next(share for share in self.groups if share.label == CHARGED)


def settled_window(force: str = CITY_POLICE) -> Window | None:
    """The newest twelve months that are a year old at the archive's last month; None where one of them is missing."""
    known = street_counts.months(force)
    if not known:
        return None
    window = window_ending(add_months(known[-1], -SETTLED_AFTER), "rolling_12")
    return None if street_counts.missing(window, force) else window


def settled_years(categories: Sequence[str], force: str = CITY_POLICE) -> tuple[SettledYear, ...]:
    """The settled year of each category that has outcomes; anti-social behaviour has none."""
    window = settled_window(force)
    if window is None:
        return ()
    return tuple(_settled(name, window, force) for name in categories if name != ANTISOCIAL)


def _settled(category: str, window: Window, force: str) -> SettledYear:
    total = street_counts.count(window, force=force, category=category) or 0
    counts = dict.fromkeys(GROUPS, 0)
    for outcome, group in GROUP_OF.items():
        counts[group] += street_counts.count(window, force=force, category=category, outcome=outcome) or 0
    return SettledYear(category, window, total, shares(counts, total=total))


def outcome_rows(categories: Sequence[str], force: str = CITY_POLICE) -> pa.Table:
    """The published rows behind the shares: category by outcome, over the settled year."""
    window = settled_window(force)
    if window is None:
        return street_counts.SCHEMA.empty_table()
    return street_counts.street_table(
        ("category", "outcome"), force=force, chosen=categories, first=window.start, last=window.end
    )


def interval_of(share: Share, total: int) -> tuple[float, float]:
    """A 95% interval of a share in percent, from the exact Poisson limits of its count."""
    lower, upper = poisson_interval([share.count])
    return 100 * float(lower[0]) / total, min(100.0, 100 * float(upper[0]) / total)
