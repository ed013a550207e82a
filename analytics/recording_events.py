"""The declared events in the recording of crime: breaks, steps, cautions and late starts, each with its source.

- A **break**: the publisher says that the two sides are not comparable. A change is withheld unless both
  windows lie wholly on one side.
- A **step**: a visible shift at a known change of recording that the publisher has not declared. The change
  is shown; its verdict is that it cannot be told from a change in recording.
- A **caution**: the change is shown with its verdict, and the words stand beside it.
- A **start**: nothing comparable exists before it; the indicators concerned begin there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Level
from analytics.periods import Window, add_months

HILLINGDON = "E09000017"

EventKind = Literal["break", "step", "caution", "start"]

ALL = "all"  # the event family of every crime indicator
COVID = "covid_2020"
UNKNOWN_BOROUGH, LONDON_TOTAL = "unknown_borough_2023", "london_total_2024"


@dataclass(frozen=True, slots=True)
class RecordingEvent:
    """Something that happened to the recording of a family of indicators.

    `starts` is the first month affected and `ends` the last; without `ends` it is permanent (`starts` divides
    the series in two). An `ends` makes a caution a range, and a step or break a state that later returned.
    `levels` and `areas` are empty where all are concerned. `by_publication` marks an event whose date is that
    of the publication, not of the month described: it never lies inside a series. `in_a_window` marks a caution on
    the months themselves: it does not matter to windows of which neither has one.
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
    in_a_window: bool = False

    @property
    def boundaries(self) -> tuple[date, ...]:
        """The first month of each new state: `starts`, and the month after `ends` if it returned."""
        return (self.starts,) if self.ends is None else (self.starts, add_months(self.ends, 1))

    def concerns(self, families: Iterable[str]) -> bool:
        return not set(self.families).isdisjoint(families)

    def at(self, level: Level, area_code: str) -> bool:
        return AREA_LEVELS[level].is_among(area_code, levels=self.levels, areas=self.areas)

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
        if self.in_a_window:
            return any(self.touches(window.start, window.end) for window in (earlier, later))
        return self.touches(min(earlier.start, later.start), max(earlier.end, later.end))


_MPS = "MPS recorded crime, monthly totals"
_PUBLISHER = "MPS, Monthly Crime Dashboard, notes"

EVENTS: tuple[RecordingEvent, ...] = (
    RecordingEvent(
        "oldest_taxonomy_2010",
        "caution",
        date(2010, 4, 1),
        None,
        ("oldest_taxonomy",),
        "Other source",
        "Until March 2010 the London figure comes from an older file with other classes of offence, which is not "
        "broken down here. In the months that both files cover until December 2016, burglary agrees within 1.1% and "
        "robbery within 2.7% a month.",
        "MPS Recorded Crime, borough file of January 2008 to December 2018",
        levels=("mps",),
    ),
    RecordingEvent(
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
    RecordingEvent(
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
    RecordingEvent(
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
    RecordingEvent(
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
    RecordingEvent(
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
    RecordingEvent(
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
    RecordingEvent(
        COVID,
        "caution",
        date(2020, 3, 1),
        date(2021, 6, 1),
        (ALL,),
        "COVID-19 restrictions",
        "COVID-19 restrictions between March 2020 and June 2021 changed where people were and what was recorded.",
        "UK Government, coronavirus restrictions",
    ),
    RecordingEvent(
        UNKNOWN_BOROUGH,
        "caution",
        date(2023, 3, 1),
        date(2025, 9, 1),
        (ALL,),
        "Borough often unknown",
        "In 2023 and 2024 many offences had no known borough (9.8% of recorded crime in October 2023), since then "
        "fewer and fewer, so the figures of named boroughs are too low then and drift upwards by themselves.",
        _MPS,
        levels=("borough",),
    ),
    RecordingEvent(
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
    RecordingEvent(
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
    RecordingEvent(
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
    RecordingEvent(
        "connect_break_2024",
        "break",
        date(2024, 3, 1),
        None,
        ("domestic_abuse", "hate_crime", "positive_outcomes"),
        "New recording system",
        "The Metropolitan Police replaced its recording system on 28 February 2024 and says that its "
        "figures before and after are not comparable.",
        _PUBLISHER,
    ),
    RecordingEvent(
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
    RecordingEvent(
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
    RecordingEvent(
        LONDON_TOTAL,
        "caution",
        date(2024, 7, 1),
        date(2024, 9, 1),
        ("recorded_crime",),
        "London total incomplete",
        "The edition to June 2026 no longer holds the offences without a known borough and did not put them into "
        "boroughs: London's total lacks 3,667 offences between July and September 2024.",
        _MPS,
        levels=("mps",),
        in_a_window=True,
    ),
    RecordingEvent(
        "connect_first_year_2025",
        "caution",
        date(2025, 3, 1),
        date(2026, 2, 1),
        ("vawg", "stalking_and_harassment"),
        "System still new",
        "Months of the first year on the recording system of February 2024 are compared, in which these offences were "
        "recorded less; boroughs nearly everywhere rise together after it.",
        _MPS,
    ),
    RecordingEvent(
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
