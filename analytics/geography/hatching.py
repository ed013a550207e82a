"""Hatch lines within an area, for a map that cannot fill a shape with a pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely import LineString, intersection
from shapely.geometry import shape

from analytics.geography.boundary_shapes import boundaries
from analytics.version_cache import kept_by_version
from data.published_areas import Level


@dataclass(frozen=True)
class Hatching:
    """Lines as longitudes and latitudes, None between two of them; the outline last; and a point within the area."""

    longitudes: tuple[float | None, ...]
    latitudes: tuple[float | None, ...]
    point: tuple[float, float]


@kept_by_version(maxsize=8)
def hatching(code: str, level: Level = "borough", *, lines: int = 2) -> Hatching | None:
    """Slanted lines across an area, clipped to it, and its outline; None where there is no boundary of it."""
    geometry = next((f["geometry"] for f in boundaries(level)["features"] if f["id"] == code), None)
    if geometry is None:
        return None
    area = shape(geometry)
    west, south, east, north = area.bounds
    pieces: list[Any] = []
    for offset in np.linspace(west - (east - west), east, 2 * lines + 1):
        cut = intersection(LineString([(offset, south), (offset + east - west, north)]), area)
        pieces += [
            part for part in getattr(cut, "geoms", [cut]) if part.geom_type == "LineString" and not part.is_empty
        ]
    pieces += [ring.exterior for ring in getattr(area, "geoms", [area])]
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    for piece in pieces:
        for longitude, latitude in (*piece.coords, (None, None)):
            longitudes.append(longitude)
            latitudes.append(latitude)
    point = area.representative_point()
    return Hatching(tuple(longitudes), tuple(latitudes), (point.x, point.y))
