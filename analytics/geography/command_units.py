"""The Metropolitan Police's twelve basic command units: groups of boroughs under one command, since 2018 and 2019.

They have no GSS codes and no figures of their own: theirs are the sums of their boroughs', for every year. Offences
whose borough is unknown belong to none of them.
"""

from __future__ import annotations

from data.published_areas import BOROUGH_BY_NAME, BOROUGHS, MPS, Area, name_key, slug

# As the Metropolitan Police names them beside boroughs in its file of violence against women and girls.
_BOROUGHS: dict[str, tuple[str, ...]] = {
    "Central East": ("Hackney", "Tower Hamlets"),
    "Central North": ("Camden", "Islington"),
    "Central South": ("Lambeth", "Southwark"),
    "Central West": ("Hammersmith and Fulham", "Kensington and Chelsea", "Westminster"),
    "East Area": ("Barking and Dagenham", "Havering", "Redbridge"),
    "North Area": ("Enfield", "Haringey"),
    "North East": ("Newham", "Waltham Forest"),
    "North West": ("Barnet", "Brent", "Harrow"),
    "South Area": ("Bromley", "Croydon", "Sutton"),
    "South East": ("Bexley", "Greenwich", "Lewisham"),
    "South West": ("Kingston upon Thames", "Merton", "Richmond upon Thames", "Wandsworth"),
    "West Area": ("Ealing", "Hillingdon", "Hounslow"),
}
# Each by its code: the codes of its boroughs.
COMMAND_UNITS: dict[str, tuple[str, ...]] = {
    f"BCU-{slug(name).upper()}": tuple(BOROUGH_BY_NAME[name_key(borough)] for borough in boroughs)
    for name, boroughs in _BOROUGHS.items()
}


def command_unit_areas() -> tuple[Area, ...]:
    """The units as areas of the level `command_unit`."""
    return tuple(
        Area(code, f"{name} BCU", slug(f"{name} BCU"), "command_unit", MPS)
        for code, name in zip(COMMAND_UNITS, _BOROUGHS, strict=True)
    )


def members(area_code: str) -> str:
    """The boroughs of a unit by name: `Enfield, Haringey`."""
    return ", ".join(BOROUGHS[code] for code in COMMAND_UNITS[area_code])


MADE_OF_BOROUGHS = (
    "A basic command unit is a group of boroughs under one command since 2018 or 2019; its figures are the sums of its "
    f"boroughs, for every year. {'; '.join(f'{area.name}: {members(area.code)}' for area in command_unit_areas())}."
)


def spoken_names(area: Area) -> tuple[str, ...]:
    """What a unit is called: "North Area", "North Area BCU", "North Area command unit", "the North Area command"."""
    name = area.name.removesuffix(" BCU")
    plain = () if not name.endswith("Area") else (name,)
    return (*plain, area.name, *(f"{name} {word}" for word in ("command unit", "basic command unit", "command")))
