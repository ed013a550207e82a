"""How long a cohort takes to be counted: why figures of reoffending are late, and where COVID-19 fell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from analytics.indicators import INDICATORS
from analytics.periods import add_months, month_name
from analytics.recording_events import EVENTS, RecordingEvent
from analytics.reoffending.cohort_rows import RATE, from_rows
from analytics.reoffending.follow_up_period import STAGES, first_published, lag_months, stage_rows
from analytics.reoffending.follow_up_period import stages as follow_up
from analytics.reoffending.proven_reoffending import pandemic_note
from analytics.reoffending.published_cohorts import quoted_cohorts
from pages.parts.cached_figures import kept_panel
from pages.parts.figures import (
    HEIGHT,
    HUES,
    LINE_HEIGHT,
    QUIET,
    SMALL,
    STRONG,
    Figure,
    Row,
    layout,
    note,
    shaded,
)
from pages.parts.panels import Panel
from pages.parts.reoffending.cohort_figures import COVID
from pages.parts.reoffending.cohort_panels import ENGLAND_AND_WALES, courses


@kept_panel
def timeline() -> Panel:
    """When people join a cohort, are followed and can be convicted: why figures are late, and where COVID-19 fell."""
    newest = courses("adult")[-1][0]
    later = [c for c in quoted_cohorts("all", area_code=ENGLAND_AND_WALES) if c.cohort_start > newest.cohort_start]
    shown = [courses("adult")[-2][0], newest, *later]
    figures = from_rows(stage_rows(shown))
    rows = figures.to_pylist()
    # Three stages of each cohort, in its order.
    stages = {cohort.label: rows[3 * i : 3 * i + 3] for i, cohort in enumerate(shown)}
    covid = _covid()
    dated = first_published(later)
    late = ""
    if dated:
        late = (
            f" The cohort of {dated[0].label} was published in {month_name(dated[1])}, "
            f"{lag_months(*dated)} months after its end."
        )
    title = (
        f"A cohort can be counted {lag_months(newest, follow_up(newest)[-1].end)} months after its end at the earliest"
    )
    if pandemic_note(newest):
        title = (
            f"COVID-19 restrictions fell in the follow-up of {newest.label}, the newest cohort published by region here"
        )
    return Panel(
        key="reoffending_timeline",
        title=title,
        statistic="Months in which people join a cohort, are followed for a year, and can still be convicted",
        figures=figures,
        chart=_figure(
            stages,
            restrictions=(covid.starts, add_months(covid.ends or covid.starts, 1)),
            published={dated[0].label: dated[1]} if dated else {},
        ),
        alt=_alternative(stages, covid) + late,
        indicators=(INDICATORS[RATE],),
        formulas=("follow_up", "basis"),
        note=f"Everybody is followed for a year from the day on which they join. Cohorts after {newest.label} are "
        f"known here only by figures quoted from later publications.{late}",
        follows_filters=False,
    )


def _covid() -> RecordingEvent:
    return next(event for event in EVENTS if event.id == "covid_2020")


def _alternative(stages: dict[str, list[Row]], covid: RecordingEvent) -> str:
    spans = [
        f"{label}: {month_name(of[0]['period_start'])} to {month_name(of[-1]['period_end'])}"
        for label, of in stages.items()
    ]
    return (
        f"Timeline of cohorts with a year of follow-up and six months for the court. {'; '.join(spans)}. "
        f"COVID-19 restrictions from {month_name(covid.starts)} to {month_name(covid.ends or covid.starts)}."
    )


def _figure(
    stages: Mapping[str, Sequence[Row]], *, restrictions: tuple[date, date], published: Mapping[str, date]
) -> Figure:
    """A bar for each cohort from its first month until its figures can be complete; publications as diamonds."""
    order = list(stages)
    looks = {
        "cohort": {"color": HUES[0]},
        "follow_up": {"color": HUES[0], "opacity": 0.5},
        "court": {"color": HUES[0], "opacity": 0.22},
    }
    traces = [_stretches(name, look, stages) for name, look in looks.items()]
    if published:
        traces.append(
            {
                "type": "scatter", "mode": "markers", "x": [f"{day:%Y-%m-%d}" for day in published.values()],
                "y": list(published), "marker": {"symbol": "diamond", "size": 11, "color": HUES[2]},
                "hovertemplate": "Published %{x|%B %Y}<extra></extra>",
            }
        )  # fmt: skip
    first = min(row["period_start"] for rows in stages.values() for row in rows)
    last = max([row["period_end"] for rows in stages.values() for row in rows] + list(published.values()))
    space = layout([], 1, height=max(HEIGHT, 38 * len(order) + 90), margin_top=56, margin_right=16)
    space |= {"barmode": "overlay", "bargap": 0.4}
    space["yaxis"] = {
        "type": "category", "categoryorder": "array", "categoryarray": order[::-1], "fixedrange": True,
        "showgrid": False, "tickfont": {"color": QUIET, "size": SMALL},
    }  # fmt: skip
    space["xaxis"] = {
        "type": "date", "range": [f"{first:%Y-%m-%d}", f"{add_months(last.replace(day=1), 4):%Y-%m-%d}"],
        "dtick": "M24", "tick0": "2018-01-01", "tickformat": "%Y", "fixedrange": True, "showgrid": True,
        "tickfont": {"color": QUIET, "size": SMALL}, "hoverformat": "%B %Y",
    }  # fmt: skip
    start, end = restrictions
    space["shapes"] = [shaded(f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}")]
    word = note(f"{start:%Y-%m-%d}", 0, COVID, yref="paper", xanchor="left", yanchor="bottom", xshift=3)
    space["annotations"] = [word, *_stage_names(stages[order[0]]), *_published_names(published)]
    return {"data": traces, "layout": space}


def _stretches(name: str, look: Figure, stages: Mapping[str, Sequence[Row]]) -> Figure:
    rows = [(cohort, row) for cohort, of_it in stages.items() for row in of_it if row["window"] == name]
    milliseconds = [((row["period_end"] - row["period_start"]).days + 1) * 86_400_000 for _, row in rows]
    return {
        "type": "bar", "orientation": "h", "y": [cohort for cohort, _ in rows], "marker": look,
        "base": [f"{row['period_start']:%Y-%m-%d}" for _, row in rows], "x": milliseconds,
        "customdata": [f"{row['period_start']:%b %Y} to {row['period_end']:%b %Y}" for _, row in rows],
        "hovertemplate": f"{STAGES[name]}: %{{customdata}}<extra>%{{y}}</extra>",  # type: ignore[index]
    }  # fmt: skip


def _stage_names(rows: Sequence[Row]) -> list[Figure]:
    """What the stretches of the topmost bar are, above it, each a line lower than the one before."""
    words = {"cohort": "Cohort", "follow_up": "Follow-up", "court": "Court"}
    return [
        note(f"{row['period_start']:%Y-%m-%d}", 1, words[row["window"]], colour=STRONG, yref="paper", xanchor="left",
             yanchor="bottom", xshift=-2, yshift=4 + (len(rows) - 1 - i) * LINE_HEIGHT)
        for i, row in enumerate(rows)
    ]  # fmt: skip


def _published_names(published: Mapping[str, date]) -> list[Figure]:
    return [
        note(
            f"{day:%Y-%m-%d}",
            cohort,
            f"Published {month_name(day)}",
            colour=HUES[2],
            xanchor="right",
            xshift=6,
            yshift=-22,
        )
        for cohort, day in published.items()
    ]
