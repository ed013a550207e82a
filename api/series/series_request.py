"""A request for figures → the `Address` of a selection, or the problem that names the wrong parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import TypeVar, cast

from starlette.datastructures import QueryParams

from analytics.geography.area_groups import areas_named
from analytics.geography.areas import Area, areas_at, find_area
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import Window, WindowKind, parse_month, window_ending
from analytics.requests.figures_address import Address
from analytics.requests.request_rules import (
    MOST_WINDOWS,
    check_baseline,
    check_level,
    check_measure,
    check_months,
    past_day,
)
from analytics.requests.selection import Selection
from analytics.tables.figures_table import Measure
from api.parameters import CRIME, REOFFENDING, SERIES, Given
from api.problems import Problem, refused, unknown_value
from data.errors import DashboardError
from data.published_areas import MPS

T = TypeVar("T")


@lru_cache(maxsize=2048)
def series_query(raw: str, version: str) -> Address:  # noqa: ARG001  areas are those of a warehouse
    """The selection that a query string asks for, under its address in the one normal form. Raises Problem."""
    given = Given(QueryParams(raw), SERIES)
    indicators = sorted({_indicator(text).id for text in given.listed("indicator")})
    areas = _areas(given, indicators)
    window = _choice(given, "window", "month")
    start, end = months_of(given)
    baseline = _baseline(given, window)
    measures = _measures(given, indicators, window, baseline)
    as_of, last = _as_of(given), _last(given)
    return Address(
        Selection(tuple(indicators), areas, cast("WindowKind", window), measures, start, end, last, baseline, as_of)
    )


@contextmanager
def _of(parameter: str, value: str, kind: str = "unsuitable-value", allowed: tuple[str, ...] = ()) -> Iterator[None]:
    """What analytics refuses inside becomes a problem of this parameter."""
    try:
        yield
    except DashboardError as error:
        raise refused(parameter, value, error, kind=kind, allowed=allowed) from error


def _indicator(text: str) -> Indicator:
    name = text.strip()
    if name in REOFFENDING:
        detail = f"{name} is published by region of residence and cohort: ask for reoffending.csv?indicator={name}."
        raise Problem("unsuitable-value", "Not a monthly series", detail, parameter="indicator", value=text)
    if name not in CRIME:
        raise unknown_value("indicator", name, CRIME)
    return indicator(name)


def _areas(given: Given, indicators: list[str]) -> tuple[Area, ...]:
    names, level = _places(given), given.one("level")
    if names and level:
        detail = "Give either area or level: level means all areas of that level."
        raise Problem("conflict", "Both area and level", detail, parameter="level", value=level)
    if level:
        every = cast("Level", _choice(given, "level", "mps"))
        _published(indicators, every, "level", level)
        return areas_at(every)
    return tuple(dict.fromkeys(area for name in names for area in _named(name, indicators))) or (find_area(MPS),)


def _places(given: Given) -> list[str]:
    """Every area named, a list in one value taken apart, unless it is the name of one ward: `Abbey, Merton`."""
    texts = [part for text in given.all("area") for part in ([text] if _is_one(text) else text.split(","))]
    return given.checked("area", [text.strip() for text in texts])


def _is_one(text: str) -> bool:
    if "," not in text:
        return True
    try:
        areas_named(text)
    except DashboardError:
        return False
    return True


def _named(text: str, indicators: list[str]) -> tuple[Area, ...]:
    with _of("area", text, "unknown-value"):
        areas = areas_named(text)
    _published(indicators, areas[0].level, "area", text)
    return areas


def _published(indicators: list[str], level: Level, parameter: str, value: str) -> None:
    for name in indicators:
        with _of(parameter, value, "no-such-level", indicator(name).levels):
            check_level(name, level)


def _choice(given: Given, name: str, default: str) -> str:
    text = (given.one(name) or default).strip()
    allowed = next(p.schema["enum"] for p in SERIES if p.name == name)
    if text not in allowed:
        raise unknown_value(name, text, allowed)
    return text


def months_of(given: Given) -> tuple[date | None, date | None]:
    """The months `from` and `to`. Raises Problem where they are none or in the wrong order."""
    start, end = (_month(given, name, parse_month) for name in ("from", "to"))
    with _of("from", given.one("from") or "", "conflict"):
        check_months(start, end)
    return start, end


def _month(given: Given, name: str, read: Callable[[str], T]) -> T | None:
    if (text := given.one(name)) is None:
        return None
    with _of(name, text, "unreadable-date"):
        return read(text)


def _baseline(given: Given, window: str) -> Window | None:
    return _month(given, "baseline", lambda text: window_ending(parse_month(text), cast("WindowKind", window)))


def _measures(given: Given, indicators: list[str], window: str, baseline: Window | None) -> tuple[Measure, ...]:
    allowed = next(p.schema["enum"] for p in SERIES if p.name == "measure")
    texts = given.listed("measure") or ["count"]
    for text in texts:
        if text not in allowed:
            raise unknown_value("measure", text, allowed)
        for name in indicators:
            with _of("measure", text):
                check_measure(name, cast("Measure", text), cast("WindowKind", window))
    measures = tuple(cast("Measure", text) for text in texts)
    if baseline:
        with _of("baseline", given.one("baseline") or ""):
            check_baseline(measures, cast("WindowKind", window), baseline)
    return measures


def _as_of(given: Given) -> date | None:
    return _month(given, "as_of", past_day)


def _last(given: Given) -> int | None:
    if (text := given.one("last")) is None:
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and 1 <= int(text) <= MOST_WINDOWS):
        detail = f"{text!r} is not a whole number from 1 to {MOST_WINDOWS}."
        raise Problem("unknown-value", "Unsuitable last", detail, parameter="last", value=text)
    return int(text)
