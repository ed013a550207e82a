"""Figures of the Public Attitude Survey: percentages by quarter, their changes in points, and the published rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa

from analytics import queries
from analytics.confidence.survey_measures import MEASURES, survey_measure
from analytics.geography.areas import find_area, name_of
from data.published_areas import MPS

# Figures are rounded to whole points at either end, and sampling error is not published: up to two points say nothing.
READABLE_POINTS = 3
TOO_SMALL = "too small to read: the survey gives no sample sizes"
COLUMNS = ("measure", "area_code", "area_name", "quarter_end", "value", "unit", "status", "note", "edition")
SCHEMA = pa.schema(
    [
        (name, pa.date32() if name == "quarter_end" else pa.float64() if name == "value" else pa.string())
        for name in COLUMNS
    ]
)
FORMULA = (
    "Per cent of the people asked in twelve months, as published: rounded to whole per cent. A change is the later per "
    "cent less the earlier, in percentage points, and rounding alone can move it by one. No sample sizes are "
    "published, so there is no interval."
)
NOTE = "A share of people asked, rounded by the publisher to whole per cent; no sample size is published."


@dataclass(frozen=True, slots=True)
class SurveyFigure:
    """The share of one area's respondents, in whole per cent, of the twelve months to a quarter's end."""

    measure: str
    area_code: str
    quarter_end: date
    percent: int
    edition: str


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """A later figure against an earlier one, in percentage points (never per cent), without a verdict."""

    later: SurveyFigure
    earlier: SurveyFigure

    @property
    def points(self) -> int:
        return self.later.percent - self.earlier.percent

    @property
    def is_readable(self) -> bool:
        return abs(self.points) >= READABLE_POINTS

    @property
    def words(self) -> str:
        """`down 12 points`, or that the difference is too small to read."""
        if not self.is_readable:
            return TOO_SMALL
        return f"{'up' if self.points > 0 else 'down'} {abs(self.points)} points"


def is_held() -> bool:
    """Whether the survey is among the figures of this warehouse."""
    return bool(_figures(queries.version()))


def survey_series(measure: str, area_code: str = MPS) -> tuple[SurveyFigure, ...]:
    """One area's figures, oldest first; empty for an area without any. Raises UnknownName for a measure."""
    return _figures(queries.version()).get((survey_measure(measure).id, area_code), ())


def newest_quarter() -> date | None:
    """The last quarter end that the survey has here."""
    return max((series[-1].quarter_end for series in _figures(queries.version()).values()), default=None)


def year_change(measure: str, area_code: str = MPS) -> SurveyChange | None:
    """The newest figure against the same quarter a year earlier."""
    series = survey_series(measure, area_code)
    before = {figure.quarter_end: figure for figure in series}
    last = series[-1] if series else None
    earlier = before.get(last.quarter_end.replace(year=last.quarter_end.year - 1)) if last else None
    return SurveyChange(last, earlier) if last and earlier else None


def change_since_start(measure: str, area_code: str = MPS) -> SurveyChange | None:
    """The newest figure against the first."""
    series = survey_series(measure, area_code)
    return SurveyChange(series[-1], series[0]) if len(series) > 1 else None


def survey_table(
    measures: Sequence[str] = (),
    areas: Sequence[str] = (),
    *,
    start: date | None = None,
    end: date | None = None,
) -> pa.Table:
    """Rows of `SCHEMA` by measure, area code and quarter; without `measures` or `areas` all that there are.

    `start` and `end` bound the quarter's end. Raises UnknownName for a measure or an area that does not exist.
    """
    chosen = {survey_measure(measure).id for measure in measures} or set(MEASURES)
    codes = {find_area(area).code for area in areas}
    rows = [
        _row(figure)
        for (measure, code), series in sorted(_figures(queries.version()).items())
        if measure in chosen and (not codes or code in codes)
        for figure in series
        if (not start or figure.quarter_end >= start) and (not end or figure.quarter_end <= end)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _row(figure: SurveyFigure) -> dict[str, Any]:
    return {
        "measure": figure.measure,
        "area_code": figure.area_code,
        "area_name": area_name(figure.area_code),
        "quarter_end": figure.quarter_end,
        "value": float(figure.percent),
        "unit": "percent",
        "status": "ok",
        "note": NOTE,
        "edition": figure.edition,
    }


def area_name(code: str) -> str:
    """An area's name; London's is the Metropolitan Police area."""
    return name_of(code)


@lru_cache(maxsize=2)
def _figures(_version: str) -> dict[tuple[str, str], tuple[SurveyFigure, ...]]:
    series: dict[tuple[str, str], list[SurveyFigure]] = {}
    for row in queries.rows("survey"):
        figure = SurveyFigure(row["question"], row["area_code"], row["quarter_end"], row["percent"], row["edition_id"])
        series.setdefault((figure.measure, figure.area_code), []).append(figure)
    return {key: tuple(figures) for key, figures in series.items()}
