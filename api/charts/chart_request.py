"""A request for a chart → its selection, its width and its theme, or the problem that names the wrong parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from analytics.requests.figures_address import Address
from api.charts.palette import Theme
from api.parameters import SERIES, Given, Parameter
from api.problems import Problem, unknown_value
from api.series.series_request import series_query

NARROWEST, WIDTH, WIDEST = 320, 800, 1600
# The proportions of the picture that a shared link shows, and the least height of a narrow chart.
PROPORTION, LOWEST = 630 / 1200, 340
MOST_LINES = 4
LOOK = (
    Parameter(
        "width",
        f"The width in pixels, {NARROWEST} to {WIDEST}; {WIDTH} by default. 1200 gives a height of 630.",
        {"type": "integer", "minimum": NARROWEST, "maximum": WIDEST},
        example="1200",
    ),
    Parameter("theme", "`light` by default.", {"type": "string", "enum": list(get_args(Theme))}, example="dark"),
)
CHART = (*SERIES, *LOOK)


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """What a chart is asked to show, and how large and in which theme."""

    address: Address
    width: int
    theme: Theme

    @property
    def height(self) -> int:
        """In proportion to the width."""
        return max(LOWEST, round(self.width * PROPORTION))


def chart_query(raw: str, version: str) -> ChartRequest:
    """The chart that a query string asks for. Raises Problem."""
    query = QueryParams(raw)
    given = Given(query, CHART)
    looks = {parameter.name for parameter in LOOK}
    address = series_query(urlencode([pair for pair in query.multi_items() if pair[0] not in looks]), version)
    lines = len(address.selection.indicators) * len(address.selection.areas)
    if lines > MOST_LINES:
        detail = f"A chart has at most {MOST_LINES} lines, one for each indicator and area, not {lines:,}."
        raise Problem("too-many-values", "Too many lines", detail, parameter="area")
    if len(address.selection.measures) > 1:
        detail = "A chart shows one measure: its lines share one scale."
        raise Problem("too-many-values", "Too many measures", detail, parameter="measure")
    return ChartRequest(address, _width(given), _theme(given))


def _width(given: Given) -> int:
    if (text := given.one("width")) is None:
        return WIDTH
    if not (text.strip().isascii() and text.strip().isdigit() and NARROWEST <= int(text) <= WIDEST):
        detail = f"{text!r} is not a whole number from {NARROWEST} to {WIDEST}."
        raise Problem("unknown-value", "Unsuitable width", detail, parameter="width", value=text)
    return int(text)


def _theme(given: Given) -> Theme:
    text = (given.one("theme") or "light").strip()
    if text not in get_args(Theme):
        raise unknown_value("theme", text, get_args(Theme))
    return cast("Theme", text)
