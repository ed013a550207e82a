"""What an indicator is made of in its latest window: each part's count, share and change, as rows and as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa

from analytics.geography.areas import Area
from analytics.indicators import INDICATORS, Composition, Indicator, Level, Part, indicator
from analytics.periods import Window, WindowKind, window_ending
from analytics.series.monthly_series import Series, monthly_of, windowed
from analytics.statistics.change import Change
from analytics.statistics.shares import outside_share, shares
from analytics.tables.figures_table import SCHEMA, Measure, figures_of
from analytics.tables.published_rows import PublishedRow, Row, rounded_figure
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
    indicator_or_id: str | Indicator,
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
    entry = indicator(indicator_or_id)
    composition = composition_of(entry, split)
    parts = (*composition.parts, *((apart,) if apart else ()))
    measured = [entry, *(_as_indicator(part, entry) for part in parts)]
    series = [windowed(s, window) for s in monthly_of(measured, (area,) if area else (), level=level)]
    end = window_ending(series[0].last, window)
    # All parts are of one time: the window that the whole ends with.
    whole, *others = (series_.change_at(series_.areas[0].code, end) for series_ in series)
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
    table = pa.Table.from_pylist(rows, schema=PARTS_SCHEMA)
    return Makeup(entry, composition, series[0].areas[0], level, end, first, tuple(figures), beside, table)


def composition_of(indicator_or_id: str | Indicator, split: str) -> Composition:
    """The composition of an indicator by its name. Raises UnknownName with the names that exist."""
    entry = indicator(indicator_or_id)
    for composition in entry.compositions:
        if composition.name == split:
            return composition
    names = ", ".join(composition.name for composition in entry.compositions) or "none"
    raise UnknownName(f"{entry.title} is not split by {split}", f"It is split by: {names}.")


def _as_indicator(part: Part, whole: Indicator) -> Indicator:
    """The registered indicator with the part's terms, which knows its own start; else the whole with those terms."""
    known = next((entry for entry in INDICATORS.values() if entry.terms == part.terms), None)
    return known or replace(whole, terms=part.terms, compositions=())


def _rows(figure: PartFigure, series: Series, month: date, whole: int) -> Sequence[Row]:
    both = [figures_of(series, measure, start=month, end=month).to_pylist() for measure in BOTH]
    if not all(both):
        return []
    count, change = (rows[0] for rows in both)
    percentage = _percentage_row(figure, count, whole).cells
    return [row | {"part": figure.label} for row in (count, percentage, change)]


def _percentage_row(figure: PartFigure, count: Row, whole: int) -> PublishedRow:
    """The share of a part, of the same window as the row of its count."""
    return PublishedRow(
        indicator=count["indicator"],
        area_code=count["area_code"],
        area_name=count["area_name"],
        period_start=count["period_start"],
        period_end=count["period_end"],
        window=count["window"],
        measure="percentage",
        value=rounded_figure(figure.percent),
        lower=None,
        upper=None,
        base_value=whole,
        difference=None,
        verdict=None,
        unit="percent",
        status=count["status"],
        note=count["note"],
        edition=count["edition"],
        dispersion=None,
        usual_low=None,
        usual_high=None,
    )
