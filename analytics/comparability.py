"""Comparability: whether two windows of a series may be compared, decided by one function from the declared events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from analytics.geography.borough_groups import GROUPS
from analytics.indicators import Indicator, Level, indicator
from analytics.periods import Window, month_name
from analytics.recording_events import ALL, EVENTS, EventKind, RecordingEvent
from data.published_areas import MPS

SMALL_BASE = 50

Status = Literal["comparable", "caution", "step", "withheld_break", "withheld_start", "withheld_small_base"]


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether two windows can be compared: the status, its notes as whole sentences, the events behind it."""

    status: Status
    notes: tuple[str, ...] = ()
    events: tuple[RecordingEvent, ...] = ()

    @property
    def note(self) -> str:
        return " ".join(self.notes)

    @property
    def withheld(self) -> bool:
        return self.status.startswith("withheld")


COMPARABLE = Comparability("comparable")


def events_for(
    indicator_or_id: str | Indicator, *, level: Level = "mps", area_code: str = MPS
) -> tuple[RecordingEvent, ...]:
    """The breaks, steps and cautions of an indicator at a level and in an area, oldest first."""
    return _events(indicator(indicator_or_id).id, level, _area_class(area_code))


@cache
def all_events(indicator_or_id: str | Indicator) -> tuple[RecordingEvent, ...]:
    """Every event of an indicator at any of its levels and in any area, starts and publications too, oldest first."""
    entry = indicator(indicator_or_id)
    families = {*entry.event_families, *([ALL] if entry.kind == "crime" else [])}
    fitting = (e for e in EVENTS if e.concerns(families) and (not e.levels or set(e.levels) & set(entry.levels)))
    return tuple(sorted(fitting, key=lambda e: e.starts))


# Only the areas that some event names need to be told apart: every other area shares one answer.
_NAMED_AREAS = frozenset(
    {code for event in EVENTS for code in event.areas}
    | {group for group, boroughs in GROUPS.items() for event in EVENTS if set(boroughs) & set(event.areas)}
)


def named_areas() -> frozenset[str]:
    """The codes of the areas that some event names: all others share one answer at each level."""
    return _NAMED_AREAS


def _area_class(area_code: str) -> str:
    return area_code if area_code in _NAMED_AREAS else ""


@cache
def _events(indicator_id: str, level: Level, area_class: str) -> tuple[RecordingEvent, ...]:
    fitting = (e for e in all_events(indicator_id) if e.kind != "start" and not e.by_publication)
    return tuple(e for e in fitting if e.at(level, area_class))


def start_event(indicator_or_id: str | Indicator) -> RecordingEvent | None:
    """The change of definition with which an indicator begins, if it begins with one."""
    families = indicator(indicator_or_id).event_families
    return next((e for e in EVENTS if e.kind == "start" and e.concerns(families)), None)


def publication_break(indicator_or_id: str | Indicator, published: date) -> RecordingEvent | None:
    """The break that parts a figure *published* on a day from the figures here, if there is one."""
    families = indicator(indicator_or_id).event_families
    breaks = (e for e in EVENTS if e.by_publication and e.concerns(families) and published < e.starts)
    return next(breaks, None)


def compare_windows(
    indicator_or_id: str | Indicator,
    earlier: Window,
    later: Window,
    *,
    level: Level = "mps",
    area_code: str = MPS,
    earlier_count: int | None = None,
) -> Comparability:
    """Whether a change between two windows may be stated, with the reasons.

    The gravest reason decides: late start, break, small base (fewer than 50 in the earlier window, where its
    count is given), step, caution. Every reason's words are in the notes.
    """
    comparability = _compare(indicator(indicator_or_id).id, earlier, later, level, _area_class(area_code))
    return (
        comparability if earlier_count is None else with_base(comparability, earlier_count, indicator(indicator_or_id))
    )


@lru_cache(maxsize=65_536)
def _compare(indicator_id: str, earlier: Window, later: Window, level: Level, area_class: str) -> Comparability:
    entry = indicator(indicator_id)
    if min(earlier.start, later.start) < entry.start_at(level):
        reason = start_event(entry)
        return Comparability("withheld_start", (start_note(entry, level=level),), (reason,) if reason else ())
    events = tuple(e for e in _events(indicator_id, level, area_class) if _matters(e, earlier, later))
    kinds = {event.kind for event in events}
    ranked: tuple[tuple[EventKind, Status], ...] = (
        ("break", "withheld_break"),
        ("step", "step"),
        ("caution", "caution"),
    )
    status: Status = next((status for kind, status in ranked if kind in kinds), "comparable")
    gravest_first = tuple(e for kind, _ in ranked for e in events if e.kind == kind)
    return Comparability(status, tuple(e.words for e in gravest_first), gravest_first)


def _matters(event: RecordingEvent, earlier: Window, later: Window) -> bool:
    return event.cautions(earlier, later) if event.kind == "caution" else event.separates(earlier, later)


def start_note(indicator_or_id: str | Indicator, *, level: Level = "borough") -> str:
    """Why nothing is said about the time before the indicator starts."""
    entry = indicator(indicator_or_id)
    reason = start_event(entry)
    since = f"This indicator starts in {month_name(entry.start_at(level))}."
    return f"{since} {reason.words}" if reason else since


def with_base(comparability: Comparability, base: int, indicator_or_id: str | Indicator | None = None) -> Comparability:
    """The same comparability once the earlier count is known: withheld where it is below 50."""
    if base >= SMALL_BASE or comparability.withheld:
        return comparability
    noun = indicator(indicator_or_id).noun[1] if indicator_or_id else "offences"
    note = f"The earlier period has fewer than {SMALL_BASE} {noun}, too few for a percentage."
    return Comparability("withheld_small_base", (note, *comparability.notes), comparability.events)


def spans(
    indicator_or_id: str | Indicator, window: Window, *, level: Level = "mps", area_code: str = MPS
) -> tuple[RecordingEvent, ...]:
    """The breaks and steps inside a window: its value adds up months from both sides of them."""
    events = events_for(indicator_or_id, level=level, area_code=area_code)
    return tuple(
        event
        for event in events
        if event.kind in ("break", "step") and any(window.start < b <= window.end for b in event.boundaries)
    )


def drawn_events(
    indicator_or_id: str | Indicator, start: date, end: date, *, level: Level = "mps", area_code: str = MPS
) -> tuple[RecordingEvent, ...]:
    """The events to mark on a chart from `start` to `end`: boundaries inside it and ranges that touch it."""
    return tuple(
        event
        for event in events_for(indicator_or_id, level=level, area_code=area_code)
        if any(start < boundary <= end for boundary in event.boundaries)
        or (event.ends is not None and event.touches(start, end))
    )


def rebase_months(indicator_or_id: str | Indicator, *, level: Level = "mps", area_code: str = MPS) -> tuple[date, ...]:
    """The months at which a control chart starts anew: the boundaries of every break and step."""
    events = events_for(indicator_or_id, level=level, area_code=area_code)
    return tuple(sorted({b for event in events if event.kind in ("break", "step") for b in event.boundaries}))
