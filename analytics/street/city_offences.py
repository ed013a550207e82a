"""The City of London beside the 32 boroughs: six offences that its police's records and the Met's figures both mean.

No rank, no funnel and no similar boroughs: it is another source, of another force, for a place with few residents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from analytics.forces.force_areas import CITY_OF_LONDON_POLICE
from analytics.forces.force_figures import ForceFigure, force_figures
from analytics.forces.force_figures import is_held as other_forces_are_held
from analytics.geography.areas import areas_at
from analytics.geography.daytime_population import YEAR as DAYTIME_YEAR
from analytics.geography.daytime_population import daytime_population
from analytics.geography.denominators import population
from analytics.indicators import INDICATORS, Indicator
from analytics.periods import Window, month_name, window_ending
from analytics.series.area_dispersion import dispersions
from analytics.statistics.change import Change, change
from analytics.statistics.rates import Rate, denominator_year, rate
from analytics.street import street_counts
from analytics.street.street_counts import CITY_POLICE
from analytics.version_cache import kept_by_version
from data.published_areas import CITY_OF_LONDON

# Indicator → the category of data.police.uk that means the same, and the ONS's offence.
COMPARABLE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "burglary": ("Burglary", "burglary"),
        "robbery": ("Robbery", "robbery"),
        "shoplifting": ("Shoplifting", "shoplifting"),
        "theft_from_the_person": ("Theft from the person", "theft_from_the_person"),
        "bicycle_theft": ("Bicycle theft", "bicycle_theft"),
        "vehicle_offences": ("Vehicle crime", "vehicle_offences"),
    }
)
BORROWED = (
    "The interval is widened by the dispersion of the 32 boroughs on average: 27 months of one small force give none "
    "of its own."
)
WITHOUT_RANK = (
    "The City has no rank, no place in a funnel and no similar boroughs here: few people live in it and hundreds of "
    "thousands come to work, and it is counted by another force from other records."
)


@dataclass(frozen=True)
class CityOffence:
    """One offence in the City over the newest twelve months.

    `count` is the force's total, of which `outside` lie outside the City and `nowhere` have no place. `change` is
    against the year before. `by_residents` and `by_day` are rates per 1,000 residents and per 1,000 people present on
    a working day: neither is shown without the other. `ons` is the ONS's figure for its own newest year, and
    `in_ons_year` the records of the same twelve months.
    """

    indicator: Indicator
    category: str
    window: Window
    count: int
    outside: int
    nowhere: int
    change: Change
    by_residents: Rate
    by_day: Rate
    ons: ForceFigure | None
    in_ons_year: int | None
    edition: str


@kept_by_version()
def city_offences() -> tuple[CityOffence, ...]:
    """The six offences, in the order of `COMPARABLE`; empty where no record of the City is held."""
    window = street_counts.newest_year()
    if window is None or street_counts.missing(window):
        return ()
    return tuple(_offence(indicator_id, window) for indicator_id in COMPARABLE)


def city_offence(indicator_id: str) -> CityOffence | None:
    """One of the six; None for any other indicator, and where no record of the City is held."""
    return next((offence for offence in city_offences() if offence.indicator.id == indicator_id), None)


def residents() -> int | None:
    """People who live in the City, of the newest mid-year estimate."""
    counts = {year: count for (code, year), count in population("residents").counts.items() if code == CITY_OF_LONDON}
    return counts[max(counts)] if counts else None


def borrowed_dispersion(indicator_id: str) -> float:
    """The mean dispersion of the boroughs, by which the City's intervals are widened."""
    boroughs = areas_at("borough", pseudo=False)
    return float(np.mean(dispersions(INDICATORS[indicator_id], boroughs, level="borough")))


def _offence(indicator_id: str, window: Window) -> CityOffence:
    category, of_ons = COMPARABLE[indicator_id]
    entry = INDICATORS[indicator_id]
    total = street_counts.count(window, category=category) or 0
    before = street_counts.count(window.year_earlier(), category=category)
    phi = borrowed_dispersion(indicator_id)
    ons = next(iter(force_figures(of_ons, (CITY_OF_LONDON_POLICE,))), None) if other_forces_are_held() else None
    rows = street_counts.street_table(("category",), chosen=(category,)).to_pylist()
    return CityOffence(
        indicator=entry,
        category=category,
        window=window,
        count=total,
        outside=street_counts.count(window, category=category, place="outside") or 0,
        nowhere=street_counts.count(window, category=category, place="nowhere") or 0,
        change=change(total, before, dispersion=phi),
        by_residents=_by_residents(total, window, phi),
        by_day=_by_day(total, phi),
        ons=ons,
        in_ons_year=_in_ons_year(ons, category),
        edition=rows[0]["edition"],
    )


def _by_residents(count: int, window: Window, phi: float) -> Rate:
    held = population("residents")
    year = denominator_year(window.start, held.years("borough"))
    return rate(count, held.counts.get((CITY_OF_LONDON, year.year or 0)), note=year.note, dispersion=phi)


def _by_day(count: int, phi: float) -> Rate:
    people = daytime_population(CITY_OF_LONDON)
    note = f"People present on a working day in {DAYTIME_YEAR}: an old estimate."
    return rate(count, people.workday if people else None, note=note, dispersion=phi)


def _in_ons_year(ons: ForceFigure | None, category: str) -> int | None:
    if ons is None:
        return None
    year = window_ending(ons.year_ending.replace(day=1), "rolling_12")
    return street_counts.count(year, force=CITY_POLICE, category=category)


def placed_elsewhere_words(offence: CityOffence) -> str:
    """How many records lie outside the City, and how many nowhere."""
    return (
        f"Of {offence.count:,} records {offence.outside:,} lie outside the City and {offence.nowhere:,} nowhere; "
        "all of them count."
    )


def ons_words(offence: CityOffence) -> str:
    """The ONS's figure beside that of the records, for the same twelve months; empty where there is none."""
    if offence.ons is None or offence.in_ons_year is None:
        return ""
    return (
        f"In the year to {month_name(offence.ons.year_ending.replace(day=1))} the Office for National Statistics "
        f"counts {offence.ons.count:,}, the records {offence.in_ons_year:,}."
    )
