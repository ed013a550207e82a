"""Panels of the Public Attitude Survey: London over time, a borough beside London, every borough for one measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from analytics.confidence.survey_figures import (
    TOO_SMALL,
    SurveyChange,
    SurveyFigure,
    change_since_start,
    survey_series,
    survey_table,
    year_change,
)
from analytics.confidence.survey_measures import CAVEATS, MEASURES, SurveyMeasure
from analytics.geography.areas import Area
from analytics.geography.boundary_shapes import boundaries
from analytics.narrative import bars_alternative, number, signed
from analytics.periods import month_name
from analytics.requests.plain_address import PlainAddress
from data.published_areas import MPS
from pages.parts import cached_figures, figures, maps, page_opening, tables, tiles, words
from pages.parts.cached_figures import LONDON
from pages.parts.figures import ChartLine
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow
from pages.parts.view import View

IN_FRONT = ("good_job_locally", "trust_in_the_police", "treat_everyone_fairly", "relied_on_to_be_there")
BESIDE = ("listen_to_concerns", "understand_issues", "informed_locally", "can_contact_ward_officer")
UNIT = "% of people asked"
SMALL_CHANGES = f"A change of one or two points is {TOO_SMALL}."
THEME = "Public confidence"
ABOUT = (("What this is", CAVEATS),)


def measure_choice() -> SurveyMeasure:
    """The measure that the reader compares boroughs by, kept in the address."""
    by_title = {measure.short_title: measure for measure in MEASURES.values()}
    title = st.selectbox("Measure", tuple(by_title), key="measure_asked", bind="query-params", width=320)
    return by_title[title]


def opening(view: View) -> None:
    """The finding on good work locally, for the one chosen borough or for London, and what a survey cannot say."""
    area_code, place = (view.only.code, view.only.name) if view.only else (MPS, LONDON)
    good, trust = (change_since_start(measure, area_code) for measure in IN_FRONT[:2])
    if good is None or trust is None:
        page_opening.write(view, (THEME,), "No survey has been added here", [])
        return
    end = month_name(good.later.quarter_end)
    finding = (
        f"{good.later.percent}% in {place} think that the police do a good job locally: "
        f"{_moved(good)} since {month_name(good.earlier.quarter_end)}"
    )
    texts = (
        (
            f"{trust.later.percent}% trust the Metropolitan Police, {_moved(trust)} since "
            f"{month_name(trust.earlier.quarter_end)}, when {trust.earlier.percent}% did.{_london_beside(view)}"
        ),
        f"The figures end in {end}: no later edition of the survey is held here. {CAVEATS[1]}",
        CAVEATS[0],
    )
    page_opening.write(view, (THEME, place, f"Public Attitude Survey to {end}"), finding, texts)


def _moved(change: SurveyChange) -> str:
    return change.words if change.is_readable else "no change that can be read"


def _london_beside(view: View) -> str:
    if not view.only:
        return ""
    london = survey_series(IN_FRONT[0])[-1]
    return f" London: {london.percent}% think that the police do a good job locally."


def headline_tiles(view: View) -> None:
    """Four measures: the newest figure, the change over a year, the start."""
    area_code, place = (view.only.code, view.only.name) if view.only else (MPS, LONDON)
    made = [_tile(MEASURES[measure], area_code, place) for measure in IN_FRONT]
    st.html(f'<div class="tiles" style="--columns: 4">{"".join(made)}</div>')


def _tile(measure: SurveyMeasure, area_code: str, place: str) -> str:
    series = survey_series(measure.id, area_code)
    year, start = year_change(measure.id, area_code), change_since_start(measure.id, area_code)
    if not series or start is None:
        return ""
    return tiles.frame(
        measure.short_title,
        f"{series[-1].percent}%",
        noun="",
        verdict=f"{words.capital(_moved(start))} since {month_name(start.earlier.quarter_end)}",
        bounds=f"Over a year: {year.words}" if year else "",
        picture=tiles.spark([(t, figure.percent) for t, figure in enumerate(series)]),
        period=f"{place}, twelve months to {month_name(series[-1].quarter_end)}",
        clear=start.is_readable,
    )


@cached_figures.kept_panel
def london_trend(measures: Sequence[str]) -> Panel:
    """Four measures in London by quarter."""
    lines = [_line(MEASURES[measure].short_title, survey_series(measure)) for measure in measures]
    changes = {measure: change for measure in measures if (change := change_since_start(measure))}
    return _panel(
        f"confidence_{measures[0]}",
        _trend_title(changes),
        f"Per cent of people asked in {LONDON}, twelve months to each quarter’s end",
        measures,
        (MPS,),
        figures.trend(lines, events=(), unit="%"),
        alt=" ".join(_line_alternative(line) for line in lines),
    )


def _trend_title(changes: Mapping[str, SurveyChange]) -> str:
    falls = {measure: change for measure, change in changes.items() if change.is_readable and change.points < 0}
    if not falls:
        return "None has fallen since it was first asked"
    lowest = min(falls, key=lambda measure: falls[measure].points)
    furthest = (
        f"{words.lower(MEASURES[lowest].short_title)} furthest: {-falls[lowest].points} points since "
        f"{month_name(falls[lowest].earlier.quarter_end)}"
    )
    if len(falls) == len(changes):
        return f"All {words.spelled(len(changes))} have fallen, {furthest}"
    return f"{words.capital(words.spelled(len(falls)))} of {words.spelled(len(changes))} have fallen, {furthest}"


def _line(name: str, series: Sequence[SurveyFigure], *, is_context: bool = False) -> ChartLine:
    months = tuple(figure.quarter_end.replace(day=1) for figure in series)
    values = tuple(float(figure.percent) for figure in series)
    return ChartLine(name, "", months, values, (False,) * len(months), is_context=is_context)


def _line_alternative(line: ChartLine) -> str:
    first, last = line.points[0], line.points[-1]
    return f"{line.name}: {first[1]:.0f}% in {month_name(first[0])}, {last[1]:.0f}% in {month_name(last[0])}."


@cached_figures.kept_panel
def borough_beside_london(measure: str, area: Area) -> Panel:
    """One borough's course beside London's."""
    own, london = survey_series(measure, area.code), survey_series(measure)
    lines = [_line(area.name, own), _line(LONDON, london, is_context=True)]
    points = own[-1].percent - london[-1].percent
    title = MEASURES[measure].short_title
    beside = (
        f"{abs(points)} points {'above' if points > 0 else 'below'} London" if abs(points) > 2 else "about as in London"
    )
    return _panel(
        f"confidence_{measure}_beside",
        f"{title} in {area.name}: {own[-1].percent}%, {beside}",
        "Per cent of people asked, twelve months to each quarter’s end",
        (measure,),
        (area.code, MPS),
        figures.trend(lines, events=(), unit="%"),
        alt=" ".join(_line_alternative(line) for line in lines),
        note="Fewer people are asked in one borough than in all of London, so its line moves more by itself.",
    )


@cached_figures.kept_panel
def borough_table(measure: str, view: View) -> Panel:
    """Every borough: the newest figure, the change over a year and since the start, in points."""
    rows = [(area, survey_series(measure, area.code)) for area in cached_figures.boroughs()]
    rows = sorted((pair for pair in rows if pair[1]), key=lambda pair: -pair[1][-1].percent)
    most = max(series[-1].percent for _, series in rows)
    lines = [_table_row(measure, LONDON, MPS, most=most)]
    lines += tables.marked_first(
        [_table_row(measure, area.name, area.code, most=most, is_marked=area.code in view.codes) for area, _ in rows]
    )
    start = month_name(rows[0][1][0].quarter_end)
    top, bottom = rows[0], rows[-1]
    return _panel(
        f"confidence_{measure}_boroughs",
        f"From {bottom[1][-1].percent}% in {bottom[0].name} to {top[1][-1].percent}% in {top[0].name}",
        f"{MEASURES[measure].short_title}: {UNIT}, twelve months to {month_name(rows[0][1][-1].quarter_end)}",
        (measure,),
        (),
        tables.html_table(
            f"{MEASURES[measure].short_title} by borough",
            ("Borough", "Per cent", "Over a year, points", f"Since {start}, points"),
            lines,
            numbers=(1, 2, 3),
            sorted_by=1,
        ),
        note=f"{SMALL_CHANGES} The order of boroughs a few points apart says nothing.",
    )


def _table_row(measure: str, name: str, code: str, *, most: int, is_marked: bool = False) -> TableRow:
    newest = survey_series(measure, code)[-1]
    changes = (year_change(measure, code), change_since_start(measure, code))
    cells = (
        Cell(name),
        Cell(number(newest.percent), share=newest.percent / most, key=newest.percent),
        *(_change_cell(change) for change in changes),
    )
    return TableRow(cells, is_marked=is_marked)


def _change_cell(change: SurveyChange | None) -> Cell:
    if change is None:
        return Cell(tables.NOTHING)
    return Cell(signed(change.points), second="" if change.is_readable else "too small to read", key=change.points)


@cached_figures.kept_panel
def borough_map(measure: str, view: View) -> Panel:
    """Every borough in shades of one hue."""
    newest = {area: survey_series(measure, area.code) for area in cached_figures.boroughs()}
    names = {area.code: area.name for area, series in newest.items() if series}
    values = {area.code: float(series[-1].percent) for area, series in newest.items() if series}
    low = sorted(values, key=lambda code: values[code])[:3]
    quarter = _last_quarter(list(newest.values()))
    statistic = f"{MEASURES[measure].short_title}: {UNIT}, twelve months to {quarter}"
    return _panel(
        f"confidence_{measure}_map",
        f"Lowest: {words.listed([names[code] for code in low])}",
        statistic,
        (measure,),
        (),
        maps.choropleth(boundaries("borough"), names, values, unit=UNIT, chosen=view.codes),
        alt=bars_alternative(f"Map of boroughs. {statistic}", list(names.values()), list(values.values())),
        note="The City of London is not part of the survey.",
        start=max(series[-1].quarter_end for series in newest.values() if series),
    )


def _last_quarter(series: Sequence[Sequence[SurveyFigure]]) -> str:
    return month_name(max(figures_of_area[-1].quarter_end for figures_of_area in series if figures_of_area))


def _panel(
    key: str,
    title: str,
    statistic: str,
    measures: Sequence[str],
    areas: Sequence[str],
    chart: figures.Figure | str,
    *,
    alt: str = "",
    note: str = SMALL_CHANGES,
    start: date | None = None,
) -> Panel:
    rows = survey_table(measures, areas, start=start)
    pairs = (
        *(("measure", measure) for measure in sorted(measures)),
        *(("area", code) for code in sorted(areas)),
        *((("from", start.strftime("%Y-%m")),) if start else ()),
    )
    return Panel(
        key=key,
        title=title,
        statistic=statistic,
        figures=rows,
        chart=chart,
        indicators=(),
        alt=alt,
        formulas=("survey",),
        note=note,
        request=PlainAddress("confidence", pairs),
        table=_rows_of(rows.to_pylist(), title),
        about=(*ABOUT, ("What was asked", tuple(f"The share who {MEASURES[measure].title}." for measure in measures))),
        follows_filters=False,
    )


def _rows_of(rows: Sequence[figures.Row], caption: str) -> str:
    newest_first = sorted(rows, key=lambda row: row["quarter_end"], reverse=True)
    lines = [
        TableRow(
            (
                Cell(month_name(row["quarter_end"].replace(day=1))),
                Cell(MEASURES[row["measure"]].short_title),
                Cell(tables.area_text(row)),
                Cell(f"{row['value']:.0f}"),
            )
        )
        for row in newest_first
    ]
    return tables.html_table(caption, ("Twelve months to", "Measure", "Area", "Per cent"), lines, numbers=(3,))
