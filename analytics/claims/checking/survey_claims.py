"""Claims of what people think of their police, held against the Public Attitude Survey: percentages by quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Check, Finding, Verdict
from analytics.claims.checking.number_checks import share_checks, states_numbers
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared
from analytics.claims.rounding_tolerance import unit_of
from analytics.confidence.survey_figures import SurveyChange, SurveyFigure, area_name, survey_series
from analytics.confidence.survey_measures import CAVEATS, SurveyMeasure
from analytics.periods import Window, last_day, month_name
from data.catalogue import DATASETS

DATASET = DATASETS["mopac_pas"]
NO_ORDER = "No sample sizes are published, so areas and quarters are put in no order."
NOT_HELD = "The survey has no figure here for {}: it is held for London and its boroughs, {} to {}."
_NONE_AT_ALL = "The survey is held for London and its boroughs, and not for this area."
_SHARE_UNIT = 1.0


def hold_survey(claim: Claim, measure: SurveyMeasure) -> Finding:
    """The finding on a claim about a measure of the survey. A quarter's figure is that of the year to its end."""
    series = {figure.quarter_end: figure for figure in survey_series(measure.id, claim.area_code)}
    if not series:
        return _without_figures(claim, _NONE_AT_ALL)
    if claim.rank is not None or claim.other_area is not None:
        return _finding(claim, "cannot_be_compared", (NO_ORDER,))
    later = _figure(series, claim.period, claim.published)
    earlier = _figure(series, _baseline(claim, later), None) if is_compared(claim) and later else None
    if later is None or (is_compared(claim) and earlier is None):
        missing = claim.period if later is None else claim.baseline
        bounds = (month_name(min(series)), month_name(max(series)))
        return _without_figures(claim, NOT_HELD.format(missing.name if missing else "a year earlier", *bounds))
    return _held(claim, later, earlier)


def _held(claim: Claim, later: SurveyFigure, earlier: SurveyFigure | None) -> Finding:
    # The survey's own figures are whole per cent.
    rounded = replace(
        claim,
        value_rounding=_coarsest(claim.value, claim.value_rounding),
        rounding=_coarsest(claim.size, claim.rounding),
    )
    checks = share_checks(rounded, later.percent, earlier.percent if earlier else None, revised=False)
    change = SurveyChange(later, earlier) if earlier else None
    words = [_figure_words(later), *([_figure_words(earlier)] if earlier else []), *(check.words for check in checks)]
    words += [f"Between the two: {change.words}."] if change else []
    return _finding(claim, _verdict(claim, change, checks), tuple(words))


def _verdict(claim: Claim, change: SurveyChange | None, checks: tuple[Check, ...]) -> Verdict:
    if change and not change.is_readable and claim.direction in ("up", "down") and not states_numbers(claim):
        return "cannot_be_compared"
    if all(check.passed for check in checks):
        return "matches"
    directions = [check.passed for check in checks if check.what == "direction"]
    is_readable = change is not None and change.is_readable
    return "right_direction_different_size" if directions and all(directions) and is_readable else "does_not_match"


def _coarsest(stated: float | None, rounding: float | None) -> float | None:
    return None if stated is None else max(_SHARE_UNIT, rounding or unit_of(stated))


def _figure(series: Mapping[date, SurveyFigure], window: Window | None, published: date | None) -> SurveyFigure | None:
    """The figure of the quarter in whose last month a window ends; the newest that had ended where nothing is said."""
    if window is not None:
        return series.get(last_day(window.end))
    ended = [quarter for quarter in series if published is None or quarter < published]
    return series[max(ended)] if ended else None


def _baseline(claim: Claim, later: SurveyFigure | None) -> Window | None:
    if claim.baseline is not None or later is None:
        return claim.baseline
    month = later.quarter_end.replace(day=1)
    return Window(month, month, "month").year_earlier()


def _figure_words(figure: SurveyFigure) -> str:
    return f"The survey: {figure.percent}% in {area_name(figure.area_code)}, year to {month_name(figure.quarter_end)}."


def _without_figures(claim: Claim, reason: str) -> Finding:
    return replace(_finding(claim, "not_in_our_data", (reason,)), where=f"{DATASET.publisher}, {DATASET.title}")


def _finding(claim: Claim, verdict: Verdict, words: tuple[str, ...]) -> Finding:
    is_judged = verdict in ("matches", "right_direction_different_size", "does_not_match")
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=", by a survey without sample sizes" if is_judged else "",
        explanation=words,
        caveats=CAVEATS,
        sources=(DATASET.attribution,),
    )
