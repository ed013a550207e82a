"""The registry: every published dataset once, with its resources, what they may contain, and its series.

A *dataset* is what a publisher announces. A *resource* is one kind of file in it, published by itself; editions
of one resource compete with one another. A *series* is rows of a resource, under the labels that they have had.
What a series *means* is not said here but in `analytics.indicators`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from data.labels import (
    HATE_CRIME_SUBTYPES,
    KNIFE_SUBTYPES,
    NOT_POLICE_RECORDED,
    OTHER_SUBTYPES,
    RECORDED_CRIME_LABELS,
    VAWG_GROUPS,
    VICTIM_AGES,
    VICTIM_ETHNICITIES,
    Label,
)

OGL2 = "Open Government Licence v2.0"
OGL3 = "Open Government Licence v3.0"
OS_LINE = "Contains OS data © Crown copyright and database right"
DATASTORE = "https://data.london.gov.uk/dataset/"


@dataclass(frozen=True)
class Resource:
    """One kind of file: `id`, the title under which the publisher lists it, the levels that it is published at."""

    id: str
    title: str
    levels: tuple[str, ...]
    table: str = "observation"
    oddities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """One publication as the publisher announces it, with what its licence asks us to say."""

    id: str
    publisher: str
    title: str
    licence: str
    page: str
    resources: tuple[Resource, ...]
    catalogue_id: str | None = None
    notice: str = ""
    accredited: bool = False

    @property
    def attribution(self) -> str:
        line = f"{self.publisher}, {self.title}. Licensed under the {self.licence}."
        return f"{line} {self.notice}." if self.notice else line


@dataclass(frozen=True)
class Series:
    """Rows of a resource.

    `labels`: any of these, under whichever spelling an edition has; a label without subgroup is the whole group.
    `may_lack`: older editions had no such label; a newer edition without it is refused.
    """

    id: str
    resource: str
    levels: tuple[str, ...]
    labels: tuple[Label, ...]
    may_lack: bool = False


BOROUGH_WARD = ("borough", "ward")

DATASETS: dict[str, Dataset] = {
    d.id: d
    for d in (
        Dataset(
            "mps_recorded_crime",
            "Metropolitan Police Service",
            "Recorded Crime: Geographic Breakdown",
            OGL2,
            DATASTORE + "exy3m",
            (
                Resource(
                    "recorded_crime",
                    "MPS Recorded Crime: Geographic Breakdown",
                    ("borough", "ward", "lsoa"),
                    oddities=(
                        "Three spellings of the key columns; labels in capitals or title case.",
                        "Pseudo-boroughs: Unknown, London Heathrow and London City Airports, Aviation Security (SO18).",
                        "Heathrow Villages (E05013570) stands under two boroughs in ward files: added up.",
                        "Editions before late 2025 have no stalking and harassment, no split of residential burglary.",
                        "A first month can be truncated: dropped with a warning.",
                        "LSOA files omit sexual offences.",
                    ),
                ),
            ),
            catalogue_id="exy3m",
        ),
        Dataset(
            "mps_monthly_dashboard",
            "Metropolitan Police Service",
            "Monthly Crime Dashboard Data",
            OGL3,
            DATASTORE + "e5n6w",
            (
                Resource(
                    "knife",
                    "M1045_MonthlyCrimeDashboard_KnifeCrimeData",
                    BOROUGH_WARD,
                    oddities=(
                        "Safer Neighbourhood Team rows repeat the borough rows: two levels, never added together.",
                        "Every sheet is called MPS_MonthlyCrimeDashboard_Other.",
                        "Area codes with trailing spaces, null, -1, N/K, NON ATHENA FORCE, SO18.",
                        "17 inactive ward codes: counted in their borough as 'not in a current ward'.",
                    ),
                ),
                Resource("other", "M1045_MonthlyCrimeDashboard_OtherCrimeData", BOROUGH_WARD),
            ),
            catalogue_id="e5n6w",
        ),
        Dataset(
            "mps_vawg",
            "Metropolitan Police Service",
            "Violence Against Women and Girls dashboard data",
            OGL3,
            DATASTORE + "2yod5",
            (
                Resource(
                    "vawg_offences",
                    "MPS VAWG dashboard: offences",
                    ("mps", "borough", "ward"),
                    oddities=(
                        "The location sheet and the classification sheet carry the same total: never added.",
                        "No ward codes: matched by borough and ward name; the rest is 'not in a current ward'.",
                        "Committed dates reach back to a placeholder of 1900-01-01; some are blank.",
                    ),
                ),
                Resource(
                    "vawg_victims",
                    "MPS VAWG dashboard: victims",
                    ("mps",),
                    oddities=("Three sheets carry the same total: never added.",),
                ),
            ),
            catalogue_id="2yod5",
        ),
        Dataset(
            "mps_homicide",
            "Metropolitan Police Service",
            "Homicide dashboard data",
            OGL3,
            DATASTORE + "2l1w8",
            (
                Resource("homicide_victims", "MPS Homicide Dashboard: victims", ("borough",), "homicide"),
                Resource(
                    "homicide_accused",
                    "MPS Homicide Dashboard: persons proceeded against",
                    ("borough",),
                    "homicide",
                    oddities=("Identical rows are different people: never de-duplicated.",),
                ),
            ),
            catalogue_id="2l1w8",
        ),
        Dataset(
            "moj_reoffending",
            "Ministry of Justice",
            "Proven reoffending statistics",
            OGL3,
            "https://www.gov.uk/government/collections/proven-reoffending-statistics",
            (
                Resource(
                    "reoffending_regions",
                    "Proven reoffending overview, annual cohorts by region",
                    ("region",),
                    "reoffending",
                ),
                Resource("reoffending_quoted", "Figures quoted from later editions", ("region",), "reoffending"),
            ),
            accredited=True,
        ),
        Dataset(
            "ons_population",
            "Office for National Statistics",
            "Mid-year population estimates",
            OGL3,
            "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates",
            (
                Resource("population_borough", "Mid-year population of boroughs", ("borough",), "population"),
                Resource(
                    "population_single_age", "Mid-2024 population by single year of age", ("borough",), "population"
                ),
            ),
            accredited=True,
        ),
        Dataset(
            "ons_wards",
            "Office for National Statistics",
            "Wards (May 2024): names, boundaries, population",
            OGL3,
            "https://geoportal.statistics.gov.uk/",
            (
                Resource("wards", "Wards May 2024 with mid-2024 population", ("ward",), "area"),
                Resource("ward_shapes", "Wards May 2024, boundaries", ("ward",), "boundary"),
                Resource("lsoa_lookup", "LSOA 2021 to ward and borough, best fit", ("lsoa",), "area"),
            ),
            notice=OS_LINE,
            accredited=True,
        ),
        Dataset(
            "ons_households",
            "Office for National Statistics",
            "Census 2021: households",
            OGL3,
            "https://www.ons.gov.uk/census",
            (Resource("households", "Households, Census 2021", ("borough",), "population"),),
            accredited=True,
        ),
        Dataset(
            "ons_boundaries",
            "Office for National Statistics",
            "Local authority districts (May 2025), boundaries",
            OGL3,
            "https://geoportal.statistics.gov.uk/",
            (Resource("borough_shapes", "Local authority districts May 2025, generalised", ("borough",), "boundary"),),
            notice=OS_LINE,
            accredited=True,
        ),
        Dataset(
            "dfe_nearest_neighbours",
            "Department for Education",
            "Children's services statistical neighbours",
            OGL3,
            "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
            (Resource("similar_areas", "Nearest neighbours of upper-tier authorities", ("borough",), "similar_area"),),
        ),
    )
}
RESOURCES: dict[str, Resource] = {r.id: r for d in DATASETS.values() for r in d.resources}
DATASET_OF: dict[str, Dataset] = {r.id: d for d in DATASETS.values() for r in d.resources}


def _recorded(series_id: str, group: str, *subgroups: str, may_lack: bool = False) -> Series:
    labels = tuple(Label(group, s) for s in subgroups) or (Label(group),)
    return Series(series_id, "recorded_crime", ("borough", "ward", "lsoa"), labels, may_lack)


def _dashboard(resource: str, series_id: str, subtype: str, measure: str = "Offences") -> Series:
    return Series(series_id, resource, BOROUGH_WARD, (Label(subtype, measure),))


_VAP, _BURGLARY, _SEXUAL = "VIOLENCE AGAINST THE PERSON", "BURGLARY", "SEXUAL OFFENCES"

SERIES: dict[str, Series] = {
    s.id: s
    for s in (
        Series(
            "all_recorded_crime",
            "recorded_crime",
            ("borough", "ward", "lsoa"),
            tuple(Label(group) for group in RECORDED_CRIME_LABELS if group not in NOT_POLICE_RECORDED),
        ),
        _recorded("homicide", _VAP, "HOMICIDE"),
        _recorded("violence_with_injury", _VAP, "VIOLENCE WITH INJURY"),
        _recorded("stalking_and_harassment", _VAP, "STALKING AND HARASSMENT", may_lack=True),
        _recorded("robbery_personal", "ROBBERY", "ROBBERY OF PERSONAL PROPERTY"),
        _recorded("robbery_business", "ROBBERY", "ROBBERY OF BUSINESS PROPERTY"),
        _recorded("theft_from_the_person", "THEFT", "THEFT FROM THE PERSON", "THEFT FROM PERSON"),
        _recorded("burglary", _BURGLARY),
        _recorded("burglary_business_and_community", _BURGLARY, "BURGLARY BUSINESS AND COMMUNITY"),
        _recorded("burglary_home", _BURGLARY, "RES BURGLARY OF A HOME", may_lack=True),
        _recorded("burglary_unconnected_building", _BURGLARY, "RES BURGLARY OF UNCONNECTED BUILDING", may_lack=True),
        _recorded("rape", _SEXUAL, "RAPE"),
        _recorded("other_sexual_offences", _SEXUAL, "OTHER SEXUAL OFFENCES"),
        _recorded("violence_against_the_person", _VAP),
        _recorded("theft", "THEFT"),
        _recorded("shoplifting", "THEFT", "SHOPLIFTING"),
        _recorded("possession_of_weapons", "POSSESSION OF WEAPONS"),
        _recorded("arson_and_criminal_damage", "ARSON AND CRIMINAL DAMAGE"),
        _recorded("drug_offences", "DRUG OFFENCES"),
        _recorded("public_order_offences", "PUBLIC ORDER OFFENCES"),
        _recorded("vehicle_offences", "VEHICLE OFFENCES"),
        _recorded("miscellaneous_crimes", "MISCELLANEOUS CRIMES AGAINST SOCIETY"),
        _dashboard("knife", "knife_crime", "Knife Crime"),
        _dashboard("knife", "knife_crime_with_injury", "Knife Crime with Injury"),
        _dashboard("knife", "knife_crime_with_injury_robbery", "Knife Crime with Injury (Personal Robbery)"),
        _dashboard("knife", "knife_injury_victims_under_25", "Knife Injury Victims (non DA 1-24)"),
        _dashboard("knife", "knife_positive_outcomes", "Knife Crime", "Positive Outcomes"),
        _dashboard("other", "gun_crime", "Gun Crime"),
        _dashboard("other", "lethal_barrel_discharge", "Lethal Barrel Discharge"),
        _dashboard("other", "theft_from_the_person_phone", "Theft Person - Mobile phone"),
        _dashboard("other", "robbery_phone", "Robbery Mobile phone"),
        _dashboard("other", "domestic_abuse", "Domestic Abuse"),
        _dashboard("other", "domestic_abuse_with_injury", "Domestic Abuse Violence with Injury"),
        _dashboard("other", "hate_crime", "Hate crime"),
        Series("vawg", "vawg_offences", BOROUGH_WARD, (Label("Offence count location"),)),
        *(
            Series(f"vawg_group_{key}", "vawg_offences", ("mps",), (Label(group),))
            for group, key in VAWG_GROUPS.items()
        ),
        Series("vawg_recorded_over_a_year_later", "vawg_offences", ("mps",), (Label("Offence count location"),)),
        Series("vawg_committed_date_unknown", "vawg_offences", ("mps",), (Label("Offence count location"),)),
        *(Series(f"vawg_victims_{key}", "vawg_victims", ("mps",), (Label(age),)) for age, key in VICTIM_AGES.items()),
        *(
            Series(f"vawg_victims_ethnic_{key}", "vawg_victims", ("mps",), (Label(group),))
            for group, key in VICTIM_ETHNICITIES.items()
        ),
    )
}
SUBTYPES: dict[str, dict[str, tuple[str, ...]]] = {
    "knife": KNIFE_SUBTYPES,
    "other": {**OTHER_SUBTYPES, **HATE_CRIME_SUBTYPES},
}


def series_of(resource: str, level: str) -> list[Series]:
    """The series that a resource carries at a level, in the order of the registry."""
    return [s for s in SERIES.values() if s.resource == resource and level in s.levels]


@dataclass(frozen=True)
class Tidy:
    """What a reader returns: the tidy rows of one edition of one resource at one level.

    `rows` by `table`, without `edition_id`:
    observation(series, area_code, month, value); population(area_code, measure, year, value);
    reoffending(cohort_start, cohort_end, area_code, age_group, adult_or_youth, offenders, reoffenders, reoffences,
    quoted_from); homicide(month, area_code, role, age_group, sex, method, value);
    area(code, name, slug, level, parent_code); boundary(area_code, level, geometry);
    similar_area(area_code, rank, neighbour_code).
    `covers` are all series the file carries, also those whose counts are all zero; `lacks` those it has no label for.
    `months_from`/`months_to`: first and last month (or cohort start, or mid-year) in the file; both inclusive.
    """

    resource: str
    level: str
    rows: pd.DataFrame
    months_from: dt.date
    months_to: dt.date
    covers: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    published_on: dt.date | None = None
    warnings: tuple[str, ...] = ()
