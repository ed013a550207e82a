"""The answer to a claim as pages ask for it, and its panel: the series with the periods of the claim marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.claims import Answer, Claim, Evaluation, check
from analytics.claims.claim_words import figures_words
from analytics.comparability import drawn_events
from analytics.geography.areas import find_area
from analytics.indicators import Level, indicator
from analytics.narrative import headline, line_alternative, number, percent
from analytics.periods import Window, WindowKind, add_months, month_name, window_ending
from analytics.requests.selection import Selection
from analytics.series.coverage import coverage
from analytics.tables import figures_table
from data.published_areas import MPS
from pages.parts import cached_figures, figures, tables, words
from pages.parts.claims import claim_chart
from pages.parts.claims.claim_chart import Shaded, brief
from pages.parts.figures import ChartLine
from pages.parts.panels import Panel
from pages.parts.reoffending import cohort_panels

# Months shown before the first period that is marked, and in all at least.
BEFORE, AT_LEAST = 12, 36
YEAR = 12
BY_RESIDENCE = "By region of residence, for cohorts, not for the months of an offence."


@cached_figures.kept
def answer(claim: Claim, as_of: date | None = None) -> Answer:
    """The engine's answer, kept until other figures are published."""
    return check(claim, as_of=as_of)


def shown(answer_: Answer) -> Evaluation | None:
    """What the series is drawn for: the claim as stated, or the nearest there is."""
    return answer_.stated or next(iter((*answer_.nearest, *answer_.alternatives)), None)


def place_of(evaluation: Evaluation) -> str:
    """The place of an evaluation as people say it."""
    return cached_figures.LONDON if evaluation.area_code == MPS else evaluation.area_name


def level_of(evaluation: Evaluation) -> Level:
    """The level of an evaluation; cohorts are published by region, which is none."""
    return "mps" if evaluation.adult_or_youth else find_area(evaluation.area_code).level


def title(evaluation: Evaluation) -> str:
    """Our figures as a finding, without a full stop."""
    is_count = evaluation.unit == indicator(evaluation.indicator).unit
    if evaluation.change is not None and is_count and evaluation.baseline is not None:
        place = None if evaluation.area_code == MPS else evaluation.area_name
        return headline(
            evaluation.indicator, evaluation.change, evaluation.period, place, base_window=evaluation.baseline
        )
    return words.capital(figures_words(evaluation).partition(": ")[2].rstrip("."))


def figure(evaluation: Evaluation, value: float | None) -> str:
    """A figure of an evaluation as a table shows it."""
    if value is None:
        return tables.NOTHING
    if evaluation.unit == "percent":
        return percent(value)
    return number(value, decimals=0 if evaluation.unit == indicator(evaluation.indicator).unit else 2)


@cached_figures.kept_panel
def series(claim: Claim, as_of: date | None) -> Panel | None:
    """The series month by month with the periods of the claim shaded; of reoffending, cohort by cohort.

    For "the lowest since" each point is the whole window to its month, as far as one ends in every month.
    """
    evaluation = shown(answer(claim, as_of))
    if evaluation is None:
        return None
    if evaluation.adult_or_youth:
        return _cohorts(evaluation)
    is_order = claim.rank in ("lowest", "highest") and evaluation.period.months == YEAR
    request = _rolling(claim, evaluation, as_of) if is_order else _monthly(evaluation, as_of)
    rows = cached_figures.figures(request) if request else figures_table.SCHEMA.empty_table()
    if not rows.num_rows:
        return None
    area, counted, listed = find_area(evaluation.area_code), indicator(evaluation.indicator), rows.to_pylist()
    (line,) = figures.lines_of(listed, {(counted.id, area.code): counted.short_title})
    marked = _ends(claim, as_of) if is_order else _periods(evaluation, line)
    places, unit = tables.decimals(listed[-1]["measure"]), listed[-1]["unit"]
    events = drawn_events(counted, line.months[0], line.months[-1], level=area.level, area_code=area.code)
    return Panel(
        key="claim_series",
        title=title(evaluation),
        statistic=f"{counted.short_title} in {place_of(evaluation)}: {unit}, {_statistic(marked, is_order=is_order)}",
        alt=_alternative(evaluation, line, places, is_order=is_order),
        figures=rows,
        chart=claim_chart.with_periods(
            line,
            marked,
            events=[event for event in events if event.kind in ("break", "step")],
            decimals=places,
            unit=unit,
        ),
        indicators=(counted,),
        level=area.level,
        formulas=(listed[-1]["measure"], "trend" if is_order else "change"),
        follows_filters=False,
        request=request,
    )


def _statistic(marked: Sequence[Shaded], *, is_order: bool) -> str:
    if is_order:
        return "12 months to each month"
    across = (
        "; the line across each is its monthly average"
        if any(evaluation.level is not None for evaluation in marked)
        else ""
    )
    return f"each month; the periods of the claim shaded{across}"


def _monthly(evaluation: Evaluation, as_of: date | None) -> Selection | None:
    """The months from a year before the first period to the newest."""
    covered = coverage(evaluation.indicator, level_of(evaluation))
    if covered is None:
        return None
    first = min(window.start for window in (evaluation.period, evaluation.baseline) if window)
    start = min(add_months(first, -BEFORE), add_months(covered[1], 1 - AT_LEAST))
    return _request(evaluation, "month", start, as_of)


def _rolling(claim: Claim, evaluation: Evaluation, as_of: date | None) -> Selection:
    """The years to each month, from the first that the order looks at."""
    return _request(evaluation, "rolling_12", claim.since, as_of)


def _request(evaluation: Evaluation, window: WindowKind, start: date | None, as_of: date | None) -> Selection:
    return Selection((evaluation.indicator,), (find_area(evaluation.area_code),), window, start=start, as_of=as_of)


def _periods(evaluation: Evaluation, line: ChartLine) -> list[Shaded]:
    claimed = Shaded(
        evaluation.period, f"claimed: {brief(evaluation.period)}", _level(evaluation, line, evaluation.period)
    )
    if evaluation.baseline is None:
        return [claimed]
    against = f"compared with: {brief(evaluation.baseline)}"
    return [
        claimed,
        Shaded(evaluation.baseline, against, _level(evaluation, line, evaluation.baseline), is_baseline=True),
    ]


def _ends(claim: Claim, as_of: date | None) -> list[Shaded]:
    """The months in which the claimed window ends, and the one that comes first where that is another."""
    answer_ = answer(claim, as_of)
    claimed = answer_.stated.period if answer_.stated else None
    first = answer_.ranked[0] if answer_.ranked else None
    shown_ = [Shaded(window_ending(claimed.end, "month"), f"claimed: {brief(claimed)}")] if claimed else []
    if first is not None and first.period != claimed:
        words_ = f"{claim.rank}: {brief(first.period)}, {figure(first, first.count)}"
        shown_.append(Shaded(window_ending(first.period.end, "month"), words_, is_baseline=True))
    return shown_


def _level(evaluation: Evaluation, line: ChartLine, window: Window) -> float | None:
    """A period's monthly average; None for a percentage, across a break, and where a month has no figure."""
    values = [value for month, value in line.points if month in window]
    is_count = indicator(evaluation.indicator).measure == "count"
    if len(values) != window.months or not is_count or evaluation.status == "withheld_break":
        return None
    return sum(values) / window.months


def _alternative(evaluation: Evaluation, line: ChartLine, places: int, *, is_order: bool) -> str:
    statistic = "12 months to each month" if is_order else "each month"
    sentence = line_alternative(
        evaluation.indicator,
        line.months,
        line.values,
        area_name=place_of(evaluation),
        statistic=statistic,
        decimals=places,
    )
    against = f" and {evaluation.baseline.name}" if evaluation.baseline else ""
    return f"{sentence} Marked: {evaluation.period.name}{against}. {figures_words(evaluation)}"


def _cohorts(evaluation: Evaluation) -> Panel:
    """The course of the reoffending rate, the cohorts of the claim shaded."""
    drawn = cohort_panels.trend(
        evaluation.adult_or_youth if evaluation.adult_or_youth in ("adult", "youth") else "adult"
    )
    names = [window.label for window in (evaluation.period, evaluation.baseline) if window]
    chart = claim_chart.with_cohorts(drawn.chart.to_dict(), names)  # type: ignore[union-attr]
    return replace(drawn, key="claim_series", chart=chart, note=f"{BY_RESIDENCE} {drawn.note}")


def covers(answer_: Answer) -> str:
    """Until when the figures of an answer go."""
    evaluation = shown(answer_)
    covered = (
        coverage(evaluation.indicator, level_of(evaluation)) if evaluation and not evaluation.adult_or_youth else None
    )
    return f"figures to {month_name(covered[1])}" if covered else ""
