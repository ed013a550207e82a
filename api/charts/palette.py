"""The colours of a static chart, by the role that each plays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Theme = Literal["light", "dark"]
Palette = Mapping[str, str]

INK, QUIET, GRID, SHADE, GROUND = "ink", "quiet", "grid", "shade", "ground"
HUES = ("hue-1", "hue-2", "hue-3", "hue-4")
ROLES = (INK, QUIET, GRID, SHADE, GROUND, *HUES)

# The four hues of the Government Analysis Function; on a dark ground, lightened until each is legible.
PALETTES: Mapping[Theme, Palette] = {
    "light": {
        INK: "#0b0c0c", QUIET: "#505a5f", GRID: "#d8d9da", SHADE: "#f3f2f1", GROUND: "#ffffff",
        "hue-1": "#12436D", "hue-2": "#28A197", "hue-3": "#801650", "hue-4": "#F46A25",
    },
    "dark": {
        INK: "#e9ebed", QUIET: "#b1b4b6", GRID: "#333b42", SHADE: "#1d2329", GROUND: "#12161a",
        "hue-1": "#7fb3e0", "hue-2": "#4fc4b9", "hue-3": "#d98abb", "hue-4": "#f78f55",
    },
}  # fmt: skip
# Inside a page a chart takes the page's colours: one variable for each role.
PAGE: Palette = {role: f"var(--chart-{role})" for role in ROLES}


def variables(theme: Theme) -> str:
    """The palette of a theme as CSS declarations of the variables that `PAGE` names."""
    return " ".join(f"--chart-{role}: {colour};" for role, colour in PALETTES[theme].items())
