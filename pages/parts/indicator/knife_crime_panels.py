"""Panels on how far knife crime figures can be trusted: positive outcomes, and the Home Office's other definition."""

from __future__ import annotations

from analytics.comparability import drawn_events
from analytics.indicators import indicator
from analytics.narrative import line_alternative, number, percent
from analytics.periods import month_name
from analytics.tables import home_office_rows
from analytics.tables.published_rows import table_of
from data.published_areas import MPS
from pages.parts import cached_figures, figures, tables
from pages.parts.cached_figures import LONDON
from pages.parts.panels import Panel, without_figures
from pages.parts.tables import Cell, TableRow

RATE = "knife_positive_outcome_rate"


@cached_figures.kept_panel
def positive_outcomes() -> Panel:
    """Positive outcomes for every 100 knife offences in London, with the changes in their recording."""
    registered = indicator(RATE)
    selection = cached_figures.selected((RATE,))
    table = cached_figures.figures(selection)
    rows = table.to_pylist()
    if not rows:
        return without_figures(RATE, registered, table)
    (line,) = figures.lines_of(rows, {(RATE, MPS): LONDON})
    events = [e for e in drawn_events(registered, line.months[0], line.months[-1]) if e.kind in ("break", "step")]
    changes = " and ".join(month_name(event.starts) for event in events)
    since = f"; recording changed in {changes}" if changes else ""
    statistic = "Positive outcomes for every 100 knife offences of the same 12 months, London"
    return Panel(
        key=RATE,
        title=f"Positive outcomes stand at {percent(line.last)} of knife offences{since}",
        statistic=statistic,
        alt=line_alternative(
            registered, line.months, line.values, statistic="per cent, 12 months to each month", decimals=1
        ),
        figures=table,
        chart=figures.trend([line], events=events, decimals=1, unit="%"),
        indicators=(registered,),
        formulas=("percentage", "trend"),
        note=f"{' '.join(registered.caveats)} Dotted: the 12 months span a change in recording.",
        follows_filters=False,
        request=selection,
    )


@cached_figures.kept_panel
def definitions() -> Panel:
    """The police's count and the Home Office's of the same year, and why they are kept apart."""
    rows = home_office_rows.knife_crime_rows()
    own, quoted = rows
    if own.value is None:
        return without_figures("knife_crime_definitions", indicator(home_office_rows.KNIFE), table_of([]))
    lines = [
        TableRow(
            (Cell("Metropolitan Police, used here"), Cell("Its own definition: see About"), Cell(number(own.value)))
        ),
        TableRow((Cell("Home Office, quoted"), Cell("Classifies the text of records"), Cell(number(quoted.value)))),
    ]
    window = home_office_rows.period()
    return Panel(
        key="knife_crime_definitions",
        title=home_office_rows.finding(),
        statistic=f"Knife crime in London, offences, {window.label}",
        figures=table_of(rows),
        chart=tables.html_table(
            f"Knife crime by two definitions, {window.label}",
            ("Count", "How it is made", "Offences"),
            lines,
            numbers=(2,),
        ),
        indicators=(indicator(home_office_rows.KNIFE),),
        note=f"{home_office_rows.METHOD} {home_office_rows.SOURCE}.",
        follows_filters=False,
    )
