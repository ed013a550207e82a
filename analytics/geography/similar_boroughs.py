"""Boroughs like a borough: the rule that turns the published nearest neighbours into a group."""

from collections.abc import Sequence
from functools import lru_cache

from analytics import queries
from data.published_areas import CITY_OF_LONDON

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
    left_out = {borough, CITY_OF_LONDON}
    london = (code for code in neighbours[:NEAREST] if code.startswith("E09") and code not in left_out)
    return tuple(dict.fromkeys(london))[:AT_MOST]


def similar_to(borough: str) -> tuple[str, ...]:
    """The boroughs like a borough, by the rule above, from the published list."""
    return similar_boroughs(borough, neighbours=_neighbours(queries.version()).get(borough, ()))


@lru_cache(maxsize=2)
def _neighbours(version: str) -> dict[str, tuple[str, ...]]:  # noqa: ARG001  the version is the key of the cache
    found: dict[str, list[str]] = {}
    for row in queries.rows("neighbours"):
        found.setdefault(row["area_code"], []).append(row["neighbour_code"])
    return {code: tuple(listed) for code, listed in found.items()}
