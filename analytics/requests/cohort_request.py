"""Cohorts of proven reoffending as a link asks for them: published groups, ages added up, England, quoted figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pyarrow as pa

from analytics.periods import format_month
from analytics.reoffending.cohort_rows import RATE, table
from analytics.reoffending.proven_reoffending import ALL_AGES, EVERYBODY, Cohort, add_up, england
from analytics.reoffending.published_cohorts import cohorts
from analytics.requests.figures_address import FOLDER, Pairs
from analytics.version_cache import kept_by_version

ORDER = ("indicator", "area_code", "adult_or_youth", "age_group", "period_end")


@dataclass(frozen=True)
class CohortAddress:
    """A request for cohorts, its indicators and area codes sorted; `start` and `end` bound the end of a cohort."""

    indicators: tuple[str, ...] = (RATE,)
    areas: tuple[str, ...] = ()
    age_group: str | None = None
    adult_or_youth: str | None = None
    start: date | None = None
    end: date | None = None

    @property
    def pairs(self) -> Pairs:
        """The parameters in their one normal form."""
        given = {
            "age_group": self.age_group,
            "adult_or_youth": self.adult_or_youth,
            "from": self.start and format_month(self.start),
            "to": self.end and format_month(self.end),
        }
        several = [("indicator", measure) for measure in self.indicators] + [("area", code) for code in self.areas]
        return (*several, *((name, text) for name, text in given.items() if text))

    def path(self, ending: str) -> str:
        """`api/v1/reoffending.csv?…`, below the address of the dashboard."""
        return f"{FOLDER}reoffending.{ending}?{urlencode(self.pairs)}"

    def figures(self) -> pa.Table:
        """The rows of the answer."""
        return cohort_figures(
            self.indicators,
            areas=self.areas,
            age_group=self.age_group,
            adult_or_youth=self.adult_or_youth,
            start=self.start,
            end=self.end,
        )


def cohort_figures(
    measures: Sequence[str] = (RATE,),
    *,
    areas: Collection[str] = (),
    age_group: str | None = None,
    adult_or_youth: str | None = None,
    start: date | None = None,
    end: date | None = None,
) -> pa.Table:
    """Rows of `reoffending.cohort_rows`, sorted; without a filter everything. `start`, `end` bound a cohort's end.

    Adults and juveniles are never pooled. Raises UnknownName for a figure that does not exist.
    """
    chosen = [
        cohort
        for cohort in every_cohort()
        if (not areas or cohort.area_code in areas)
        and age_group in (None, cohort.age_group)
        and adult_or_youth in (None, cohort.adult_or_youth)
        and (not start or cohort.last_month >= start)
        and (not end or cohort.last_month <= end)
    ]
    return table(chosen, measures).sort_by([(name, "ascending") for name in ORDER])


@kept_by_version()
def every_cohort() -> tuple[Cohort, ...]:
    """Each group as published, each region with its ages added up, England, and what is quoted from later editions."""
    published = cohorts()
    whole = []
    for key in sorted({(c.period, c.adult_or_youth) for c in published}):
        now = [c for c in published if (c.period, c.adult_or_youth) == key]
        regions = [add_up([c for c in now if c.area_code == code]) for code in sorted({c.area_code for c in now})]
        whole += [*regions, england(regions)]
    return (*published, *(c for c in whole if c.age_group == ALL_AGES), *cohorts(quoted=True))


def group_cohorts(areas: Collection[str], group: str) -> list[Cohort]:
    """The cohorts of all ages of a group in areas, oldest first; everybody is adults and juveniles of one cohort."""
    here = [c for c in every_cohort() if c.area_code in areas and c.age_group == ALL_AGES]
    of_group = [c for c in here if c.adult_or_youth == group]
    if group == EVERYBODY:
        published = [c for c in here if not c.quoted and c.adult_or_youth != EVERYBODY]
        pairs = [[c for c in published if c.period == period] for period in {c.period for c in published}]
        of_group += [add_up(pair, pool_adults_and_juveniles=True) for pair in pairs if len(pair) > 1]
    return sorted(of_group, key=lambda c: c.period)


def cohort_areas() -> dict[str, str]:
    """The areas that have cohorts: name by code."""
    return {cohort.area_code: cohort.area_name for cohort in every_cohort()}
