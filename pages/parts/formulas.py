"""How each kind of figure is computed, by the names that panels give: the words stand beside what computes it."""

from __future__ import annotations

from analytics.confidence import survey_figures
from analytics.forces import force_figures
from analytics.reoffending import proven_reoffending
from analytics.revisions import latest_revision
from analytics.series import monthly_series
from analytics.statistics import adjusted_control_chart, change, funnel, rates, shares

FORMULAS: dict[str, str] = {
    "count": monthly_series.COUNT_FORMULA,
    "rate": rates.FORMULA.format(people="the mid-year population of the year in which they begin"),
    "household_rate": rates.FORMULA.format(people="the households of Census 2021"),
    "ward_rate": rates.FORMULA.format(people="the ward's population of mid-2024"),
    "funnel": funnel.FORMULA,
    "share": shares.FORMULA,
    "change": change.FORMULA,
    "percentage": shares.OUTCOMES_FORMULA,
    "control": adjusted_control_chart.FORMULA,
    "trend": monthly_series.ROLLING_FORMULA,
    "revision": latest_revision.FORMULA,
    "reoffending": proven_reoffending.RATE_FORMULA,
    "reoffences": proven_reoffending.REOFFENCES_FORMULA,
    "points": proven_reoffending.POINTS_FORMULA,
    "follow_up": proven_reoffending.FOLLOW_UP_RULE,
    "basis": proven_reoffending.BASIS,
    "survey": survey_figures.FORMULA,
    "force_rate": force_figures.FORMULA,
}
