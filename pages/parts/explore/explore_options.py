"""What the explorer lets a reader choose from: indicators, places, months, days of publication; and by which names."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from analytics.geography.areas import Area, areas_at, find_area, name_of
from analytics.geography.command_units import members
from analytics.geography.ward_names import ward_name, wards_of
from analytics.indicators import INDICATORS, indicator
from analytics.periods import WindowKind, month_name, month_range
from analytics.series.coverage import coverage
from analytics.series.publication_dates import editions
from analytics.tables.figures_table import Measure
from data.errors import UnknownName
from data.published_areas import MPS
from pages.parts import cached_figures
from pages.parts.cached_figures import LONDON, kept
from pages.parts.words import day, listed

# Under these names the choices stand in the address.
WHAT, WHERE, AREAS, SPAN, MEASURES = "what", "where", "areas", "span", "measures"
SINCE, UNTIL, KEEP, AGAINST, STOOD = "since", "until", "keep", "against", "stood"
WITHIN, EVERY_BOROUGH = "within", "Every borough"
ONLY_LONDON, UNITS, BOROUGHS, WARDS, CHOSEN = PLACES = (LONDON, "Command units", "Boroughs", "Wards", "Selected")
SPANS: dict[str, WindowKind] = {
    "12 months": "rolling_12",
    "Month": "month",
    "Financial year to date": "financial_year_to_date",
    "Calendar year": "calendar_year",
}
MEASURE: dict[str, Measure] = {
    "Count": "count",
    "Rate": "rate",
    "Rate per household": "household_rate",
    "Change": "change",
}
KEEPS: dict[str, int | None] = {"Every period": None, "The newest": 1, "The newest 12": 12, "The newest 24": 24}
FIRST, LATEST, YEAR_BEFORE, NOW = "First month", "Latest month", "The year before", "Today"
DEFAULTS: dict[str, str | list[str]] = {
    WHAT: ["Knife crime"], WHERE: ONLY_LONDON, AREAS: [], SPAN: "12 months", MEASURES: ["Count"], SINCE: FIRST,
    UNTIL: LATEST, KEEP: "Every period", AGAINST: YEAR_BEFORE, STOOD: NOW, WITHIN: EVERY_BOROUGH,
}  # fmt: skip
LABELS = {
    WHAT: "Indicators", WHERE: "Areas", AREAS: "Which areas", SPAN: "Period", MEASURES: "Measures", SINCE: "From",
    UNTIL: "to", KEEP: "How many", AGAINST: "Changes against", STOOD: "As it stood on", WITHIN: "Wards of",
}  # fmt: skip
# Choices that are few enough to be named in a notice.
FEW = 6


@kept
def indicators() -> dict[str, str]:
    """Every indicator that has monthly figures: its id by its short title."""
    return {registered.short_title: registered.id for registered in INDICATORS.values() if registered.kind == "crime"}


@kept
def places() -> dict[str, tuple[Area, ...]]:
    """What can be chosen as an area: London, boroughs, command units, a borough's wards together, no borough, wards."""
    boroughs = {area.name: (area,) for area in cached_figures.boroughs()}
    together = {f"Wards of {area.name}": wards_within(area.name) for area in cached_figures.boroughs()}
    nowhere = {f"{area.name} (in no borough)": (area,) for area in areas_at("borough") if area.is_pseudo}
    wards = {
        area.name if area.is_pseudo else f"{ward_name(area)}, {name_of(area.parent_code)}": (area,)
        for area in areas_at("ward")
    }
    units = {f"{area.name} ({members(area.code)})": (area,) for area in areas_at("command_unit")}
    return {LONDON: (find_area(MPS),)} | boroughs | units | together | nowhere | wards


def wards_within(borough: str) -> tuple[Area, ...]:
    """The wards of a borough, or of every one; of one borough without what lies in no ward, which is no place."""
    if borough == EVERY_BOROUGH:
        return areas_at("ward")
    code = next(area.code for area in cached_figures.boroughs() if area.name == borough)
    return tuple(area for area in wards_of(code) if not area.is_pseudo)


@kept
def months() -> dict[str, date]:
    """Every month for which an indicator has figures, by its name."""
    spans = [span for indicator_id in indicators().values() if (span := coverage(indicator_id, "mps"))]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return {month_name(month): month for month in month_range(first, last)}


def months_of(indicator_ids: Collection[str]) -> tuple[date, date] | None:
    """First and last month in which one of these indicators has figures for London; None of no indicator."""
    spans = [span for indicator_id in indicator_ids if (span := coverage(indicator_id, "mps"))]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


@kept
def publication_days() -> dict[str, date]:
    """The days on which figures changed, the newest first: as of any other day they stood as on the one before."""
    days = {e.published_on for e in editions().values() if e.table == "observation" and e.published_on}
    return {day(published_on): published_on for published_on in sorted(days, reverse=True)}


def options() -> dict[str, tuple[str, ...]]:
    """For each choice its options, as they are shown and as they stand in the address."""
    named = tuple(months())
    return {
        WHAT: tuple(indicators()),
        WHERE: PLACES,
        AREAS: tuple(places()),
        SPAN: tuple(SPANS),
        MEASURES: tuple(MEASURE),
        SINCE: (FIRST, *named),
        UNTIL: (LATEST, *reversed(named)),
        KEEP: tuple(KEEPS),
        AGAINST: (YEAR_BEFORE, *reversed(named)),
        STOOD: (NOW, *publication_days()),
        WITHIN: (EVERY_BOROUGH, *(area.name for area in cached_figures.boroughs())),
    }


def read(key: str, text: str, known: Collection[str]) -> str:
    """The option that is meant: indicators by their id too, areas by code and slug. Raises UnknownName."""
    return text if text in known else _READ.get(key, _nothing)(key, text, known)


def _indicator(key: str, text: str, known: Collection[str]) -> str:
    title = indicator(text.strip()).short_title
    return title if title in known else _nothing(key, text, known)


def _place(_key: str, text: str, _known: Collection[str]) -> str:
    area = find_area(text)
    return next(name for name, areas in places().items() if areas == (area,))


def _nothing(key: str, text: str, known: Collection[str]) -> str:
    hint = f"There are {listed(list(known))}." if len(known) <= FEW else "It was left out."
    raise UnknownName(f"“{text[:60]}” is nothing that “{LABELS[key]}” can be", hint)


_READ: dict[str, Callable[[str, str, Collection[str]], str]] = {WHAT: _indicator, AREAS: _place}
