"""Findings on cohorts of proven reoffending, in whole sentences."""

from __future__ import annotations

from analytics.narrative import capital, number, percent, signed
from analytics.reoffending.proven_reoffending import ALL_AGES, EVERYBODY, Cohort, compare, reoffending_rate
from analytics.statistics.change import DOWN, UP

_OFFENDERS = {"adult": "adult offenders", "youth": "juvenile offenders", EVERYBODY: "offenders"}


def reoffending_finding(cohort: Cohort, against: Cohort | None = None) -> str:
    """What share of a cohort reoffended, and how that differs from another cohort, as full sentences."""
    rate = reoffending_rate(cohort)
    ages = "" if cohort.age_group == ALL_AGES else f" aged {cohort.age_group}"
    who = f"{_OFFENDERS[cohort.adult_or_youth]}{ages} in {cohort.area_name}"
    if rate.percent is None or rate.lower is None or rate.upper is None:
        return f"There were no {who} in the cohort of {cohort.label}."
    first = (
        f"{percent(rate.percent)} of {who} in the cohort of {cohort.label} reoffended within a year: "
        f"{number(cohort.reoffenders)} of {number(cohort.offenders)} "
        f"(95% interval {percent(rate.lower)} to {percent(rate.upper)})."
    )
    sentences = (
        first,
        reoffending_difference(cohort, against) if against else "",
        "" if against else rate.note,
    )
    return " ".join(sentence for sentence in sentences if sentence)


def reoffending_difference(cohort: Cohort, against: Cohort) -> str:
    """How the rates of two cohorts differ, with the interval and every note, or why that is withheld."""
    comparison = compare(cohort, against)
    other = against.label if cohort.area_code == against.area_code else against.area_name
    if comparison.points is None or comparison.lower is None or comparison.upper is None:
        return f"The comparison with {other} is withheld. {comparison.note}"
    bounds = f"95% interval {signed(comparison.lower, decimals=1)} to {signed(comparison.upper, decimals=1)}"
    size = number(abs(comparison.points), decimals=1)
    words = {UP: f"{size} percentage points above", DOWN: f"{size} percentage points below"}
    difference = words.get(comparison.verdict, "No clear difference from")
    return f"{capital(difference)} {other} ({bounds}). {comparison.note}".strip()
