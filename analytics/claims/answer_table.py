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
        for evaluation in evaluations:
            yield _row(role, evaluation)


def _row(role: Role, evaluation: Evaluation) -> Row:
    period, baseline = evaluation.period, evaluation.baseline
    figure = (
        _level(evaluation)
        if baseline is None
        else _difference(evaluation)
        if evaluation.points is not None
        else _change(evaluation)
    )
    row = PublishedRow(
        indicator=evaluation.indicator,
        area_code=evaluation.area_code,
        area_name=evaluation.area_name,
        period_start=period.start,
        period_end=period.period_end,
        window="cohort" if evaluation.adult_or_youth else period.kind,
        measure=figure.measure,
        value=rounded_figure(figure.value),
        lower=rounded_figure(figure.lower),
        upper=rounded_figure(figure.upper),
        base_value=rounded_figure(figure.base_value),
        difference=rounded_figure(figure.difference),
        verdict=figure.verdict,
        unit=figure.unit,
        status=evaluation.status,
        note=evaluation.note,
        edition=joined(evaluation.editions),
        dispersion=rounded_figure(figure.dispersion),
        usual_low=rounded_figure(figure.usual_low),
        usual_high=rounded_figure(figure.usual_high),
    )
    return row.cells | {
        "role": role,
        "baseline_start": baseline.start if baseline else None,
        "baseline_end": last_day(baseline.end) if baseline else None,
        "differs_in": ";".join(evaluation.differs_in),
        "gives_the_number": evaluation.matches,
        "adult_or_youth": evaluation.adult_or_youth or None,
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


def _level(evaluation: Evaluation) -> _Figure:
    measure = "percentage" if evaluation.unit == "percent" else "rate" if " per " in evaluation.unit else "count"
    return _Figure(measure, evaluation.unit, evaluation.count)


def _difference(evaluation: Evaluation) -> _Figure:
    """Two percentages, in points."""
    return _Figure("difference", "percentage points", evaluation.points, base_value=evaluation.base)


def usual_beside(evaluation: Evaluation) -> UsualMovement | None:
    """The usual yearly movement beside a change of 12 months on the year before; None beside any other."""
    if (
        evaluation.baseline is None
        or evaluation.period.months != YEAR
        or months_between(evaluation.baseline.end, evaluation.period.end) != YEAR
    ):
        return None
    return movement(evaluation.indicator, level=find_area(evaluation.area_code).level, area_code=evaluation.area_code)


def _change(evaluation: Evaluation) -> _Figure:
    change, counted = evaluation.change, evaluation.unit == indicator(evaluation.indicator).unit
    counted_change = change if change is not None and counted else None
    percent = None if evaluation.status.startswith("withheld") else evaluation.percent
    usual = usual_beside(evaluation) if counted_change and counted_change.percent is not None else None
    return _Figure(
        "change",
        "percent",
        percent,
        lower=counted_change.lower if counted_change else None,
        upper=counted_change.upper if counted_change else None,
        base_value=evaluation.base,
        difference=counted_change.difference if counted_change else None,
        verdict=counted_change.verdict if counted_change else None,
        dispersion=counted_change.dispersion if counted_change and counted_change.lower is not None else None,
        usual_low=usual.low if usual else None,
        usual_high=usual.high if usual else None,
    )
