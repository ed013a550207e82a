"""The 45 forces of data.police.uk, by the name that stands in a file's name, and the areas of London's two."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.published_areas import BOROUGHS, CITY_OF_LONDON, POLICED

CITY_POLICE = "city-of-london"
METROPOLITAN = "metropolitan"
# The forces whose counts go into the warehouse; those of others are counted into Parquet and go no further.
LONDON_FORCES = (CITY_POLICE, METROPOLITAN)

# As the column "Reported by" has them. A name that changes is a change of the publication and is declared here.
REPORTED_AS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "avon-and-somerset": ("Avon and Somerset Constabulary", "Avon and Somerset Police"),
        "bedfordshire": ("Bedfordshire Police",),
        "btp": ("British Transport Police",),
        "cambridgeshire": ("Cambridgeshire Constabulary",),
        "cheshire": ("Cheshire Constabulary",),
        "city-of-london": ("City of London Police",),
        "cleveland": ("Cleveland Police",),
        "cumbria": ("Cumbria Constabulary",),
        "derbyshire": ("Derbyshire Constabulary",),
        "devon-and-cornwall": ("Devon & Cornwall Police", "Devon and Cornwall Police"),
        "dorset": ("Dorset Police",),
        "durham": ("Durham Constabulary",),
        "dyfed-powys": ("Dyfed-Powys Police",),
        "essex": ("Essex Police",),
        "gloucestershire": ("Gloucestershire Constabulary",),
        "greater-manchester": ("Greater Manchester Police",),
        "gwent": ("Gwent Police",),
        "hampshire": ("Hampshire Constabulary", "Hampshire and Isle of Wight Constabulary"),
        "hertfordshire": ("Hertfordshire Constabulary",),
        "humberside": ("Humberside Police",),
        "kent": ("Kent Police",),
        "lancashire": ("Lancashire Constabulary",),
        "leicestershire": ("Leicestershire Police",),
        "lincolnshire": ("Lincolnshire Police",),
        "merseyside": ("Merseyside Police",),
        "metropolitan": ("Metropolitan Police Service",),
        "norfolk": ("Norfolk Constabulary",),
        "north-wales": ("North Wales Police",),
        "north-yorkshire": ("North Yorkshire Police",),
        "northamptonshire": ("Northamptonshire Police",),
        "northern-ireland": ("Police Service of Northern Ireland",),
        "northumbria": ("Northumbria Police",),
        "nottinghamshire": ("Nottinghamshire Police",),
        "south-wales": ("South Wales Police",),
        "south-yorkshire": ("South Yorkshire Police",),
        "staffordshire": ("Staffordshire Police",),
        "suffolk": ("Suffolk Constabulary",),
        "surrey": ("Surrey Police",),
        "sussex": ("Sussex Police",),
        "thames-valley": ("Thames Valley Police",),
        "warwickshire": ("Warwickshire Police",),
        "west-mercia": ("West Mercia Police", "West Mercia Constabulary"),
        "west-midlands": ("West Midlands Police",),
        "west-yorkshire": ("West Yorkshire Police",),
        "wiltshire": ("Wiltshire Police",),
    }
)
# The authorities of a force's area, by the name that an LSOA's begins with. Only London's forces are judged by place:
# no published table here gives the authorities of every other force.
AUTHORITIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        CITY_POLICE: (BOROUGHS[CITY_OF_LONDON],),
        METROPOLITAN: tuple(BOROUGHS[code] for code in sorted(POLICED)),
    }
)


def force_title(force: str) -> str:
    """A force as it reports itself: 'city-of-london' → 'City of London Police'."""
    return REPORTED_AS[force][0]
