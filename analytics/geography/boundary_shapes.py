"""Boundaries of areas, simplified for the screen, as GeoJSON."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from analytics import queries
from analytics.indicators import Level


def boundaries(level: Level) -> dict[str, Any]:
    """A GeoJSON FeatureCollection of a level's areas, WGS84; each feature's id is its GSS code.

    Source: ONS Open Geography; contains OS data © Crown copyright and database right.
    """
    return _collection(queries.version(), level)


@lru_cache(maxsize=4)
def _collection(version: str, level: Level) -> dict[str, Any]:  # noqa: ARG001  the version is the key of the cache
    rows = queries.rows("boundaries", {"level": level})
    features = [
        {"type": "Feature", "id": r["area_code"], "properties": {}, "geometry": json.loads(r["geometry"])} for r in rows
    ]
    return {"type": "FeatureCollection", "features": features}
