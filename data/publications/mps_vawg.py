"""MPS *Violence Against Women and Girls dashboard data*: entry, groups and classes of victims, series."""

from __future__ import annotations

from data.labels import Label
from data.publications.entry import BOROUGH_WARD, DATASTORE, OGL3, Dataset, ListedFile, PublishedSeries, Resource

GROUPS = {
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

SERIES = (
    PublishedSeries("vawg", "vawg_offences", BOROUGH_WARD, (Label("Offence count location"),)),
    *(
        PublishedSeries(f"vawg_group_{key}", "vawg_offences", ("mps",), (Label(group),))
        for group, key in GROUPS.items()
    ),
    *(
        PublishedSeries(series_id, "vawg_offences", ("mps",), (Label("Offence count location"),))
        for series_id in ("vawg_recorded_over_a_year_later", "vawg_committed_date_unknown")
    ),
    *(
        PublishedSeries(f"vawg_victims_{key}", "vawg_victims", ("mps",), (Label(age),))
        for age, key in VICTIM_AGES.items()
    ),
    *(
        PublishedSeries(f"vawg_victims_ethnic_{key}", "vawg_victims", ("mps",), (Label(group),))
        for group, key in VICTIM_ETHNICITIES.items()
    ),
)

_OFFENCES, _VICTIMS = "MPS VAWG dashboard: offences", "MPS VAWG dashboard: victims"

DATASET = Dataset(
    id="mps_vawg",
    publisher="Metropolitan Police Service",
    title="Violence Against Women and Girls dashboard data",
    licence=OGL3,
    page=DATASTORE + "2yod5",
    resources=(
        Resource(
            "vawg_offences",
            _OFFENCES,
            ("mps", "borough", "ward"),
            oddities=(
                "The location sheet and the classification sheet carry the same total: never added.",
                "No ward codes: matched by borough and ward name; the rest is 'not in a current ward'.",
                "Committed dates reach back to a placeholder of 1900-01-01; some are blank.",
            ),
            in_words="violence against women and girls (offences)",
            files=(ListedFile(_OFFENCES, r"\boffences?\b"),),
        ),
        Resource(
            "vawg_victims",
            _VICTIMS,
            ("mps",),
            oddities=("Three sheets carry the same total: never added.",),
            in_words="violence against women and girls (victims)",
            files=(ListedFile(_VICTIMS, r"\bvictims?\b"),),
        ),
    ),
    order=30,
    series=SERIES,
    catalogue_id="2yod5",
)
