"""The address of a claim: its facts as parameters in one normal form, and where the API answers it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from analytics.claims.checking.neighbours import family
from analytics.claims.claim import Claim
from analytics.geography.areas import find_area
from analytics.indicators import INDICATORS, Level
from analytics.periods import Window, format_month, month_name
from analytics.requests.figures_address import FOLDER, Pairs, newest_day
from analytics.series import publication_dates
from data.published_areas import CITY_OF_LONDON, MPS

# What the parameters of a claim are called, in their order; what is not among a claim's fields has another name there.
FIELDS: dict[str, str] = {
    "indicator": "indicator",
    "subject": "subject",
    "area": "area_code",
    "adult_or_youth": "adult_or_youth",
    "direction": "direction",
    "size": "size",
    "size_unit": "size_unit",
    "rounding": "rounding",
    "value": "value",
    "base_value": "base_value",
    "value_unit": "value_unit",
    "value_per": "value_per",
    "value_rounding": "value_rounding",
    "rank": "rank",
    "since": "since",
    "period": "period",
    "baseline": "baseline",
    "size_bound": "size_bound",
    "value_bound": "value_bound",
    "rank_place": "rank_place",
    "other_area": "other_area",
    "whole": "whole",
    "whole_area": "whole_area",
    "basis": "source_basis",
    "published": "published",
}
DEFAULTS: dict[str, object] = {"area": MPS, "value_unit": "count", "basis": "police", "subject": "", "rank_place": 1}


def pairs_of(claim: Claim, *, as_of: date | None = None) -> Pairs:
    """The facts of a claim as parameters, defaults and open ones left out."""
    given = [(name, getattr(claim, field)) for name, field in FIELDS.items()]
    stated = [(name, _text(name, value)) for name, value in given if value is not None and value != DEFAULTS.get(name)]
    return (*stated, *((("as_of", as_of.isoformat()),) if as_of else ()))


def path_of(claim: Claim, *, as_of: date | None = None, ending: str = "json") -> str:
    """`api/v1/claim.json?…`, below the address of the dashboard."""
    return f"{FOLDER}claim.{ending}?{urlencode(pairs_of(claim, as_of=as_of))}"


def newest_behind(claim: Claim) -> date | None:
    """The day of the newest edition behind an answer, under the claim's definition and its neighbours.

    As of that day the answer is that of now, and what is published later leaves it so. Of what no series counts, and
    of reoffending and of the City of London, it is the newest day of all.
    """
    if claim.indicator is None or INDICATORS[claim.indicator].kind != "crime" or claim.area_code == CITY_OF_LONDON:
        return newest_day()
    tried = (claim.indicator, *family(claim.indicator))
    levels: tuple[Level, ...] = ("mps", "borough", find_area(claim.area_code).level)
    series = [name for id in tried for name in INDICATORS[id].series]
    return publication_dates.newest_day(series, levels, populations=claim.value_unit == "rate")


def _text(name: str, value: object) -> str:
    if isinstance(value, Window):
        return period_text(value)
    if isinstance(value, date):
        return format_month(value) if name == "since" else value.isoformat()
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def period_text(window: Window) -> str:
    """A period as `analytics.written_periods.parse_period` reads it back."""
    if window.kind in ("custom", "financial_year_to_date") and window.months > 1:
        return f"{month_name(window.start)} to {month_name(window.end)}"
    return window.label
