"""The publishers' own labels: every group, subgroup, subtype and class that a file may carry, in all its taxonomies.

A label that is not here stops a file: either the publisher renamed something, and a series would silently lose
rows, or the file is another one. Spelling is compared in capitals without commas (`label_key`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """A group with or without its subgroup, in the publisher's words."""

    group: str
    subgroup: str | None = None


def label_key(text: str) -> str:
    """'Public Fear, Alarm or Distress' and 'PUBLIC FEAR ALARM OR DISTRESS' are the same label."""
    return " ".join(text.replace(",", " ").upper().split())


# Fraud went to Action Fraud between 2011 and 2013: not part of "all recorded crime".
NOT_POLICE_RECORDED = frozenset({"NFIB FRAUD", "FRAUD AND FORGERY", "HISTORICAL FRAUD AND FORGERY"})

RECORDED_CRIME_LABELS: dict[str, tuple[str, ...]] = {
    "ARSON AND CRIMINAL DAMAGE": ("ARSON", "CRIMINAL DAMAGE"),
    "BURGLARY": (
        "BURGLARY - RESIDENTIAL",
        "BURGLARY BUSINESS AND COMMUNITY",
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

# Subtypes of the monthly dashboard with the measures in which they stand. Knife subtypes are nested, and the
# victim subtypes count people: they are never added to one another.
_BOTH, _OFFENCES = ("Offences", "Positive Outcomes"), ("Offences",)
KNIFE_SUBTYPES = {
    "Knife Crime": _BOTH,
    "Knife Crime with Injury": _BOTH,
    "Knife Crime with Injury (Personal Robbery)": _BOTH,
    "Knife Injury Victims (1-24)": _OFFENCES,
    "Knife Injury Victims (non DA 1-24)": _OFFENCES,
}
OTHER_SUBTYPES = dict.fromkeys(
    (
        "Domestic Abuse",
        "Domestic Abuse Violence with Injury",
        "Gun Crime",
        "Gun Crime Personal Robbery",
        "Lethal Barrel Discharge",
        "Robbery Mobile phone",
        "TNO Non Victim Based",
        "TNO Victim Based",
        "Theft Person - Mobile phone",
    ),
    _BOTH,
)
HATE_CRIME_SUBTYPES = dict.fromkeys(
    (
        "AntiSemitic",
        "Disability Crime",
        "Faith Crime",
        "Hate crime",
        "Homophobic Crime",
        "Islamophobic Crime",
        "Racist Crime",
        "Racist and Religious Crime",
        "Transphobic Crime",
    ),
    _BOTH,
)

VAWG_GROUPS = {
    "Exploitation of prostitution": "exploitation_of_prostitution",
    "Homicide": "homicide",
    "Modern Slavery": "modern_slavery",
    "Other Sexual Offences": "other_sexual_offences",
    "Public fear, alarm, distress": "public_fear_alarm_distress",
    "Rape": "rape",
    "Stalking and Harassment": "stalking_and_harassment",
    "Violence with Injury": "violence_with_injury",
    "Other flagged offences outside of VAWG": "outside",
}
VICTIM_AGES = {
    "Aged 10 to 19 years": "aged_10_to_19",
    "Aged 20 to 29 years": "aged_20_to_29",
    "Aged 30 to 39 years": "aged_30_to_39",
    "Aged 40 to 49 years": "aged_40_to_49",
    "Aged 50 to 59 years": "aged_50_to_59",
    "Aged 60 to 69 years": "aged_60_to_69",
    "Aged 70 to 79 years": "aged_70_to_79",
    "Aged 80+": "aged_80_and_over",
}
VICTIM_ETHNICITIES = {
    "Any Other": "any_other",
    "Asian": "asian",
    "Black": "black",
    "Unknown": "unknown",
    "White": "white",
}
