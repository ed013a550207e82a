"""How each kind of figure is computed, in the words that panels and the methods page show."""

from __future__ import annotations

from analytics.forces.force_figures import INTERVAL_NOTE as FORCE_INTERVAL_NOTE
from analytics.statistics.change import INTERVAL_NOTE

FORMULAS: dict[str, str] = {
    "count": "Offences recorded in the months of the period, added up.",
    "rate": "Offences of twelve months divided by the mid-year population of the year in which they begin. "
    "Interval: exact Poisson (Garwood 1936), widened by the dispersion φ of the area.",
    "household_rate": "Offences of twelve months divided by the households of Census 2021. Interval: exact Poisson "
    "(Garwood 1936), widened by the dispersion φ of the area.",
    "ward_rate": "Offences of twelve months divided by the ward's population of mid-2024. Interval: exact Poisson "
    "(Garwood 1936), widened by the dispersion φ of the area.",
    "funnel": "Expected: the rate of the 32 boroughs together × the population. z = (observed − expected) ÷ √expected. "
    "Limits: expected ± 1.96 (95%) or 3.09 (99.8%) × √expected, and the same × √φ, where φ is the mean of z² after the "
    "lowest and highest tenth are drawn in (Spiegelhalter 2005).",
    "share": "100 × the part ÷ the whole, both of the same period.",
    "change": "100 × (later ÷ earlier − 1). Interval: exp(ln(a ÷ b) ± 1.96 × √(φ(1/a + 1/b))) − 1, a and b being the "
    f"counts and φ the dispersion of the area (Breslow and Day 1987). {INTERVAL_NOTE}",
    "percentage": "Outcomes of the period for every 100 offences of the period.",
    "control": "Months as rates per 30.4 days without their season (STL, Cleveland and others 1990). Limits: mean ± "
    "2.66 × the mean difference of neighbouring months (Wheeler 1993), from the baseline alone, widened for the season "
    "that was estimated from it.",
    "trend": "Rolling 12 months: each point is the sum of the month and the eleven before it.",
    "revision": "100 × (now ÷ before − 1) for the same months. It is a correction, not a change over time, so it has "
    "no interval.",
    "reoffending": "Reoffenders for every 100 offenders of the cohort. Interval: Wilson (1927).",
    "reoffences": "Reoffences per offender = reoffending rate × reoffences per reoffender. Without an interval: the "
    "publication does not say how reoffences are spread over people.",
    "points": "One rate less the other, before rounding, in percentage points. Interval: Newcombe (1998, method 10). "
    "In per cent: the difference as a share of the rate compared with.",
    "follow_up": "The 12 months of the cohort, 12 of follow-up after its last day, 6 for convictions and cautions.",
    "basis": "The Ministry of Justice changed the source and the cohorts in its publication of October 2017. All "
    "figures here are on that basis; claims from older publications cannot be compared with them.",
    "survey": "Per cent of the people asked in twelve months, as published: rounded to whole per cent. A change is the "
    "later per cent less the earlier, in percentage points, and rounding alone can move it by one. No sample sizes are "
    "published, so there is no interval.",
    "force_rate": "1,000 × the offences of a year, as the ONS counts them, ÷ the residents of the force’s area at "
    "mid-year, of the year that the rows name. Interval: exact Poisson (Garwood 1936). "
    f"{FORCE_INTERVAL_NOTE}",
}
