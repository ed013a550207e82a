"""The opening and the tiles on proven reoffending: London's newest published cohort against the other regions."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.geography.areas import Area
from analytics.narrative import number, percent, signed
from analytics.reoffending.cohort_findings import reoffending_difference, reoffending_finding
from analytics.reoffending.proven_reoffending import (
    Cohort,
    Proportion,
    compare,
    reoffences_per_reoffender,
    reoffending_rate,
)
from analytics.reoffending.published_cohorts import quoted_cohorts
from pages.parts import page_opening, tables, tiles, words
from pages.parts.cached_figures import LONDON
from pages.parts.reoffending.cohort_panels import PEOPLE, courses, percent_of
from pages.parts.view import View

LATE = (
    "Figures come about two years late: a year of follow-up and six months for the court must pass before a cohort "
    "can be counted."
)
RESIDENCE = (
    "Offenders are counted where they live, not where the offence was committed, so these figures say nothing about "
    "the amount of crime in London and are never divided by it."
)
BASIS = (
    "All rest on the source that the Ministry of Justice has used since October 2017: figures published before cannot "
    "be compared with them."
)


def opening(view: View) -> None:
    """The finding on London's adults in the newest published cohort, and what a reader must know first."""
    london, others, england = courses("adult")[-1]
    rates = [percent_of(cohort) for cohort in (london, others, england)]
    finding = (
        f"{rates[0]} of London’s adult offenders reoffended within a year, "
        f"against {rates[1]} in the other English regions"
    )
    later = [f"{percent_of(cohort)} for {cohort.label}" for cohort in quoted_cohorts("adult")]
    quoted = f"Quoted from later publications, for London’s adults: {words.listed(later)}. " if later else ""
    counts = f"{number(london.reoffenders)} of {number(london.offenders)} in the cohort of {london.label}"
    england_too = f"In England as a whole the rate was {rates[2]}. Differences are taken before rounding."
    texts = (
        f"{counts} ({bounds_of(reoffending_rate(london))}). {reoffending_difference(london, others)} {england_too}",
        f"{quoted}{LATE}",
        f"{RESIDENCE} {BASIS}",
    )
    page_opening.write(
        view, ("Reoffending", LONDON, f"adults and youths to the cohort of {london.label}"), finding, texts
    )


def headline_tiles() -> None:
    """Adults, youths, and how often those who reoffend do so: London against the other regions in words."""
    st.html(
        f'<div class="tiles" style="--columns: 3">{_rate_tile("adult")}{_rate_tile("youth")}{_frequency_tile()}</div>'
    )


def _rate_tile(kind: str) -> str:
    london, others, _ = courses(kind)[-1]
    difference = compare(london, others)
    return tiles.frame(
        f"Reoffending rate, {PEOPLE[kind]}",
        percent_of(london),
        noun=f"of {number(london.offenders)} offenders",
        verdict=_beside(difference.points, difference.verdict, others),
        bounds=bounds_of(reoffending_rate(london)),
        picture=_sparkline([reoffending_rate(cohort).percent for cohort, _, _ in courses(kind)]),
        period=f"{LONDON}, cohort of {london.label}",
        clear=difference.verdict in ("up", "down"),
    )


def _beside(points: float | None, verdict: str, others: Cohort) -> str:
    other = f"other regions ({percent_of(others)})"
    if points is None or verdict not in ("up", "down"):
        return f"No clear difference from the {other}"
    size = f"{number(abs(points), decimals=1)} points"
    return f"{size} {'above' if verdict == 'up' else 'below'} the {other}"


def bounds_of(rate: Proportion) -> str:
    """The interval of a rate in words."""
    if rate.lower is None or rate.upper is None:
        return ""
    return f"95% interval {percent(rate.lower)} to {percent(rate.upper)}"


def _frequency_tile() -> str:
    london, others, _ = courses("adult")[-1]
    return tiles.frame(
        "Reoffences per reoffender, adults",
        _ratio(reoffences_per_reoffender(london)),
        noun=f"for each of {number(london.reoffenders)} reoffenders",
        verdict=f"Other regions: {_ratio(reoffences_per_reoffender(others))}",
        bounds="No interval can be given from totals",
        picture=_sparkline([reoffences_per_reoffender(cohort) for cohort, _, _ in courses("adult")]),
        period=f"{LONDON}, cohort of {london.label}",
    )


def _ratio(value: float | None) -> str:
    return tables.NOTHING if value is None else number(value, decimals=2)


def _sparkline(values: Sequence[float | None]) -> str:
    return tiles.spark([(i, value) for i, value in enumerate(values) if value is not None])


def overview_tile(page: str) -> str:
    """London's adults in the newest published cohort against the one before, for the overview."""
    (before, _, _), (london, _, _) = courses("adult")[-2:]
    difference = compare(london, before)
    words_of = {"up": "up", "down": "down"}
    size = "" if difference.points is None else f"{number(abs(difference.points), decimals=1)} points"
    verdict = (
        f"{words_of[difference.verdict].capitalize()} {size}, from"
        if difference.verdict in words_of
        else "No clear change from"
    )
    return tiles.frame(
        "Proven reoffending, adults",
        percent_of(london),
        noun="reoffended",
        verdict=f"{verdict} {percent_of(before)}",
        bounds=_points_bounds(difference.lower, difference.upper),
        picture=_sparkline([reoffending_rate(cohort).percent for cohort, _, _ in courses("adult")]),
        period=f"{LONDON} residents, cohort of {london.label}",
        link=page,
        clear=difference.verdict in words_of,
    )


def of_borough(area: Area) -> None:
    """What there is on reoffending in a borough: a figure quoted for it, else why there is none, and London's."""
    text = _quoted_of(area) or _of_london()
    st.html(
        f'<p class="briefing"><strong>Proven reoffending</strong> {words.html(text)} '
        '<a href="/reoffending" target="_self">Reoffending</a></p>'
    )


def _quoted_of(area: Area) -> str:
    """The newest cohort quoted for the borough, against London's of the same year, quoted as well."""
    quoted = quoted_cohorts("adult", area_code=area.code)
    if not quoted:
        return ""
    london = next((cohort for cohort in quoted_cohorts("adult") if cohort.label == quoted[-1].label), None)
    return f"of people who live there, wherever they offended: {reoffending_finding(quoted[-1], london)}"


def _of_london() -> str:
    london = courses("adult")[-1][0]
    return (
        "is in the published files by region, not for this borough. Of adult offenders who live in London, "
        f"{percent_of(london)} of the cohort of {london.label} reoffended within a year."
    )


def _points_bounds(lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None:
        return ""
    return f"95% interval {signed(lower, decimals=1)} to {signed(upper, decimals=1)} points"
