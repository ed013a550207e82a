"""The parameters of the routes of small tables: the parts of an indicator, and victims of homicide."""

from __future__ import annotations

from analytics.homicide.homicide_victims import DIMENSIONS as VICTIM_DIMENSIONS
from analytics.indicators import INDICATORS
from analytics.series.monthly_series import WINDOWS
from analytics.street import search_counts, street_counts
from api.parameters import AREA_FORMS, LONGEST_VALUE, MONTH, Parameter, choice
from data.street.record_kinds import CATEGORIES

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
_FORCE = Parameter(
    "force", "A force of London, as data.police.uk writes it; `city-of-london` by default.",
    choice(*street_counts.FORCES), example="city-of-london",
)  # fmt: skip
STREET = (
    Parameter(
        "by", "What the rows are told apart by; may be repeated, or a list with commas. `category` by default. `lsoa` "
        "over twelve months or more, and neither by month nor by outcome.",
        choice(*street_counts.DIMENSIONS), len(street_counts.DIMENSIONS), example="outcome",
    ),
    Parameter(
        "category", "A category of data.police.uk; may be repeated. Without it, all of them.", choice(*CATEGORIES),
        len(CATEGORIES), example="Burglary",
    ),
    _FORCE,
    Parameter("from", "The first month (YYYY-MM); by default twelve months to the last, or all by month.", MONTH,
              example="2025-01"),
    Parameter("to", "The last month (YYYY-MM); the newest by default.", MONTH, example="2025-12"),
)  # fmt: skip
STOP_AND_SEARCH = (
    Parameter(
        "by", "What the rows are told apart by; may be repeated, or a list with commas. `outcome` by default.",
        choice(*search_counts.DIMENSIONS), len(search_counts.DIMENSIONS), example="object",
    ),
    _FORCE,
    Parameter("from", "The first month (YYYY-MM); the newest by default.", MONTH, example="2015-04"),
    Parameter("to", "The last month (YYYY-MM); the newest by default.", MONTH, example="2015-04"),
)  # fmt: skip
