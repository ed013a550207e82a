"""Panels of violence against women and girls: what figures cannot say, offences by borough, domestic abuse, delay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import streamlit as st

from analytics.comparability import drawn_events
from analytics.indicators import indicator
from analytics.narrative import change_in_cell, line_alternative, number, percent
from analytics.periods import window_ending
from analytics.statistics.change import DOWN, UP
from analytics.tables.figures_table import Measure
from data.published_areas import MPS
from pages.parts import cached_figures, figures, tables, words
from pages.parts.cached_figures import LONDON, Fact
from pages.parts.indicator import time_series_panels
from pages.parts.indicator.time_series_panels import STATISTICS
from pages.parts.panels import Panel, without_figures
from pages.parts.tables import Cell, Row, TableRow
from pages.parts.view import View

# London by its headline; boroughs, which the publisher does not split by offence, by the wider total.
LONDON_ONLY, WIDER = "vawg_offences", "vawg"
CANNOT_SAY = (
    "Police figures count what was reported and recorded, and most victims of violence against women and girls never "
    "report it to the police: these figures are not the amount of violence. "
    "A rise can mean more violence, more reporting or better recording, and the figures alone cannot tell which."
)


def cannot_say(view: View) -> None:
    """What police figures leave out, at the top of the page."""
    with view.head:
        st.html(f'<div class="limits"><p>{words.html(CANNOT_SAY)}</p></div>')


def scope(view: View) -> str:
    """The indicator that exists for what was chosen."""
    return WIDER if view.boroughs else LONDON_ONLY


def first(view: View) -> Panel:
    """The first chart of the page: the wider total in the chosen boroughs, else London's headline."""
    if view.boroughs and view.measure == "count":
        return with_scope(time_series_panels.borough_trend(WIDER, view))
    return trend(view)


@cached_figures.kept_panel
def trend(view: View) -> Panel:
    """The course of the headline in London; as a rate beside boroughs, of the wider total."""
    indicator_id = scope(view) if view.measure == "rate" else LONDON_ONLY
    panel = time_series_panels.trend((indicator_id,), view)
    months = panel.figures.column("period_end").to_pylist()
    if not months:
        return panel
    events = drawn_events(indicator_id, min(months).replace(day=1), max(months).replace(day=1))
    words_of = (event.words for event in events if event.kind in ("break", "step"))
    return replace(panel, note=" ".join((*words_of, panel.note)).strip())


def with_scope(panel: Panel) -> Panel:
    """A panel of the wider total with what is in it that the headline leaves out."""
    return replace(panel, note=f"{indicator(WIDER).caveats[0]} {panel.note}".strip())


@cached_figures.kept_panel
def together(indicator_ids: Sequence[str], view: View) -> Panel:
    """Several indicators of London in one chart, each with its verdict in the title."""
    panel = replace(
        time_series_panels.trend(indicator_ids, replace(view, boroughs=())), key=f"{indicator_ids[0]}_together"
    )
    if panel.is_empty:
        return panel
    facts = [
        cached_figures.between(fact, view.start, view.end)
        for fact in cached_figures.latest(tuple(indicator_ids), kind=view.window)
    ]
    return replace(
        panel,
        title=_verdicts(facts),
        statistic=f"{words.capital(panel.figures.column('unit')[0].as_py())} in {LONDON}, "
        f"{STATISTICS[view.window]}; all victims, not only women and girls",
    )


def _verdicts(facts: Sequence[Fact]) -> str:
    """`Rape rose 3.3%, robbery fell 2% in the year to June 2026`."""
    when = facts[0].window.when
    verdicts = [words.opening(fact).split(f" {when}")[0] for fact in facts]
    return f"{'; '.join((verdicts[0], *(words.lower(verdict) for verdict in verdicts[1:])))} {when}"


@cached_figures.kept_panel
def domestic_abuse(view: View) -> Panel:
    """Domestic abuse with the break drawn; across it the change is withheld, with the reason."""
    indicator_ids = ("domestic_abuse", "domestic_abuse_with_injury")
    panel = time_series_panels.trend(indicator_ids, replace(view, boroughs=()))
    if panel.is_empty:
        return panel
    fact = cached_figures.between(cached_figures.latest(indicator_ids[:1], kind=view.window)[0], view.start, view.end)
    month = fact.window.end
    # Withheld, it stands in the table and the file as well: without a value, with the reason.
    changes = cached_figures.selected(
        indicator_ids[:1], window=view.window, measures=("change",), start=month, end=month
    )
    withheld = [cached_figures.figures(changes)] if fact.change.percent is None else []
    return replace(
        panel,
        title=words.opening(fact),
        statistic=f"{panel.statistic}, {LONDON}",
        figures=pa.concat_tables([panel.figures, *withheld]),
        request=None if withheld else panel.request,
        formulas=(*panel.formulas, "change"),
        note=" ".join(dict.fromkeys((words.sentence(fact.change.note), fact.indicator.end_note))).strip(),
    )


@cached_figures.kept_panel
def boroughs(indicator_ids: Sequence[str], view: View) -> Panel:
    """Several offences in every borough over 12 months: counts, or rates with their intervals, and changes."""
    london = cached_figures.latest(tuple(indicator_ids))
    codes = tuple(area.code for area in cached_figures.boroughs())
    facts = cached_figures.latest(tuple(indicator_ids), areas=codes, level="borough")
    by_place = {(fact.area.code, fact.indicator.id): fact for fact in (*london, *facts)}
    is_rate = view.measure == "rate"
    measures: tuple[Measure, ...] = ("rate" if is_rate else "count", "change")
    selection = cached_figures.selected(indicator_ids, areas=(MPS, *codes), measures=measures, last=1)
    rows = cached_figures.figures(selection)
    shown = {
        (row["area_code"], row["indicator"]): row
        for row in rows.to_pylist()
        if row["measure"] == ("rate" if is_rate else "count")
    }
    if not shown:
        return without_figures(f"{indicator_ids[0]}_boroughs", london[0].indicator, rows)
    unit = next(row["unit"] for row in shown.values())
    statistic = f"{words.capital(unit)} by borough, {london[0].window.label}, with the change on the year before"
    names = {MPS: LONDON} | {area.code: area.name for area in cached_figures.boroughs()}
    return Panel(
        key=f"{indicator_ids[0]}_boroughs",
        title=_clear_changes(indicator_ids, facts),
        statistic=f"{statistic}; all victims, not only women and girls",
        figures=rows,
        chart=tables.html_table(
            statistic,
            ("Borough", *(fact.indicator.short_title for fact in london)),
            tables.marked_first(
                [
                    TableRow(
                        (
                            Cell(name),
                            *(
                                _cell(shown[code, indicator_id], by_place[code, indicator_id])
                                for indicator_id in indicator_ids
                            ),
                        ),
                        is_marked=code in (MPS, *view.codes),
                    )
                    for code, name in names.items()
                ]
            ),
            numbers=range(1, len(indicator_ids) + 1),
            sorted_by=0,
        ),
        indicators=tuple(fact.indicator for fact in london),
        level="borough",
        formulas=measures,
        note=f"{words.expected([fact.change for fact in facts])} {words.cautions((*london, *facts))}".strip(),
        request=selection,
    )


def _cell(row: Row, fact: Fact) -> Cell:
    bounds = f"{tables.interval_text(row)}; " if row["measure"] == "rate" else ""
    return Cell(tables.figure_text(row), second=f"{bounds}{change_in_cell(fact.change)}", key=row["value"])


def _clear_changes(indicator_ids: Sequence[str], facts: Sequence[Fact]) -> str:
    parts = []
    for indicator_id in indicator_ids:
        verdicts = words.tally(fact.change for fact in facts if fact.indicator.id == indicator_id)
        parts.append(
            f"{indicator(indicator_id).in_sentence} up in {_or_none(verdicts.get(UP))}, "
            f"down in {_or_none(verdicts.get(DOWN))}"
        )
    total = len({fact.area.code for fact in facts})
    return f"Of {total} boroughs: {'; '.join(parts)}"


def _or_none(count: int | None) -> str:
    return number(count) if count else "none"


@cached_figures.kept_panel
def recorded_late(view: View) -> Panel:
    """The share of offences recorded over a year after they were committed."""
    indicator_ids = ("vawg_recorded_over_a_year_later", "vawg_committed_date_unknown")
    selection = cached_figures.selected(indicator_ids, window=view.window)
    names = {(indicator_ids[0], MPS): "Over a year later", (indicator_ids[1], MPS): "Date unknown"}
    rows = cached_figures.figures(selection)
    is_yearly = view.window == "financial_year_to_date"
    rows = cached_figures.same_month(rows) if is_yearly else rows
    lines = figures.lines_of(rows.to_pylist(), names)
    if not lines:
        return without_figures("vawg_recorded_late", indicator("vawg"), rows)
    late, unknown = lines
    window = window_ending(late.months[-1], view.window)
    events = drawn_events(LONDON_ONLY, late.months[0], late.months[-1])
    return Panel(
        key="vawg_recorded_late",
        title=f"{percent(late.last)} of flagged offences recorded {window.when} had been committed over a year before",
        statistic=f"Per cent of all offences in the publication, {STATISTICS[view.window]}, {LONDON}",
        alt=" ".join(
            line_alternative(
                line.indicator,
                line.months,
                line.values,
                statistic=STATISTICS[view.window],
                decimals=1,
            )
            for line in lines
        ),
        figures=rows,
        chart=figures.trend(
            lines,
            events=[event for event in events if event.kind in ("break", "step") or event.id == "covid_2020"],
            decimals=1,
            unit="per cent",
            with_points=is_yearly,
        ),
        indicators=tuple(indicator(indicator_id) for indicator_id in (*indicator_ids, LONDON_ONLY)),
        formulas=("share",),
        note=_counted(rows, window.when, unknown.last),
        request=None if is_yearly else selection,
    )


def _counted(rows: pa.Table, period: str, unknown: float) -> str:
    last = [row for row in rows.to_pylist() if row["indicator"] == "vawg_recorded_over_a_year_later"][-1]
    of = number(last["base_value"] or 0)
    lacking = f"{percent(unknown)} lack" if unknown else "none lacks"
    return f"Of {of} flagged offences recorded {period}, {lacking} a date of the offence."
