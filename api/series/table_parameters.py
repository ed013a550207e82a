"""The parameters of the routes of small tables: the parts of an indicator, and victims of homicide."""

from __future__ import annotations

from analytics.homicide.homicide_victims import DIMENSIONS as VICTIM_DIMENSIONS
from analytics.indicators import INDICATORS
from analytics.series.monthly_series import WINDOWS
from api.parameters import AREA_FORMS, LONGEST_VALUE, MONTH, Parameter, choice

COMPOSITION = (
    Parameter(
        "indicator", "What is split.", choice(*(i.id for i in INDICATORS.values() if i.compositions)), required=True,
        example="vawg_victims",
    ),
    Parameter(
        "split", "By what: the name of a split of the indicator (`age`, `ethnic appearance`, `offence group`); its "
        "first by default.", {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}, example="age",
    ),
    Parameter(
        "area", f"Where: {AREA_FORMS}. Without it, the MPS area.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}, example="Croydon",
    ),
    Parameter("window", "What is added up: `rolling_12` by default.", choice(*WINDOWS), example="rolling_12"),
)  # fmt: skip
HOMICIDE_VICTIMS = (
    Parameter(
        "by", "What the rows are told apart by; may be repeated, or a list with commas. `year` by default; without it, "
        "all years together.", choice(*VICTIM_DIMENSIONS), len(VICTIM_DIMENSIONS), example="age_group",
    ),
    Parameter(
        "area", "A borough, or London; may be repeated. London by default.",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}, 33, example="Lambeth",
    ),
    Parameter("from", "The first calendar year, as its first month (YYYY-MM).", MONTH, example="2008-01"),
    Parameter("to", "The last calendar year, as its last month (YYYY-MM).", MONTH, example="2008-12"),
)  # fmt: skip
