"""Boundaries of areas, simplified for the screen, as GeoJSON."""

from __future__ import annotations

import json
from typing import Any

from analytics import queries
from analytics.version_cache import kept_by_version
from data.published_areas import Level


@kept_by_version(maxsize=4)
def boundaries(level: Level) -> dict[str, Any]:
    """A GeoJSON FeatureCollection of a level's areas, WGS84; each feature's id is its GSS code.

    Source: ONS Open Geography; contains OS data © Crown copyright and database right.
    """
    rows = queries.rows("boundaries", {"level": level})
    features = [
        {"type": "Feature", "id": r["area_code"], "properties": {}, "geometry": json.loads(r["geometry"])} for r in rows
    ]
    return {"type": "FeatureCollection", "features": features}
