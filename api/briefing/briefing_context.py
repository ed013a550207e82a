"""What a briefing says beside the borough's own counts: its wards with the highest rates, and public confidence."""

from __future__ import annotations

from analytics.confidence.survey_figures import change_since_start, survey_series
from analytics.geography.areas import Area, find_area
from analytics.geography.ward_names import ward_name, wards_of
from analytics.indicators import indicator
from analytics.narrative import number
from analytics.periods import month_name
from analytics.statistics.multiple_comparisons import highest
from analytics.tables.figures_table import table

IN_WARDS = ("burglary", "robbery", "theft_from_the_person")
GOOD_JOB = "good_job_locally"


def ward_words(area: Area) -> str:
    """For burglary, robbery and theft from the person the ward with the highest rate, and how many are like it."""
    wards = [ward.code for ward in wards_of(area.code) if not ward.is_pseudo]
    parts = []
    for name in IN_WARDS:
        rows = table([name], wards, level="ward", measure="rate", last=1).to_pylist()
        if first := highest(rows):
            top, alike = first
            others = f", with {alike} more within its interval" if alike else ""
            parts.append(
                f"{indicator(name).short_title}: {ward_name(find_area(top['area_code']))}, "
                f"{number(top['value'], decimals=1)} per 1,000 residents{others}."
            )
    return f"Highest rate in the newest 12 months of wards. {' '.join(parts)}" if parts else ""


def confidence_words(area: Area) -> str:
    """Who thinks that the police do a good job locally, beside London; a survey without sample sizes: no verdict."""
    own, london = survey_series(GOOD_JOB, area.code), survey_series(GOOD_JOB)
    change = change_since_start(GOOD_JOB, area.code)
    if not own or not london or change is None:
        return ""
    end = month_name(own[-1].quarter_end.replace(day=1))
    since = f"{change.words} since {month_name(change.earlier.quarter_end.replace(day=1))}"
    return (
        f"{own[-1].percent}% of those asked think that the police do a good job locally ({london[-1].percent}% in "
        f"London), in the year to {end}, the last survey held: {since}. An opinion, never a count of crime."
    )
