"""Boroughs like a borough: the rule that turns the published nearest neighbours into a group."""

from collections.abc import Sequence

from analytics import queries
from analytics.version_cache import kept_by_version
from data.published_areas import POLICED

# The list ranks all 152 other authorities: only the first twenty are near in any sense.
NEAREST = 20
AT_MOST = 5
SIMILAR_NOTE = (
    "The London boroughs among its twenty nearest neighbours as the Department for Education publishes them, "
    "nearest first, at most five."
)


def similar_boroughs(borough: str, *, neighbours: Sequence[str]) -> tuple[str, ...]:
    """The London boroughs among the first twenty published `neighbours` (GSS codes, nearest first), at most five.

    The City of London is left out: the Metropolitan Police does not cover it.
    """
    london = (code for code in neighbours[:NEAREST] if code in POLICED and code != borough)
    return tuple(dict.fromkeys(london))[:AT_MOST]


def similar_to(borough: str) -> tuple[str, ...]:
    """The boroughs like a borough, by the rule above, from the published list."""
    return similar_boroughs(borough, neighbours=_neighbours().get(borough, ()))


@kept_by_version()
def _neighbours() -> dict[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {}
    for row in queries.rows("neighbours"):
        lists.setdefault(row["area_code"], []).append(row["neighbour_code"])
    return {code: tuple(nearest_first) for code, nearest_first in lists.items()}
