"""An answer as rows: the claim as stated and what was tried, in the columns of the open-data CSV and a few more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import pyarrow as pa

from analytics.claims.answer import Answer, Evaluation
from analytics.geography.areas import find_area
from analytics.indicators import indicator
from analytics.periods import months_between
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
    roles: tuple[tuple[Role, Sequence[Evaluation]], ...] = (
        ("stated", (answer.stated,) if answer.stated else ()),
        ("alternative", answer.alternatives),
        ("ranked", answer.ranked),
        ("nearest", answer.nearest),
    )
    for role, evaluations in roles:
        for evaluation in evaluations:
            yield _row(role, evaluation)


def _row(role: Role, evaluation: Evaluation) -> Row:
    period, baseline = evaluation.period, evaluation.baseline
    measure, unit, value = _figure(evaluation)
    is_counted = measure == "change" and evaluation.unit == indicator(evaluation.indicator).unit
    change = evaluation.change if is_counted else None
    usual = usual_beside(evaluation) if change and change.percent is not None else None
    row = PublishedRow(
        indicator=evaluation.indicator,
        area_code=evaluation.area_code,
        area_name=evaluation.area_name,
        period_start=period.start,
        period_end=period.period_end,
        window="cohort" if evaluation.adult_or_youth else period.kind,
        measure=measure,
        value=rounded_figure(value),
        lower=rounded_figure(change.lower if change else None),
        upper=rounded_figure(change.upper if change else None),
        base_value=rounded_figure(evaluation.base if baseline else None),
        difference=rounded_figure(change.difference if change else None),
        verdict=change.verdict if change else None,
        unit=unit,
        status=evaluation.status,
        note=evaluation.note,
        edition=joined(evaluation.editions),
        dispersion=rounded_figure(change.dispersion if change and change.lower is not None else None),
        usual_low=rounded_figure(usual.low if usual else None),
        usual_high=rounded_figure(usual.high if usual else None),
    )
    return row.cells | {
        "role": role,
        "baseline_start": baseline.start if baseline else None,
        "baseline_end": baseline.period_end if baseline else None,
        "differs_in": ";".join(evaluation.differs_in),
        "gives_the_number": evaluation.matches,
        "adult_or_youth": evaluation.adult_or_youth or None,
    }


def _figure(evaluation: Evaluation) -> tuple[str, str, float | None]:
    """Measure, unit and value: a level, the difference of two percentages in points, or a change in per cent."""
    if evaluation.baseline is None:
        measure = "percentage" if evaluation.unit == "percent" else "rate" if " per " in evaluation.unit else "count"
        return measure, evaluation.unit, evaluation.count
    if evaluation.points is not None:
        return "difference", "percentage points", evaluation.points
    return "change", "percent", None if evaluation.status.startswith("withheld") else evaluation.percent


def usual_beside(evaluation: Evaluation) -> UsualMovement | None:
    """The usual yearly movement beside a change of 12 months on the year before; None beside any other."""
    period, baseline = evaluation.period, evaluation.baseline
    if baseline is None or period.months != YEAR or months_between(baseline.end, period.end) != YEAR:
        return None
    return movement(evaluation.indicator, level=find_area(evaluation.area_code).level, area_code=evaluation.area_code)
