"""Boroughs like a borough: the rule that turns the published nearest neighbours into a group."""

from collections.abc import Sequence

CITY_OF_LONDON = "E09000001"
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
