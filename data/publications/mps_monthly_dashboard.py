"""MPS *Monthly Crime Dashboard Data*, knife crime and other crime: entry, subtypes with their measures, series."""

from __future__ import annotations

from data.labels import Label
from data.publications.entry import BOROUGH_WARD, DATASTORE, OGL3, Dataset, ListedFile, PublishedSeries, Resource

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
HATE_CRIME_STRANDS = {
    "AntiSemitic": "antisemitic",
    "Disability Crime": "disability",
    "Faith Crime": "faith",
    "Homophobic Crime": "homophobic",
    "Islamophobic Crime": "islamophobic",
    "Racist Crime": "racist",
    "Racist and Religious Crime": "racist_and_religious",
    "Transphobic Crime": "transphobic",
}
HATE_CRIME_SUBTYPES = dict.fromkeys(("Hate crime", *HATE_CRIME_STRANDS), _BOTH)
# Resource → its subtypes; one that is not here stops a file.
SUBTYPES: dict[str, dict[str, tuple[str, ...]]] = {
    "knife": KNIFE_SUBTYPES,
    "other": {**OTHER_SUBTYPES, **HATE_CRIME_SUBTYPES},
}


def _series(resource: str, series_id: str, subtype: str, measure: str = "Offences") -> PublishedSeries:
    return PublishedSeries(series_id, resource, BOROUGH_WARD, (Label(subtype, measure),))


SERIES = (
    _series("knife", "knife_crime", "Knife Crime"),
    _series("knife", "knife_crime_with_injury", "Knife Crime with Injury"),
    _series("knife", "knife_crime_with_injury_robbery", "Knife Crime with Injury (Personal Robbery)"),
    _series("knife", "knife_injury_victims_under_25", "Knife Injury Victims (non DA 1-24)"),
    _series("knife", "knife_positive_outcomes", "Knife Crime", "Positive Outcomes"),
    _series("other", "gun_crime", "Gun Crime"),
    _series("other", "lethal_barrel_discharge", "Lethal Barrel Discharge"),
    _series("other", "theft_from_the_person_phone", "Theft Person - Mobile phone"),
    _series("other", "robbery_phone", "Robbery Mobile phone"),
    _series("other", "domestic_abuse", "Domestic Abuse"),
    _series("other", "domestic_abuse_with_injury", "Domestic Abuse Violence with Injury"),
    _series("other", "hate_crime", "Hate crime"),
    # The strands overlap: never added to one another.
    *(_series("other", f"hate_crime_{key}", subtype) for subtype, key in HATE_CRIME_STRANDS.items()),
    _series("other", "gun_crime_positive_outcomes", "Gun Crime", "Positive Outcomes"),
    _series("other", "domestic_abuse_positive_outcomes", "Domestic Abuse", "Positive Outcomes"),
    _series("other", "hate_crime_positive_outcomes", "Hate crime", "Positive Outcomes"),
)

_KNIFE_TITLE, _OTHER_TITLE = "M1045_MonthlyCrimeDashboard_KnifeCrimeData", "M1045_MonthlyCrimeDashboard_OtherCrimeData"

DATASET = Dataset(
    id="mps_monthly_dashboard",
    publisher="Metropolitan Police Service",
    title="Monthly Crime Dashboard Data",
    licence=OGL3,
    page=DATASTORE + "e5n6w",
    resources=(
        Resource(
            "knife",
            _KNIFE_TITLE,
            BOROUGH_WARD,
            oddities=(
                "Safer Neighbourhood Team rows repeat the borough rows: two levels, never added together.",
                "Every sheet is called MPS_MonthlyCrimeDashboard_Other.",
                "Area codes with trailing spaces, null, -1, N/K, NON ATHENA FORCE, SO18.",
                "17 inactive ward codes: counted in their borough as 'not in a current ward'.",
            ),
            in_words="knife crime",
            files=(ListedFile(_KNIFE_TITLE, "knife ?crime ?data"),),
        ),
        Resource(
            "other",
            _OTHER_TITLE,
            BOROUGH_WARD,
            in_words="domestic abuse, hate and gun crime",
            files=(ListedFile(_OTHER_TITLE, "other ?crime ?data"),),
        ),
    ),
    order=20,
    series=SERIES,
    catalogue_id="e5n6w",
)
