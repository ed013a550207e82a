"""What must travel with the figures: definitions, caveats, breaks, editions and licences of a selection's own rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analytics import comparability
from analytics.comparability import Event, events_for
from analytics.editions import Edition, named_in
from analytics.indicators import INDICATORS, Indicator, caveats
from analytics.periods import add_months, month_name
from analytics.selection import Selection
from data.catalogue import DATASET_OF, DATASETS, OGL2, OGL3, SERIES, Dataset

LICENCES = {
    OGL2: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
    OGL3: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
NOT_ACCREDITED = "Police recorded crime: official statistics, not accredited."


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
        return f"{self.kind}, {month_name(self.starts)}{until}{where}: {self.title}. {self.words}"


def indicators_of(selection: Selection) -> tuple[Indicator, ...]:
    """The indicators of a selection, by id."""
    return tuple(INDICATORS[each] for each in selection.indicators)


def datasets_of(selection: Selection) -> tuple[Dataset, ...]:
    """The publications that the figures come from, the denominators of rates among them."""
    series = [name for each in indicators_of(selection) for name in each.series]
    found = [DATASET_OF[SERIES[name].resource] for name in series]
    if "rate" in selection.measures:
        found.append(DATASETS["ons_population"])
        found += [DATASETS["ons_wards"]] if "ward" in selection.levels else []
    found += [DATASETS["ons_households"]] if "household_rate" in selection.measures else []
    return tuple({dataset.id: dataset for dataset in found}.values())


def licences_of(selection: Selection) -> tuple[str, ...]:
    """The addresses of the licences of those publications."""
    return tuple(sorted({LICENCES[dataset.licence] for dataset in datasets_of(selection)}))


def caveats_of(selection: Selection) -> dict[str, tuple[str, ...]]:
    """What a reader of each indicator must know, at the levels that are asked for."""
    return {
        each.id: tuple(dict.fromkeys(words for level in selection.levels for words in caveats(each, level=level)))
        for each in indicators_of(selection)
    }


def breaks_of(selection: Selection, months: tuple[date, date] | None) -> tuple[Break, ...]:
    """Breaks, steps and cautions between the first and last month of the rows, and of what they are compared with."""
    if months is None:
        return ()
    if "change" in selection.measures:
        before = selection.baseline.start if selection.baseline else add_months(months[0], -12)
        months = min(before, months[0]), months[1]
    found: dict[tuple[str, str], Break] = {}
    for each in indicators_of(selection):
        for area in selection.areas:
            for event in comparability.annotations(each, *months, level=area.level, area_code=area.code):
                found.setdefault((each.id, event.id), _break(each, event))
    return tuple(found.values())


def _break(of: Indicator, event: Event) -> Break:
    where = ", ".join((*event.levels, *event.areas))
    return Break(of.id, event.kind, event.starts, event.ends, event.title, event.words, where)


def all_breaks(of: Indicator) -> tuple[Break, ...]:
    """Every break, step and caution of an indicator at any level, oldest first; for one area, it is named."""
    events = {e.id: e for level in of.levels for e in events_for(of, level=level)}
    return tuple(_break(of, event) for event in sorted(events.values(), key=lambda e: e.starts))


def editions_of(cells: Iterable[str | None]) -> tuple[Edition, ...]:
    """The editions that rows name."""
    return named_in(cells)


def edition_line(edition: Edition) -> str:
    """`knife-borough-…: title, published 18 March 2026, months 2022-03 to 2026-02`."""
    day = edition.published_on.isoformat() if edition.published_on else "on a day not stated"
    about = " (estimated)" if edition.published_on and edition.published_estimated else ""
    months = f"{edition.months_from:%Y-%m} to {edition.months_to:%Y-%m}"
    return f"{edition.id}: {edition.title}, {edition.level} level, published {day}{about}, months {months}"
