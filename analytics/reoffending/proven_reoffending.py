"""Proven reoffending: rates of cohorts with Wilson intervals, groups added up, and like compared with like.

A cohort is the people released from custody, convicted without custody or cautioned in a period. Quoted
figures come from later publications than the file here; whatever is computed from them stays marked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.periods import Window, add_months, window_ending
from analytics.recording_events import EVENTS
from analytics.statistics.change import DOWN, NO_CLEAR_CHANGE, UP, WITHHELD, Verdict
from analytics.statistics.normal_quantiles import Z95
from data.errors import DashboardError

Floats = NDArray[np.float64]

LONDON = "E12000007"
ENGLAND = "E92000001"
ALL_AGES = "All"
EVERYBODY = "all"
GROUP_NAMES = {"adult": "adults", "youth": "juveniles", EVERYBODY: "adults and juveniles together"}
QUOTED_NOTE = "Quoted from a later publication of the Ministry of Justice, not computed from its data here."
RATE_FORMULA = "Reoffenders for every 100 offenders of the cohort. Interval: Wilson (1927)."
REOFFENCES_FORMULA = (
    "Reoffences per offender = reoffending rate × reoffences per reoffender. Without an interval: the publication does "
    "not say how reoffences are spread over people."
)
POINTS_FORMULA = (
    "One rate less the other, before rounding, in percentage points. Interval: Newcombe (1998, method 10). In per "
    "cent: the difference as a share of the rate compared with."
)
FOLLOW_UP_RULE = "The 12 months of the cohort, 12 of follow-up after its last day, 6 for convictions and cautions."
BASIS = (
    "The Ministry of Justice changed the source and the cohorts in its publication of October 2017. All figures here "
    "are on that basis; claims from older publications cannot be compared with them."
)
# A year of follow-up, and six months for the court.
FOLLOW_UP_MONTHS, COURT_MONTHS = 12, 6


class UnlikeCohorts(DashboardError):
    """Cohorts that cannot be added up or compared, because they are not of the same kind."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """One group of one cohort: people, those who reoffended, their reoffences (None if not published).

    `adult_or_youth` is one of `GROUP_NAMES`; `cohort_end` any day of the last month. `quoted_from` names the
    publication of a quoted figure; `edition` is the id of the edition that the figure comes from.
    """

    cohort_start: date
    cohort_end: date
    area_code: str
    area_name: str
    age_group: str
    adult_or_youth: str
    offenders: int
    reoffenders: int
    reoffences: int | None
    quoted: bool = False
    quoted_from: str = ""
    edition: str = ""

    @property
    def period(self) -> tuple[date, date]:
        return self.cohort_start, self.cohort_end

    @property
    def last_month(self) -> date:
        return self.cohort_end.replace(day=1)

    @property
    def window(self) -> Window:
        """The months of a cohort of a financial year."""
        return window_ending(self.last_month, "financial_year")

    @property
    def label(self) -> str:
        """`2019/20` for a cohort of a financial year."""
        return f"{self.cohort_start.year}/{self.cohort_end.year % 100:02d}"


@dataclass(frozen=True, slots=True)
class Proportion:
    """A percentage with its 95% Wilson interval, all in percent; None where there are no offenders."""

    percent: float | None
    lower: float | None
    upper: float | None
    quoted: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReoffendingChange:
    """The difference of two rates in percentage points with its interval; None where they are not alike.

    `percent` is the relative change of the same rates: a claim of "5.3 per cent lower" may mean either.
    """

    points: float | None
    lower: float | None
    upper: float | None
    percent: float | None
    verdict: Verdict
    quoted: bool
    note: str


def wilson_interval(successes: ArrayLike, *, of: ArrayLike) -> tuple[Floats, Floats]:
    """95% interval of a proportion as fractions of 1, for arrays of one shape (Wilson 1927). NaN of none."""
    x, n = np.asarray(successes, dtype=np.float64), np.asarray(of, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        p, z2 = x / n, Z95**2
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z95 * np.sqrt(p * (1 - p) / n + z2 / (4 * n**2)) / (1 + z2 / n)
    return np.where(x == 0, 0.0 * centre, centre - half), np.where(x == n, 0.0 * centre + 1, centre + half)


def reoffending_rate(cohort: Cohort) -> Proportion:
    """Reoffenders as a percentage of offenders."""
    note = QUOTED_NOTE if cohort.quoted else ""
    if not cohort.offenders:
        return Proportion(None, None, None, cohort.quoted, note)
    lower, upper = wilson_interval(cohort.reoffenders, of=cohort.offenders)
    rate = 100 * cohort.reoffenders / cohort.offenders
    return Proportion(rate, 100 * float(lower), 100 * float(upper), cohort.quoted, note)


def reoffences_per_reoffender(cohort: Cohort) -> float | None:
    """None where reoffences are not published or nobody reoffended."""
    if cohort.reoffences is None or not cohort.reoffenders:
        return None
    return cohort.reoffences / cohort.reoffenders


def reoffences_per_offender(cohort: Cohort) -> float | None:
    """The reoffending rate times the reoffences per reoffender; None where reoffences are not published."""
    if cohort.reoffences is None or not cohort.offenders:
        return None
    return cohort.reoffences / cohort.offenders


def add_up(
    cohorts: Iterable[Cohort],
    *,
    area: tuple[str, str] | None = None,
    pool_adults_and_juveniles: bool = False,
) -> Cohort:
    """One cohort from several groups of the same period that do not overlap: ages, regions, or both.

    `area` is the code and name of the sum where several areas are added. Adults and juveniles are pooled only
    on request. Raises UnlikeCohorts where periods differ, a group comes twice, or quoted figures meet others.
    """
    groups = list(cohorts)
    _check_addable(groups, areas=area is not None, everybody=pool_adults_and_juveniles)
    code, name = area or (groups[0].area_code, groups[0].area_name)
    reoffences = [group.reoffences for group in groups if group.reoffences is not None]
    return replace(
        groups[0],
        area_code=code,
        area_name=name,
        age_group=_common([group.age_group for group in groups], ALL_AGES),
        adult_or_youth=_common([group.adult_or_youth for group in groups], EVERYBODY),
        offenders=sum(group.offenders for group in groups),
        reoffenders=sum(group.reoffenders for group in groups),
        reoffences=sum(reoffences) if len(reoffences) == len(groups) else None,
    )


def _common(names: Sequence[str], several: str) -> str:
    return names[0] if len(set(names)) == 1 else several


def _check_addable(groups: Sequence[Cohort], *, areas: bool, everybody: bool) -> None:
    keys = [(group.area_code, group.age_group, group.adult_or_youth) for group in groups]
    problems = {
        "there are none": not groups,
        "their periods differ": len({group.period for group in groups}) > 1,
        "a group comes twice": len(set(keys)) < len(keys),
        "a total stands among its parts": len(groups) > 1 and any(_is_total(group, groups) for group in groups),
        "they lie in different areas": not areas and len({group.area_code for group in groups}) > 1,
        "adults and juveniles are counted apart": not everybody and len({g.adult_or_youth for g in groups}) > 1,
        "quoted figures and others do not mix": len({group.quoted for group in groups}) > 1,
    }
    if problems_met := [words for words, wrong in problems.items() if wrong]:
        raise UnlikeCohorts(f"These cohorts cannot be added up: {', '.join(problems_met)}.")


def _is_total(group: Cohort, groups: Sequence[Cohort]) -> bool:
    """Whether a total (all ages, everybody) stands beside one of its own parts."""
    return any(
        other is not group
        and other.area_code == group.area_code
        and (
            (group.age_group == ALL_AGES and other.age_group != ALL_AGES)
            or (group.adult_or_youth == EVERYBODY and other.adult_or_youth != EVERYBODY)
        )
        for other in groups
    )


def elsewhere(cohorts: Iterable[Cohort], *, left_out: str = LONDON) -> Cohort:
    """The other English regions together: everything in `cohorts` outside one region, added up."""
    others = [cohort for cohort in cohorts if cohort.area_code != left_out]
    return add_up(others, area=("", "the other English regions"))


def england(cohorts: Iterable[Cohort]) -> Cohort:
    """The English regions added up."""
    return add_up(cohorts, area=(ENGLAND, "England"))


def compare(cohort: Cohort, against: Cohort) -> ReoffendingChange:
    """The rate of `cohort` less that of `against`: two periods of one area, or two areas of one period.

    Withheld, with the reason, where they differ in anything else (adults against everybody, London then and
    England now). The interval is Newcombe's (1998, method 10), from the two Wilson intervals.
    """
    quoted = cohort.quoted or against.quoted
    if unlike := _unlike(cohort, against):
        return ReoffendingChange(None, None, None, None, WITHHELD, quoted, unlike)
    p, q = reoffending_rate(cohort), reoffending_rate(against)
    if None in (p.percent, p.lower, p.upper, q.percent, q.lower, q.upper):
        return ReoffendingChange(None, None, None, None, WITHHELD, quoted, "One of the groups has no offenders.")
    points, lower, upper = _newcombe(p, q)
    percent = 100 * points / q.percent if q.percent else None
    verdict: Verdict = UP if lower > 0 else DOWN if upper < 0 else NO_CLEAR_CHANGE
    notes = [QUOTED_NOTE] * quoted + [pandemic_note(cohort, against)]
    return ReoffendingChange(points, lower, upper, percent, verdict, quoted, " ".join(filter(None, notes)))


def _newcombe(p: Proportion, q: Proportion) -> tuple[float, float, float]:
    (a, a_low, a_high), (b, b_low, b_high) = _bounds(p), _bounds(q)
    return (
        a - b,
        a - b - sqrt((a - a_low) ** 2 + (b_high - b) ** 2),
        a - b + sqrt((a_high - a) ** 2 + (b - b_low) ** 2),
    )


def _bounds(rate: Proportion) -> tuple[float, float, float]:
    return rate.percent or 0.0, rate.lower or 0.0, rate.upper or 0.0


def _unlike(cohort: Cohort, against: Cohort) -> str:
    """Why two cohorts may not be compared, or nothing."""
    if cohort.adult_or_youth != against.adult_or_youth:
        one, other = (GROUP_NAMES[group.adult_or_youth] for group in (cohort, against))
        return f"{one.capitalize()} cannot be compared with {other}."
    if cohort.age_group != against.age_group:
        return f"Ages differ: {cohort.age_group} against {against.age_group}."
    if cohort.period != against.period and cohort.area_code != against.area_code:
        return "Both the area and the period differ, so the difference has no meaning."
    return ""


def pandemic_note(*cohorts: Cohort) -> str:
    """The caution where the follow-up of a cohort met the COVID-19 restrictions."""
    covid = next(event for event in EVENTS if event.id == "covid_2020")
    ends = [add_months(cohort.last_month, FOLLOW_UP_MONTHS + COURT_MONTHS) for cohort in cohorts]
    if not any(covid.touches(cohort.cohort_start, end) for cohort, end in zip(cohorts, ends, strict=True)):
        return ""
    return "COVID-19 restrictions fell in the follow-up and reduced both offending and court hearings."
