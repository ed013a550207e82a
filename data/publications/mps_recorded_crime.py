"""MPS *Recorded Crime: Geographic Breakdown*: entry, labels in all taxonomies, series."""

from __future__ import annotations

from datetime import date

from data.labels import Label
from data.publications.entry import DATASTORE, OGL2, Dataset, ListedFile, PublishedSeries, Resource

LEVELS = ("borough", "ward", "lsoa")

# Fraud went to Action Fraud between 2011 and 2013: not part of "all recorded crime".
NOT_POLICE_RECORDED = frozenset({"NFIB FRAUD", "FRAUD AND FORGERY", "HISTORICAL FRAUD AND FORGERY"})

# Every group with its subgroups; a label that is not here stops a file.
LABELS: dict[str, tuple[str, ...]] = {
    "ARSON AND CRIMINAL DAMAGE": ("ARSON", "CRIMINAL DAMAGE"),
    "BURGLARY": (
        "BURGLARY - RESIDENTIAL",
        "BURGLARY BUSINESS AND COMMUNITY",
        "BURGLARY - BUSINESS AND COMMUNITY",
        "BURGLARY IN A DWELLING",
        "BURGLARY NON-DWELLING",
        "DOMESTIC BURGLARY",
        "RES BURGLARY OF A HOME",
        "RES BURGLARY OF UNCONNECTED BUILDING",
    ),
    "DRUG OFFENCES": ("POSSESSION OF DRUGS", "TRAFFICKING OF DRUGS", "DRUG TRAFFICKING"),
    "FRAUD AND FORGERY": ("FRAUD AND FORGERY",),
    "HISTORICAL FRAUD AND FORGERY": ("HISTORICAL FRAUD AND FORGERY",),
    "MISCELLANEOUS CRIMES AGAINST SOCIETY": (
        "MISC CRIMES AGAINST SOCIETY",
        "ABSCONDING FROM LAWFUL CUSTODY",
        "AIDING SUICIDE",
        "BAIL OFFENCES",
        "BIGAMY",
        "CONCEALING AN INFANT DEATH CLOSE TO BIRTH",
        "DANGEROUS DRIVING",
        "DISCLOSURE OBSTRUCTION FALSE OR MISLEADING STATE",
        "EXPLOITATION OF PROSTITUTION",
        "FORGERY OR USE OF DRUG PRESCRIPTION",
        "FRAUD OR FORGERY ASSOCIATED WITH DRIVER RECORDS",
        "GOING EQUIPPED FOR STEALING",
        "HANDLING STOLEN GOODS",
        "MAKING SUPPLYING OR POSSESSING ARTICLES FOR USE I",
        "OBSCENE PUBLICATIONS",
        "OFFENDER MANAGEMENT ACT",
        "OTHER FORGERY",
        "OTHER NOTIFIABLE OFFENCES",
        "PERJURY",
        "PERVERTING COURSE OF JUSTICE",
        "POSSESSION OF FALSE DOCUMENTS",
        "PROFITTING FROM OR CONCEALING PROCEEDS OF CRIME",
        "SOLICITING FOR PROSTITUTION",
        "THREAT OR POSSESSION WITH INTENT TO COMMIT CRIMINA",
        "WILDLIFE CRIME",
    ),
    "NFIB FRAUD": ("NFIB",),
    "POSSESSION OF WEAPONS": (
        "POSSESSION OF WEAPONS",
        "OTHER FIREARM OFFENCES",
        "OTHER KNIFE OFFENCES",
        "POSSESSION OF ARTICLE WITH BLADE OR POINT",
        "POSSESSION OF FIREARM WITH INTENT",
        "POSSESSION OF FIREARMS OFFENCES",
        "POSSESSION OF OTHER WEAPON",
    ),
    "PUBLIC ORDER OFFENCES": (
        "OTHER OFFENCES PUBLIC ORDER",
        "OTHER OFFENCES AGAINST THE STATE OR PUBLIC ORDER",
        "PUBLIC FEAR ALARM OR DISTRESS",
        "RACE OR RELIGIOUS AGG PUBLIC FEAR",
        "RACIALLY OR RELIGIOUSLY AGGRAVATED PUBLIC FEAR AL",
        "VIOLENT DISORDER",
    ),
    "ROBBERY": ("ROBBERY OF BUSINESS PROPERTY", "ROBBERY OF PERSONAL PROPERTY"),
    "SEXUAL OFFENCES": ("OTHER SEXUAL OFFENCES", "RAPE"),
    "THEFT": ("BICYCLE THEFT", "OTHER THEFT", "SHOPLIFTING", "THEFT FROM THE PERSON", "THEFT FROM PERSON"),
    "VEHICLE OFFENCES": (
        "AGGRAVATED VEHICLE TAKING",
        "INTERFERING WITH A MOTOR VEHICLE",
        "THEFT FROM A VEHICLE",
        "THEFT FROM A MOTOR VEHICLE",
        "THEFT OR UNAUTH TAKING OF A MOTOR VEH",
        "THEFT OR TAKING OF A MOTOR VEHICLE",
    ),
    "VIOLENCE AGAINST THE PERSON": (
        "DEATH SERIOUS INJURY ILLEGAL DRIVING",
        "HOMICIDE",
        "STALKING AND HARASSMENT",
        "VIOLENCE WITH INJURY",
        "VIOLENCE WITHOUT INJURY",
    ),
}

# The oldest taxonomy, in a file that goes back to January 2008.
OLDEST_LABELS: dict[str, tuple[str, ...]] = {
    "BURGLARY": ("BURGLARY IN A DWELLING", "BURGLARY IN OTHER BUILDINGS"),
    "CRIMINAL DAMAGE": (
        "CRIMINAL DAMAGE TO DWELLING",
        "CRIMINAL DAMAGE TO MOTOR VEHICLE",
        "CRIMINAL DAMAGE TO OTHER BUILDING",
        "OTHER CRIMINAL DAMAGE",
    ),
    "DRUGS": ("DRUG TRAFFICKING", "OTHER DRUGS", "POSSESSION OF DRUGS"),
    "FRAUD OR FORGERY": ("COUNTED PER VICTIM", "OTHER FRAUD & FORGERY"),
    "OTHER NOTIFIABLE OFFENCES": ("GOING EQUIPPED", "OTHER NOTIFIABLE"),
    "ROBBERY": ("BUSINESS PROPERTY", "PERSONAL PROPERTY"),
    "SEXUAL OFFENCES": ("OTHER SEXUAL", "RAPE"),
    "THEFT AND HANDLING": (
        "HANDLING STOLEN GOODS",
        "MOTOR VEHICLE INTERFERENCE & TAMPERING",
        "OTHER THEFT",
        "OTHER THEFT PERSON",
        "THEFT FROM MOTOR VEHICLE",
        "THEFT FROM SHOPS",
        "THEFT/TAKING OF MOTOR VEHICLE",
        "THEFT/TAKING OF PEDAL CYCLE",
    ),
    "VIOLENCE AGAINST THE PERSON": (
        "ASSAULT WITH INJURY",
        "COMMON ASSAULT",
        "GRIEVOUS BODILY HARM",
        "HARASSMENT",
        "MURDER",
        "OFFENSIVE WEAPON",
        "OTHER VIOLENCE",
        "WOUNDING/GBH",
    ),
}
# The only series that the oldest taxonomy continues, for London alone: series → group, and subgroup if not the whole.
OLDEST_SERIES: dict[str, tuple[str, str | None]] = {
    "burglary": ("BURGLARY", None),
    "robbery_personal": ("ROBBERY", "PERSONAL PROPERTY"),
    "robbery_business": ("ROBBERY", "BUSINESS PROPERTY"),
}

_VAP, _BURGLARY, _SEXUAL = "VIOLENCE AGAINST THE PERSON", "BURGLARY", "SEXUAL OFFENCES"


# Residential burglary was told apart between April and July 2023.
_BURGLARY_SPLIT = date(2023, 7, 1)


def _series(
    series_id: str, group: str, *subgroups: str, may_lack: bool = False, filled_from: date | None = None
) -> PublishedSeries:
    labels = tuple(Label(group, s) for s in subgroups) or (Label(group),)
    levels = ("mps", *LEVELS) if series_id in OLDEST_SERIES else LEVELS
    return PublishedSeries(series_id, "recorded_crime", levels, labels, may_lack, filled_from)


def _file(level: str, name: str, part: str) -> ListedFile:
    pattern = f"{level} level crime {part.strip('()').lower()}"
    return ListedFile(f"MPS {level.title()} Level Crime {part}", pattern, f"{level}/{name}", (level,))


SERIES = (
    PublishedSeries(
        "all_recorded_crime",
        "recorded_crime",
        LEVELS,
        tuple(Label(group) for group in LABELS if group not in NOT_POLICE_RECORDED),
    ),
    _series("homicide", _VAP, "HOMICIDE"),
    _series("violence_with_injury", _VAP, "VIOLENCE WITH INJURY"),
    _series("stalking_and_harassment", _VAP, "STALKING AND HARASSMENT", may_lack=True),
    _series("robbery_personal", "ROBBERY", "ROBBERY OF PERSONAL PROPERTY"),
    _series("robbery_business", "ROBBERY", "ROBBERY OF BUSINESS PROPERTY"),
    _series("theft_from_the_person", "THEFT", "THEFT FROM THE PERSON", "THEFT FROM PERSON"),
    _series("burglary", _BURGLARY),
    _series(
        "burglary_business_and_community",
        _BURGLARY,
        "BURGLARY BUSINESS AND COMMUNITY",
        "BURGLARY - BUSINESS AND COMMUNITY",
    ),
    _series("burglary_home", _BURGLARY, "RES BURGLARY OF A HOME", may_lack=True, filled_from=_BURGLARY_SPLIT),
    _series(
        "burglary_unconnected_building",
        _BURGLARY,
        "RES BURGLARY OF UNCONNECTED BUILDING",
        may_lack=True,
        filled_from=_BURGLARY_SPLIT,
    ),
    _series("rape", _SEXUAL, "RAPE"),
    _series("other_sexual_offences", _SEXUAL, "OTHER SEXUAL OFFENCES"),
    _series("violence_against_the_person", _VAP),
    _series("theft", "THEFT"),
    _series("shoplifting", "THEFT", "SHOPLIFTING"),
    _series("bicycle_theft", "THEFT", "BICYCLE THEFT"),
    _series("possession_of_weapons", "POSSESSION OF WEAPONS"),
    _series("arson_and_criminal_damage", "ARSON AND CRIMINAL DAMAGE"),
    _series("drug_offences", "DRUG OFFENCES"),
    _series("public_order_offences", "PUBLIC ORDER OFFENCES"),
    _series("vehicle_offences", "VEHICLE OFFENCES"),
    _series("theft_from_a_vehicle", "VEHICLE OFFENCES", "THEFT FROM A VEHICLE", "THEFT FROM A MOTOR VEHICLE"),
    _series(
        "theft_of_a_vehicle",
        "VEHICLE OFFENCES",
        "THEFT OR UNAUTH TAKING OF A MOTOR VEH",
        "THEFT OR TAKING OF A MOTOR VEHICLE",
    ),
    _series("miscellaneous_crimes", "MISCELLANEOUS CRIMES AGAINST SOCIETY"),
)

# Both files of a level are needed: what falls out of the recent one is revised in the historical one. LSOA files are
# not fetched: no page needs them.
_RECENT, _HISTORICAL = "(most recent 24 months)", "(Historical)"

DATASET = Dataset(
    id="mps_recorded_crime",
    publisher="Metropolitan Police Service",
    title="Recorded Crime: Geographic Breakdown",
    licence=OGL2,
    page=DATASTORE + "exy3m",
    resources=(
        Resource(
            "recorded_crime",
            "MPS Recorded Crime: Geographic Breakdown",
            ("mps", *LEVELS),
            oddities=(
                "Three spellings of the key columns; labels in capitals or title case.",
                "Pseudo-boroughs: Unknown, London Heathrow and London City Airports, Aviation Security (SO18).",
                "Heathrow Villages (E05013570) stands under two boroughs in ward files: added up.",
                "Editions before late 2025 have no stalking and harassment, no split of residential burglary.",
                "A first month can be truncated: dropped with a warning.",
                "LSOA files omit sexual offences.",
                "The oldest file, from January 2008, has other labels: only London's burglary and robbery are read.",
                "Ward files of before May 2022 are by other wards and are refused.",
            ),
            recent_months=24,
            in_words="recorded crime",
            files=(
                _file("borough", "recent", _RECENT),
                _file("borough", "historical", _HISTORICAL),
                _file("ward", "recent", _RECENT),
                _file("ward", "historical", _HISTORICAL),
            ),
        ),
    ),
    order=10,
    series=SERIES,
    catalogue_id="exy3m",
)
