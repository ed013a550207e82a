"""Breaks, steps and cautions: declared once, and decided by one function for any two windows of any series.

- A **break**: the publisher says that the two sides are not comparable. A change is withheld unless both
  windows lie wholly on one side.
- A **step**: a visible shift at a known change of recording that the publisher has not declared. The change
  is shown; its verdict is that it cannot be told from a change in recording.
- A **caution**: the change is shown with its verdict, and the words stand beside it.
- A **start**: nothing comparable exists before it; the indicators concerned begin there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from analytics.indicators import Indicator, Level, indicator
from analytics.periods import Window, WindowKind, add_months, month_name, window_ending

MPS_AREA = "E23000001"
HILLINGDON = "E09000017"
SMALL_BASE = 50

EventKind = Literal["break", "step", "caution", "start"]
Status = Literal["comparable", "caution", "step", "withheld_break", "withheld_start", "withheld_small_base"]

ALL = "all"  # the event family of every crime indicator


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the recording of a family of indicators.

    `starts` is the first month affected and `ends` the last; without `ends` it is permanent (`starts` divides
    the series in two). An `ends` makes a caution a range, and a step or break a state that later returned.
    `levels` and `areas` are empty where all are concerned. `by_publication` marks an event whose date is that
    of the publication, not of the month described: it never lies inside a series.
    """

    id: str
    kind: EventKind
    starts: date
    ends: date | None
    families: tuple[str, ...]
    title: str
    words: str
    source: str
    levels: tuple[Level, ...] = ()
    areas: tuple[str, ...] = ()
    by_publication: bool = False

    @property
    def boundaries(self) -> tuple[date, ...]:
        """The first month of each new state: `starts`, and the month after `ends` if it returned."""
        return (self.starts,) if self.ends is None else (self.starts, add_months(self.ends, 1))

    def concerns(self, families: Iterable[str]) -> bool:
        return not set(self.families).isdisjoint(families)

    def at(self, level: Level, area_code: str) -> bool:
        return (not self.levels or level in self.levels) and (not self.areas or area_code in self.areas)

    def touches(self, start: date, end: date) -> bool:
        """Whether any month from `start` to `end` is affected."""
        return self.starts <= end and (self.ends is None or start <= self.ends)

    def affects(self, window: Window) -> bool | None:
        """True if every month of the window is affected, False if none is, None if only some are."""
        if not self.touches(window.start, window.end):
            return False
        return True if window.start >= self.starts and (not self.ends or window.end <= self.ends) else None

    def separates(self, earlier: Window, later: Window) -> bool:
        """Whether the two windows do not both lie wholly on one side, whichever comes first."""
        sides = {self.affects(earlier), self.affects(later)}
        return None in sides or len(sides) == 2

    def cautions(self, earlier: Window, later: Window) -> bool:
        """A range cautions whatever span touches it; a permanent change, whatever it separates."""
        if self.ends is None:
            return self.separates(earlier, later)
        return self.touches(min(earlier.start, later.start), max(earlier.end, later.end))


_MPS = "MPS recorded crime, monthly totals"
_PUBLISHER = "MPS, Monthly Crime Dashboard, notes"

EVENTS: tuple[Event, ...] = (
    Event(
        "riots_2011",
        "caution",
        date(2011, 8, 1),
        date(2011, 8, 1),
        ("burglary", "burglary_classes", "robbery_business"),
        "August 2011 riots",
        "The riots of August 2011 raised burglary and robbery of businesses in that month: 3,675 business "
        "burglaries against 2,653 the month before.",
        _MPS,
    ),
    Event(
        "stalking_classification_2012",
        "step",
        date(2012, 4, 1),
        None,
        ("stalking_and_harassment",),
        "Offences reclassified",
        "A change of classification in April 2012 raised recorded stalking and harassment at once, from "
        "1,198 to 1,993 offences a month.",
        _MPS,
    ),
    Event(
        "crime_recording_2014",
        "caution",
        date(2014, 11, 1),
        date(2018, 3, 1),
        ("violence", "sexual_offences"),
        "Recording practice improved",
        "Inspectors found in November 2014 that about one offence in five went unrecorded; recording of "
        "violence and sexual offences improved until 2018, so a rise in those years may be better recording.",
        "HMIC, Crime-recording: making the victim count, November 2014",
    ),
    Event(
        "malicious_communications_2015",
        "step",
        date(2015, 5, 1),
        None,
        ("stalking_and_harassment", "violence_against_the_person"),
        "Malicious communications added",
        "From May 2015 malicious communications count as harassment: recorded stalking and harassment rose from "
        "2,354 to 3,139 offences a month and stayed there.",
        _MPS,
    ),
    Event(
        "burglary_classes_2017",
        "start",
        date(2017, 4, 1),
        None,
        ("burglary_classes",),
        "Burglary classes changed",
        "From April 2017 residential burglary takes in sheds and garages, which burglary of a dwelling had "
        "not, so residential and business burglary begin there; only all burglary can be followed further "
        "back.",
        "Home Office Counting Rules, April 2017; " + _MPS,
    ),
    Event(
        "reoffending_source_2017",
        "break",
        date(2017, 10, 1),
        None,
        ("reoffending",),
        "New data source",
        "The Ministry of Justice changed the source and the cohorts of proven reoffending in its "
        "publication of October 2017 (London's 2013/14 reads 26.2% before and 31.1% after), so figures "
        "published earlier cannot be compared with these.",
        "Ministry of Justice, Proven reoffending statistics, October 2017",
        by_publication=True,
    ),
    Event(
        "covid_2020",
        "caution",
        date(2020, 3, 1),
        date(2021, 6, 1),
        (ALL,),
        "COVID-19 restrictions",
        "COVID-19 restrictions between March 2020 and June 2021 changed where people were and what was recorded.",
        "UK Government, coronavirus restrictions",
    ),
    Event(
        "unknown_borough_2023",
        "caution",
        date(2023, 3, 1),
        date(2025, 9, 1),
        (ALL,),
        "Borough often unknown",
        "Fewer and fewer offences have no known borough (9.8% in October 2023, none in the edition to June 2026), so "
        "borough figures drift upwards by themselves: by about 2% against the year to February 2024, about 1% "
        "against the year to February 2025.",
        _MPS,
        levels=("borough",),
    ),
    Event(
        "heathrow_apart_2023",
        "step",
        date(2023, 4, 1),
        date(2024, 2, 1),
        (ALL,),
        "Heathrow counted apart",
        "From April 2023 to February 2024 the offences at Heathrow (4,628) were published apart from "
        "Hillingdon; since March 2024 Hillingdon includes them again.",
        _MPS,
        levels=("borough",),
        areas=(HILLINGDON,),
    ),
    Event(
        "principal_crime_2023",
        "caution",
        date(2023, 5, 1),
        None,
        ("stalking_and_harassment", "violence_against_the_person", "public_order"),
        "Counting rules changed",
        "Since May 2023 the Home Office Counting Rules record one principal crime where several were "
        "committed together, which lowers stalking, harassment and public order offences.",
        "Home Office Counting Rules, May 2023",
    ),
    Event(
        "burglary_split_2023",
        "start",
        date(2023, 7, 1),
        None,
        ("burglary_split",),
        "Residential burglary split",
        "Burglary of a home and of an unconnected building were told apart between April and July 2023, so "
        "both begin in July 2023.",
        _MPS,
    ),
    Event(
        "connect_break_2024",
        "break",
        date(2024, 3, 1),
        None,
        ("domestic_abuse", "hate_crime"),
        "New recording system",
        "The Metropolitan Police replaced its recording system on 28 February 2024 and says that its "
        "figures before and after are not comparable.",
        _PUBLISHER,
    ),
    Event(
        "connect_step_2024",
        "step",
        date(2024, 3, 1),
        None,
        ("violence_with_injury", "stalking_and_harassment", "violence_against_the_person", "vawg"),
        "New recording system",
        "The Metropolitan Police replaced its recording system on 28 February 2024; the figure fell sharply "
        "in exactly the twelve months from March 2024, and neither before nor after.",
        _MPS,
    ),
    Event(
        "outcomes_2024",
        "step",
        date(2024, 3, 1),
        None,
        ("knife_positive_outcomes",),
        "New recording system",
        "The Metropolitan Police replaced its recording system on 28 February 2024: the positive-outcome "
        "rate stood at 5% to 6% from March to June 2024 and at about 11% before.",
        _PUBLISHER,
    ),
    Event(
        "outcomes_2025",
        "step",
        date(2025, 7, 1),
        None,
        ("knife_positive_outcomes",),
        "Outcome recording changed",
        "The positive-outcome rate jumped to between 17.5% and 28.8% from July 2025, faster than outcomes can change.",
        _PUBLISHER,
    ),
)


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether two windows can be compared: the status, its notes as whole sentences, the events behind it."""

    status: Status
    notes: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def note(self) -> str:
        return " ".join(self.notes)

    @property
    def withheld(self) -> bool:
        return self.status.startswith("withheld")


COMPARABLE = Comparability("comparable")


def events_for(which: str | Indicator, *, level: Level = "mps", area_code: str = MPS_AREA) -> tuple[Event, ...]:
    """The breaks, steps and cautions of an indicator at a level and in an area, oldest first."""
    return _events(indicator(which).id, level, _area_class(area_code))


@cache
def all_events(which: str | Indicator) -> tuple[Event, ...]:
    """Every event of an indicator at any of its levels and in any area, starts and publications too, oldest first."""
    found = indicator(which)
    families = {*found.event_families, *([ALL] if found.kind == "crime" else [])}
    fitting = (e for e in EVENTS if e.concerns(families) and (not e.levels or set(e.levels) & set(found.levels)))
    return tuple(sorted(fitting, key=lambda e: e.starts))


# Only the areas that some event names need to be told apart: every other area shares one answer.
_NAMED_AREAS = frozenset(code for event in EVENTS for code in event.areas)


def _area_class(area_code: str) -> str:
    return area_code if area_code in _NAMED_AREAS else ""


@cache
def _events(indicator_id: str, level: Level, area_class: str) -> tuple[Event, ...]:
    fitting = (e for e in all_events(indicator_id) if e.kind != "start" and not e.by_publication)
    return tuple(e for e in fitting if e.at(level, area_class))


def start_event(which: str | Indicator) -> Event | None:
    """The change of definition with which an indicator begins, if it begins with one."""
    families = indicator(which).event_families
    return next((e for e in EVENTS if e.kind == "start" and e.concerns(families)), None)


def publication_break(which: str | Indicator, published: date) -> Event | None:
    """The break that parts a figure *published* on a day from the figures here, if there is one."""
    families = indicator(which).event_families
    breaks = (e for e in EVENTS if e.by_publication and e.concerns(families) and published < e.starts)
    return next(breaks, None)


def compare_windows(
    which: str | Indicator,
    earlier: Window,
    later: Window,
    *,
    level: Level = "mps",
    area_code: str = MPS_AREA,
    earlier_count: int | None = None,
) -> Comparability:
    """Whether a change between two windows may be stated, with the reasons.

    The gravest reason decides: late start, break, small base (fewer than 50 in the earlier window, where its
    count is given), step, caution. Every reason's words are in the notes.
    """
    found = _compare(indicator(which).id, earlier, later, level, _area_class(area_code))
    return found if earlier_count is None else with_base(found, earlier_count, indicator(which))


@lru_cache(maxsize=65_536)
def _compare(indicator_id: str, earlier: Window, later: Window, level: Level, area_class: str) -> Comparability:
    found = indicator(indicator_id)
    if min(earlier.start, later.start) < found.start:
        reason = start_event(found)
        return Comparability("withheld_start", (start_note(found),), (reason,) if reason else ())
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


def _matters(event: Event, earlier: Window, later: Window) -> bool:
    return event.cautions(earlier, later) if event.kind == "caution" else event.separates(earlier, later)


def start_note(which: str | Indicator) -> str:
    """Why nothing is said about the time before the indicator starts."""
    found = indicator(which)
    reason = start_event(found)
    since = f"This indicator starts in {month_name(found.start)}."
    return f"{since} {reason.words}" if reason else since


def with_base(found: Comparability, base: int, which: str | Indicator | None = None) -> Comparability:
    """The same comparability once the earlier count is known: withheld where it is below 50."""
    if base >= SMALL_BASE or found.withheld:
        return found
    noun = indicator(which).noun[1] if which else "offences"
    note = f"The earlier period has fewer than {SMALL_BASE} {noun}, too few for a percentage."
    return Comparability("withheld_small_base", (note, *found.notes), found.events)


def spans(
    which: str | Indicator, window: Window, *, level: Level = "mps", area_code: str = MPS_AREA
) -> tuple[Event, ...]:
    """The breaks and steps inside a window: its value adds up months from both sides of them."""
    events = events_for(which, level=level, area_code=area_code)
    return tuple(
        event
        for event in events
        if event.kind in ("break", "step") and any(window.start < b <= window.end for b in event.boundaries)
    )


def annotations(
    which: str | Indicator, start: date, end: date, *, level: Level = "mps", area_code: str = MPS_AREA
) -> tuple[Event, ...]:
    """The events to mark on a chart from `start` to `end`: boundaries inside it and ranges that touch it."""
    return tuple(
        event
        for event in events_for(which, level=level, area_code=area_code)
        if any(start < boundary <= end for boundary in event.boundaries)
        or (event.ends is not None and event.touches(start, end))
    )


def rebase_months(which: str | Indicator, *, level: Level = "mps", area_code: str = MPS_AREA) -> tuple[date, ...]:
    """The months at which a control chart starts anew: the boundaries of every break and step."""
    events = events_for(which, level=level, area_code=area_code)
    return tuple(sorted({b for event in events if event.kind in ("break", "step") for b in event.boundaries}))


def status_for_ends(
    which: str | Indicator,
    kind: WindowKind,
    ends: Sequence[date],
    *,
    level: Level = "mps",
    area_code: str = MPS_AREA,
) -> list[Comparability]:
    """The comparability of each window of a kind, by its last month, with the same window a year earlier."""
    found, area_class = indicator(which).id, _area_class(area_code)
    return [_against_year_before(found, kind, end, level, area_class) for end in ends]


@lru_cache(maxsize=65_536)
def _against_year_before(
    indicator_id: str, kind: WindowKind, end: date, level: Level, area_class: str
) -> Comparability:
    window = window_ending(end, kind)
    return _compare(indicator_id, window.year_earlier(), window, level, area_class)
