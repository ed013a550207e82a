"""What must travel with the figures: definitions, caveats, breaks, editions and licences of a selection's own rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from analytics import comparability
from analytics.comparability import all_events
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import INDICATORS, RESIDENTS, Indicator, caveats
from analytics.periods import add_months, month_name
from analytics.recording_events import RecordingEvent
from analytics.requests.selection import Selection
from analytics.revisions.revision_sizes import revision_sizes, revision_words
from analytics.series.publication_dates import editions, named_in, redated
from data.catalogue import DATASETS, OGL2, OGL3, Dataset, publications_of
from data.editions import Edition

LICENCES = {
    OGL2: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
    OGL3: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
NOT_ACCREDITED = "Police recorded crime: official statistics, not accredited."
# The published file of what a rate is per, by measure and level.
POPULATIONS = {
    ("residents", "borough"): "population_borough",
    ("residents", "ward"): "wards",
    ("residents_1_24", "borough"): "population_single_age",
    ("households", "borough"): "households",
}


class RowSummary:
    """What is known of rows once they have passed: how many, from which editions, of which months by indicator."""

    def __init__(self) -> None:
        self.rows, self._cells = 0, set[str]()
        self.months: dict[str, tuple[date, date]] = {}

    def add(self, chunk: pa.Table) -> None:
        """A chunk of a selection: rows of one indicator."""
        indicator = chunk.column("indicator")[0].as_py()
        self.rows += chunk.num_rows
        self._cells |= {cell for cell in chunk.column("edition").unique().to_pylist() if cell}
        first = min(chunk.column("period_start").unique().to_pylist())
        last = max(chunk.column("period_end").unique().to_pylist()).replace(day=1)
        known = self.months.get(indicator, (first, last))
        self.months[indicator] = min(first, known[0]), max(last, known[1])

    @property
    def editions(self) -> tuple[Edition, ...]:
        return named_in(self._cells)


@dataclass(frozen=True, slots=True)
class Break:
    """A break, step or caution that touches some of the rows."""

    indicator: str
    kind: str
    starts: date
    ends: date | None
    title: str
    words: str
    areas: str

    @property
    def line(self) -> str:
        until = f" to {month_name(self.ends)}" if self.ends else ""
        where = f" ({self.areas})" if self.areas else ""
        when = f"{month_name(self.starts)}{until}{where}"
        return f"{self.indicator}: {self.kind}, {when}: {self.title}. {self.words}"


def indicators_of(selection: Selection) -> tuple[Indicator, ...]:
    """The indicators of a selection, by id."""
    return tuple(INDICATORS[name] for name in selection.indicators)


def datasets_of(selection: Selection) -> tuple[Dataset, ...]:
    """The publications that the figures come from, the denominators of rates among them."""
    series = [name for indicator in indicators_of(selection) for name in indicator.series]
    datasets = list(publications_of(series))
    if "rate" in selection.measures:
        datasets.append(DATASETS["ons_population"])
        datasets += [DATASETS["ons_wards"]] if "ward" in selection.levels else []
    datasets += [DATASETS["ons_households"]] if "household_rate" in selection.measures else []
    return tuple({dataset.id: dataset for dataset in datasets}.values())


def licences_of(selection: Selection) -> tuple[str, ...]:
    """The addresses of the licences of those publications."""
    return tuple(sorted({LICENCES[dataset.licence] for dataset in datasets_of(selection)}))


def caveats_of(selection: Selection) -> dict[str, tuple[str, ...]]:
    """What a reader of each indicator must know, at the levels that are asked for; of rates only where there are.

    Of figures of a past day, also what they have lost since an edition was dated anew.
    """
    beside = () if "rate" in selection.measures else (RESIDENTS,)
    return {
        indicator.id: tuple(
            dict.fromkeys(
                (
                    *(w for level in selection.levels for w in caveats(indicator, level=level) if w not in beside),
                    *(redated(indicator.series, selection.levels, selection.as_of) if selection.as_of else ()),
                    *_revised(indicator, selection),
                )
            )
        )
        for indicator in indicators_of(selection)
    }


def _revised(of: Indicator, selection: Selection) -> tuple[str, ...]:
    """How far the newest yearly changes have moved after they were published, at each level that is asked for."""
    is_newest = selection.window == "rolling_12" and not (selection.as_of or selection.baseline)
    if "change" not in selection.measures or not is_newest or of.kind != "crime" or of.measure != "count":
        return ()
    levels = [level for level in selection.levels if level != "ward"]
    sentences = {level: revision_words(revision_sizes(of, level=level)) for level in levels}
    return tuple(f"{AREA_LEVELS[level].plural}: {text}" for level, text in sentences.items() if text)


def breaks_of(selection: Selection, months: Mapping[str, tuple[date, date]]) -> tuple[Break, ...]:
    """Breaks, steps and cautions in the months of each indicator's rows, and of what they are compared with."""
    breaks: dict[tuple[str, str], Break] = {}
    for name, rows in months.items():
        of, (start, end) = INDICATORS[name], _compared(selection, *rows)
        for area in selection.areas:
            for event in comparability.drawn_events(of, start, end, level=area.level, area_code=area.code):
                breaks.setdefault((name, event.id), _break(of, event))
    return tuple(breaks.values())


def _compared(selection: Selection, first: date, last: date) -> tuple[date, date]:
    """The first and last month of rows and, where they are changes, of the windows that they are against."""
    if "change" not in selection.measures:
        return first, last
    if against := selection.baseline:
        return min(first, against.start), max(last, against.end)
    return add_months(first, -12), last


def _break(of: Indicator, event: RecordingEvent) -> Break:
    where = ", ".join((*event.levels, *event.areas))
    return Break(of.id, event.kind, event.starts, event.ends, event.title, event.words, where)


def all_breaks(of: Indicator) -> tuple[Break, ...]:
    """Every break, step and caution of an indicator at any level, oldest first; for one area, it is named."""
    return tuple(_break(of, event) for event in all_events(of) if event.kind != "start" and not event.by_publication)


def populations_of(selection: Selection) -> tuple[Edition, ...]:
    """The editions of the populations that rates are per, of those published by the day that is asked for."""
    measures = {str(indicator.denominator) for indicator in indicators_of(selection) if "rate" in selection.measures}
    measures |= {"households"} if "household_rate" in selection.measures else set()
    levels = {AREA_LEVELS[level].population_from for level in selection.levels}
    files = {POPULATIONS.get((measure, level)) for measure in measures for level in levels}
    day = selection.as_of or date.max
    return tuple(e for e in editions().values() if e.resource in files and (e.published_on or day) <= day)


def edition_line(edition: Edition) -> str:
    """`knife-borough-…: title, published 18 March 2026, months 2022-03 to 2026-02`."""
    day = edition.published_on.isoformat() if edition.published_on else "on a day not stated"
    about = " (estimated)" if edition.published_on and edition.published_estimated else ""
    months = f"{edition.months_from:%Y-%m} to {edition.months_to:%Y-%m}"
    return f"{edition.id}: {edition.title}, {edition.level} level, published {day}{about}, months {months}"
