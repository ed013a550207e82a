"""The wards of a borough, and wards by code, name or older name."""

from __future__ import annotations

from analytics.geography.areas import Area, all_areas, areas_at, name_of
from analytics.version_cache import kept_by_version
from data.published_areas import name_key

# Two wards bear another name in the older ONS tables and in the files of recorded crime than they do now.
OLDER_NAMES = {"E05009317": "Bethnal Green", "E05009331": "St Peter's"}
HEATHROW_VILLAGES = "E05013570"


def wards_of(borough_code: str) -> tuple[Area, ...]:
    """The present wards of a borough by name, and last the pseudo-area of what lies in none of them."""
    return tuple(area for area in areas_at("ward") if area.parent_code == borough_code)


def ward_name(area: Area) -> str:
    """The name that ONS gives the ward, the older one of published files beside it: `New (formerly Old)`."""
    older = OLDER_NAMES.get(area.code)
    return f"{area.name} (formerly {older})" if older and older != area.name else area.name


def wards_called(text: str) -> tuple[Area, ...]:
    """The wards, in whatever borough, that are meant by a code, a name or an older one, with the borough or without.

    The City of London's are among them: there are no figures of theirs, and somebody should say so.
    """
    by_code, by_name = _index()
    code = text.strip().upper()
    return (by_code[code],) if code in by_code else by_name.get(name_key(text), ())


@kept_by_version()
def _index() -> tuple[dict[str, Area], dict[str, tuple[Area, ...]]]:
    """Every ward by its code, and by each spelling of its names."""
    wards = [ward for ward in all_areas() if ward.level == "ward" and not ward.is_pseudo]
    by_name: dict[str, tuple[Area, ...]] = {}
    for ward in wards:
        for key in _names(ward):
            by_name[key] = (*by_name.get(key, ()), ward)
    return {ward.code: ward for ward in wards}, by_name


def _names(ward: Area) -> set[str]:
    names = {ward.name, ward_name(ward), OLDER_NAMES.get(ward.code, ward.name)}
    return {name_key(spelling) for name in names for spelling in (name, f"{name}, {name_of(ward.parent_code)}")}
