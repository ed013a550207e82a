"""Areas by code, name or slug: what people write → the area that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from analytics import queries
from analytics.geography.borough_groups import group_areas
from analytics.geography.command_units import command_unit_areas, spoken_names
from analytics.geography.levels import AREA_LEVELS
from analytics.version_cache import kept_by_version
from data.errors import UnknownName
from data.published_areas import CITY_OF_LONDON, MPS, Area, Level, name_key

__all__ = ["NO_MET_FIGURES", "Area", "all_areas", "areas_at", "find_area", "name_of", "require_areas"]

NO_MET_FIGURES = (
    "The City of London has its own police force: the Metropolitan Police figures here do not cover it. "
    "Choose one of the 32 boroughs, or see the page City of London (/city_of_london) for its own records."
)
# What the MPS area is called besides its name.
WHOLE = ("london", "mps", "mps area", "metropolitan police", "metropolitan police area")


@kept_by_version(maxsize=16)
def areas_at(level: Level, *, pseudo: bool = True) -> tuple[Area, ...]:
    """The areas of a level that the MPS figures cover, by name; pseudo-areas last."""
    chosen = [a for a in all_areas() if a.level == level and _policed(a) and (pseudo or not a.is_pseudo)]
    return tuple(sorted(chosen, key=lambda a: (a.is_pseudo, a.name)))


def _policed(area: Area) -> bool:
    return CITY_OF_LONDON not in (area.code, area.parent_code)


@kept_by_version()
def all_areas() -> tuple[Area, ...]:
    """Every area that the warehouse knows, the City of London and its wards included, and the groups of boroughs."""
    return (*(Area(**row) for row in queries.rows("areas")), *group_areas())


@kept_by_version()
def _by_name() -> dict[str, list[Area]]:
    index: dict[str, list[Area]] = {}
    for area in all_areas():
        for key in {area.code.lower(), area.slug, name_key(area.name)}:
            index.setdefault(key, []).append(area)
    index |= {name: index[MPS.lower()] for name in WHOLE}
    index |= {name_key(name): [unit] for unit in command_unit_areas() for name in spoken_names(unit)}
    # Wards that share a name are told apart by their borough: "Abbey, Merton".
    for area in all_areas():
        if AREA_LEVELS[area.level].shares_names and area.parent_code and not area.is_pseudo:
            index.setdefault(name_key(f"{area.name}, {index[area.parent_code.lower()][0].name}"), []).append(area)
    return index


def find_area(text: str, level: Level | None = None) -> Area:
    """The area with this code, name or slug.

    Raises UnknownName, with the nearest names, when there is none, when several wards share the name (all are
    listed), and for the City of London, which the Metropolitan Police does not cover.
    """
    index = _by_name()
    key = text.strip()
    named = index.get(key.lower()) or index.get(name_key(key)) or []
    named = [a for a in named if level is None or a.level == level]
    # A borough before the wards that bear its name.
    widest = [a for a in named if not AREA_LEVELS[a.level].shares_names] or named
    if len(widest) == 1 and _policed(widest[0]):
        return widest[0]
    if any(not _policed(a) for a in widest):
        raise UnknownName(f"No figures for {text.strip()}", NO_MET_FIGURES)
    if len(widest) > 1:
        where = "; ".join(f"{a.name}, {name_of(a.parent_code)} ({a.code})" for a in widest)
        raise UnknownName(f"{text.strip()!r} is the name of {len(widest)} wards", f"Which is meant? {where}.")
    names = {name_key(a.name): a.name for a in all_areas() if level in (None, a.level) and not a.is_pseudo}
    near = [names[n] for n in get_close_matches(name_key(key), names, n=3, cutoff=0.6)]
    raise UnknownName(
        f"There is no area {text.strip()[:60]!r}" + (f" at the level {level}" if level else ""),
        f"Did you mean {' or '.join(near)}?" if near else "Give a borough's or ward's name, or its GSS code.",
    )


def name_of(code: str | None) -> str:
    """An area's name by its code; the code itself where it is unknown."""
    bearers = _by_name().get((code or "").lower())
    return bearers[0].name if bearers else str(code)


def require_areas(texts: Sequence[str], level: Level) -> tuple[Area, ...]:
    """The areas with these codes, names or slugs, each once, in the order given. Raises UnknownName."""
    return tuple(dict.fromkeys(find_area(text, level) for text in texts))
