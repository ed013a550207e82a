"""The four charts of a briefing: 12-month rates of the borough, London and similar boroughs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analytics import comparability
from analytics.borough_profile.scorecard import Standing
from analytics.geography.denominators import population
from analytics.geography.similar_boroughs import similar_to
from analytics.indicators import Indicator
from analytics.narrative import line_alternative, number
from analytics.periods import add_months, month_name, window_ending
from analytics.recording_events import RecordingEvent
from analytics.series.monthly_series import Series, monthly_of, windowed
from analytics.series.rate_history import rate_course
from analytics.statistics.rates import denominator_year
from api.briefing.briefing_links import csv_file
from api.briefing.scoreboard import decimals
from api.charts.chart_document import ChartWords, inline_svg
from api.charts.palette import GRID, GROUND, HUES, INK, QUIET, SHADE
from api.charts.trend_figure import ChartSize, TrendLine, marks_of, trend_figure
from data.published_areas import MPS

SIMILAR = "Similar boroughs"
YEARS_SHOWN = 7
# Half as wide as the text of an A4 page, in points: on paper the type is as large as it says.
SIZE = ChartSize(262, 132, type_size=8.5, label_characters=15)
# The colours of the page, which follow its dark scheme and print in ink.
PALETTE = {
    INK: "var(--text)", QUIET: "var(--grey)", GRID: "var(--line)", SHADE: "var(--tint)", GROUND: "var(--paper)",
    HUES[0]: "var(--ink)", HUES[1]: "var(--teal)",
}  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """A chart with what a reader needs around it. `svg` carries its own title and text alternative."""

    key: str
    indicator: Indicator
    title: str
    statistic: str
    svg: str
    csv: str
    begins: str
    events: tuple[RecordingEvent, ...]
    editions: tuple[str, ...]


def charts(standings: Sequence[Standing]) -> tuple[Chart, ...]:
    """One chart for each standing, all of one borough."""
    area = standings[0].area
    group = similar_to(area.code)
    listed = [standing.indicator for standing in standings]
    of_boroughs = monthly_of(listed, [area.code, *group], level="borough")
    both = zip(standings, of_boroughs, monthly_of(listed), strict=True)
    return tuple(
        _chart(standing, windowed(one, "rolling_12"), windowed(london, "rolling_12"), group)
        for standing, one, london in both
    )


def _chart(standing: Standing, series: Series, london: Series, group: tuple[str, ...]) -> Chart:
    indicator, area = standing.indicator, standing.area
    # London's series may begin earlier than those of boroughs.
    whole = dict(zip(london.months, rate_course(london, [MPS]), strict=True))
    courses = {
        area.name: rate_course(series, [area.code]),
        "London": tuple(whole.get(month) for month in series.months),
        SIMILAR: rate_course(series, group),
    }
    first = _first_shown(series, courses[area.name])
    months = series.months[first:]
    lines = tuple(
        TrendLine(name, course[first:], is_context=name == "London", dash="dash" if name == SIMILAR else "")
        for name, course in courses.items()
    )
    events = comparability.drawn_events(indicator, months[0], months[-1], level="borough", area_code=area.code)
    per = f"per {number(indicator.per)} {indicator.people}"
    digits = decimals(standing)
    statistic = f"{indicator.noun[1].capitalize()} {per}, 12 months to each month"
    words = ChartWords(
        key=indicator.id.replace("_", "-"),
        title=f"{indicator.short_title}: {_beside_london(standing)}",
        statistic=statistic,
        description=_described(standing, months, lines, events, per=per, digits=digits),
    )
    drawn = [event for event in events if event.kind != "start"]
    figure = trend_figure(months, lines, marks_of(drawn, after=months[0]), size=SIZE, decimals=digits)
    svg = inline_svg(figure, words, width=SIZE.width, height=SIZE.height, palette=PALETTE, size=SIZE.type_size)
    return Chart(
        words.key, indicator, words.title, statistic, svg,
        csv_file([indicator.id], [area.name, *(_names(series, group))], measure="rate"),
        _begins(series, first), tuple(events), series.editions_of(add_months(months[0], -11), months[-1]),
    )  # fmt: skip


def _first_shown(series: Series, course: tuple[float | None, ...]) -> int:
    """The first window with a rate among those of the last years."""
    earliest = max(0, len(series.months) - 12 * YEARS_SHOWN)
    return next((i for i in range(earliest, len(course)) if course[i] is not None), earliest)


def _steps(event: RecordingEvent, *, after: date) -> tuple[date, ...]:
    return tuple(b for b in event.boundaries if b > after) if event.kind in ("break", "step") else ()


def _begins(series: Series, first: int) -> str:
    """Why the lines do not begin earlier, where that is for want of a population."""
    if first == 0:
        return ""
    years = population(series.indicator.population).years(series.level)
    year = denominator_year(window_ending(series.months[first - 1]).start, years)
    if year.year is not None:
        return ""
    return f"Lines begin in {month_name(series.months[first])} at the earliest: {year.note[:1].lower()}{year.note[1:]}"


def _names(series: Series, codes: Sequence[str]) -> list[str]:
    return [area.name for area in series.areas if area.code in codes]


def _beside_london(standing: Standing) -> str:
    """The borough's rate beside London's, as the funnel judges it."""
    place = standing.plain or "inside"
    if place == "inside":
        return "rate not clearly different from London’s"
    return f"rate {'above' if place.startswith('above') else 'below'} London’s"


def _described(
    standing: Standing,
    months: Sequence[date],
    lines: Sequence[TrendLine],
    events: Sequence[RecordingEvent],
    *,
    per: str,
    digits: int,
) -> str:
    own, *others = lines
    first = line_alternative(
        standing.indicator, months, own.values, area_name=own.name, statistic=f"12 months to each month, {per}",
        decimals=digits,
    )  # fmt: skip
    ends = [
        f"{line.name}: from {number(shown[0], decimals=digits)} to {number(shown[-1], decimals=digits)}."
        for line in others
        if (shown := [value for value in line.values if value is not None])
    ]
    marked = [f"Marked: {e.title}, {month_name(b)}." for e in events for b in _steps(e, after=months[0])]
    return " ".join((first, *ends, *marked))
