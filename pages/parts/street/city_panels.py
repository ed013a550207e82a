"""The City of London's opening, its six offences beside the ONS's figures, their course, and calls."""

from __future__ import annotations

import streamlit as st

from analytics.geography.daytime_population import YEAR as DAYTIME_YEAR
from analytics.geography.daytime_population import daytime_population
from analytics.narrative import bars_alternative, change_in_cell, interval, number
from analytics.periods import month_name
from analytics.requests.plain_address import PlainAddress
from analytics.statistics.rates import Rate
from analytics.street import street_counts
from analytics.street.city_offences import (
    BORROWED,
    WITHOUT_RANK,
    CityOffence,
    city_offence,
    city_offences,
    placed_elsewhere_words,
    residents,
)
from analytics.street.street_counts import ANOTHER_SOURCE, ANTISOCIAL, CALLS_NOTE, CAVEATS, street_table
from data.published_areas import CITY_OF_LONDON
from pages.parts import cached_figures, figures, page_opening, tables, words
from pages.parts.figures import ChartLine
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View

NAME, ROUTE, SOURCE = "City of London", "street", "data.police.uk"
ABOUT = (
    ("What this is", CAVEATS),
    ("How it is computed", (f"Records of twelve months, added up. {BORROWED}", WITHOUT_RANK)),
)
NOT_HELD = (
    "No record of the City of London Police has been added here. Where files are, this shows six offences that mean "
    "the same as the Metropolitan Police’s, what became of them, and where they were recorded."
)


def opening(view: View) -> None:
    """What moved clearly among the six offences, and what kind of figures these are."""
    offences = city_offences()
    if not offences:
        page_opening.write(view, (NAME, SOURCE), "No figures of the City of London have been added here", [NOT_HELD])
        return
    window = offences[0].window
    changes = [offence.change for offence in offences]
    clear = words.movements(changes, offences)
    context = (NAME, "records of its own police", f"data to {month_name(window.end)}", "another source")
    largest = max(offences, key=lambda offence: offence.count)
    text = (
        f"{words.capital(window.name)} against the year before. Of the six offences that mean the same "
        f"as the Metropolitan Police’s, {words.lower(largest.category)} is the largest: {number(largest.count)} "
        f"records. {ANOTHER_SOURCE}"
    )
    page_opening.write(view, context, f"{NAME}: {words.lower(clear)}", [text, _people()])


def _people() -> str:
    people, living = daytime_population(CITY_OF_LONDON), residents()
    if people is None or living is None:
        return WITHOUT_RANK
    return (
        f"{number(living)} people live in the City; in {DAYTIME_YEAR} {number(people.workday)} were there on a working "
        f"day. {WITHOUT_RANK}"
    )


@cached_figures.kept_panel
def offences() -> Panel:
    """The six offences: count, change, both rates together, the ONS's figure, and where the records lie."""
    six = city_offences()
    window = six[0].window
    statistic = f"{NAME}, {window.name}, against the year before; 95% intervals beneath"
    rows = street_table(("category",), chosen=[offence.category for offence in six])
    return Panel(
        key="city_offences",
        title="Six offences that the City’s records and the Metropolitan Police’s figures both mean",
        statistic=statistic,
        figures=rows,
        chart=tables.html_table(
            statistic,
            ("Offence", "Records", "Change", "Per 1,000 residents", "Per 1,000 present by day", "The ONS’s figure",
             "Outside or nowhere"),
            [_line(offence) for offence in six],
            numbers=(1, 3, 4, 5, 6),
            whole=True,
            stacking=True,
        ),
        indicators=(),
        formulas=(),
        note=f"{ANOTHER_SOURCE} The force’s total: {words.lower(placed_elsewhere_words(six[0]))[:-1]} (burglary). "
        f"{_ons_note(six[0])} {words.expected([offence.change for offence in six])} {BORROWED} {WITHOUT_RANK}",
        request=PlainAddress(
            ROUTE,
            (("by", "category"), *(("category", name) for name in sorted(o.category for o in six)),
             ("force", street_counts.CITY_POLICE)),
        ),
        about=ABOUT,
        follows_filters=False,
    )  # fmt: skip


def _ons_note(offence: CityOffence) -> str:
    if offence.ons is None:
        return ""
    return (
        f"The ONS’s figures are of the year to {month_name(offence.ons.year_ending.replace(day=1))}, with the records "
        "of those twelve months beneath."
    )


def _line(offence: CityOffence) -> TableRow:
    change = offence.change
    bounds = interval(*change.bounds) if change.bounds else ""
    ons = Cell(tables.NOTHING)
    if offence.ons is not None:
        records = "" if offence.in_ons_year is None else f"records: {number(offence.in_ons_year)}"
        ons = Cell(number(offence.ons.count), second=records)
    return TableRow(
        (
            Cell(offence.category),
            Cell(number(offence.count)),
            Cell(change_in_cell(change), second=bounds),
            _rate(offence.by_residents),
            _rate(offence.by_day),
            ons,
            Cell(number(offence.outside + offence.nowhere), second=f"{offence.outside} outside"),
        )
    )


def _rate(rate: Rate) -> Cell:
    if rate.value is None or rate.lower is None or rate.upper is None:
        return Cell(tables.NOTHING)
    return Cell(
        number(rate.value, decimals=2),
        second=f"{number(rate.lower, decimals=2)} to {number(rate.upper, decimals=2)}",
    )


def offence_choice() -> CityOffence:
    """Which of the six offences the charts below are about."""
    by_name = {offence.category: offence.indicator.id for offence in city_offences()}
    name = st.selectbox("Offence", tuple(by_name), key="city_offence", bind="query-params", width=320)
    chosen = city_offence(by_name[name])
    if chosen is None:
        raise LookupError(name)
    return chosen


@cached_figures.kept_panel
def course(offence: CityOffence) -> Panel:
    """The records of every month that has a file."""
    return _monthly(offence.category, "records", f"city_course_{offence.indicator.id}", placed_elsewhere_words(offence))


def _monthly(category: str, unit: str, key: str, note: str) -> Panel:
    rows = street_table(("month",), chosen=(category,))
    listed = rows.to_pylist()
    months = tuple(row["period_start"] for row in listed)
    values = tuple(row["value"] for row in listed)
    known = [value for value in values if value is not None]
    line = ChartLine(NAME, category, months, values, (False,) * len(months))
    statistic = f"{category} in the {NAME}: {unit} of each month, {month_name(months[0])} to {month_name(months[-1])}"
    title = f"{number(known[-1])} {unit} in {month_name(months[-1])}; between {number(min(known))} and "
    return Panel(
        key=key,
        title=f"{title}{number(max(known))} a month since {month_name(months[0])}",
        statistic=statistic,
        figures=rows,
        chart=figures.trend([line], unit=unit, events=()),
        indicators=(),
        alt=bars_alternative(f"Line chart. {statistic}", [f"{m:%Y-%m}" for m in months], [v or 0 for v in values]),
        formulas=(),
        note=f"{note} A single month says little: twelve are compared above.",
        request=PlainAddress(ROUTE, (("by", "month"), ("category", category), ("force", street_counts.CITY_POLICE))),
        table=tables.html_table(
            statistic,
            ("Month", words.capital(unit)),
            [
                TableRow((Cell(month_name(m)), Cell(tables.NOTHING if v is None else number(v))))
                for m, v in sorted(zip(months, values, strict=True), reverse=True)
            ],
            numbers=(1,),
        ),
        about=ABOUT,
        follows_filters=False,
    )


@cached_figures.kept_panel
def antisocial_behaviour() -> Panel:
    """Calls about anti-social behaviour: no crimes, and said so before the figure."""
    return _monthly(ANTISOCIAL, "calls and reports", "city_antisocial_behaviour", f"{CALLS_NOTE} They have no outcome.")


def careful() -> None:
    """What a reader of these figures must know, in a list."""
    items = "".join(f"<li>{words.html(text)}</li>" for text in (*CAVEATS, WITHOUT_RANK))
    st.html(
        f'<div class="section-head" id="careful"><h2>What to be careful with in the {NAME}</h2></div>'
        f'<ul class="careful">{items}</ul>'
    )
