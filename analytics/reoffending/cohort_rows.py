"""Rows of proven reoffending in the columns of the open-data CSV, and the two that only cohorts have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from analytics.indicators import INDICATORS
from analytics.periods import last_day
from analytics.reoffending.proven_reoffending import (
    Cohort,
    compare,
    pandemic_note,
    reoffences_per_offender,
    reoffences_per_reoffender,
    reoffending_rate,
)
from analytics.tables.figures_table import SCHEMA as CRIME_SCHEMA
from analytics.tables.published_rows import PublishedRow, Row, joined, rounded_figure, sentences
from data.errors import UnknownName

WINDOW = "cohort"
RATE, PER_REOFFENDER, PER_OFFENDER = MEASURES = (
    "proven_reoffending_rate",
    "reoffences_per_reoffender",
    "reoffences_per_offender",
)
SCHEMA = CRIME_SCHEMA.append(pa.field("age_group", pa.string())).append(pa.field("adult_or_youth", pa.string()))
NO_REOFFENCES = "The number of reoffences is not published for this cohort."
NO_INTERVAL = "No interval: the publication does not say how reoffences are spread over people."


def table(cohorts: Iterable[Cohort], measures: Sequence[str] = (RATE,)) -> pa.Table:
    """One row per measure and cohort, in the order given; `SCHEMA` has the columns.

    `value` is a percentage with its Wilson interval, or a number of reoffences, which has none; `base_value` is
    what it is a share of: offenders, or reoffenders. Quoted figures have the status `quoted` and say from where.
    Raises UnknownName for a measure that does not exist.
    """
    if unknown := [measure for measure in measures if measure not in MEASURES]:
        raise UnknownName(f"{unknown[0]} is no measure of reoffending", f"Choose one of {', '.join(MEASURES)}.")
    given = list(cohorts)
    return from_rows([_row(cohort, measure, _FIGURES[measure](cohort)) for measure in measures for cohort in given])


def figure_of(cohort: Cohort, measure: str) -> float | None:
    """A measure of a cohort, as exactly as it is known; None where there is none."""
    return _FIGURES[measure](cohort).value


def from_rows(rows: Sequence[Row]) -> pa.Table:
    """Rows as a table of `SCHEMA`."""
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def comparison_rows(cohort: Cohort, against: Cohort) -> list[Row]:
    """The difference of two rates twice, since they are often confused: in percentage points, and in percent.

    `base_value` is the rate compared with. The interval belongs to the points; the percentage has none.
    """
    comparison = compare(cohort, against)
    points = _CohortFigure(
        "difference",
        "percentage points",
        value=comparison.points,
        lower=comparison.lower,
        upper=comparison.upper,
        base_value=reoffending_rate(against).percent,
        verdict=comparison.verdict,
        status="missing" if comparison.points is None else "quoted" if comparison.quoted else "ok",
        note=f"Compared with {against.area_name}, cohort of {against.label}. {comparison.note}".strip(),
    )
    percent = replace(points, measure="change", unit="percent", value=comparison.percent, lower=None, upper=None)
    editions = (against.edition, cohort.edition)
    return [_row(cohort, RATE, figure, editions=editions) for figure in (points, percent)]


@dataclass(frozen=True, slots=True)
class _CohortFigure:
    """A figure of a cohort; an empty status or note is that of the cohort."""

    measure: str
    unit: str
    value: float | None
    base_value: float | None
    lower: float | None = None
    upper: float | None = None
    verdict: str | None = None
    status: str = ""
    note: str = ""


def _row(cohort: Cohort, measure: str, figure: _CohortFigure, *, editions: Sequence[str] = ()) -> Row:
    row = PublishedRow(
        indicator=measure,
        area_code=cohort.area_code,
        area_name=cohort.area_name,
        period_start=cohort.cohort_start,
        period_end=last_day(cohort.last_month),
        window=WINDOW,
        measure=figure.measure,
        value=rounded_figure(figure.value),
        lower=rounded_figure(figure.lower),
        upper=rounded_figure(figure.upper),
        base_value=rounded_figure(figure.base_value),
        difference=None,
        verdict=figure.verdict,
        unit=figure.unit,
        status=figure.status or ("quoted" if cohort.quoted else "ok"),
        note=figure.note or _cohort_note(cohort),
        edition=joined(editions or (cohort.edition,)),
        dispersion=None,
        usual_low=None,
        usual_high=None,
    )
    return of_cohort(row, cohort)


def of_cohort(row: PublishedRow, cohort: Cohort) -> Row:
    """A row with the two columns that only cohorts have."""
    return row.cells | {"age_group": cohort.age_group, "adult_or_youth": cohort.adult_or_youth}


def _cohort_note(cohort: Cohort) -> str:
    quoted = f"Quoted from {cohort.quoted_from}." if cohort.quoted else ""
    return sentences(quoted, pandemic_note(cohort))


def _rate(cohort: Cohort) -> _CohortFigure:
    rate = reoffending_rate(cohort)
    return _CohortFigure("percentage", "percent", rate.percent, cohort.offenders, lower=rate.lower, upper=rate.upper)


def _per_reoffender(cohort: Cohort) -> _CohortFigure:
    return _ratio(cohort, PER_REOFFENDER, reoffences_per_reoffender(cohort), cohort.reoffenders)


def _per_offender(cohort: Cohort) -> _CohortFigure:
    return _ratio(cohort, PER_OFFENDER, reoffences_per_offender(cohort), cohort.offenders)


def _ratio(cohort: Cohort, measure: str, value: float | None, base: int) -> _CohortFigure:
    figure = _CohortFigure("ratio", INDICATORS[measure].unit, value, base)
    if value is None:
        note = NO_REOFFENCES if cohort.reoffences is None else "Nobody in this group reoffended."
        return replace(figure, status="missing", note=note)
    return figure


_FIGURES: dict[str, Callable[[Cohort], _CohortFigure]] = {
    RATE: _rate,
    PER_REOFFENDER: _per_reoffender,
    PER_OFFENDER: _per_offender,
}
