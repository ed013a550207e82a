"""The reader of boundaries: light, clockwise, rounded, and with one border between neighbours."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from data.contracts import ContractError
from data.readers import boundaries
from data.readers.context import Context
from data.readers.tabular import Published, open_published
from tests.data.readers.published_samples import BOROUGH_SHAPES, BOROUGH_SHAPES_GLA, CROYDON, WARD_SHAPES, reading

pytestmark = pytest.mark.published


def rings(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    polygons = geometry["coordinates"]
    return [polygons] if geometry["type"] == "Polygon" else polygons


def signed_area(ring: list[list[float]]) -> float:
    """The shoelace formula: negative where the ring runs clockwise."""
    x, y = np.array(ring).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


@pytest.mark.parametrize(
    ("name", "count", "bytes_at_most"),
    [
        (BOROUGH_SHAPES, 33, 60_000),
        (BOROUGH_SHAPES_GLA, 33, 60_000),
        (WARD_SHAPES, 704, 260_000),
    ],
)
def test_boundaries_are_light_clockwise_and_rounded(
    name: str, count: int, bytes_at_most: int, published: Path, context: Context
) -> None:
    rows = reading(published / name, context).rows
    assert rows.area_code.nunique() == len(rows) == count
    assert rows.geometry.str.len().sum() <= bytes_at_most
    for text in rows.geometry:
        for exterior, *holes in rings(json.loads(text)):
            assert signed_area(exterior) < 0
            assert all(signed_area(hole) > 0 for hole in holes)
            assert np.allclose(np.round(exterior, 4), exterior, atol=0)


@pytest.mark.parametrize("name", [BOROUGH_SHAPES, WARD_SHAPES])
def test_neighbours_keep_one_border_between_them(name: str, published: Path, context: Context) -> None:
    outlines = shapely.from_geojson(reading(published / name, context).rows.geometry.to_numpy())
    assert shapely.is_valid(outlines).all()
    assert shapely.coverage_is_valid(outlines)


def test_simplified_wards_cover_what_the_published_ones_cover(published: Path, context: Context) -> None:
    rows = reading(published / WARD_SHAPES, context).rows.set_index("area_code")
    plain = json.loads((published / WARD_SHAPES).read_text())["features"]
    for feature in plain:
        before = shapely.from_geojson(json.dumps(feature["geometry"]))
        after = shapely.from_geojson(rows.geometry[feature["properties"]["WD24CD"]])
        assert after.area == pytest.approx(before.area, rel=0.1)


def test_the_topology_decodes_to_the_boroughs_of_the_other_publication(published: Path) -> None:
    """The two differ along the Thames, where one follows the water and the other the middle of the river."""
    decoded = reading(published / BOROUGH_SHAPES).rows.set_index("area_code").geometry
    plain = json.loads((published / BOROUGH_SHAPES_GLA).read_text())["features"]
    for feature in plain:
        one = shapely.from_geojson(decoded[feature["properties"]["GSS_CODE"]])
        other = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        assert one.intersection(other).area / one.union(other).area > 0.85, feature["properties"]


def shapes_without_croydon(document: dict[str, Any]) -> None:
    document["features"] = [f for f in document["features"] if f["properties"]["GSS_CODE"] != CROYDON]


def shapes_with_croydon_twice(document: dict[str, Any]) -> None:
    document["features"] += [f for f in document["features"] if f["properties"]["GSS_CODE"] == CROYDON]


def shapes_in_metres(document: dict[str, Any]) -> None:
    square = [[530000, 180000], [530000, 181000], [531000, 181000], [530000, 180000]]
    document["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [square]}


def shapes_without_one(document: dict[str, Any]) -> None:
    document["features"][0]["geometry"] = None


def shapes_of_an_unknown_borough(document: dict[str, Any]) -> None:
    document["features"][0]["properties"]["GSS_CODE"] = "E09000099"


@pytest.mark.parametrize(
    ("breaking", "expected"),
    [
        (shapes_without_croydon, "E09000008 Croydon"),
        (shapes_with_croydon_twice, "an area twice"),
        (shapes_in_metres, "longitude and latitude"),
        (shapes_without_one, "no outline"),
        (shapes_of_an_unknown_borough, "E09000099"),
    ],
)
def test_boundaries_contract(breaking: Callable[[dict[str, Any]], None], expected: str, published: Path) -> None:
    file = open_published(published / BOROUGH_SHAPES_GLA)
    document = copy.deepcopy(file.document)
    assert document is not None
    breaking(document)
    with pytest.raises(ContractError, match=expected):
        boundaries.read(Published(file.path, "", file.frame, document), "borough_shapes", Context())
