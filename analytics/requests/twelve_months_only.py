"""Which indicators have too few in a borough's month to say anything about less than twelve of them."""

from collections.abc import Sequence

from analytics.periods import WindowKind

# Of the months of boroughs, 75.5% have fewer than five of these victims.
TWELVE_MONTHS_ONLY = frozenset({"knife_injury_victims_under_25"})
WHY = (
    "Under-25 knife injury victims of a borough are given for twelve months only: "
    "three months in four have fewer than five."
)


def told_of_boroughs(which: Sequence[str], kind: WindowKind) -> tuple[str, ...]:
    """Those of the indicators, by id, that are given for a borough's windows of a kind."""
    return tuple(each for each in which if kind == "rolling_12" or each not in TWELVE_MONTHS_ONLY)
