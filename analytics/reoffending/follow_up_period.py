"""How long a cohort of offenders is watched before its reoffending can be published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.periods import PeriodNotUnderstood, add_months, last_day, months_between
from analytics.reoffending.cohort_rows import RATE, of_cohort
from analytics.reoffending.proven_reoffending import COURT_MONTHS, FOLLOW_UP_MONTHS, Cohort
from analytics.tables.published_rows import PublishedRow, Row
from analytics.written_periods import parse_period

StageName = Literal["cohort", "follow_up", "court"]
# Months from the end of a cohort to its publication: a year of follow-up, six months for the courts, and the making.
DELAY = FOLLOW_UP_MONTHS + COURT_MONTHS + 3
STAGES: dict[StageName, str] = {
    "cohort": "Offenders join the cohort",
    "follow_up": "A year in which reoffences count",
    "court": "Six months for the court",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of a cohort's course, from its first month to its last, both by their first day."""

    name: StageName
    start: date
    end: date

    @property
    def months(self) -> int:
        return months_between(self.start, self.end) + 1


def stages(cohort: Cohort) -> tuple[Stage, ...]:
    """The year of the cohort, the year after it, and the six months in which convictions still count.

    Everybody is followed for a year from the day on which they join, so the last are followed longest.
    """
    joined = cohort.last_month
    followed = add_months(joined, FOLLOW_UP_MONTHS)
    return (
        Stage("cohort", cohort.cohort_start, joined),
        Stage("follow_up", add_months(joined, 1), followed),
        Stage("court", add_months(followed, 1), add_months(followed, COURT_MONTHS)),
    )


def published_month(cohort: Cohort) -> date | None:
    """The month of the publication that a cohort is quoted from, where it is named: `…, Jan 2026 edition`."""
    match = re.search(r"([A-Z][a-z]{2,} \d{4}) edition", cohort.quoted_from)
    try:
        return parse_period(match[1]).end if match else None
    except PeriodNotUnderstood:
        return None


def first_published(cohorts: Iterable[Cohort]) -> tuple[Cohort, date] | None:
    """The newest cohort that an edition held, with that edition's month: how late figures are when they come out.

    Older cohorts of one edition were first published in earlier ones, so only the newest tells.
    """
    dated = [(cohort, month) for cohort in cohorts if (month := published_month(cohort))]
    return max(dated, key=lambda pair: pair[0].cohort_start, default=None)


def lag_months(cohort: Cohort, published: date) -> int:
    """Months from the end of a cohort to its publication."""
    return months_between(cohort.cohort_end, published)


def out_by(cohorts: Iterable[Cohort], day: date | None) -> list[Cohort]:
    """The cohorts whose figures had come out by a day; all of them where no day is known."""
    return [cohort for cohort in cohorts if day is None or lag_months(cohort, day) >= DELAY]


def stage_rows(cohorts: Iterable[Cohort]) -> list[Row]:
    """The stages of cohorts in the columns of the open-data CSV: `window` names the stage, `value` its months."""
    return [of_cohort(_stage_row(cohort, stage), cohort) for cohort in cohorts for stage in stages(cohort)]


def _stage_row(cohort: Cohort, stage: Stage) -> PublishedRow:
    return PublishedRow(
        indicator=RATE,
        area_code=cohort.area_code,
        area_name=cohort.area_name,
        period_start=stage.start,
        period_end=last_day(stage.end),
        window=stage.name,
        measure="duration",
        value=stage.months,
        lower=None,
        upper=None,
        base_value=None,
        difference=None,
        verdict=None,
        unit="months",
        status="quoted" if cohort.quoted else "ok",
        note=f"Cohort of {cohort.label}. {STAGES[stage.name]}.",
        edition=cohort.edition,
        dispersion=None,
        usual_low=None,
        usual_high=None,
    )
