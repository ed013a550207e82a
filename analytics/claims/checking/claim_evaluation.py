"""Our figures for exactly what a claim says, or for a neighbour of it, and whether its numbers are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Check, Difference, Evaluation
from analytics.claims.checking.number_checks import count_checks, rate_checks, share_checks
from analytics.claims.checking.window_totals import Total, rate_of, total
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared
from analytics.comparability import compare_windows, spans
from analytics.geography.areas import Area, find_area
from analytics.geography.denominators import rate_unit
from analytics.indicators import Indicator, indicator
from analytics.periods import Window
from analytics.series.area_change import change_between
from analytics.series.caution_figures import value_caution
from analytics.statistics.change import Change
from analytics.statistics.rates import Rate
from data.errors import DashboardError

SMALL_RATE = 0.1
# Nothing is compared: the status says why.
WITHHELD = ("withheld_break", "withheld_start", "missing", "no_denominator")


class OpenClaim(DashboardError):
    """A claim that leaves open what is counted or when: nothing can be computed for it."""


def evaluate(
    claim: Claim,
    *,
    as_of: date | None = None,
    differs_in: tuple[Difference, ...] = (),
    totals: Sequence[Total] = (),
) -> Evaluation:
    """The figures for a claim whose indicator and windows are settled, and the checks of its numbers.

    `totals`: those of another edition for its windows, in place of the figures of now or of `as_of`.
    Raises OpenClaim where they are not, UnknownName for a level that the indicator does not have.
    """
    if claim.indicator is None or claim.period is None or (is_compared(claim) and claim.baseline is None):
        raise OpenClaim("The claim does not say what is counted, or when", "Give an indicator, a period, a baseline.")
    counted, area = indicator(claim.indicator), find_area(claim.area_code)
    windows = [window for window in (claim.period, claim.baseline) if window]
    now, *others = totals or [total(counted, window, area, as_of=as_of) for window in windows]
    then = others[0] if others else None
    evaluation = Evaluation(
        indicator=counted.id,
        area_code=area.code,
        area_name=area.name,
        period=claim.period,
        baseline=claim.baseline,
        count=now.count,
        base=then.count if then else None,
        unit=counted.unit,
        editions=tuple(dict.fromkeys((*(then.editions if then else ()), *now.editions))),
        differs_in=differs_in,
    )
    if claim.is_share:
        return _of_part(claim, evaluation, counted, now, as_of)
    if counted.measure == "percentage_of":
        return _of_shares(claim, evaluation, counted, area, now, then)
    change = _change(counted, area, claim.period, claim.baseline, now, then, as_of)
    if claim.value_unit == "rate":
        return _of_rates(claim, evaluation, counted, area, change, as_of)
    checks = count_checks(claim, change, now.count, months=claim.period.months)
    status, note = _status(counted, area, claim.period, change)
    return judged(replace(evaluation, change=change, status=status, note=note), checks)


def judged(evaluation: Evaluation, checks: tuple[Check, ...]) -> Evaluation:
    """An evaluation with its checks: it matches where there are some and all pass, and nothing forbids to compare."""
    status = "missing" if evaluation.count is None else evaluation.status
    passed = bool(checks) and all(check.passed for check in checks) and status not in WITHHELD
    return replace(evaluation, checks=checks, status=status, matches=passed)


def _change(
    counted: Indicator,
    area: Area,
    period: Window,
    baseline: Window | None,
    now: Total,
    then: Total | None,
    as_of: date | None,
) -> Change | None:
    if baseline is None or then is None:
        return None
    place = {"level": area.level, "area_code": area.code}
    return change_between(counted, period, baseline, count=now.count, base=then.count, as_of=as_of, **place)  # type: ignore[arg-type]


def _status(counted: Indicator, area: Area, period: Window, change: Change | None) -> tuple[str, str]:
    """Status and reasons of the change; of a count alone, the breaks inside its window."""
    if change is not None:
        return change.status, change.note
    events = spans(counted, period, level=area.level, area_code=area.code)
    careful = value_caution(counted, period, level=area.level)
    status = "spans" if events else "caution" if careful else "ok"
    return status, " ".join(words for words in (*(event.words for event in events), careful) if words)


def _of_shares(
    claim: Claim, evaluation: Evaluation, counted: Indicator, area: Area, now: Total, then: Total | None
) -> Evaluation:
    """Percentages: their difference is in points, and has no interval, because numerator and denominator differ."""
    later, earlier = now.percent, then.percent if then else None
    status, note = _status(counted, area, evaluation.period, None)
    if evaluation.baseline:
        place = {"level": area.level, "area_code": area.code}
        between = compare_windows(counted, evaluation.baseline, evaluation.period, **place)  # type: ignore[arg-type]
        status, note = "ok" if between.status == "comparable" else between.status, between.note
        status = "missing" if earlier is None and status == "ok" else status
    points = None if later is None or earlier is None else later - earlier
    shares = replace(evaluation, count=later, base=earlier, unit="percent", points=points, status=status, note=note)
    return judged(shares, share_checks(claim, later, earlier))


def _of_part(claim: Claim, evaluation: Evaluation, counted: Indicator, now: Total, as_of: date | None) -> Evaluation:
    """The share of a kind of offence in its group, or of an area in London, in per cent: `base` is None."""
    whole = total(
        indicator(claim.whole) if claim.whole else counted,
        evaluation.period,
        find_area(claim.whole_area or claim.area_code),
        as_of=as_of,
    )
    share = 100 * now.count / whole.count if now.count is not None and whole.count else None
    area = find_area(claim.area_code)
    status, note = _status(counted, area, evaluation.period, None)
    fraction_words = "" if share is None else f"{now.count:,} of {whole.count:,}."
    shown = replace(
        evaluation, count=share, unit="percent", status=status, note=" ".join(filter(None, (fraction_words, note)))
    )
    return judged(shown, share_checks(claim, share, None))


def _of_rates(
    claim: Claim, evaluation: Evaluation, counted: Indicator, area: Area, change: Change | None, as_of: date | None
) -> Evaluation:
    per = claim.value_per or _readable_per(counted, evaluation, area, as_of)
    figures = ((evaluation.count, evaluation.period), (evaluation.base, evaluation.baseline))
    rates = [
        rate_of(counted, None if count is None else int(count), window, area, per=per, as_of=as_of) if window else None
        for count, window in figures
    ]
    now, then = (rate.value if rate else None for rate in rates)
    status, reasons = _status(counted, area, evaluation.period, change)
    notes = (reasons, *(rate.note for rate in rates if rate))
    shown = replace(
        evaluation,
        count=now,
        base=then,
        unit=rate_unit(counted.unit, per=per, denominator=counted.population),
        change=change,
        status="no_denominator" if _lacks_population(rates) else status,
        note=" ".join(dict.fromkeys(note for note in notes if note)),
    )
    return judged(shown, rate_checks(claim, (now, then), change=change, months=evaluation.period.months))


def _readable_per(counted: Indicator, evaluation: Evaluation, area: Area, as_of: date | None) -> int:
    """The residents that a rate is for: 100,000 where it would be a small fraction for the indicator's own number."""
    count = None if evaluation.count is None else int(evaluation.count)
    value = rate_of(counted, count, evaluation.period, area, as_of=as_of).value
    return 100_000 if value is not None and value < SMALL_RATE and counted.per < 100_000 else counted.per


def _lacks_population(rates: list[Rate | None]) -> bool:
    return any(rate is not None and rate.value is None for rate in rates)
