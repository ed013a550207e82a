"""The panel of the usual yearly movement: where this year's change lies among all those of the series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from analytics.geography.areas import Area
from analytics.indicators import Level, indicator
from analytics.narrative import percent, signed_percent, usual_words
from analytics.periods import month_name
from analytics.series.eligible_changes import eligible_changes, movement
from analytics.series.monthly_series import monthly, windowed
from analytics.statistics.usual_movement import UsualMovement
from data.published_areas import MPS
from pages.parts import cached_figures, words
from pages.parts.cached_figures import Fact
from pages.parts.figures import HUES, QUIET, SMALL, STRONG, Figure, note, shaded
from pages.parts.panels import Panel

HEIGHT = 150
HOW = (
    "Each stroke is one 12-month change of the series, a month apart; the band holds the middle eight in ten. Changes "
    "across a change in recording and those that end from March 2020 to June 2022 are left out. The windows overlap: "
    "this describes what is usual, it is no test."
)


@cached_figures.kept
def usual_of(indicator_id: str, area: Area | None) -> UsualMovement:
    """The usual yearly movement in one borough, or in London."""
    return movement(indicator_id, level="borough" if area else "mps", area_code=area.code if area else MPS)


@cached_figures.kept_panel
def usual(indicator_id: str, area: Area | None) -> Panel:
    """This year's change as a mark on the strip of all years, in one borough or in London."""
    level: Level = "borough" if area else "mps"
    (fact,) = cached_figures.latest((indicator_id,), areas=(area.code,) if area else (), level=level)
    known = usual_of(indicator_id, area)
    rows = _eligible(indicator_id, fact)
    has_strip = known.low is not None and fact.change.percent is not None
    return Panel(
        key=f"{indicator_id}_usual",
        title=_title(fact, known),
        statistic=f"{fact.indicator.short_title} in {fact.place}: change of 12 months against the 12 before, in per "
        f"cent, at {known.ends} month ends since {month_name(fact.indicator.start)}",
        figures=rows if has_strip else rows.slice(0, 0),
        chart=_strip(rows.column("value").to_pylist(), known, fact) if has_strip else {},
        alt=_alternative(fact, known),
        indicators=(indicator(indicator_id),),
        level=level,
        formulas=("change",),
        note=" ".join(filter(None, (_of_boroughs(indicator_id, area), HOW))) if has_strip else "",
        empty=known.reason or "The newest change is withheld, so there is nothing to set among the others.",
        follows_filters=False,
    )


def _eligible(indicator_id: str, fact: Fact) -> pa.Table:
    """The changes that may stand for what is usual, in the published columns."""
    codes = [] if fact.is_london else [fact.area.code]
    series = windowed(monthly(indicator_id, codes, level=fact.level), "rolling_12")
    changes = eligible_changes(series)[0]
    months = {month for month, change in zip(series.months, changes, strict=True) if not np.isnan(change)}
    rows = cached_figures.figures(
        cached_figures.selected((indicator_id,), areas=(fact.area.code,), measures=("change",))
    )
    ends: list[date] = rows.column("period_end").to_pylist()
    return rows.filter(pa.array([end.replace(day=1) in months for end in ends], pa.bool_()))


def _title(fact: Fact, known: UsualMovement) -> str:
    text = usual_words(fact.change, known)
    if known.reason or not text:
        return f"{fact.indicator.short_title}: what is usual from year to year cannot be said"
    place = "" if fact.is_london else f" in {fact.place}"
    kind, _, rest = text.rstrip(".").partition(": ")
    return f"{kind} for {fact.indicator.in_sentence}{place}: {rest.partition(', and ')[0]}"


def _of_boroughs(indicator_id: str, area: Area | None) -> str:
    """Of a borough, what is usual among all boroughs."""
    if area is None:
        return ""
    median = movement(indicator_id, level="borough").median
    return f"Over all boroughs, half of all years moved by more than {percent(median)}." if median else ""


def _alternative(fact: Fact, known: UsualMovement) -> str:
    if known.low is None or known.high is None or known.median is None or fact.change.percent is None:
        return ""
    return (
        f"Strip of {known.ends} yearly changes of {fact.indicator.in_sentence} in {fact.place}: the middle eight in "
        f"ten from {signed_percent(known.low)} to {signed_percent(known.high)}, median size {percent(known.median)}; "
        f"this year {signed_percent(fact.change.percent)}."
    )


def _strip(changes: Sequence[float], known: UsualMovement, fact: Fact) -> Figure:
    """A stroke for each year on one axis, the band of the middle eight in ten, and this year's mark."""
    now = changes[-1]
    low, high = min(*changes, 0.0), max(*changes, 0.0)
    pad = 0.08 * (high - low or 1.0)
    strokes = {
        "type": "scatter", "mode": "markers", "x": list(changes), "y": [0] * len(changes), "opacity": 0.45,
        "marker": {"symbol": "line-ns-open", "size": 16, "color": QUIET, "line": {"width": 1.5}},
        "hovertemplate": "%{x:+.1f}%<extra></extra>",
    }  # fmt: skip
    mark = {
        "type": "scatter", "mode": "markers", "x": [now], "y": [0], "hoverinfo": "skip",
        "marker": {"symbol": "diamond", "size": 14, "color": HUES[0]},
    }  # fmt: skip
    space = {
        "height": HEIGHT,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 4},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "xaxis": {
            "range": [low - pad, high + pad], "fixedrange": True, "showgrid": False, "ticksuffix": "%", "nticks": 7,
            "tickformat": "+d", "tickfont": {"color": QUIET, "size": SMALL}, "automargin": True, "zeroline": True,
        },
        "yaxis": {"visible": False, "fixedrange": True, "range": [-1, 1.4]},
        "shapes": [shaded(known.low or 0.0, known.high or 0.0)],
        "annotations": [
            note(now, 0, f"<b>{signed_percent(now)}</b> {words.capital(fact.window.label)}", colour=STRONG,
                 yshift=24, xanchor=_side(now, low, high)),
        ],
    }  # fmt: skip
    return {"data": [strokes, mark], "layout": space}


def _side(value: float, low: float, high: float) -> str:
    """Where a label stands so that it stays inside the chart."""
    share = (value - low) / ((high - low) or 1.0)
    return "left" if share < 0.35 else "right" if share > 0.65 else "center"
