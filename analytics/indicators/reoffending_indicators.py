"""Proven reoffending."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.indicators.declaration import (
    BASE,
    Indicator,
    Measure,
)

_REOFFENDING_CAVEATS = (
    "By where the offender lives, not where the offence was committed: never divide it by crime counts.",
    "Figures come about two years late, because a year of follow-up and six months for the court must pass.",
    "Adults and juveniles are counted apart.",
)


def _reoffending(
    id: str,
    title: str,
    definition: str,
    *,
    unit: str,
    measure: Measure,
    headline: bool = False,
    spoken: tuple[str, ...] = (),
) -> Indicator:
    return replace(
        BASE,
        id=id,
        title=title,
        short_title=title,
        definition=definition,
        theme="Reoffending",
        start=date(2008, 4, 1),
        kind="reoffending",
        measure=measure,
        noun=("reoffender", "reoffenders") if measure == "percentage_of" else ("reoffence", "reoffences"),
        unit=unit,
        denominator=None,
        levels=(),
        event_families=("reoffending",),
        caveats=_REOFFENDING_CAVEATS,
        headline=headline,
        spoken=spoken,
    )


REOFFENDING = (
    _reoffending(
        "proven_reoffending_rate",
        "The proven reoffending rate",
        "Of the people released from custody, given a non-custodial conviction or cautioned in the period, "
        "the percentage who committed an offence within a year that led to a conviction or caution within "
        "that year or the six months after it.",
        unit="percent",
        measure="percentage_of",
        headline=True,
        spoken=(
            "proven reoffending",
            "proven re-offending rate",
            "proven re-offending",
            "reoffending rate",
            "re-offending rate",
            "reoffending",
            "re-offending",
            "reoffend",
            "re-offend",
            "reoffended",
            "re-offended",
        ),
    ),
    _reoffending(
        "reoffences_per_reoffender",
        "The number of reoffences per reoffender",
        "Proven reoffences of a cohort divided by the people in it who reoffended.",
        unit="reoffences per reoffender",
        measure="ratio_of",
        spoken=(
            "reoffence per reoffender",
            "re-offence per re-offender",
            "number of reoffences per reoffender",
        ),
    ),
    _reoffending(
        "reoffences_per_offender",
        "The number of reoffences per offender",
        "Proven reoffences of a cohort divided by everybody in it: the reoffending rate times the "
        "reoffences per reoffender.",
        unit="reoffences per offender",
        measure="ratio_of",
        spoken=(
            "reoffence per offender",
            "re-offence per offender",
            "number of reoffences per offender",
        ),
    ),
)
