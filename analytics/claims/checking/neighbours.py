"""The neighbours of a claim: the same numbers under another definition, over another period, against another baseline.

Only what is often confused is tried, and one thing at a time. Among many windows some give any number by accident, so
what is found here never makes a claim right; it may say where its number comes from. They are held against the numbers
by stricter rules than the claim as stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from analytics.claims.answer import Difference, Evaluation
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate
from analytics.claims.claim import Claim
from analytics.claims.default_periods import is_compared
from analytics.comparability import SMALL_BASE
from analytics.geography.areas import find_area
from analytics.indicators import INDICATORS, Level, indicator
from analytics.periods import Window, add_months, months_between, window_between, window_ending
from analytics.wording.time_words import BEFORE_PANDEMIC, MAYOR

# Ends of windows that are tried before and after the one that is stated, in months.
NEAR = 3
# So many digits of a number tell one period or baseline from others, and one definition from the few that there are.
TELLING, TELLING_LESS = 3, 2
_YEAR, _DECADE = 12, 120


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A claim beside the one that is stated, and what it differs in.

    `is_shifted`: only by a few months, by which figures differ less than revisions change them.
    """

    claim: Claim
    differs_in: tuple[Difference, ...]
    is_shifted: bool = False


def family(counted: str) -> tuple[str, ...]:
    """The other definitions that go by the same name."""
    own = INDICATORS[counted].family if counted in INDICATORS else ""
    return tuple(other.id for other in INDICATORS.values() if own and other.family == own and other.id != counted)


def neighbours(claim: Claim, *, level: Level) -> list[Neighbour]:
    """Every neighbour of a settled claim, each with what it differs in; the same windows only once."""
    others = [other for other in family(claim.indicator or "") if level in indicator(other).levels]
    around = [Neighbour(replace(claim, indicator=other), ("definition",)) for other in others]
    seen = {_key(claim)}
    for neighbour in (*_periods(claim), *_baselines(claim)):
        if (key := _key(neighbour.claim)) not in seen and _could_be_known(neighbour.claim):
            seen.add(key)
            around.append(neighbour)
    return around


def _could_be_known(claim: Claim) -> bool:
    """Whether the period had ended when the claim was made."""
    return not (claim.published and claim.period) or claim.period.end < claim.published.replace(day=1)


def _key(claim: Claim) -> tuple[tuple[date, date], ...]:
    return tuple((window.start, window.end) for window in claim.windows)


def _periods(claim: Claim) -> Iterator[Neighbour]:
    period = claim.period
    if period is None:
        return
    for window in periods_near(period):
        moved = replace(claim, period=window)
        shifted = window.months == period.months and abs(months_between(period.end, window.end)) <= NEAR
        if not is_compared(claim) or claim.baseline is None:
            yield Neighbour(moved, ("period",), shifted)
        elif claim.baseline.is_same(period.year_earlier()):
            yield Neighbour(replace(moved, baseline=window.year_earlier()), ("period",), shifted)
        elif window.months == claim.baseline.months and window.start > claim.baseline.end:
            yield Neighbour(moved, ("period",), shifted)
        else:
            yield Neighbour(replace(moved, baseline=window.year_earlier()), ("period", "baseline"))


def periods_near(period: Window) -> list[Window]:
    """The periods that one may be mixed up with: every kind of window with the same end, and those close by."""
    end, start = period.end, period.start
    same_end = [
        window_ending(end, "rolling_12"),
        window_between(add_months(end, -2), end),
        window_ending(end, "month"),
        window_ending(end, "financial_year_to_date"),
        window_between(date(end.year, 1, 1), end),
    ]
    steps = sorted((months for months in range(-NEAR, NEAR + 1) if months), key=abs)
    shifted = [window_between(add_months(start, months), add_months(end, months)) for months in steps]
    return [*same_end, *shifted, *_whole_years(end)]


def _whole_years(end: date) -> list[Window]:
    """The financial and calendar years that a month lies in, and those before them."""
    march = date(end.year + (end.month > 3), 3, 1)
    financial = [window_ending(date(march.year - back, 3, 1), "financial_year") for back in (0, 1)]
    return [*financial, *(window_ending(date(end.year - back, 12, 1), "calendar_year") for back in (0, 1))]


def _baselines(claim: Claim) -> Iterator[Neighbour]:
    period, stated = claim.period, claim.baseline
    if period is None or stated is None:
        return
    baselines = [period.year_earlier(), period.shifted(-_DECADE)]
    if period.months == _YEAR:
        baselines += [MAYOR, BEFORE_PANDEMIC, *_whole_years(stated.end)]
    else:
        baselines.append(window_between(add_months(period.start, -period.months), add_months(period.start, -1)))
    for baseline in baselines:
        if baseline.end < period.start:
            yield Neighbour(replace(claim, baseline=baseline), ("baseline",))


def windows_like(period: Window, first: date, last: date, *, step: int) -> list[Window]:
    """Every other window of the same length, `step` months apart, between two months, oldest first."""
    back, on = months_between(first, period.end) // step, months_between(period.end, last) // step
    shifts = [step * i for i in range(-back, on + 1) if i]
    windows = [Window(add_months(period.start, n), add_months(period.end, n), period.kind) for n in shifts]
    return [window for window in windows if first <= window.start and window.end <= last]


def search(claim: Claim, *, is_open: bool, as_of: date | None = None) -> tuple[Evaluation, ...]:
    """Every neighbour of a settled claim that has figures, the closest first; `matches` where it gives the numbers.

    `is_open`: the period was not stated but looked for.
    """
    if claim.is_share:
        return ()
    evaluations = []
    tried = neighbours(claim, level=find_area(claim.area_code).level)
    if _is_one_small_count(claim):
        tried = [neighbour for neighbour in tried if neighbour.differs_in == ("definition",)]
    for neighbour in tried:
        evaluation = evaluate(neighbour.claim, as_of=as_of, differs_in=neighbour.differs_in)
        if evaluation.status not in WITHHELD:
            matches = _is_hit(evaluation, neighbour, is_open=is_open) and (is_open or _is_telling(claim, neighbour))
            evaluations.append(replace(evaluation, matches=matches))
    return tuple(sorted(evaluations, key=lambda neighbour: _closeness(claim, neighbour)))


def _is_one_small_count(claim: Claim) -> bool:
    """Whether all that is stated is one small count: of many periods some have it by accident."""
    is_count = claim.value_unit == "count" if claim.size is None else claim.size_unit == "count"
    return is_count and len(claim.numbers) == 1 and claim.numbers[0] < SMALL_BASE


def _is_telling(claim: Claim, neighbour: Neighbour) -> bool:
    """Whether the numbers say enough to tell it from others: "5%" is that of many periods, "doubled" of many baselines.

    Against another baseline only the change and the earlier figure are others.
    """
    stated = (replace(claim, value=None) if neighbour.differs_in == ("baseline",) else claim).numbers
    digits = max((len(f"{number:.10g}".replace(".", "").strip("0")) for number in stated), default=0)
    roundings = [(claim.size, claim.rounding), (claim.value, claim.value_rounding)]
    rounded = [f"{size / unit:.0f}".strip("0") for size, unit in roundings if size is not None and unit and unit > 1]
    # "A third" is computed with as 33.3, "one every two minutes" as 262,800: they have the digits that were said.
    digits = min([digits, *map(len, rounded)])
    return len(stated) > 1 or digits >= (TELLING_LESS if neighbour.differs_in == ("definition",) else TELLING)


def _is_hit(evaluation: Evaluation, neighbour: Neighbour, *, is_open: bool) -> bool:
    """Whether a neighbour gives the stated numbers, by stricter rules than the claim as stated.

    A direction alone is no hit: half of all windows have it. A change must be there when rounded. Windows shifted by
    a few months differ by less than revisions do, so there every number must be: unless the period was left open.
    """
    if not evaluation.matches or all(check.what == "direction" for check in evaluation.checks):
        return False
    if any(check.tolerance == "bound" for check in evaluation.checks):
        # A bound holds for too many of them to tell one.
        return False
    if is_open and neighbour.differs_in == ("period",):
        return True
    revised = {check.what for check in evaluation.checks if check.tolerance in ("revision", "variation")}
    return not revised if neighbour.is_shifted else revised <= {"value", "base_value"}


def explains(hit: Evaluation, stated: Evaluation) -> bool:
    """Whether a hit may say where a number comes from: where ours begin too late, only another definition may."""
    return stated.status not in WITHHELD or hit.differs_in == ("definition",)


def _closeness(claim: Claim, evaluation: Evaluation) -> tuple[float, ...]:
    """What makes an alternative worth showing first: it matches, differs in little, lies near, and comes close."""
    apart = abs((evaluation.period.end - claim.period.end).days) if claim.period else 0
    gaps = [
        abs(c.found - c.stated) / max(abs(c.stated), 1) for c in evaluation.checks if c.found is not None and c.stated
    ]
    by_revision = sum(check.tolerance == "revision" for check in evaluation.checks)
    if evaluation.matches:
        return (0, len(evaluation.differs_in), apart, by_revision, sum(gaps))
    return (1, sum(gaps), len(evaluation.differs_in), apart)
