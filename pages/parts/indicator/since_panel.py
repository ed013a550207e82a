"""The panel of a longer view: an indicator from a year that the reader chooses to now, the years between included."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.indicators import indicator
from analytics.narrative import change_in_cell, line_alternative, number, signed_percent
from analytics.periods import Window, add_months, months_between, short_month, window_ending
from analytics.recording_events import RecordingEvent
from analytics.series.coverage import coverage
from data.published_areas import MPS
from pages.parts import cached_figures, figures, tables, words
from pages.parts.cached_figures import LONDON, Fact
from pages.parts.figures import ChartLine
from pages.parts.indicator.time_series_panels import marked_events
from pages.parts.panels import Panel
from pages.parts.tables import Row
from pages.parts.tiles import spark
from pages.parts.words import html

MONTHS = 12


@cached_figures.kept_panel
def since(indicator_id: str, baseline: Window, *, key: str) -> Panel:
    """London's 12-month totals from the baseline to now, both ends named, and how much the baseline decides."""
    (fact,) = cached_figures.latest((indicator_id,), baseline=baseline)
    request = cached_figures.selected((indicator_id,), start=baseline.end)
    rows = cached_figures.figures(request)
    (line,) = figures.lines_of(rows.to_pylist(), {(indicator_id, MPS): LONDON})
    alt = line_alternative(
        fact.indicator, line.months, line.values, area_name=LONDON, statistic="12 months to each month"
    )
    return Panel(
        key=key,
        title=f"{fact.indicator.short_title} since {words.lower(baseline.name)}: {_change(fact)}",
        statistic=f"London, 12 months to each month: {_ends(fact)}",
        figures=rows,
        chart=_picture(line, marked_events(fact, [line]), alt),
        is_picture=True,
        alt=alt,
        indicators=(indicator(indicator_id),),
        formulas=("count", "change", "trend"),
        note=" ".join(filter(None, (_per_resident(fact), _by_baseline(fact), words.cautions([fact])))),
        request=request,
        follows_filters=False,
    )


def _change(fact: Fact) -> str:
    return words.lower(change_in_cell(fact.change))


def _ends(fact: Fact) -> str:
    counts = (fact.change.base, fact.change.count)
    then, now = ("no figure" if count is None else number(count) for count in counts)
    bounds = tables.bounds_of(fact.change)
    return f"{then} then, {now} now{f' (95% interval of the change {bounds})' if bounds else ''}"


def _picture(line: ChartLine, events: Sequence[RecordingEvent], alt: str) -> str:
    """The line as a picture that needs no chart library; both ends and the months stand around it as text."""
    (first, then), (last, now) = line.points[0], line.points[-1]
    points = [(months_between(first, month), value) for month, value in line.points]
    breaks = [months_between(first, event.starts) for event in events if event.kind in ("break", "step")]
    ends = "".join(
        f"<li><strong>{number(value)}</strong> year to {html(short_month(month))}</li>"
        for month, value in ((first, then), (last, now))
    )
    picture = spark(points, marks=breaks, from_zero=True)
    return f'<div class="long-line" role="img" aria-label="{html(alt)}">{picture}<ul>{ends}</ul></div>'


def _per_resident(fact: Fact) -> str:
    """The change of the rate between the two ends, or why there is none."""
    ends = {fact.base_window.end, fact.window.end}
    request = cached_figures.selected((fact.indicator.id,), measures=("rate",), start=min(ends), end=max(ends))
    by_end = {row["period_end"].replace(day=1): row for row in cached_figures.figures(request).to_pylist()}
    then, now = (_value(by_end.get(end)) for end in (fact.base_window.end, fact.window.end))
    if not then or not now:
        return "Per resident: no change, since there is no population estimate for the year in which the first begins."
    size = signed_percent(100 * (now / then - 1))
    return f"Per resident: {size} ({tables.rate_text(then)} to {tables.rate_text(now)} per 1,000)."


def _value(row: Row | None) -> float | None:
    return None if row is None else row["value"]


def _by_baseline(fact: Fact) -> str:
    """The lowest and the highest change against the same months of every earlier year: how much the choice decides."""
    changes = [(change, name) for change, name in _against_every_year(fact) if change is not None]
    if len(changes) < 2:
        return ""
    (low, first), (high, last) = min(changes), max(changes)
    return (
        f"The answer depends on the year it starts from: {signed_percent(low)} since the year to {first}, "
        f"{signed_percent(high)} since the year to {last}."
    )


def _against_every_year(fact: Fact) -> Sequence[tuple[float | None, str]]:
    covered = coverage(fact.indicator, "mps")
    if covered is None:
        return []
    ends, end = [], add_months(fact.window.end, -MONTHS)
    while end >= add_months(covered[0], MONTHS - 1):
        ends.append(end)
        end = add_months(end, -MONTHS)
    pairs = []
    for end in ends:
        (other,) = cached_figures.latest((fact.indicator.id,), baseline=window_ending(end, "rolling_12"))
        pairs.append((other.change.percent, short_month(end)))
    return pairs
