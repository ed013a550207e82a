"""Panels of the victims of homicide: by age, sex, method and borough, and beside recorded crime."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics.geography.areas import Area
from analytics.homicide.homicide_victims import (
    CAVEATS,
    PERSONS,
    WHY_DIFFERENT,
    Dimension,
    beside_recorded_crime,
    groups,
    victim_table,
    victims,
    years,
)
from analytics.narrative import bars_alternative, number
from analytics.requests.plain_address import PlainAddress
from data.published_areas import MPS
from pages.parts import cached_figures, figures, page_opening, tables, words
from pages.parts.cached_figures import LONDON
from pages.parts.figures import ChartLine
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View

THEME, ROUTE = "Victims of homicide", "homicide-victims"
ABOUT = (("What this is", CAVEATS), ("How it is computed", ("Persons of the calendar year, added up.",)))
TEENAGERS = "13 to 19"
NO_RATE = "No rate: populations are not held for every one of these years, and boroughs differ in size."
RECORDED = "Recorded crime by calendar year: series.csv?indicator=homicide&window=calendar_year."
TITLES: dict[Dimension, str] = {"age_group": "age", "sex": "sex", "method": "method of killing"}


def _place(area: Area | None) -> str:
    return area.name if area else LONDON


def _code(area: Area | None) -> str:
    return area.code if area else MPS


def _request(by: Sequence[Dimension], area: Area | None) -> PlainAddress:
    places = (("area", area.code),) if area else ()
    return PlainAddress(ROUTE, (*(("by", name) for name in sorted(by)), *places))


def _areas(area: Area | None) -> tuple[str, ...]:
    return (area.code,) if area else ()


def opening(view: View) -> None:
    """How many in the last year of the file, how many of them teenagers, and where it ends."""
    area, known = view.first, years()
    if not known:
        page_opening.write(view, (THEME,), "No victims of homicide have been added here", [])
        return
    last = known[-1]
    total = victims(year=last, area_code=_code(area))
    teenagers = victims(year=last, area_code=_code(area), age_group=TEENAGERS)
    highest = max(known, key=lambda year: victims(year=year, area_code=_code(area)))
    place, most = _place(area), victims(year=highest, area_code=_code(area))
    people = "person was a victim" if total == 1 else "people were victims"
    title = f"{number(total)} {people} of homicide in {place} in {last}, {number(teenagers)} of them aged 13 to 19"
    text = (
        f"The most in a year were {number(most)}, in {highest}. The file ends in {last}: offences recorded since then "
        "stand under Homicide in Indicators."
    )
    span = f"calendar years {known[0]} to {last}"
    page_opening.write(view, (THEME, place, span, words.NOT_ACCREDITED), title, [text, PERSONS])


@cached_figures.kept_panel
def course(area: Area | None) -> Panel:
    """Victims of every calendar year."""
    known = years()
    counts = [float(victims(year=year, area_code=_code(area))) for year in known]
    line = ChartLine(
        _place(area), "homicide", tuple(date(year, 12, 1) for year in known), tuple(counts), (False,) * len(known)
    )
    low, high = min(counts), max(counts)
    statistic = f"Victims of homicide in {_place(area)}, calendar years"
    return Panel(
        key="homicide_victims_by_year",
        title=f"Between {number(low)} and {number(high)} victims a year, {number(counts[-1])} in {known[-1]}",
        statistic=statistic,
        figures=victim_table(("year",), areas=_areas(area)),
        chart=figures.bars(line, unit="victims", are_calendar_years=True),
        indicators=(),
        alt=bars_alternative(f"Bar chart. {statistic}", [str(year) for year in known], counts),
        formulas=(),
        request=_request(("year",), area),
        table=tables.html_table(
            statistic,
            ("Year", "Victims"),
            [TableRow((Cell(str(year)), Cell(number(count)))) for year, count in zip(known, counts, strict=True)],
            numbers=(1,),
        ),
        about=ABOUT,
    )


@cached_figures.kept_panel
def by_year(dimension: Dimension, area: Area | None) -> Panel:
    """Every calendar year, newest first, by the groups of one dimension."""
    rows = victim_table(("year", dimension), areas=_areas(area))
    counts = {(row["period_end"].year, row[dimension]): int(row["value"]) for row in rows.to_pylist()}
    names = groups(dimension)
    totals = {name: sum(counts[year, name] for year in years()) for name in names}
    largest = max(names, key=lambda name: totals[name])
    whole = sum(totals.values())
    statistic = f"Victims of homicide in {_place(area)} by {TITLES[dimension]}, calendar years"
    share = f"{100 * totals[largest] / whole:.0f}%" if whole else tables.NOTHING
    return Panel(
        key=f"homicide_victims_by_{dimension}",
        title=f"{'Aged ' if dimension == 'age_group' else ''}{largest}: {share} of {number(whole)} victims from "
        f"{years()[0]} to {years()[-1]}",
        statistic=statistic,
        figures=rows,
        chart=tables.html_table(
            statistic,
            ("Year", *names, "All"),
            [_year_row(str(year), [counts[year, name] for name in names]) for year in reversed(years())],
            numbers=range(1, len(names) + 2),
            whole=True,
        ),
        indicators=(),
        formulas=(),
        request=_request(("year", dimension), area),
        about=ABOUT,
    )


def _year_row(name: str, counts: Sequence[int]) -> TableRow:
    return TableRow((Cell(name), *(Cell(number(count)) for count in counts), Cell(number(sum(counts)))))


@cached_figures.kept_panel
def by_borough(view: View) -> Panel:
    """Every borough over all years together, the chosen ones first."""
    rows = victim_table(("area",)).to_pylist()
    ordered = sorted(rows, key=lambda row: (-row["value"], row["area_name"]))
    most = ordered[0]["value"] or 1
    statistic = f"Victims of homicide by borough, {years()[0]} to {years()[-1]} together"
    lines = [
        TableRow(
            (Cell(row["area_name"]), Cell(number(row["value"]), share=row["value"] / most, key=row["value"])),
            is_marked=row["area_code"] in view.codes,
        )
        for row in ordered
    ]
    return Panel(
        key="homicide_victims_by_area",
        title=f"{ordered[0]['area_name']} had most, {number(ordered[0]['value'])} in {len(years())} years",
        statistic=statistic,
        figures=victim_table(("area",)),
        chart=tables.html_table(
            statistic, ("Borough", "Victims"), tables.marked_first(lines), numbers=(1,), sorted_by=1
        ),
        indicators=(),
        formulas=(),
        note=NO_RATE,
        request=_request(("area",), None),
        about=ABOUT,
    )


@cached_figures.kept_panel
def beside_recorded() -> Panel:
    """London: victims of the file beside the homicides of recorded crime in the years that both have."""
    both = beside_recorded_crime()
    apart = [year for year, (persons, recorded) in both.items() if persons != recorded]
    statistic = "London, calendar years: persons of the file of victims, offences of recorded crime"
    return Panel(
        key="homicide_victims_beside_recorded",
        title=f"The two counts agree in {len(both) - len(apart)} of {len(both)} years",
        statistic=statistic,
        figures=victim_table(("year",), first=min(both, default=None), last=max(both, default=None)),
        chart=tables.html_table(
            statistic,
            ("Year", "Victims in the file", "Homicides of recorded crime"),
            [
                TableRow((Cell(str(year)), Cell(number(persons)), Cell(number(recorded))))
                for year, (persons, recorded) in sorted(both.items(), reverse=True)
            ],
            numbers=(1, 2),
        ),
        indicators=(),
        formulas=(),
        note=f"{WHY_DIFFERENT} {RECORDED}",
        request=PlainAddress(ROUTE, (("by", "year"), ("from", f"{min(both)}-01"), ("to", f"{max(both)}-12"))),
        about=ABOUT,
        follows_filters=False,
    )
