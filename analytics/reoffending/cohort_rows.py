"""Rows of proven reoffending in the columns of the open-data CSV, and the two that only cohorts have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pyarrow as pa

from analytics.indicators import INDICATORS
from analytics.periods import last_day
from analytics.reoffending.proven_reoffending import (
    Cohort,
    ReoffendingChange,
    compare,
    pandemic_note,
    reoffences_per_offender,
    reoffences_per_reoffender,
    reoffending_rate,
)
from analytics.tables.figures_table import SCHEMA as CRIME_SCHEMA
from analytics.tables.published_rows import COLUMNS, DECIMALS, Row
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


def table(cohorts: Iterable[Cohort], which: Sequence[str] = (RATE,)) -> pa.Table:
    """One row per measure and cohort, in the order given; `SCHEMA` has the columns.

    `value` is a percentage with its Wilson interval, or a number of reoffences, which has none; `base_value` is
    what it is a share of: offenders, or reoffenders. Quoted figures have the status `quoted` and say from where.
    Raises UnknownName for a measure that does not exist.
    """
    if unknown := [each for each in which if each not in MEASURES]:
        raise UnknownName(f"{unknown[0]} is no measure of reoffending", f"Choose one of {', '.join(MEASURES)}.")
    given = list(cohorts)
    return from_rows([_row(cohort, each) | _FIGURES[each](cohort) for each in which for cohort in given])


def from_rows(rows: Sequence[Row]) -> pa.Table:
    """Rows as a table of `SCHEMA`."""
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def comparison_rows(cohort: Cohort, against: Cohort) -> list[Row]:
    """The difference of two rates twice, since they are often confused: in percentage points, and in percent.

    `base_value` is the rate compared with. The interval belongs to the points; the percentage has none.
    """
    found = compare(cohort, against)
    compared = f"Compared with {against.area_name}, cohort of {against.label}."
    common = {
        "base_value": _number(reoffending_rate(against).percent),
        "verdict": found.verdict,
        "status": _status(found),
        "note": f"{compared} {found.note}".strip(),
        "edition": ";".join(dict.fromkeys((against.edition, cohort.edition))),
    }
    bounds = {"lower": _number(found.lower), "upper": _number(found.upper)}
    points = {"measure": "difference", "unit": "percentage points", "value": _number(found.points)}
    percent = {"measure": "change", "unit": "percent", "value": _number(found.percent)}
    row = _row(cohort, RATE) | common
    return [row | points | bounds, row | percent]


def _status(found: ReoffendingChange) -> str:
    if found.points is None:
        return "missing"
    return "quoted" if found.quoted else "ok"


def _row(cohort: Cohort, which: str) -> Row:
    quoted = f"Quoted from {cohort.quoted_from}." if cohort.quoted else ""
    return dict.fromkeys(COLUMNS) | {
        "indicator": which,
        "area_code": cohort.area_code,
        "area_name": cohort.area_name,
        "period_start": cohort.cohort_start,
        "period_end": last_day(cohort.cohort_end.replace(day=1)),
        "window": WINDOW,
        "status": "quoted" if cohort.quoted else "ok",
        "note": " ".join(filter(None, (quoted, pandemic_note(cohort)))),
        "edition": cohort.edition,
        "age_group": cohort.age_group,
        "adult_or_youth": cohort.adult_or_youth,
    }


def _rate(cohort: Cohort) -> Row:
    rate = reoffending_rate(cohort)
    bounds = {"lower": _number(rate.lower), "upper": _number(rate.upper)}
    return (
        {"measure": "percentage", "unit": "percent", "value": _number(rate.percent)} | bounds | _base(cohort.offenders)
    )


def _per_reoffender(cohort: Cohort) -> Row:
    return _ratio(cohort, PER_REOFFENDER, reoffences_per_reoffender(cohort), cohort.reoffenders)


def _per_offender(cohort: Cohort) -> Row:
    return _ratio(cohort, PER_OFFENDER, reoffences_per_offender(cohort), cohort.offenders)


def _ratio(cohort: Cohort, which: str, value: float | None, base: int) -> Row:
    figure = {"measure": "ratio", "unit": INDICATORS[which].unit, "value": _number(value)} | _base(base)
    if value is None:
        note = NO_REOFFENCES if cohort.reoffences is None else "Nobody in this group reoffended."
        return figure | {"status": "missing", "note": note}
    return figure


_FIGURES: dict[str, Callable[[Cohort], Row]] = {
    RATE: _rate,
    PER_REOFFENDER: _per_reoffender,
    PER_OFFENDER: _per_offender,
}


def _base(count: int) -> Row:
    return {"base_value": float(count)}


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)
