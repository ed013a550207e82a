"""Our figures for exactly what a claim says, or for a neighbour of it, and whether its numbers are there.

A claim as stated is held against the newest figures, and against the editions before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from analytics.claims.answer import Check, Difference, Evaluation, Tolerance
from analytics.claims.checking.number_checks import TOLERANCE_WORDS, count_checks, rate_checks, share_checks
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared
from analytics.comparability import compare_windows, spans
from analytics.geography.areas import find_area
from analytics.geography.denominators import rate_unit
from analytics.indicators import Indicator, indicator
from analytics.periods import Window
from analytics.revisions.earlier_totals import earlier_totals
from analytics.series.area_change import change_between
from analytics.series.caution_figures import value_caution
from analytics.series.window_totals import Total, rate_of, total
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
    figures = totals or [total(counted, window, area, as_of=as_of) for window in claim.windows]
    counts = [figure.count for figure in figures]
    editions = [edition for figure in reversed(figures) for edition in figure.editions]
    by_window = zip(claim.windows, counts, strict=True)
    evaluation = held(counted, (area.code, area.name), by_window, editions=editions, differs_in=differs_in)
    if claim.is_share:
        return _of_part(claim, evaluation, as_of)
    if counted.measure == "percentage_of":
        return _of_shares(claim, evaluation, *(figure.percent for figure in figures))
    if claim.baseline:
        place = {"level": area.level, "area_code": area.code, "as_of": as_of}
        change = change_between(counted, *claim.windows, count=counts[0], base=counts[1], **place)  # type: ignore[arg-type]
        evaluation = replace(evaluation, change=change)
    if claim.value_unit == "rate":
        return _of_rates(claim, evaluation, as_of)
    return judged(_with_status(evaluation), count_checks(claim, evaluation))


def held(
    counted: Indicator,
    place: tuple[str, str],
    figures: Iterable[tuple[Window, float | None]],
    *,
    editions: Iterable[str] = (),
    **facts: Any,
) -> Evaluation:
    """Figures of a place, by code and name, in a window or in two, from any source; `facts`: what else is known."""
    (period, count), *before = figures
    baseline, base = before[0] if before else (None, None)
    facts = {"unit": counted.unit, "editions": tuple(dict.fromkeys(editions))} | facts
    facts |= {"indicator": counted.id, "area_code": place[0], "area_name": place[1]}
    return Evaluation(period=period, baseline=baseline, count=count, base=base, **facts)


def judged(evaluation: Evaluation, checks: tuple[Check, ...]) -> Evaluation:
    """An evaluation with its checks: it matches where there are some and all pass, and nothing forbids to compare."""
    status = "missing" if evaluation.count is None else evaluation.status
    passed = bool(checks) and all(check.passed for check in checks) and status not in WITHHELD
    return replace(evaluation, checks=checks, status=status, matches=passed)


def _with_status(evaluation: Evaluation) -> Evaluation:
    """Status and reasons of the change; of a figure alone, the breaks inside its window."""
    if evaluation.change is not None:
        return replace(evaluation, status=evaluation.change.status, note=evaluation.change.note)
    level, code = find_area(evaluation.area_code).level, evaluation.area_code
    events = spans(evaluation.indicator, evaluation.period, level=level, area_code=code)
    careful = value_caution(evaluation.indicator, evaluation.period, level=level)
    status = "spans" if events else "caution" if careful else "ok"
    return replace(evaluation, status=status, note=_joined(*(event.words for event in events), careful))


def _joined(*notes: str) -> str:
    return " ".join(dict.fromkeys(note for note in notes if note))


def _of_shares(claim: Claim, evaluation: Evaluation, later: float | None, earlier: float | None = None) -> Evaluation:
    """Percentages: their difference is in points, and has no interval, because numerator and denominator differ."""
    points = None if later is None or earlier is None else later - earlier
    shares = _with_status(replace(evaluation, count=later, base=earlier, unit="percent", points=points))
    if shares.baseline:
        level, code = find_area(shares.area_code).level, shares.area_code
        between = compare_windows(shares.indicator, shares.baseline, shares.period, level=level, area_code=code)
        comparable = "missing" if earlier is None else "ok"
        status = comparable if between.status == "comparable" else between.status
        shares = replace(shares, status=status, note=between.note)
    return judged(shares, share_checks(claim, later, earlier))


def _of_part(claim: Claim, evaluation: Evaluation, as_of: date | None) -> Evaluation:
    """The share of a kind of offence in its group, or of an area in London, in per cent: `base` is None."""
    counted, area = claim.whole or evaluation.indicator, find_area(claim.whole_area or claim.area_code)
    part, whole = evaluation.count, total(counted, evaluation.period, area, as_of=as_of).count
    share = 100 * part / whole if part is not None and whole else None
    shown = _with_status(replace(evaluation, count=share, unit="percent"))
    fraction_words = "" if share is None else f"{part:,} of {whole:,}."
    return judged(replace(shown, note=_joined(fraction_words, shown.note)), share_checks(claim, share, None))


def _of_rates(claim: Claim, evaluation: Evaluation, as_of: date | None) -> Evaluation:
    counted, area, shown = indicator(evaluation.indicator), find_area(evaluation.area_code), _with_status(evaluation)
    counts = [None if count is None else int(count) for count in (evaluation.count, evaluation.base)]
    usual = rate_of(counted, counts[0], evaluation.period, area, as_of=as_of).value
    # For 100,000 residents where it would be a small fraction for the indicator's own number.
    is_small = usual is not None and usual < SMALL_RATE and counted.per < 100_000
    per = claim.value_per or (100_000 if is_small else counted.per)
    rates = [
        rate_of(counted, count, window, area, per=per, as_of=as_of)
        for count, window in zip(counts, claim.windows, strict=False)
    ]
    now, then = rates[0].value, rates[1].value if len(rates) > 1 else None
    shown = replace(
        shown,
        count=now,
        base=then,
        unit=rate_unit(counted.unit, per=per, denominator=counted.population),
        status="no_denominator" if None in [rate.value for rate in rates] else shown.status,
        note=_joined(shown.note, *(rate.note for rate in rates)),
    )
    return judged(shown, rate_checks(claim, (now, then), change=shown.change, months=shown.period.months))


@dataclass(frozen=True, slots=True)
class Stated:
    """Our figures for a claim as stated, and those of an edition before with its day.

    `earlier` gives the stated numbers where `now` does not, or only within a revision; where no edition does and
    something does not match, it is the oldest with other figures of the periods, since a claim may go back to one older
    still.
    """

    now: Evaluation
    earlier: Evaluation | None = None
    day: date | None = None

    @property
    def by_earlier(self) -> bool:
        """Whether the earlier edition gives the stated numbers."""
        return self.earlier is not None and self.earlier.matches


def as_stated(claim: Claim, *, as_of: date | None = None) -> Stated:
    """A settled claim held against our figures; earlier editions are asked unless `as_of` says which ones count."""
    now = evaluate(claim, as_of=as_of)
    if (now.matches and not now.is_revised) or as_of is not None or now.status in WITHHELD:
        return Stated(now)
    oldest, area = Stated(now), find_area(claim.area_code)
    near: Stated | None = None
    tried = [tuple(total(now.indicator, window, area).counts for window in claim.windows)]
    for day, totals in earlier_totals(now.indicator, claim.windows, area):
        if (counts := tuple(figure.counts for figure in totals)) in tried:
            continue
        tried.append(counts)
        # Of a share the whole is that of the day as well.
        stood = {"as_of": day} if claim.is_share else {"totals": totals}
        earlier = evaluate(claim, differs_in=("edition",), **stood)
        if earlier.matches and not earlier.is_revised:
            return _by_edition(now, earlier, day, "earlier_edition")
        if earlier.matches and not now.matches:
            # One that is not held may have had it: this one differs from it by no more than revisions do.
            near = near or _by_edition(now, earlier, day, "revision")
        elif earlier.status not in WITHHELD and not now.matches:
            oldest = Stated(now, replace(earlier, matches=False), day)
    return near or oldest


def _by_edition(now: Evaluation, earlier: Evaluation, day: date, by: Tolerance) -> Stated:
    """What is stated, borne out by an earlier edition where the newest does not bear it out, or only as a revision."""
    checks = tuple(
        check
        if check.tolerance in ("exact", "rounding")
        else replace(check, tolerance=by, words=f"{check.words.rsplit(': ', 1)[0]}: {TOLERANCE_WORDS[by]}.")
        for check in now.checks
    )
    return Stated(replace(now, checks=checks, matches=True), earlier, day)
