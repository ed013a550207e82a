"""Hatching lies within the area that it marks, and its outline is that of the area."""

from __future__ import annotations

from itertools import groupby

import pytest
from shapely import LineString, Point
from shapely.geometry import shape

from analytics.geography.boundary_shapes import boundaries
from analytics.geography.hatching import Hatching, hatching
from data.published_areas import CITY_OF_LONDON

# One area of one piece, and one of several: the islands of a borough with docks and basins count too.
AREAS = (CITY_OF_LONDON, "E09000007", "E09000030")


def pieces(hatched: Hatching) -> list[LineString]:
    points = list(zip(hatched.longitudes, hatched.latitudes, strict=True))
    runs = groupby(points, key=lambda point: point[0] is None)
    return [LineString(list(run)) for is_gap, run in runs if not is_gap]


@pytest.mark.parametrize("code", AREAS)
@pytest.mark.parametrize("lines", [2, 5])
def test_lines_lie_within_the_area_and_the_outline_encloses_it(code: str, lines: int) -> None:
    area = shape(next(f["geometry"] for f in boundaries("borough")["features"] if f["id"] == code))
    hatched = hatching(code, lines=lines)
    assert hatched is not None
    outlines = len(getattr(area, "geoms", [area]))
    drawn = pieces(hatched)
    assert all(line.within(area.buffer(1e-9)) for line in drawn[:-outlines])
    assert sum(outline.length for outline in drawn[-outlines:]) == pytest.approx(
        sum(part.exterior.length for part in getattr(area, "geoms", [area]))
    )
    assert len(drawn) - outlines >= lines, "most of the lines cross the area"
    assert hatched.longitudes[-1] is None, "a gap follows each piece"
    assert area.contains(Point(hatched.point))


def test_more_lines_hatch_more_densely() -> None:
    few, many = hatching(CITY_OF_LONDON, lines=2), hatching(CITY_OF_LONDON, lines=6)
    assert few is not None
    assert many is not None
    assert len(pieces(many)) > len(pieces(few))


def test_an_area_without_a_boundary_has_none() -> None:
    assert hatching("E09000099") is None
