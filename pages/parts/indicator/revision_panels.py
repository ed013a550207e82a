"""What the newest editions changed in months that were already published."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.geography.areas import Area
from analytics.indicators import Indicator, indicator
from analytics.narrative import number, signed, signed_percent
from analytics.periods import month_name, short_month
from analytics.recording_events import EVENTS, LONDON_TOTAL
from analytics.revisions import revision_history
from analytics.revisions.latest_revision import Revision, revisions, rows
from analytics.revisions.revision_history import (
    Path,
    PublishedStanding,
    RevisionsAtAge,
    month_revisions,
    revisions_by_age,
    yearly_paths,
)
from analytics.series.caution_figures import restored_words
from analytics.series.publication_dates import editions
from analytics.statistics.change import Change
from analytics.tables.published_rows import table_of
from data.published_areas import MPS
from pages.parts import tables
from pages.parts.cached_figures import LONDON, kept, kept_panel
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow
from pages.parts.words import capital, day, listed, lower


@kept
def _newest(indicator_ids: tuple[str, ...], area: Area | None) -> tuple[Revision, ...]:
    return tuple(revisions(indicator_ids, level="borough" if area else "mps", area_code=area.code if area else MPS))


@kept_panel
def release(indicator_ids: Sequence[str], area: Area | None = None) -> Panel:
    """Each indicator, for a borough or London: the same 12 months in the newest edition and in the one before."""
    revised = _newest(tuple(indicator_ids), area)
    return Panel(
        key="revisions",
        title=_title([revision for revision in revised if revision.percent is not None]),
        statistic=f"{area.name if area else LONDON}: the last 12 months that two editions both hold, before and after; "
        "beneath, their change on a year earlier",
        figures=table_of(rows(revised)),
        chart=tables.html_table(
            "Revisions of the newest editions",
            ("Indicator", "12 months to", "Before", "Now", "Revision"),
            [_line(revision) for revision in revised],
            numbers=(2, 3, 4),
        ),
        indicators=tuple(revision.indicator for revision in revised),
        level="borough" if area else "mps",
        formulas=("revision", "change"),
        note=f"{_turned(revised)}{_lost(revised)}"
        "Every edition revises earlier months, as offences are reclassified or recorded late.",
        follows_filters=False,
    )


def _title(revised: Sequence[Revision]) -> str:
    if not revised:
        return "What changed in this release: first editions here, with nothing to compare them with"
    most = max(revised, key=lambda revision: abs(revision.percent or 0))
    return (
        f"What changed in this release: earlier months were revised by up to {signed_percent(most.percent or 0)} "
        f"({most.indicator.in_sentence}, from {number(most.before or 0)} to {number(most.after or 0)})"
    )


def _turned(revised: Sequence[Revision]) -> str:
    """The verdicts that the release turned, in a sentence; empty where it turned none."""
    pairs = [(r.indicator, r.change_before, r.change_after) for r in revised]
    turned = [
        f"{entry.in_sentence} (“{before.verdict}” before, now “{after.verdict}”)"
        for entry, before, after in pairs
        if before and after and before.verdict and after.verdict and before.verdict != after.verdict
    ]
    return f"The release turned the verdict on {listed(turned)}. " if turned else "No verdict on these months turned. "


def _lost(revised: Sequence[Revision]) -> str:
    """What London's total lost with the newest edition is no correction; turned verdicts with it are told again."""
    concerned = [
        r for r in revised if r.change_after and any(e.id == LONDON_TOTAL for e in r.change_after.comparability.events)
    ]
    if not concerned:
        return ""
    words_of_event = next(event.words for event in EVENTS if event.id == LONDON_TOTAL)
    restored = [
        f"{r.indicator.short_title}: {lower(restored_words(r.indicator, r.window.year_earlier(), r.window))}"
        for r in concerned
        if r.change_before and r.change_after and r.change_before.verdict != r.change_after.verdict
    ]
    return " ".join([f"Not all of it is correction. {words_of_event}", *restored, ""])


def _line(revision: Revision) -> TableRow:
    month = short_month(revision.window.end)
    if revision.before is None or revision.after is None:
        unknown = revision.note.split(":")[0].rstrip(".")
        nothing = Cell(tables.NOTHING)
        return TableRow((Cell(revision.indicator.short_title), Cell(month), nothing, nothing, Cell(unknown)))
    size = tables.NOTHING if revision.percent is None else signed_percent(revision.percent)
    return TableRow(
        (
            Cell(revision.indicator.short_title),
            Cell(month),
            Cell(number(revision.before), second=_change(revision.change_before)),
            Cell(number(revision.after), second=_change(revision.change_after)),
            Cell(size, second=signed(revision.difference or 0)),
        )
    )


def _change(change: Change | None) -> str:
    """The change on a year earlier, `−8.9%`; empty where none is told."""
    return "" if change is None or change.percent is None else signed_percent(change.percent)


@kept
def _paths(indicator_id: str) -> tuple[Path, ...]:
    return yearly_paths(indicator_id)


@kept_panel
def path(indicator_id: str) -> Panel:
    """A figure of London as first published and as it stands: each financial year that was published again."""
    registered = indicator(indicator_id)
    shown = _paths(indicator_id)[::-1]
    return Panel(
        key=f"{indicator_id}_revised",
        title=_path_title(registered, shown),
        statistic=f"{registered.short_title} in London: the same months as first published and in the newest edition",
        figures=table_of(revision_history.rows(shown)),
        chart=tables.html_table(
            f"{registered.short_title} by edition",
            ("Period", "First published", "Now", "Revision"),
            [_path_line(year) for year in shown],
            numbers=(1, 2, 3),
        ),
        indicators=(registered,),
        formulas=("revision",),
        note="First published: in the first edition held here that has all months of the period.",
        empty=f"Only one edition of {registered.in_sentence} is held here, so there is no revision to show.",
        follows_filters=False,
    )


def _path_title(registered: Indicator, shown: Sequence[Path]) -> str:
    if not shown:
        return f"No revision of {registered.in_sentence} is known here"
    newest = next((year for year in shown if year.window.kind == "financial_year"), shown[0])
    first, now = number(newest.first.value), number(newest.now.value)
    if first == now:
        return f"{registered.short_title} {newest.window.when} was published as {first} and has not been revised"
    return f"{registered.short_title} {newest.window.when} was first published as {first} and now reads {now}"


def _path_line(year: Path) -> TableRow:
    between = [f"{number(one.value)} on {day(one.since)}" for one in year.standings[1:-1]]
    size = tables.NOTHING if year.percent is None else signed_percent(year.percent)
    return TableRow(
        (
            Cell(capital(year.window.label), second=f"Between: {', '.join(between)}" if between else ""),
            Cell(number(year.first.value), second=_since(year.first)),
            Cell(number(year.now.value), second=_since(year.now)),
            Cell(size, second=signed(year.difference)),
        )
    )


def _since(standing: PublishedStanding) -> str:
    known = editions()
    estimated = any(known[one].published_estimated for one in standing.editions[-1:] if one in known)
    return f"about {month_name(standing.since.replace(day=1))}" if estimated else day(standing.since)


@kept_panel
def by_age(indicator_id: str) -> Panel:
    """How much months of London were revised by the next publication, by how old they were."""
    registered = indicator(indicator_id)
    bins = revisions_by_age(indicator_id)
    return Panel(
        key=f"{indicator_id}_by_age",
        title=_age_title(registered, bins),
        statistic=f"{registered.short_title}, London: a month’s count in one publication against the one before, "
        "in per cent without sign, by the age of the month",
        figures=table_of(revision_history.month_rows(month_revisions(indicator_id))),
        chart=tables.html_table(
            f"Revisions of {registered.in_sentence} by age of month",
            ("Age of the month when published before", "Months", "Median", "Largest"),
            [_age_line(age_group) for age_group in bins],
            numbers=(1, 2, 3),
        ),
        indicators=(registered,),
        formulas=("revision",),
        note="The file has every month that was published again, with its count before; revisions.csv of the open data "
        "has each month in every edition. Months of fewer than 50 are left out here.",
        empty=f"Only one edition of {registered.in_sentence} is held here, so there is no revision to show.",
        follows_filters=False,
    )


def _age_title(registered: Indicator, bins: Sequence[RevisionsAtAge]) -> str:
    if not bins:
        return f"No revision of {registered.in_sentence} is known here"
    young, old = bins[0], bins[-1]
    return (
        f"Months {_ages(young)} old were typically revised by {_fine(young.median)}, "
        f"those {_ages(old)} old by {_fine(old.median)}"
    )


def _ages(age_group: RevisionsAtAge) -> str:
    return (
        f"{age_group.from_age} months or more"
        if age_group.to_age is None
        else f"{age_group.from_age} to {age_group.to_age} months"
    )


def _age_line(age_group: RevisionsAtAge) -> TableRow:
    sizes = (_fine(age_group.median), _fine(age_group.largest))
    return TableRow((Cell(capital(_ages(age_group))), Cell(number(age_group.months)), *map(Cell, sizes)))


def _fine(size: float) -> str:
    """Revisions of months are small: two decimals."""
    return f"{number(size, decimals=2)}%"
