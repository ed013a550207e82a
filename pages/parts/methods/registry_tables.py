"""The registries in words: datasets with their editions, indicators, breaks, formulas. Nothing here is typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from analytics.comparability import all_events
from analytics.geography.areas import name_of
from analytics.geography.levels import AREA_LEVELS
from analytics.indicators import INDICATORS, Indicator, caveats
from analytics.narrative import number
from analytics.not_covered import NOT_COVERED
from analytics.periods import month_name
from analytics.recording_events import ALL, EVENTS, RecordingEvent
from analytics.series.area_dispersion import estimate, estimates
from data.catalogue import DATASETS, SERIES, Dataset
from data.editions import Edition
from pages.parts import sources, tables
from pages.parts.cached_figures import kept
from pages.parts.formulas import FORMULAS
from pages.parts.tables import Cell, TableRow
from pages.parts.words import NOT_ACCREDITED, capital, html, listed

KINDS = {
    "break": "Break: a comparison across it is withheld",
    "step": "Step: shown, without a verdict",
    "caution": "Caution: shown, with the words beside it",
    "start": "Start: nothing before it",
}
NAMES = {
    "count": "Count",
    "rate": "Rate per resident",
    "household_rate": "Rate per household",
    "ward_rate": "Rate of a ward",
    "funnel": "Funnel limits",
    "share": "Share",
    "change": "Change",
    "percentage": "Positive outcomes",
    "control": "Control chart",
    "trend": "Rolling 12 months",
    "revision": "Revision",
    "reoffending": "Proven reoffending rate",
    "reoffences": "Reoffences per offender",
    "points": "Difference between two rates",
    "follow_up": "Follow-up of a cohort",
    "basis": "Basis of reoffending figures",
    "survey": "Public Attitude Survey",
    "force_rate": "Rate of a police force",
}


def datasets() -> None:
    """Every dataset: who publishes it, under which licence, where, with which oddities, and the editions held."""
    st.html(f'<div class="registry">{_datasets()}</div>')


@kept
def _datasets() -> str:
    return "".join(_dataset(dataset) for dataset in DATASETS.values())


def _dataset(dataset: Dataset) -> str:
    held = [edition for edition in sources.editions().values() if edition.dataset == dataset.id]
    oddities = [oddity for resource in dataset.resources for oddity in resource.oddities]
    facts = {
        "Publisher": html(dataset.publisher),
        "Page": f'<a href="{html(dataset.page)}" target="_blank" rel="noopener">{html(dataset.page)}</a>',
        "Licence": html(f"{dataset.licence}. {dataset.notice}".strip(". ")),
        "Standing": html("Accredited official statistics" if dataset.accredited else NOT_ACCREDITED),
        "Seen in its files": _list(oddities),
    }
    editions = "editions held" if len(held) != 1 else "edition held"
    return _details(dataset.title, f"{number(len(held))} {editions}", f"{_terms(facts)}{_editions(held)}")


def _editions(held: Sequence[Edition]) -> str:
    newest_first = sorted(held, key=lambda e: (e.resource, e.level, e.months_to), reverse=True)
    lines = [
        TableRow(
            (
                Cell(edition.title.split(", ", 1)[-1], second=edition.id),
                Cell(edition.level),
                Cell(sources.coverage(edition)),
                Cell(capital(sources.published(edition)), second="; ".join(edition.warnings)),
                Cell(number(edition.rows)),
                Cell(edition.source_sha256[:12], second=edition.source_name),
            )
        )
        for edition in newest_first
    ]
    heads = ("Edition", "Level", "Covers", "Published", "Rows", "SHA-256 of the file")
    return tables.html_table("Editions held", heads, lines, numbers=(4,)) if lines else "<p>No edition is held.</p>"


def indicators() -> None:
    """Every indicator: definition, the rows that it counts, where and since when it can be compared, caveats."""
    st.html(f'<div class="registry">{_indicators()}</div>')


@kept
def _indicators() -> str:
    return "".join(
        _details(indicator.title, indicator.id, _terms(_indicator(indicator))) for indicator in INDICATORS.values()
    )


def _indicator(indicator: Indicator) -> dict[str, str]:
    levels = ", ".join(AREA_LEVELS[level].plural for level in indicator.levels) or "regions and England"
    better = "Lower is better" if indicator.lower_is_better else "Higher is better"
    return {
        "Definition": html(indicator.definition),
        "Rows counted": _list(_rows(indicator)),
        "Unit": html(indicator.unit),
        "Levels": html(levels),
        "Comparable from": html(_begins(indicator)),
        "Direction": html(f"{better}; a direction is never shown as good or bad by colour"),
        "Rate per": html(_per(indicator)),
        "Changes in recording": _list(_event(event) for event in all_events(indicator) if _lies_in(event, indicator)),
        "Caveats": _list(caveats(indicator)),
    }


def _rows(indicator: Indicator) -> list[str]:
    """The publisher's own labels, those that are taken off with a minus."""
    signs = {1: "", -1: "less "}
    return [f"{signs[term.sign]}{_labels(term.series)}" for term in indicator.terms] + [
        f"divided by {_labels(term.series)}" for term in indicator.denominator_terms
    ]


def _labels(series: str) -> str:
    declared = SERIES[series]
    labels = [" / ".join(filter(None, (label.group, label.subgroup))) for label in declared.labels]
    return f"{series}: {'; '.join(labels)}"


def _per(indicator: Indicator) -> str:
    return f"{number(indicator.per)} {indicator.people}" if indicator.denominator else "no rate per resident"


def dispersions() -> None:
    """How much more the months of each indicator vary than independent events would: London, boroughs, wards."""
    lines = [_dispersion_line(indicator) for indicator in INDICATORS.values() if estimate(indicator)]
    heads = ("Indicator", "London", "Boroughs", "What London’s rests on")
    table = tables.html_table("Dispersion", heads, lines, numbers=(1, 2), whole=True, on_demand="Show every indicator")
    st.html(f'<div class="registry">{table}</div>')


def _dispersion_line(indicator: Indicator) -> TableRow:
    london = estimate(indicator)
    boroughs = [one.phi for one in estimates(indicator, level="borough")] if "borough" in indicator.levels else []
    mean = number(sum(boroughs) / len(boroughs), decimals=1) if boroughs else tables.NOTHING
    span = f"{number(min(boroughs), decimals=1)} to {number(max(boroughs), decimals=1)}" if boroughs else ""
    return TableRow(
        (
            Cell(indicator.short_title),
            Cell(number(london.phi, decimals=1) if london else tables.NOTHING),
            Cell(mean, second=span),
            Cell(london.words if london else ""),
        )
    )


def changes_in_recording() -> None:
    """Every break, step, caution and late start, oldest first, with its words and its source."""
    lines = [_event_line(event) for event in sorted(EVENTS, key=lambda event: event.starts)]
    heads = ("What changed", "When", "How it is treated", "In words")
    table = tables.html_table("Breaks, steps and cautions", heads, lines, numbers=(), whole=True)
    st.html(f'<div class="as-list">{table}</div>')


def _event_line(event: RecordingEvent) -> TableRow:
    wording = Cell(event.words, second=event.source)
    return TableRow((Cell(event.title, second=_where(event)), Cell(_when(event)), Cell(KINDS[event.kind]), wording))


def _when(event: RecordingEvent) -> str:
    if event.by_publication:
        return f"published before {month_name(event.starts)}"
    if event.ends is None:
        return f"from {month_name(event.starts)}"
    return month_name(event.starts) if event.ends == event.starts else _span(event.starts, event.ends)


def _span(first: date, last: date) -> str:
    return f"{month_name(first)} to {month_name(last)}"


def _event(event: RecordingEvent) -> str:
    """An event in the list of an indicator: 'from April 2017: Burglary classes changed (boroughs only)'."""
    reach = _reach(event)
    return f"{_when(event)}: {event.title}{f' ({reach} only)' if reach else ''}"


def _where(event: RecordingEvent) -> str:
    """The indicators that the event concerns, and the places."""
    named = "Every indicator of crime" if ALL in event.families else capital(", ".join(_concerned(event)))
    reach = _reach(event)
    return f"{named}: {reach} only" if reach else named


def _concerned(event: RecordingEvent) -> list[str]:
    indicators = [
        indicator
        for indicator in INDICATORS.values()
        if event.concerns(indicator.event_families) and _lies_in(event, indicator)
    ]
    return [indicator.in_sentence for indicator in indicators]


def _begins(indicator: Indicator) -> str:
    london = f"; London as a whole from {month_name(indicator.london_start)}" if indicator.london_start else ""
    return f"{month_name(indicator.start)}{london}"


def _lies_in(event: RecordingEvent, indicator: Indicator) -> bool:
    """Whether it was not over before the indicator begins."""
    return event.ends is None or event.ends >= indicator.start


def _reach(event: RecordingEvent) -> str:
    """Where an event is felt, 'Hillingdon', 'boroughs', or nothing where it is felt everywhere."""
    return listed([name_of(code) for code in event.areas] or [AREA_LEVELS[level].plural for level in event.levels])


def formulas() -> None:
    """Every formula, as the panels state it."""
    st.html(f'<div class="registry">{_terms({NAMES[key]: html(text) for key, text in FORMULAS.items()})}</div>')


def not_covered() -> None:
    """Every subject that is not here: who publishes it and where, why it is not here, and what is nearest."""
    lines = [
        TableRow(
            (
                Cell(subject.name, second=subject.reason),
                Cell(subject.where, link=subject.url),
                Cell(listed([INDICATORS[name].short_title for name in subject.nearest]), second=subject.relation),
            )
        )
        for subject in sorted(NOT_COVERED.values(), key=lambda subject: subject.name.lower())
    ]
    heads = ("Subject", "Published by", "Nearest here")
    st.html(f'<div class="as-list">{tables.html_table("What is not here", heads, lines, numbers=(), whole=True)}</div>')


def passages(texts: Mapping[str, str]) -> None:
    """Headed paragraphs."""
    st.html(f'<div class="registry">{_terms({title: html(text) for title, text in texts.items()})}</div>')


def _details(title: str, beside: str, body: str) -> str:
    return f"<details><summary>{html(title)}<small>{html(beside)}</small></summary>{body}</details>"


def _terms(facts: dict[str, str]) -> str:
    """Terms with what they are, as HTML; those without an answer are left out."""
    items = (f"<dt>{html(term)}</dt><dd>{text}</dd>" for term, text in facts.items() if text)
    return f"<dl>{''.join(items)}</dl>"


def _list(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{html(item)}</li>" for item in items)
    return f"<ul>{listed}</ul>" if listed else ""
