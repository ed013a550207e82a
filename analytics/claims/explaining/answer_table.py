"""An answer as rows: the claim as stated and what was tried, in the columns of the open-data CSV and a few more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from analytics.claims.answer import Answer, Evaluation
from analytics.geography.areas import find_area
from analytics.indicators import indicator
from analytics.periods import last_day, months_between
from analytics.series.eligible_changes import movement
from analytics.statistics.usual_movement import UsualMovement
from analytics.tables import csv_writer
from analytics.tables.published_rows import SCHEMA, PublishedRow, Row, joined, rounded_figure

YEAR = 12
Role = Literal["stated", "alternative", "ranked", "nearest"]
EXTRA: dict[str, tuple[pa.DataType, str]] = {
    "role": (pa.string(), "stated, alternative, ranked among boroughs or windows, or nearest to what is not here"),
    "baseline_start": (pa.date32(), "First day of the period compared with"),
    "baseline_end": (pa.date32(), "Last day of the period compared with"),
    "differs_in": (
        pa.string(),
        "What is other than the claim states: definition, period, baseline, edition; joined by ;",
    ),
    "gives_the_number": (pa.bool_(), "Whether every number that is stated is there"),
    "adult_or_youth": (pa.string(), "Of reoffending: adult, youth or all"),
}
CLAIM_SCHEMA = pa.schema([*SCHEMA, *((name, kind) for name, (kind, _) in EXTRA.items())])


def table(answer: Answer) -> pa.Table:
    """One row for each evaluation of an answer, in its order; `CLAIM_SCHEMA` has the columns.

    A change has its percentage as `value`, with the earlier figure as `base_value`; of two percentages the difference
    in points. A figure that is compared with nothing is a count, a rate or a percentage.
    """
    return pa.Table.from_pylist(list(_rows(answer)), schema=CLAIM_SCHEMA)


def to_csv(*answers: Answer) -> bytes:
    """The rows of one answer or several as RFC 4180 CSV."""
    return csv_writer.header(CLAIM_SCHEMA) + b"".join(csv_writer.lines(table(answer)) for answer in answers)


def _rows(answer: Answer) -> Iterator[Row]:
    if answer.stated is not None:
        yield _row("stated", answer.stated)
    roles: tuple[tuple[Role, tuple[Evaluation, ...]], ...] = (
        ("alternative", answer.alternatives),
        ("ranked", answer.ranked),
        ("nearest", answer.nearest),
    )
    for role, evaluations in roles:
        for each in evaluations:
            yield _row(role, each)


def _row(role: Role, each: Evaluation) -> Row:
    period, baseline = each.period, each.baseline
    figure = _level(each) if baseline is None else _difference(each) if each.points is not None else _change(each)
    row = PublishedRow(
        indicator=each.indicator,
        area_code=each.area_code,
        area_name=each.area_name,
        period_start=period.start,
        period_end=period.period_end,
        window="cohort" if each.adult_or_youth else period.kind,
        measure=figure.measure,
        value=rounded_figure(figure.value),
        lower=rounded_figure(figure.lower),
        upper=rounded_figure(figure.upper),
        base_value=rounded_figure(figure.base_value),
        difference=rounded_figure(figure.difference),
        verdict=figure.verdict,
        unit=figure.unit,
        status=each.status,
        note=each.note,
        edition=joined(each.editions),
        dispersion=rounded_figure(figure.dispersion),
        usual_low=rounded_figure(figure.usual_low),
        usual_high=rounded_figure(figure.usual_high),
    )
    return row.cells | {
        "role": role,
        "baseline_start": baseline.start if baseline else None,
        "baseline_end": last_day(baseline.end) if baseline else None,
        "differs_in": ";".join(each.differs_in),
        "gives_the_number": each.matches,
        "adult_or_youth": each.adult_or_youth or None,
    }


@dataclass(frozen=True, slots=True)
class _Figure:
    """What an evaluation found, in the columns of numbers."""

    measure: str
    unit: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    base_value: float | None = None
    difference: float | None = None
    verdict: str | None = None
    dispersion: float | None = None
    usual_low: float | None = None
    usual_high: float | None = None


def _level(each: Evaluation) -> _Figure:
    measure = "percentage" if each.unit == "percent" else "rate" if " per " in each.unit else "count"
    return _Figure(measure, each.unit, each.count)


def _difference(each: Evaluation) -> _Figure:
    """Two percentages, in points."""
    return _Figure("difference", "percentage points", each.points, base_value=each.base)


def usual_beside(each: Evaluation) -> UsualMovement | None:
    """The usual yearly movement beside a change of 12 months on the year before; None beside any other."""
    if (
        each.baseline is None
        or each.period.months != YEAR
        or months_between(each.baseline.end, each.period.end) != YEAR
    ):
        return None
    return movement(each.indicator, level=find_area(each.area_code).level, area_code=each.area_code)


def _change(each: Evaluation) -> _Figure:
    change, counted = each.change, each.unit == indicator(each.indicator).unit
    told = change if change is not None and counted else None
    percent = None if each.status.startswith("withheld") else each.percent
    usual = usual_beside(each) if told and told.percent is not None else None
    return _Figure(
        "change",
        "percent",
        percent,
        lower=told.lower if told else None,
        upper=told.upper if told else None,
        base_value=each.base,
        difference=told.difference if told else None,
        verdict=told.verdict if told else None,
        dispersion=told.dispersion if told and told.lower is not None else None,
        usual_low=usual.low if usual else None,
        usual_high=usual.high if usual else None,
    )
