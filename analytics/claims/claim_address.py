"""The address of a claim: its facts as parameters in one normal form, and where the API answers it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from urllib.parse import urlencode

from analytics.claims.checking.neighbours import family
from analytics.claims.claim import Claim
from analytics.geography.areas import find_area
from analytics.indicators import INDICATORS, Level
from analytics.periods import Window, format_month, month_name
from analytics.requests.figures_address import FOLDER, Pairs, newest_day
from analytics.series import publication_dates
from data.published_areas import CITY_OF_LONDON

# What the parameters of a claim are called, in the order of its fields: two have another name there.
_OTHER_NAMES = {"area_code": "area", "source_basis": "basis"}
FIELDS: dict[str, str] = {_OTHER_NAMES.get(field.name, field.name): field.name for field in fields(Claim)}
_DEFAULTS: dict[str, object] = {field.name: field.default for field in fields(Claim)}


def pairs_of(claim: Claim, *, as_of: date | None = None) -> Pairs:
    """The facts of a claim as parameters, defaults and open ones left out."""
    given = [(name, getattr(claim, field), _DEFAULTS[field]) for name, field in FIELDS.items()]
    stated = [(name, _text(name, value)) for name, value, default in given if value not in (None, default)]
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
