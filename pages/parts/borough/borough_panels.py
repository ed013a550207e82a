"""Panels on how one borough stands: its headlines, what stands out, the scorecard, its course, what to beware of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from analytics.borough_profile.borough_cautions import by_day, local_caveats
from analytics.borough_profile.peer_rows import SIMILAR, rates_beside, standing_table
from analytics.borough_profile.scorecard import Standing, scorecard
from analytics.borough_profile.standouts import LIMITS_NOTE, NOTHING, Reason, Standout, standouts
from analytics.comparability import drawn_events
from analytics.geography.areas import Area, name_of
from analytics.geography.similar_boroughs import SIMILAR_NOTE, similar_to
from analytics.indicators import INDICATORS
from analytics.narrative import change_in_cell, interval, line_alternative, number
from analytics.statistics.change import Change
from analytics.statistics.ranking import RANK_NOTE, ordinal, rank_range_words
from analytics.statistics.rates import Rate, rate_decimals
from data.published_areas import MPS
from pages.parts import figures, tables, words
from pages.parts.cached_figures import LONDON, kept, kept_panel
from pages.parts.panels import Panel
from pages.parts.tables import Cell, TableRow

SIMILAR_LINE = "Similar boroughs"
SMALL = 270
REASONS: dict[Reason, str] = {
    "outside the funnel": "Outside the usual spread between boroughs",
    "against London": "A clear change that London does not share",
    "unlike similar boroughs": "Outside the range of the similar boroughs",
}


@kept
def _standings(code: str) -> tuple[Standing, ...]:
    return scorecard(code)


@kept
def _rows(code: str) -> pa.Table:
    return standing_table(_standings(code))


@kept
def _beside(indicator_id: str, area: Area) -> pa.Table:
    return rates_beside(indicator_id, area)


@kept_panel
def headlines(indicator_ids: Sequence[str], area: Area) -> Panel:
    """The three questions of a councillor for each headline indicator: how much, what change, against whom."""
    by_id = {standing.indicator.id: standing for standing in _standings(area.code)}
    standings = [by_id[indicator_id] for indicator_id in indicator_ids]
    rows = _rows(area.code)
    shown = [name in indicator_ids for name in rows.column("indicator").to_pylist()]
    return Panel(
        key="headlines",
        title=f"{area.name}: {words.lower(words.movements([standing.change for standing in standings], standings))}",
        statistic="Newest 12 months of each indicator, change against the year before with its 95% interval, and "
        "rates per 1,000 residents",
        figures=rows.filter(pa.array(shown, pa.bool_())),
        chart=tables.html_table(
            f"Headline indicators in {area.name}",
            ("Indicator", "12 months", "Change", "Rate per 1,000", SIMILAR_LINE, LONDON),
            [_headline_row(standing) for standing in standings],
            numbers=(1, 3, 4, 5),
            stacking=True,
        ),
        indicators=tuple(standing.indicator for standing in standings),
        level="borough",
        formulas=("count", "rate", "change"),
        note=" ".join(
            filter(
                None,
                (
                    words.with_care([standing.change for standing in standings], standings),
                    f"Similar to {area.name}: {words.listed([name_of(code) for code in similar_to(area.code)])}.",
                ),
            )
        ),
    )


def _headline_row(standing: Standing) -> TableRow:
    """Without the intervals of the rates: those stand in the table of every indicator."""
    rates = (standing.rate, standing.similar, standing.london)
    return TableRow(
        (
            Cell(standing.indicator.short_title, second=words.capital(standing.window.label)),
            _count(standing.change),
            _change(standing.change),
            *(replace(_rate(rate, standing), second="") for rate in rates),
        )
    )


@kept_panel
def stand_outs(area: Area) -> Panel:
    """Up to three things that stand out, each with its reason and its figures; often none."""
    standings = _standings(area.code)
    singled_out = standouts(standings)
    shown = {(one.standing.indicator.id, area.code) for one in singled_out}
    rows = _rows(area.code)
    kept_rows = [(r["indicator"], r["area_code"]) in shown for r in rows.select(["indicator", "area_code"]).to_pylist()]
    return Panel(
        key="standing_out",
        title=_stand_out_title(singled_out, area),
        statistic="Not the largest percentages: what lies outside both the usual variation from month to month and the "
        "usual spread between boroughs. "
        "95% intervals beneath",
        figures=rows.filter(pa.array(kept_rows, pa.bool_())),
        chart=tables.html_table(
            f"What stands out in {area.name}",
            ("What stands out", "12 months", "Rate", "Change"),
            [_stand_out_line(one) for one in singled_out],
            numbers=(1, 2),
            stacking=True,
        ),
        indicators=tuple(dict.fromkeys(one.standing.indicator for one in singled_out)),
        level="borough",
        formulas=("count", "rate", "change", "funnel"),
        note=f"{LIMITS_NOTE} {by_day(standings)}".strip(),
        empty=NOTHING,
    )


def _stand_out_title(singled_out: Sequence[Standout], area: Area) -> str:
    if not singled_out:
        return f"Nothing stands out in {area.name}"
    things = (
        "One thing stands"
        if len(singled_out) == 1
        else f"{words.capital(words.spelled(len(singled_out)))} things stand"
    )
    return f"{things} out in {area.name}"


def _stand_out_line(one: Standout) -> TableRow:
    standing = one.standing
    return TableRow(
        (
            Cell(one.words, second=REASONS[one.reason]),
            _count(standing.change),
            _rate(standing.rate, standing),
            _change(standing.change),
        )
    )


@kept_panel
def scores(area: Area) -> Panel:
    """Every indicator: count, change, rate, London's, the similar boroughs', rank with its range."""
    standings = _standings(area.code)
    names = [name_of(code) for code in similar_to(area.code)]
    return Panel(
        key="scorecard",
        title=_scores_title(standings, area),
        statistic="Newest 12 months of each indicator; change against the year before; rates per 1,000 residents "
        "(victims under 25: per 100,000 aged 1 to 24); 95% intervals beneath",
        figures=_rows(area.code),
        chart=tables.html_table(
            f"Scorecard of {area.name}",
            ("Indicator", "12 months", "Change", "Rate", LONDON, SIMILAR_LINE, "Rank of rate"),
            [_score_line(standing) for standing in standings],
            numbers=(1, 3, 4, 5),
            whole=True,
            stacking=True,
            on_demand=f"Show all {len(standings)} indicators",
        ),
        indicators=tuple(standing.indicator for standing in standings),
        level="borough",
        formulas=("count", "rate", "change"),
        note=f"Similar to {area.name}: {words.listed(names)}. {SIMILAR_NOTE} Rank 1st is the highest rate. {RANK_NOTE} "
        f"{by_day(standings)}".strip(),
    )


def _scores_title(standings: Sequence[Standing], area: Area) -> str:
    return f"{area.name}: {number(len(standings))} indicators beside London and similar boroughs"


def _score_line(standing: Standing) -> TableRow:
    rank = Cell(tables.NOTHING)
    if standing.rank is not None and standing.rank_range is not None:
        rank = Cell(f"{ordinal(standing.rank)} of {standing.boroughs}", second=rank_range_words(*standing.rank_range))
    return TableRow(
        (
            Cell(standing.indicator.short_title, second=words.capital(standing.window.label)),
            _count(standing.change),
            _change(standing.change),
            _rate(standing.rate, standing),
            _rate(standing.london, standing),
            _rate(standing.similar, standing),
            rank,
        )
    )


def _count(change: Change) -> Cell:
    return Cell(tables.NOTHING if change.count is None else number(change.count))


def _rate(rate: Rate, standing: Standing) -> Cell:
    digits = rate_decimals(standing.london.value)
    if rate.value is None or rate.lower is None or rate.upper is None:
        return Cell(tables.NOTHING)
    return Cell(
        number(rate.value, decimals=digits),
        second=f"{number(rate.lower, decimals=digits)} to {number(rate.upper, decimals=digits)}",
    )


def _change(change: Change) -> Cell:
    bounds = interval(*change.bounds) if change.bounds else ""
    return Cell(change_in_cell(change), second=bounds)


@kept_panel
def course(indicator_id: str, area: Area) -> Panel:
    """The rate of a borough over time, beside London's and that of the similar boroughs together."""
    indicator, rows = INDICATORS[indicator_id], _beside(indicator_id, area)
    names = {(indicator_id, area.code): area.name, (indicator_id, MPS): LONDON, (indicator_id, SIMILAR): SIMILAR_LINE}
    listed = rows.to_pylist()
    lines = figures.lines_of(listed, names, context=MPS)
    months = [month for line in lines for month in line.months]
    events = drawn_events(indicator, min(months), max(months), level="borough", area_code=area.code)
    unit = listed[-1]["unit"]
    standing = next(s for s in _standings(area.code) if s.indicator.id == indicator_id)
    digits = rate_decimals(standing.london.value)
    return Panel(
        key=f"beside_{indicator_id}",
        title=f"{indicator.short_title}: {_last_values(lines, digits)}",
        statistic=f"{words.capital(unit)}, 12 months to each month; latest: {standing.window.label}",
        alt=" ".join(
            line_alternative(
                indicator,
                line.months,
                line.values,
                area_name=line.name,
                statistic="12 months to each month",
                decimals=digits,
            )
            for line in lines
        ),
        figures=rows.filter(pc.is_valid(rows.column("value"))),
        chart=figures.trend(
            lines,
            events=[e for e in events if e.kind in ("break", "step") or e.id == "covid_2020"],
            decimals=digits,
            unit=unit,
            height=SMALL,
        ),
        indicators=(indicator,),
        level="borough",
        formulas=("rate", "trend"),
    )


def _last_values(lines: Sequence[figures.ChartLine], digits: int) -> str:
    return words.listed(
        [
            f"{words.lower(line.name) if line.name == SIMILAR_LINE else line.name} {number(line.last, decimals=digits)}"
            for line in lines
        ]
    )


RATES_START = (
    "Rates begin with the year to December 2019, or when the indicator does: the population of 2012 to 2018 is not "
    "among the published estimates here, and nothing is interpolated."
)


def careful(area: Area) -> None:
    """What a reader of this borough's figures must know."""
    items = "".join(f"<li>{words.html(text)}</li>" for text in local_caveats(area))
    heading(f"What to be careful with in {area.name}", anchor="careful")
    st.html(f'<ul class="careful">{items}</ul>')


def heading(text: str, note: str = "", *, anchor: str = "") -> None:
    """A heading between panels, with a line beneath; `anchor` is what a link in the page leads to."""
    beneath = f'<p class="statistic">{words.html(note)}</p>' if note else ""
    name = f' id="{anchor}"' if anchor else ""
    st.html(f'<div class="section-head"{name}><h2>{words.html(text)}</h2>{beneath}</div>')
