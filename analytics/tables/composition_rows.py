"""What an indicator is made of in its latest window: each part's count, share and change, as rows and as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from analytics.geography.areas import Area
from analytics.indicators import INDICATORS, Composition, Indicator, Level, Part, indicator
from analytics.periods import Window, WindowKind, window_ending
from analytics.series.monthly_series import Series, monthly_of, windowed
from analytics.statistics.change import Change, change_between
from analytics.statistics.shares import outside_share, shares
from analytics.tables.figures_table import SCHEMA, Measure, figures_of
from analytics.tables.published_rows import DECIMALS
from data.errors import UnknownName

BOTH: tuple[Measure, ...] = ("count", "change")
PARTS_SCHEMA = SCHEMA.append(pa.field("part", pa.string()))
WHOLE = "All"


@dataclass(frozen=True, slots=True)
class PartFigure:
    """A part in the window: its count, its percentage of the whole (None where that is 0), its change in a year."""

    label: str
    percent: float | None
    change: Change

    @property
    def count(self) -> int:
        return self.change.count or 0


@dataclass(frozen=True, slots=True)
class Makeup:
    """An indicator in its latest window with the parts that add up to it.

    `apart` is a part that the publisher prints beside them and that does not belong to the whole: its percentage is
    of both together. `rows` has the published columns and `part`; counts, percentages and changes.
    """

    indicator: Indicator
    split: Composition
    area: Area
    level: Level
    window: Window
    whole: PartFigure
    parts: tuple[PartFigure, ...]
    apart: PartFigure | None
    rows: pa.Table


def makeup(
    which: str | Indicator,
    split: str,
    area: str = "",
    *,
    level: Level = "mps",
    window: WindowKind = "rolling_12",
    apart: Part | None = None,
) -> Makeup:
    """The latest window of an indicator by the composition of that name, in one area (by default the whole level's).

    Raises UnknownName for a composition that the indicator does not have, PartsDoNotAddUp where its parts do not
    make the whole.
    """
    found = indicator(which)
    composition = composition_of(found, split)
    parts = (*composition.parts, *((apart,) if apart else ()))
    measured = [found, *(_as_indicator(part, found) for part in parts)]
    series = [windowed(s, window) for s in monthly_of(measured, (area,) if area else (), level=level)]
    whole, *others = (_change(s, series[0]) for s in series)
    total = whole.count or 0
    inside = shares(
        {part.label: change.count or 0 for part, change in zip(composition.parts, others, strict=False)}, total=total
    )
    figures = [PartFigure(share.label, share.percent, change) for share, change in zip(inside, others, strict=False)]
    beside = PartFigure(apart.label, outside_share(total, outside=others[-1].count or 0), others[-1]) if apart else None
    first = PartFigure(WHOLE, 100.0 if total else None, whole)
    shown = [first, *figures, *([beside] if beside else [])]
    # A part's percentage is of the whole; that of what stands apart is of both together.
    wholes = [total + one.count if one is beside else total for one in shown]
    rows = [row for one, s, of in zip(shown, series, wholes, strict=True) for row in _rows(one, s, series[0].last, of)]
    end = window_ending(series[0].last, window)
    table = pa.Table.from_pylist(rows, schema=PARTS_SCHEMA)
    return Makeup(found, composition, series[0].areas[0], level, end, first, tuple(figures), beside, table)


def composition_of(which: str | Indicator, split: str) -> Composition:
    """The composition of an indicator by its name. Raises UnknownName with the names that exist."""
    found = indicator(which)
    for composition in found.compositions:
        if composition.name == split:
            return composition
    names = ", ".join(each.name for each in found.compositions) or "none"
    raise UnknownName(f"{found.title} is not split by {split}", f"It is split by: {names}.")


def _as_indicator(part: Part, whole: Indicator) -> Indicator:
    """The registered indicator with the part's terms, which knows its own start; else the whole with those terms."""
    known = next((each for each in INDICATORS.values() if each.terms == part.terms), None)
    return known or replace(whole, terms=part.terms, compositions=())


def _change(series: Series, whole: Series) -> Change:
    """The change of a part over the window that the whole ends with, so that all parts are of one time."""
    window = window_ending(whole.last, whole.window)
    area = series.areas[0].code
    return change_between(
        series.indicator,
        window,
        count=series.value(area, window.end),
        base=series.value(area, window.year_earlier().end),
        level=series.level,
        area_code=area,
    )


def _rows(figure: PartFigure, series: Series, month: date, whole: int) -> Sequence[dict[str, Any]]:
    count, change = (figures_of(series, each, start=month, end=month).to_pylist()[0] for each in BOTH)
    share = {"measure": "percentage", "unit": "percent", "value": _rounded(figure.percent), "base_value": float(whole)}
    percentage = count | share | {"lower": None, "upper": None}
    return [row | {"part": figure.label} for row in (count, percentage, change)]


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, DECIMALS)
