"""What a briefing says: every figure and finding as analytics has it, arranged for two pages of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from analytics.borough_profile.borough_cautions import by_day
from analytics.borough_profile.scorecard import Standing, scorecard
from analytics.borough_profile.standouts import LIMITS_NOTE, NOTHING, standouts
from analytics.geography.areas import Area, areas_at
from analytics.narrative import change_in_cell, finding, headline
from analytics.periods import month_name, window_ending
from analytics.revisions.revision_sizes import TURN_NOTE, could_turn, revision_sizes, revision_words
from analytics.series.eligible_changes import movement
from analytics.series.monthly_series import monthly, windowed
from analytics.statistics.change import Change
from analytics.tables.figures_table import Measure
from api.briefing.briefing_cautions import Caution, cautions, method
from api.briefing.briefing_charts import Chart, charts
from api.briefing.briefing_context import confidence_words, ward_words
from api.briefing.briefing_links import borough_page, csv_file
from api.briefing.briefing_sources import BriefingSource, published_newest, sources
from api.briefing.scoreboard import Row, row

ALL_CRIME = "all_recorded_crime"
# The first of a theme is told with its figures, what follows in one clause.
THEMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Knife crime and violence", ("knife_crime", "violence_with_injury")),
    ("Burglary and theft", ("burglary", "theft_from_the_person")),
    ("Violence against women and girls", ("vawg",)),
    ("Domestic abuse", ("domestic_abuse",)),
)
# What is asked most; the borough's page has the rest.
LISTED = (
    ALL_CRIME, "knife_crime", "knife_crime_with_injury", "knife_injury_victims_under_25", "homicide",
    "violence_with_injury", "robbery", "theft_from_the_person", "burglary", "burglary_residential", "vawg",
    "stalking_and_harassment", "rape", "domestic_abuse", "hate_crime",
)  # fmt: skip
FILES: tuple[tuple[str, Measure], ...] = (("counts", "count"), ("changes", "change"), ("rates", "rate"))
DRAWN = ("knife_crime", "burglary", "vawg", ALL_CRIME)


@dataclass(frozen=True)
class Theme:
    """A theme and what there is to say about it, in sentences; two pages of paper have no room for all."""

    title: str
    words: str
    on_screen_only: bool = False


@dataclass(frozen=True)
class Briefing:
    """Everything that the two pages say about a borough."""

    area: Area
    opening: str
    evidence: str
    data_to: date
    published: str
    themes: tuple[Theme, ...]
    standouts: tuple[str, ...]
    nothing: str
    limits: str
    by_day: str
    rows: tuple[Row, ...]
    boroughs: int
    charts: tuple[Chart, ...]
    cautions: tuple[Caution, ...]
    method: tuple[Caution, ...]
    sources: tuple[BriefingSource, ...]
    page: str
    csv: tuple[tuple[str, str], ...]

    @property
    def begins(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(chart.begins for chart in self.charts if chart.begins))

    @property
    def data_to_name(self) -> str:
        return month_name(self.data_to)


@dataclass(frozen=True)
class Entry:
    """A borough in the index: its name, and all recorded crime in one line."""

    area: Area
    line: str


def briefing(borough: str) -> Briefing:
    """The briefing of a borough by code, name or slug. Raises UnknownName for what is none of the 32."""
    standings = {standing.indicator.id: standing for standing in scorecard(borough)}
    first = standings[ALL_CRIME]
    shown = [standings[name] for name in LISTED]
    drawn = charts([standings[name] for name in DRAWN])
    publications = sources(shown, [edition for chart in drawn for edition in chart.editions])
    return Briefing(
        area=first.area,
        opening=headline(first.indicator, first.change, first.window, first.area.name),
        evidence=_evidence(first),
        data_to=first.window.end,
        published=published_newest(first),
        themes=(
            *(_theme(title, [standings[name] for name in names]) for title, names in THEMES),
            *_beside(first.area),
        ),
        standouts=tuple(standout.words for standout in standouts(tuple(standings.values()))),
        nothing=f"Nothing stands out. {NOTHING}",
        limits=LIMITS_NOTE,
        by_day=by_day(shown),
        rows=tuple(row(standing) for standing in shown),
        boroughs=first.boroughs,
        charts=drawn,
        cautions=cautions(shown, [(event, chart.indicator) for chart in drawn for event in chart.events]),
        method=method(shown),
        sources=publications,
        page=borough_page(first.area),
        csv=tuple((words, csv_file(LISTED, [first.area.name], measure=measure)) for words, measure in FILES),
    )


def _beside(area: Area) -> tuple[Theme, ...]:
    """What is no indicator of the borough: its wards, and what people think; left out where there are no figures."""
    themes = (
        Theme("Wards", ward_words(area), on_screen_only=True),
        Theme("Public confidence", confidence_words(area), on_screen_only=True),
    )
    return tuple(theme for theme in themes if theme.words)


def index() -> tuple[Entry, ...]:
    """All boroughs by name, each with its line."""
    series = windowed(monthly(ALL_CRIME, level="borough"), "rolling_12")
    window = window_ending(series.last, "rolling_12")
    entries = []
    for area in areas_at("borough", pseudo=False):
        change = series.change_at(area.code, window)
        sentences = finding(ALL_CRIME, replace(change, note=""), window)
        entries.append(Entry(area, sentences.split(". ")[0].rstrip(".") + "."))
    return tuple(entries)


def _evidence(standing: Standing) -> str:
    """What follows the opening: the figures, the usual variation, and London."""
    sentences = _finding(standing).removeprefix(
        headline(standing.indicator, standing.change, standing.window, standing.area.name)
    )
    sentences = sentences.lstrip(":. ")
    revised = revision_words(revision_sizes(standing.indicator, level="borough"))
    parts = (f"{sentences[:1].upper()}{sentences[1:]}", revised, _london(standing.london_change))
    return " ".join(filter(None, parts))


def _theme(title: str, standings: Sequence[Standing]) -> Theme:
    first, *others = standings
    sentences = [_finding(first), _london(first.london_change)]
    sentences += [
        f"{headline(s.indicator, s.change, s.window, s.area.name)}. {_london(s.london_change)}" for s in others
    ]
    return Theme(title, " ".join(part for part in sentences if part))


def _finding(standing: Standing) -> str:
    """The finding without the cautions, which stand together on the second page; a reason to withhold stays."""
    change = standing.change
    reason = change.comparability.notes[0] if change.comparability.withheld else ""
    usual = movement(standing.indicator, level="borough", area_code=standing.area.code)
    text = finding(standing.indicator, replace(change, note=reason), standing.window, standing.area.name, usual=usual)
    return " ".join(filter(None, (text, _turn(standing))))


def _turn(standing: Standing) -> str:
    """That revisions as large as they usually are could turn the verdict."""
    sizes = revision_sizes(standing.indicator, level="borough")
    return TURN_NOTE if could_turn(standing.change, sizes) else ""


def _london(change: Change) -> str:
    """London's change beside the borough's; nothing where it is withheld, for the same reason as the borough's."""
    if change.percent is None:
        return ""
    words = change_in_cell(change)
    return f"London: {words[:1].lower()}{words[1:]}."
