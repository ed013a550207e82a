"""The briefing of the City of London: its own police's records, of another source and without rank."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.narrative import change_in_cell, interval, number
from analytics.periods import month_name
from analytics.street.city_offences import (
    BORROWED,
    WITHOUT_RANK,
    CityOffence,
    city_offences,
    ons_words,
    placed_elsewhere_words,
    residents,
)
from analytics.street.outcome_shares import LAST_OUTCOME, WHY_NOT_RECENT, SettledYear, settled_years
from analytics.street.street_counts import CAVEATS
from data.catalogue import DATASETS
from data.published_areas import BOROUGHS, CITY_OF_LONDON, name_key, slug

NAME = BOROUGHS[CITY_OF_LONDON]
SLUG = slug(NAME)
SOURCES = ("police_uk", "ons_police_force_areas", "ons_population")


@dataclass(frozen=True)
class CityLine:
    """One offence: its figures as text, with the ONS's and the places in a sentence each."""

    offence: str
    count: str
    change: str
    change_interval: str
    by_residents: str
    by_day: str
    elsewhere: str
    ons: str


@dataclass(frozen=True)
class OutcomeLine:
    """What became of one offence's cases of a settled year: shares in words."""

    offence: str
    words: str


@dataclass(frozen=True)
class CityBriefing:
    """Everything that the page says."""

    name: str
    opening: str
    data_to: str
    residents: str
    lines: tuple[CityLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    outcome_notes: tuple[str, ...]
    cautions: tuple[str, ...]
    sources: tuple[tuple[str, str, str], ...]
    page: str
    csv: tuple[tuple[str, str], ...]


def is_city(text: str) -> bool:
    """Whether a path names the City of London, in any spelling of it."""
    return name_key(text.replace("-", " ")) in (name_key(NAME), CITY_OF_LONDON.lower())


def city_briefing() -> CityBriefing | None:
    """The briefing of the City; None where no record of its police is held."""
    offences = city_offences()
    if not offences:
        return None
    window = offences[0].window
    people = residents()
    years = settled_years([offence.category for offence in offences])
    return CityBriefing(
        name=NAME,
        opening=_opening(offences),
        data_to=month_name(window.end),
        residents=number(people) if people else "",
        lines=tuple(_line(offence) for offence in offences),
        outcomes=tuple(_outcomes(year) for year in years),
        outcome_notes=(WHY_NOT_RECENT, LAST_OUTCOME),
        cautions=(WITHOUT_RANK, BORROWED, *CAVEATS),
        sources=tuple((DATASETS[name].attribution, DATASETS[name].page, DATASETS[name].standing) for name in SOURCES),
        page="/city_of_london",
        csv=(
            ("twelve months by offence", "/api/v1/street.csv"),
            ("every month", "/api/v1/street.csv?by=month&by=category"),
            ("outcomes", "/api/v1/street.csv?by=category&by=outcome"),
        ),
    )


def _opening(offences: tuple[CityOffence, ...]) -> str:
    moved = [
        f"{offence.category.lower()} {'rose' if offence.change.verdict == 'up' else 'fell'}"
        for offence in offences
        if offence.change.verdict in ("up", "down")
    ]
    window = offences[0].window.name
    if not moved:
        return f"No clear change in six offences in {window}"
    return f"In {window} {' and '.join(moved)}; no clear change in the other {len(offences) - len(moved)} offences"


def _line(offence: CityOffence) -> CityLine:
    change = offence.change
    has_interval = change.lower is not None and change.upper is not None
    return CityLine(
        offence=offence.category,
        count=number(offence.count),
        change=change_in_cell(change),
        change_interval=interval(change.lower or 0, change.upper or 0) if has_interval else "",
        by_residents=number(offence.by_residents.value or 0, decimals=1),
        by_day=number(offence.by_day.value or 0, decimals=2),
        elsewhere=placed_elsewhere_words(offence),
        ons=ons_words(offence),
    )


def _outcomes(year: SettledYear) -> OutcomeLine:
    shares = ", ".join(f"{group.label.lower()} {group.percent or 0:.0f}%" for group in year.groups)
    return OutcomeLine(year.category, f"{number(year.total)} cases of {year.window.name}: {shares}.")
