"""The panel of a control chart: which of the newest months lie outside the limits that earlier months give."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from analytics.indicators import Level
from analytics.narrative import number
from analytics.periods import month_name
from analytics.series.clean_stretches import clean_since
from analytics.statistics.adjusted_control_chart import (
    EXPECTED_OUTSIDE,
    AdjustedChart,
    NoChart,
    adjusted_control_chart,
)
from pages.parts import cached_figures, words
from pages.parts.cached_figures import Fact
from pages.parts.indicator import control_chart_figure
from pages.parts.panels import Panel
from pages.parts.view import View


@cached_figures.kept_panel
def control(indicator_id: str, view: View) -> Panel:
    """The newest months against limits from the months before them: in the first chosen borough, or in London."""
    area = view.boroughs[0] if view.boroughs else None
    level: Level = "borough" if area else "mps"
    fact = cached_figures.latest((indicator_id,), areas=(area.code,) if area else (), level=level, kind="month")[0]
    whole = cached_figures.selected((indicator_id,), areas=(fact.area.code,), window="month")
    rows = cached_figures.figures(whole)
    months = [end.replace(day=1) for end in rows.column("period_end").to_pylist()]
    chart = adjusted_control_chart(
        months,
        counts=[value or 0 for value in rows.column("value").to_pylist()],
        clean_from=clean_since(indicator_id, level=level, area_code=fact.area.code),
    )
    if isinstance(chart, NoChart):
        return _panel(fact, rows.slice(0, 0), {}, title=f"No control chart in {fact.place}", empty=chart.reason)
    request = cached_figures.selected((indicator_id,), areas=(fact.area.code,), window="month", last=len(chart.months))
    return _panel(
        fact,
        with_limits(cached_figures.figures(request), chart),
        control_chart_figure.control(chart),
        title=_title(chart, fact),
        alt=_alternative(chart, fact),
        note=_note(chart),
        request=request,
    )


def _panel(fact: Fact, figures: pa.Table, chart: object, *, title: str, **more: object) -> Panel:
    return Panel(
        key=f"{fact.indicator.id}_control",
        title=title,
        statistic=f"{fact.indicator.noun[1].capitalize()} in {fact.place} per 30.4 days, seasonally adjusted by us; "
        "the grey band holds what the months before led one to expect",
        figures=figures,
        chart=chart,  # type: ignore[arg-type]
        indicators=(fact.indicator,),
        level=fact.level,
        formulas=("count", "control"),
        **more,  # type: ignore[arg-type]
    )


def _title(chart: AdjustedChart, fact: Fact) -> str:
    months = sum(len(signal.months) == 1 for signal in chart.singled_out)
    runs = [signal for signal in chart.singled_out if len(signal.months) > 1]
    place = "" if fact.is_london else f" in {fact.place}"
    if not months and runs:
        longest = max(runs, key=lambda run: len(run.months))
        course = longest.kind.removeprefix("run ")
        return f"{len(longest.months)} months in a row{place} lie {course} of the years before"
    stand = "stands" if months < 2 else "stand"
    count = "All" if months == chart.judged else words.capital(words.spelled(months))
    return f"{count} of the last {chart.judged} months{place} {stand} out from ordinary variation"


def _note(chart: AdjustedChart) -> str:
    first, last = (month_name(month) for month in chart.baseline)
    expected = number(chart.judged * EXPECTED_OUTSIDE, decimals=1)
    runs = [words.sentence(signal.words) for signal in chart.singled_out if len(signal.months) > 1]
    outside = len(chart.outside)
    limits = (
        f"Limits and season come from {first} to {last} alone: {words.spelled(outside)} of "
        f"{chart.judged} months {'lies' if outside < 2 else 'lie'} outside, where about {expected} would without any "
        "change. "
        "What stands out does so among all of them at once (Benjamini and Hochberg, at 5%)."
    )
    return " ".join((*runs, limits))


def _alternative(chart: AdjustedChart, fact: Fact) -> str:
    signals = "; ".join(signal.words for signal in chart.singled_out) or "none stands out"
    return (
        f"Control chart of {fact.indicator.in_sentence} in {fact.place}, {len(chart.months)} months to "
        f"{month_name(chart.months[-1])}, per 30.4 days and seasonally adjusted, last {number(chart.adjusted[-1])}: "
        f"mean {number(chart.mean)}; limits {number(chart.lower)} to {number(chart.upper)}. Signals: {signals}."
    )


def with_limits(rows: pa.Table, chart: AdjustedChart) -> pa.Table:
    """The counts with what is drawn: each month per 30.4 days, adjusted, and the limits of the months judged."""
    judged = [i >= len(chart.months) - chart.judged for i in range(len(chart.months))]
    signals = [" and ".join(s.kind for s in chart.signals if month in s.months) for month in chart.months]

    def of_judged(value: float) -> Sequence[float | None]:
        return [value if is_judged else None for is_judged in judged]

    return (
        rows.append_column("per_30_days", pa.array(chart.rates, pa.float64()))
        .append_column("adjusted", pa.array(chart.adjusted, pa.float64()))
        .append_column("mean", pa.array(of_judged(chart.mean), pa.float64()))
        .append_column("lower_limit", pa.array(of_judged(chart.lower), pa.float64()))
        .append_column("upper_limit", pa.array(of_judged(chart.upper), pa.float64()))
        .append_column("signal", pa.array(signals, pa.string()))
    )
