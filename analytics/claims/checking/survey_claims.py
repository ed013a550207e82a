"""Claims of what people think of their police, held against the Public Attitude Survey: percentages by quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.claims.answer import Finding, Verdict
from analytics.claims.checking.claim_verdicts import judged_by
from analytics.claims.checking.number_checks import share_checks
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared
from analytics.confidence.survey_figures import SurveyChange, SurveyFigure, area_name, survey_series
from analytics.confidence.survey_measures import CAVEATS, SurveyMeasure
from analytics.periods import Window, last_day, month_name
from analytics.wording.number_words import unit_of
from data.catalogue import DATASETS

DATASET = DATASETS["mopac_pas"]
WHERE = f"{DATASET.publisher}, {DATASET.title}"
NO_ORDER = "No sample sizes are published, so areas and quarters are put in no order."
NOT_HELD = "The survey has no figure here for {}: it is held for London and its boroughs, {} to {}."
ASSUMED = "No period is given: taken as the year to {}, the newest figure that is held here."
_NONE_AT_ALL = "The survey is held for London and its boroughs, and not for this area."
_SHARE_UNIT = 1.0


def hold_survey(claim: Claim, measure: SurveyMeasure) -> Finding:
    """The finding on a claim about a measure of the survey. A quarter's figure is that of the year to its end."""
    series = {figure.quarter_end: figure for figure in survey_series(measure.id, claim.area_code)}
    if not series:
        return _finding("not_in_our_data", _NONE_AT_ALL)
    if claim.rank is not None or claim.other_area is not None:
        return _finding("cannot_be_compared", NO_ORDER)
    # A window has the figure of the quarter that its last month ends; without one it is the newest that was known.
    ended = [quarter for quarter in series if claim.published is None or quarter < claim.published]
    day = last_day(claim.period.end) if claim.period else max(ended, default=date.min)
    later, earlier = series.get(day), None
    if later is not None and is_compared(claim):
        month = day.replace(day=1)
        baseline = claim.baseline or Window(month, month).year_earlier()
        earlier = series.get(last_day(baseline.end))
    if later is None or (is_compared(claim) and earlier is None):
        missing = claim.period if later is None else claim.baseline
        bounds = (month_name(min(series)), month_name(max(series)))
        return _finding("not_in_our_data", NOT_HELD.format(missing.name if missing else "a year earlier", *bounds))
    return _held(claim, later, earlier)


def _held(claim: Claim, later: SurveyFigure, earlier: SurveyFigure | None) -> Finding:
    # The survey's own figures are whole per cent.
    roundings = ((claim.value, claim.value_rounding), (claim.size, claim.rounding))
    value_unit, size_unit = (
        None if stated is None else max(_SHARE_UNIT, rounding or unit_of(stated)) for stated, rounding in roundings
    )
    rounded = replace(claim, value_rounding=value_unit, rounding=size_unit)
    checks = share_checks(rounded, later.percent, earlier.percent if earlier else None, revised=False)
    change = SurveyChange(later, earlier) if earlier else None
    is_readable = change is not None and change.is_readable
    directions = [check.passed for check in checks if check.what == "direction"]
    right_way = bool(directions) and all(directions) and is_readable
    verdict = judged_by(passed=all(check.passed for check in checks), right_way=right_way)
    if change and not is_readable and claim.direction in ("up", "down") and not claim.numbers:
        verdict = "cannot_be_compared"
    figures = [_figure_words(figure) for figure in (later, earlier) if figure]
    between = f"Between the two: {change.words}." if change else ""
    assumed = "" if claim.period else ASSUMED.format(month_name(later.quarter_end))
    return _finding(verdict, assumed, *figures, *(check.words for check in checks), between)


def _figure_words(figure: SurveyFigure) -> str:
    return f"The survey: {figure.percent}% in {area_name(figure.area_code)}, year to {month_name(figure.quarter_end)}."


def _finding(verdict: Verdict, *words: str) -> Finding:
    is_judged = verdict not in ("cannot_be_compared", "not_in_our_data")
    return Finding(
        verdict,
        words,
        reservation=", by a survey without sample sizes" if is_judged else "",
        where=WHERE if verdict == "not_in_our_data" else "",
        caveats=CAVEATS,
        sources=(DATASET.attribution,),
    )
