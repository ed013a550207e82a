"""Cohorts of proven reoffending from the warehouse, and the groups that pages compare."""

from __future__ import annotations

from analytics import queries
from analytics.reoffending.proven_reoffending import ALL_AGES, LONDON, Cohort, add_up, elsewhere, england
from analytics.version_cache import kept_by_version
from data.published_areas import REGIONS


def cohorts(*, quoted: bool = False) -> tuple[Cohort, ...]:
    """Every cohort by region, age group and adult or youth; with `quoted`, the figures quoted from later editions."""
    return tuple(c for c in _all() if c.quoted == quoted)


@kept_by_version()
def _all() -> tuple[Cohort, ...]:
    return tuple(
        Cohort(
            row["cohort_start"],
            row["cohort_end"],
            row["area_code"],
            REGIONS.get(row["area_code"], row["area_code"]),
            row["age_group"],
            row["adult_or_youth"],
            row["offenders"],
            row["reoffenders"],
            row["reoffences"],
            quoted=row["quoted_from"] is not None,
            quoted_from=row["quoted_from"] or "",
            edition=row["edition_id"],
        )
        for row in queries.rows("reoffending")
    )


def region_cohorts(adult_or_youth: str, *, age_group: str = ALL_AGES) -> list[tuple[Cohort, Cohort, Cohort]]:
    """For each cohort, oldest first: London, the other English regions together, England.

    Adults and youths stay apart; ages are added up unless one is asked for.
    """
    chosen = [c for c in cohorts() if c.adult_or_youth == adult_or_youth and age_group in (ALL_AGES, c.age_group)]
    periods = []
    for period in sorted({c.period for c in chosen}):
        now = [c for c in chosen if c.period == period]
        regions = [add_up([c for c in now if c.area_code == code]) for code in sorted({c.area_code for c in now})]
        london = next(r for r in regions if r.area_code == LONDON)
        periods.append((london, elsewhere(regions), england(regions)))
    return periods


def quoted_cohorts(adult_or_youth: str, *, area_code: str = LONDON) -> list[Cohort]:
    """The cohorts of one group in one area that are quoted from later publications, oldest first."""
    chosen = (c for c in cohorts(quoted=True) if (c.area_code, c.adult_or_youth) == (area_code, adult_or_youth))
    return sorted(chosen, key=lambda c: c.cohort_start)


def age_groups() -> tuple[tuple[str, str], ...]:
    """Every age group with its kind (adult or youth), the youngest first."""
    pairs = {(c.age_group, c.adult_or_youth) for c in cohorts()}
    return tuple(sorted(pairs, key=lambda pair: int(pair[0][:2])))
