"""What a reader must be told of months or days that the published files do not reach: an empty answer is no zero."""

from __future__ import annotations

from datetime import date

from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import Indicator, Level, indicator
from analytics.requests.selection import Selection
from analytics.revisions.corrected_editions import corrected_editions
from analytics.series.coverage import coverage, coverage_words
from analytics.series.publication_dates import editions
from data.catalogue import SERIES


def coverage_notes(selection: Selection) -> tuple[str, ...]:
    """One sentence for each indicator and level whose figures do not reach what is asked for; empty where all do.

    Said are months that lie wholly outside the published months, an `as_of` before the first publication, and
    editions of that day that were withdrawn since.
    """
    notes = [_note(indicator(name), level, selection) for name in selection.indicators for level in selection.levels]
    notes += _withdrawals(selection) if selection.as_of else []
    return tuple(dict.fromkeys(note for note in notes if note))


def _note(entry: Indicator, level: Level, selection: Selection) -> str:
    title = f"{entry.title}, {AREA_LEVELS[level].plural}"
    if (covered := coverage(entry, level)) is None:
        return f"{title}: no figures have been published."
    published = _first_publication(entry, level)
    if selection.as_of and published and selection.as_of < published:
        return f"{title}: nothing had been published by {selection.as_of}; the first edition held is of {published}."
    first, last = covered
    if (selection.start and selection.start > last) or (selection.end and selection.end < first):
        return f"{title}: the months asked for lie outside the published figures, {coverage_words(entry, level)}."
    return ""


def _withdrawals(selection: Selection) -> list[str]:
    """Editions that would have been part of the figures of that day, and are so no longer."""
    resources = {SERIES[name].resource for correction in selection.indicators for name in indicator(correction).series}
    levels = {held for level in selection.levels for held in AREA_LEVELS[level].in_editions_of}
    return [
        correction.line
        for correction in corrected_editions()
        if correction.kind == "withdraw"
        and correction.resource in resources
        and correction.level in levels
        and (correction.published_on is None or selection.as_of is None or correction.published_on <= selection.as_of)
    ]


def _first_publication(entry: Indicator, level: Level) -> date | None:
    """The day from which every series of an indicator had an edition; sums have those of their parts."""
    of_level = AREA_LEVELS[level].in_editions_of
    days: dict[str, date] = {}
    for edition in editions().values():
        if edition.level in of_level and edition.published_on:
            days[edition.resource] = min(edition.published_on, days.get(edition.resource, edition.published_on))
    known = [days.get(SERIES[term.series].resource) for term in (*entry.terms, *entry.denominator_terms)]
    return max((day for day in known if day), default=None)
