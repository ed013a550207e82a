"""A request for figures → a `Selection`, or the problem that says which parameter is wrong and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar, cast
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from analytics.areas import Area, areas_at, find_area
from analytics.editions import publication_dates
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import PeriodNotUnderstood, Window, WindowKind, format_month, parse_month, window_ending
from analytics.selection import Selection, check_measure
from analytics.table import Measure
from api.parameters import CRIME, MOST_WINDOWS, REOFFENDING, SERIES, Given
from api.problems import Problem, refused, unknown_value
from data.areas import MPS
from data.errors import DashboardError

T = TypeVar("T")


@dataclass(frozen=True)
class SeriesQuery:
    """What was asked for: the selection, and the same request in its one normal form.

    `pairs` are the parameters in that form: sorted, areas by code, defaults left out.
    """

    selection: Selection
    pairs: tuple[tuple[str, str], ...]

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def file_stem(self) -> str:
        """A file name made from the filters: `knife_crime_croydon_rolling_12_change_from_2025-03`."""
        chosen, given = self.selection, dict(self.pairs)
        which = chosen.indicators[0] if len(chosen.indicators) == 1 else f"{len(chosen.indicators)}_indicators"
        place = chosen.areas[0].slug if len(chosen.areas) == 1 else f"{len(chosen.areas)}_areas"
        place = f"{given['level']}s" if given.get("level") in ("borough", "ward") else place
        limits = [f"{name}_{given[name]}" for name in ("from", "to", "last", "baseline", "as_of") if name in given]
        return "_".join((which, place, chosen.window, *chosen.measures, *limits))


@lru_cache(maxsize=2048)
def series_query(raw: str, version: str) -> SeriesQuery:  # noqa: ARG001  areas are those of a warehouse
    """The selection that a query string asks for. Raises Problem."""
    given = Given(QueryParams(raw), SERIES)
    which = sorted({_indicator(text).id for text in given.all("indicator")})
    areas, place = _areas(given, which)
    window = _choice(given, "window", "month")
    start, end = months_of(given)
    baseline = _baseline(given, window)
    measures = _measures(given, which, window, baseline)
    as_of, last = _as_of(given), _last(given)
    selection = Selection(tuple(which), areas, cast("WindowKind", window), measures, start, end, last, baseline, as_of)
    pairs = [("indicator", each) for each in selection.indicators] + place
    pairs += [] if window == "month" else [("window", window)]
    pairs += [] if selection.measures == ("count",) else [("measure", each) for each in selection.measures]
    pairs += [(name, text) for name in ("from", "to") if (text := given.one(name))]
    pairs += [("last", str(last))] if last else []
    pairs += [("baseline", text)] if (text := given.one("baseline")) else []
    pairs += [("as_of", as_of.isoformat())] if as_of else []
    return SeriesQuery(selection, tuple((name, text.strip()) for name, text in pairs))


@contextmanager
def _of(parameter: str, value: str, kind: str = "unsuitable-value") -> Iterator[None]:
    """What analytics refuses inside becomes a problem of this parameter."""
    try:
        yield
    except DashboardError as error:
        raise refused(parameter, value, error, kind=kind) from error


def _indicator(text: str) -> Indicator:
    name = text.strip()
    if name in REOFFENDING:
        detail = f"{name} is published by region of residence and cohort: ask for reoffending.csv?indicator={name}."
        raise Problem("unsuitable-value", "Not a monthly series", detail, parameter="indicator", value=text)
    if name not in CRIME:
        raise unknown_value("indicator", name, CRIME)
    return indicator(name)


def _areas(given: Given, which: list[str]) -> tuple[tuple[Area, ...], list[tuple[str, str]]]:
    """The areas asked for, and their parameters in the normal form."""
    names, level = given.all("area"), given.one("level")
    if names and level:
        detail = "Give either area or level: level means all areas of that level."
        raise Problem("conflict", "Both area and level", detail, parameter="level", value=level)
    if level:
        found = _choice(given, "level", "mps")
        _published(which, cast("Level", found), "level", level)
        return areas_at(cast("Level", found)), [("level", found)]
    areas = dict.fromkeys(_area(name, which) for name in names) or {find_area(MPS): None}
    chosen = tuple(sorted(areas, key=lambda area: area.code))
    return chosen, [("area", area.code) for area in chosen] if names else []


def _area(text: str, which: list[str]) -> Area:
    with _of("area", text, "unknown-value"):
        area = find_area(text)
    _published(which, area.level, "area", text)
    return area


def _published(which: list[str], level: Level, parameter: str, value: str) -> None:
    for each in which:
        if level not in indicator(each).levels:
            has = indicator(each).levels
            detail = f"{indicator(each).title} has no figures at the level {level}. Its levels are: {', '.join(has)}."
            raise Problem("no-such-level", f"No {level} figures", detail, parameter=parameter, value=value, allowed=has)


def _choice(given: Given, name: str, default: str) -> str:
    text = (given.one(name) or default).strip()
    allowed = next(p.schema["enum"] for p in SERIES if p.name == name)
    if text not in allowed:
        raise unknown_value(name, text, allowed)
    return text


def months_of(given: Given) -> tuple[date | None, date | None]:
    """The months `from` and `to`. Raises Problem where they are none or in the wrong order."""
    start, end = (_month(given, name, parse_month) for name in ("from", "to"))
    if start and end and start > end:
        detail = f"from ({format_month(start)}) comes after to ({format_month(end)}). Exchange them."
        raise Problem("conflict", "from after to", detail, parameter="from", value=format_month(start))
    return start, end


def _month(given: Given, name: str, read: Callable[[str], T]) -> T | None:
    if (text := given.one(name)) is None:
        return None
    with _of(name, text, "unreadable-date"):
        return read(text)


def _baseline(given: Given, window: str) -> Window | None:
    return _month(given, "baseline", lambda text: window_ending(parse_month(text), cast("WindowKind", window)))


def _measures(given: Given, which: list[str], window: str, baseline: Window | None) -> tuple[Measure, ...]:
    allowed = next(p.schema["enum"] for p in SERIES if p.name == "measure")
    texts = [text.strip() for text in given.all("measure")] or ["count"]
    for text in texts:
        if text not in allowed:
            raise unknown_value("measure", text, allowed)
        for each in which:
            with _of("measure", text):
                check_measure(each, cast("Measure", text), cast("WindowKind", window))
    if baseline:
        with _of("baseline", given.one("baseline") or ""):
            check_measure(which[0], "change" if "change" in texts else "count", baseline.kind, baseline)
    return tuple(cast("Measure", text) for text in texts)


def _as_of(given: Given) -> date | None:
    return _month(given, "as_of", _past_day)


def _past_day(text: str) -> date:
    hint = "Write a day as YYYY-MM-DD, for example 2026-03-31."
    try:
        day = date.fromisoformat(text.strip()) if len(text.strip()) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise PeriodNotUnderstood(f"{text!r} is not a day.", hint)
    known = publication_dates()
    if day > max(date.today(), known[1] if known else day):
        raise PeriodNotUnderstood(f"{day} has not come yet: a link to it would not stay the same.", hint)
    if known and day < known[0]:
        raise PeriodNotUnderstood(f"Nothing here was published by {day}.", f"The first edition is of {known[0]}.")
    return day


def _last(given: Given) -> int | None:
    if (text := given.one("last")) is None:
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and 1 <= int(text) <= MOST_WINDOWS):
        detail = f"{text!r} is not a whole number from 1 to {MOST_WINDOWS}."
        raise Problem("unknown-value", "Unsuitable last", detail, parameter="last", value=text)
    return int(text)
