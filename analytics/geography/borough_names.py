"""Which borough is meant, and what to say to whoever names a ward, a pseudo-area or nothing that there is."""

from __future__ import annotations

from analytics.geography.areas import NO_MET_FIGURES, Area, find_area, name_of
from analytics.geography.ward_names import wards_called
from data.errors import UnknownName
from data.published_areas import CITY_OF_LONDON

IS_A_LABEL = "The police use this label where an offence has no borough. Its offences are part of London's total."
A_BOROUGH = "Give the name of one of the 32 boroughs, or its GSS code."


def find_borough(text: str) -> Area:
    """The borough with this code, name or slug.

    Raises UnknownName for the City of London, for a pseudo-area, for a ward (its borough is named), and for what does
    not exist, with the nearest names.
    """
    name = text.strip()[:60]
    try:
        area = find_area(text, "borough")
    except UnknownName as error:
        if error.hint == NO_MET_FIGURES:
            raise
        raise _ward_or_nothing(name, error.hint) from error
    if area.is_pseudo:
        raise UnknownName(f"{area.name} is no borough", IS_A_LABEL)
    return area


def _ward_or_nothing(name: str, hint: str) -> UnknownName:
    parents = list(dict.fromkeys(ward.parent_code for ward in wards_called(name)))
    if not parents:
        return UnknownName(f"There is no borough {name!r}", hint if hint.startswith("Did you mean") else A_BOROUGH)
    if parents == [CITY_OF_LONDON]:
        return UnknownName(f"{name!r} is a ward of the City of London", NO_MET_FIGURES)
    names = sorted(name_of(code) for code in parents)
    if len(names) == 1:
        return UnknownName(f"{name!r} is a ward of {names[0]}, not a borough", f"Choose {names[0]}, then the ward.")
    return UnknownName(f"{name!r} is a ward of {len(names)} boroughs: {'; '.join(names)}", "Choose one of them.")
