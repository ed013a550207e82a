"""ONS boundaries of boroughs and wards (TopoJSON or GeoJSON, WGS84), simplified for the screen.

The areas of a file are simplified together, as a coverage, so that neighbours keep one border between them. Rings
run clockwise, which is what d3-geo (it draws Plotly's maps) takes for an exterior: the other way round, an area
would be the whole globe without it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import shapely
import shapely.geometry

from data import published_areas
from data.catalogue import Tidy
from data.contracts import Violations
from data.readers.context import Context
from data.readers.tabular import Published

RESOURCES = ("borough_shapes", "ward_shapes")

CODES = {"LAD25CD": "borough_shapes", "GSS_CODE": "borough_shapes", "WD24CD": "ward_shapes"}
LEVELS = {"borough_shapes": "borough", "ward_shapes": "ward"}
CITY_WARDS = frozenset(f"E05009{n}" for n in range(288, 313))
GREATER_LONDON = (-0.6, 51.2, 0.4, 51.8)  # west, south, east, north
DECIMALS = 4  # a ten-thousandth of a degree: 7 m eastward, 11 m northward
TOLERANCE = {"borough_shapes": 0.0012, "ward_shapes": 0.0005}  # degrees
REFERENCE = dt.date(2025, 5, 1)


def recognises(file: Published) -> str | None:
    """Features whose properties carry the code of a district or a ward."""
    resources = (CODES[name] for f in _features(file) for name in f.get("properties") or {} if name in CODES)
    return next(resources, None)


def read(file: Published, resource: str, context: Context) -> list[Tidy]:
    """One boundary an area, as compact GeoJSON text. Raises ContractError with every violation."""
    check = Violations(str(file.path))
    expected, others = _expected(check, resource, context)
    features = _by_code(check, file, resource, expected, others)
    outlines = _outlines(check, file, features)
    check.stop()
    geometry = [_text(outline) for outline in _simplified(outlines.values(), TOLERANCE[resource])]
    rows = pd.DataFrame({"area_code": list(outlines), "level": LEVELS[resource], "geometry": geometry})
    return [Tidy(resource, LEVELS[resource], rows, REFERENCE, REFERENCE)]


def _features(file: Published) -> list[dict[str, Any]]:
    """The features of a GeoJSON document, or the geometries of a topology."""
    document = file.document or {}
    if document.get("type") == "Topology":
        return [geometry for thing in document["objects"].values() for geometry in thing["geometries"]]
    features = document.get("features")
    return features if isinstance(features, list) else []


def _expected(check: Violations, resource: str, context: Context) -> tuple[frozenset[str], str]:
    """The areas that must be there, and a prefix: features of other codes with it are unknown, without it ignored."""
    if resource == "borough_shapes":
        return frozenset(published_areas.BOROUGHS), "E09"
    context.require_wards(check.file)
    return frozenset(context.ward_parents) | CITY_WARDS, ""


def _by_code(
    check: Violations, file: Published, resource: str, expected: frozenset[str], prefix: str
) -> dict[str, dict[str, Any]]:
    """The features of London, each area once; districts elsewhere in the country are passed over."""
    names = [name for name, of in CODES.items() if of == resource]
    of_code: dict[str, dict[str, Any]] = {}
    for number, feature in enumerate(_features(file), start=1):
        properties = feature.get("properties") or {}
        code = next((str(properties[name]).strip() for name in names if name in properties), "")
        if code and not code.startswith(prefix):
            continue
        if code in of_code or code not in expected:
            problem = "an area twice" if code in of_code else "an area that is not declared"
            check.add(f"feature {number}, {code or 'no code'}", problem, f"each {LEVELS[resource]} once")
        of_code[code] = feature
    for code in sorted(expected - set(of_code)):
        check.add("features", f"no feature {code} {published_areas.BOROUGHS.get(code, '')}".strip(), "every area")
    return of_code


def _outlines(check: Violations, file: Published, features: dict[str, dict[str, Any]]) -> dict[str, shapely.Geometry]:
    west, south, east, north = GREATER_LONDON
    outlines = {}
    for code, feature in features.items():
        try:
            outline = _outline(file, feature)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
            check.add(f"feature {code}", f"no outline ({error})", "a polygon")
            continue
        if not shapely.within(outline, shapely.box(west, south, east, north)):
            check.add(f"feature {code}", f"coordinates {outline.bounds}", "longitude and latitude in Greater London")
        outlines[code] = outline
    return outlines


def _outline(file: Published, feature: dict[str, Any]) -> shapely.Geometry:
    document = file.document or {}
    if document["type"] == "Topology":
        return _decoded(document, feature)
    return shapely.geometry.shape(feature["geometry"])


def _decoded(topology: dict[str, Any], geometry: dict[str, Any]) -> shapely.Geometry:
    """A (multi)polygon of a topology: its rings are chains of shared arcs, an arc `~i` runs backwards.

    TopoJSON specification, sections 2.1.3 and 2.1.4.
    """
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [[_ring(topology, ring) for ring in polygon] for polygon in polygons]
    return shapely.multipolygons([shapely.polygons(exterior, holes or None) for exterior, *holes in rings])


def _ring(topology: dict[str, Any], indices: list[int]) -> Any:
    arcs = [_arc(topology, i) if i >= 0 else _arc(topology, ~i)[::-1] for i in indices]
    return np.vstack([arcs[0], *(arc[1:] for arc in arcs[1:])])  # each arc begins where the one before it ends


def _arc(topology: dict[str, Any], index: int) -> Any:
    """Positions are whole numbers, each the step from the one before: summed, scaled, moved."""
    transform = topology["transform"]
    return np.cumsum(topology["arcs"][index], axis=0) * transform["scale"] + transform["translate"]


def _simplified(outlines: Iterable[shapely.Geometry], tolerance: float) -> Any:
    """Snapped to the grid first and thinned after: thinning only drops points, so the grid holds."""
    valid = shapely.make_valid(np.array(list(outlines)), method="structure", keep_collapsed=False)
    snapped = shapely.set_precision(valid, 10.0**-DECIMALS)
    return shapely.orient_polygons(shapely.coverage_simplify(snapped, tolerance), exterior_cw=True)


def _text(outline: shapely.Geometry) -> str:
    rounded = shapely.transform(outline, lambda positions: np.round(positions, DECIMALS))
    return json.dumps(shapely.geometry.mapping(rounded), separators=(",", ":"))
