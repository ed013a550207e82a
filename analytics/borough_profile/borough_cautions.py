"""What to be careful with in one borough, in sentences with their figures."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.borough_profile.scorecard import Standing, scorecard
from analytics.borough_profile.ward_totals import WARD_DRIFT, ward_sum
from analytics.comparability import events_for
from analytics.geography.areas import Area, name_of
from analytics.geography.denominators import population
from analytics.geography.similar_boroughs import AT_MOST, similar_to
from analytics.geography.ward_names import HEATHROW_VILLAGES, wards_of
from analytics.narrative import number, percent
from analytics.periods import month_name
from analytics.statistics.rates import denominator_year
from data.published_areas import MPS

CITY = "The City of London has its own police force and is in no figure here, not in London's either."
DEPENDS_ON_REPORTING = (
    "A figure counts what was reported and recorded. A rise may be more crime, or more of it recorded."
)


def local_caveats(area: Area) -> tuple[str, ...]:
    """Sentences on a borough's figures, what is its own first."""
    standings = scorecard(area.code)
    cautions = (*own_caveats(standings), _old_figures(standings), WARD_DRIFT, CITY, DEPENDS_ON_REPORTING)
    return tuple(words for words in cautions if words)


def own_caveats(standings: Sequence[Standing]) -> tuple[str, ...]:
    """Sentences that are true of this borough and not of most others; often none."""
    area = standings[0].area
    events = (
        event.words
        for event in events_for("all_recorded_crime", level="borough", area_code=area.code)
        if area.code in event.areas
    )
    return tuple(words for words in (by_day(standings), *events, airport(area), _few_similar(area)) if words)


def by_day(standings: Sequence[Standing]) -> str:
    """Where the rate lies above the usual spread, residents are a poor measure of who is there; else empty."""
    whole = next(standing for standing in standings if standing.indicator.id == "all_recorded_crime")
    if not str(whole.widened).startswith("above"):
        return ""
    area = whole.area
    crime = 100 * (whole.change.count or 0) / (whole.london_change.count or 1)
    sizes = population("residents")
    year = denominator_year(whole.window.start, sizes.years("borough")).year or 0
    people = 100 * sizes.counts[area.code, year] / sizes.counts[MPS, year]
    return (
        f"{area.name} has {percent(crime)} of London's recorded crime in {whole.window.name} and {percent(people)} of "
        "its residents. Rates are per resident and mislead where many people come in by day: read its ranks so."
    )


def airport(area: Area) -> str:
    """How much of a borough's crime is recorded in the ward of an airport, whose passengers are no residents."""
    if not any(ward.code == HEATHROW_VILLAGES for ward in wards_of(area.code)):
        return ""
    sums = ward_sum("all_recorded_crime", area)
    if not sums.heathrow:
        return ""
    return (
        f"Heathrow Villages, the airport's ward, has {percent(100 * sums.heathrow / sums.wards)} of the offences in "
        f"{area.name}'s wards in {sums.window.name}. Rates are per resident, and passengers are not residents."
    )


def _few_similar(area: Area) -> str:
    names = [name_of(code) for code in similar_to(area.code)]
    if len(names) >= AT_MOST:
        return ""
    return (
        f"{area.name} has only {number(len(names))} similar boroughs in London ({', '.join(names)}), so their range is "
        "narrow and to lie outside it says less."
    )


def _old_figures(standings: Sequence[Standing]) -> str:
    """The indicators that end earlier than the newest by half a year or more."""
    newest = max(standing.window.end for standing in standings)
    old = [s for s in standings if (newest.year - s.window.end.year) * 12 + newest.month - s.window.end.month >= 6]
    if not old:
        return ""
    names = ", ".join(standing.indicator.in_sentence for standing in old)
    return f"The newest published figures here end in {month_name(old[0].window.end)} for: {names}."
