"""The registry of indicators: every meaning that the dashboard gives to published series, declared once.

A series is rows of a publication; an indicator adds or subtracts a few of them and says what the sum means,
where it exists, from when, and what to be careful about. Pages, CSV files, the API and the tests all read it
from here. Breaks and steps in recording live in `analytics.recording_events` and apply by event family.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from analytics.geography.denominators import Denominator
from analytics.geography.levels import ALL_LEVELS, AREA_LEVELS
from analytics.indicators.burglary_indicators import BURGLARY
from analytics.indicators.declaration import (
    MPS_ONLY,
    RESIDENTS,
    Composition,
    Indicator,
    Kind,
    Measure,
    Part,
    Polarity,
    Term,
)
from analytics.indicators.flagged_crime_indicators import GUNS_PHONES_ABUSE
from analytics.indicators.hate_crime_indicators import HATE_CRIME
from analytics.indicators.knife_crime_indicators import KNIFE_CRIME
from analytics.indicators.positive_outcome_indicators import POSITIVE_OUTCOMES
from analytics.indicators.public_order_indicators import PUBLIC_ORDER
from analytics.indicators.reoffending_indicators import REOFFENDING
from analytics.indicators.theft_indicators import ALL_CRIME, ROBBERY_AND_THEFT
from analytics.indicators.vawg_indicators import VAWG, VAWG_DELAY, VAWG_OUTSIDE
from analytics.indicators.vehicle_and_bicycle_indicators import VEHICLES
from analytics.indicators.violence_indicators import VIOLENCE
from data.errors import UnknownName
from data.published_areas import Level

__all__ = [
    "ALL_LEVELS",
    "INDICATORS",
    "MPS_ONLY",
    "RESIDENTS",
    "VAWG_OUTSIDE",
    "Composition",
    "Denominator",
    "Indicator",
    "Kind",
    "Level",
    "Measure",
    "Part",
    "Polarity",
    "Term",
    "caveats",
    "headline_indicators",
    "indicator",
]

INDICATORS: dict[str, Indicator] = {
    entry.id: entry
    for entry in (
        *KNIFE_CRIME, *VIOLENCE, *ROBBERY_AND_THEFT, *BURGLARY, *ALL_CRIME, *VEHICLES, *PUBLIC_ORDER, *VAWG,
        *VAWG_DELAY, *GUNS_PHONES_ABUSE, *HATE_CRIME, *POSITIVE_OUTCOMES, *REOFFENDING,
    )
}  # fmt: skip


def indicator(indicator_or_id: str | Indicator) -> Indicator:
    """The indicator of an id (an Indicator is returned as it is). Raises UnknownName with the nearest ids."""
    if isinstance(indicator_or_id, Indicator):
        return indicator_or_id
    if indicator_or_id in INDICATORS:
        return INDICATORS[indicator_or_id]
    near = get_close_matches(indicator_or_id.lower(), INDICATORS, n=3, cutoff=0.5)
    titles = [f"{INDICATORS[entry].short_title} ({entry})" for entry in near]
    hint = f"Did you mean {' or '.join(titles)}?" if near else "Choose one of the list."
    raise UnknownName(f"There is no indicator {indicator_or_id[:60]!r}.", hint)


def caveats(indicator_or_id: str | Indicator, *, level: Level = "mps") -> tuple[str, ...]:
    """What a reader of the indicator at that level must know, the level's own caveats last."""
    entry = indicator(indicator_or_id)
    note = (entry.end_note,) if entry.end_note else ()
    return (*entry.caveats, *note, *AREA_LEVELS[level].caveats)


def headline_indicators() -> Sequence[Indicator]:
    """The indicators that the overview shows, in their order there."""
    return [entry for entry in INDICATORS.values() if entry.headline]
