"""The figure of a map: areas in shades of one hue, without tiles or anything from another host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from streamlit.elements.lib.streamlit_plotly_theme import BG_COLOR
from streamlit.elements.lib.streamlit_plotly_theme import SEQUENTIAL_0 as LIGHTEST
from streamlit.elements.lib.streamlit_plotly_theme import SEQUENTIAL_9 as DARKEST

from analytics.geography.hatching import Hatching
from pages.parts.figures import HUES, QUIET, SMALL, Figure

HEIGHT = 350


class Shapes(dict[str, Any]):
    """Boundaries that are never changed, so that Plotly, which copies whatever it is given, need not copy them."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Shapes:
        return self


@dataclass(frozen=True, slots=True)
class HatchedArea:
    """An area of another source: hatched, off the scale of the others, with words for whoever points at it."""

    hatching: Hatching
    words: str


def choropleth(
    shapes: Mapping[str, Any],
    names: Mapping[str, str],
    values: Mapping[str, float],
    *,
    unit: str,
    chosen: Sequence[str],
    other_source: HatchedArea | None = None,
) -> Figure:
    """A map of `values` by GSS code; thin lines of the ground between areas, the chosen ones outlined."""
    codes = sorted(values, key=lambda code: (code in chosen, code))
    outline = {
        "color": [HUES[3] if code in chosen else BG_COLOR for code in codes],
        "width": [2.5 if code in chosen else 0.8 for code in codes],
    }
    scale = {
        "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "bottom", "len": 0.4, "thickness": 8,
        "outlinewidth": 0, "nticks": 4, "tickfont": {"size": SMALL, "color": QUIET}, "xpad": 0, "ypad": 0,
    }  # fmt: skip
    # Not the scale's own title, which is centred above it and cut off on a phone.
    legend = {
        "text": unit, "showarrow": False, "font": {"size": SMALL, "color": QUIET}, "xref": "paper", "x": 0,
        "xanchor": "left", "yref": "paper", "y": 0, "yanchor": "bottom", "yshift": 26,
    }  # fmt: skip
    areas = {
        "type": "choropleth",
        "geojson": Shapes(shapes),
        "locations": codes,
        "z": [values[code] for code in codes],
        "text": [names[code] for code in codes],
        "hovertemplate": f"<b>%{{text}}</b><br>%{{z:.2f}} {unit}<extra></extra>",
        "colorscale": [[0, LIGHTEST], [1, DARKEST]],
        "marker": {"line": outline},
        # A click chooses; it does not fade what was not clicked.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "colorbar": scale,
    }
    space = {
        "height": HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "clickmode": "event+select",
        "annotations": [legend],
        "geo": {"visible": False, "fitbounds": "locations", "projection": {"type": "mercator"}, "bgcolor": BG_COLOR},
    }
    return {"data": [areas, *(_hatched(other_source) if other_source else ())], "layout": space}


def _hatched(area: HatchedArea) -> list[dict[str, Any]]:
    """The lines, and a point that cannot be seen, which says what they are."""
    longitude, latitude = area.hatching.point
    lines = {
        "type": "scattergeo", "mode": "lines", "lon": list(area.hatching.longitudes),
        "lat": list(area.hatching.latitudes), "line": {"color": QUIET, "width": 1}, "hoverinfo": "skip",
        "showlegend": False,
    }  # fmt: skip
    point = {
        "type": "scattergeo", "mode": "markers", "lon": [longitude], "lat": [latitude], "text": [area.words],
        "marker": {"size": 16, "opacity": 0}, "hovertemplate": "%{text}<extra></extra>", "showlegend": False,
    }  # fmt: skip
    return [lines, point]
