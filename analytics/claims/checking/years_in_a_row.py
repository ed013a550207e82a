"""Claims that something went on from year to year: "fell for the third year running"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Evaluation, Finding
from analytics.claims.checking.borough_ranks import order_check
from analytics.claims.checking.claim_evaluation import WITHHELD, evaluate, judged
from analytics.claims.checking.claim_verdicts import judged_by, lacks_clear_change, matching
from analytics.claims.claim import Claim
from analytics.claims.claim_words import figures_words
from analytics.narrative import number

UNCLEAR = "No clear change in {} of the {} years: does not match"


def hold_in_a_row(claim: Claim, *, as_of: date | None = None) -> Finding:
    """The finding on a settled claim that each of `rank_place` years to its period rose, or fell, on the year before.

    As for one year, a change that the 95% interval does not tell from none is neither.
    """
    plain = replace(claim, rank=None, rank_place=1)
    windows = [claim.windows[0].shifted(-12 * back) for back in range(claim.rank_place)]
    years = [evaluate(replace(plain, period=window, baseline=window.year_earlier()), as_of=as_of) for window in windows]
    own = years[0]
    for year in years:
        if year.status in WITHHELD or year.count is None or year.base is None:
            return Finding("cannot_be_compared", (figures_words(year), year.note), stated=own)
    sign = 1 if claim.direction == "up" else -1
    that_way = [year for year in years if sign * ((year.count or 0.0) - (year.base or 0.0)) > 0]
    clear = [year for year in that_way if not lacks_clear_change(plain, year)]
    passed, so_many = len(clear) == len(years), f"{number(len(that_way))} of {number(len(years))}"
    moved = "rose" if sign > 0 else "fell"
    words = f"By our figures it {moved} in {so_many} years, and in {number(len(clear))} of them that is a clear change."
    stated = judged(own, (order_check(passed, f"Stated: {number(len(years))} years in a row; ours: {so_many}."),))
    is_unclear = len(that_way) == len(years) and not passed
    across_step = any(year.status == "step" for year in years)
    return Finding(
        matching(across_step=across_step) if passed else judged_by(passed=False),
        (words, *(figures_words(year) for year in years), *_steps(years)),
        headline=UNCLEAR.format(number(len(years) - len(clear)), number(len(years))) if is_unclear else "",
        reservation="" if passed else f": in {so_many} years",
        stated=stated,
        ranked=tuple(years),
    )


def _steps(years: Sequence[Evaluation]) -> tuple[str, ...]:
    """What changed in recording between any two of the years."""
    changes = [year.change for year in years if year.change and year.status == "step"]
    events = (event for change in changes for event in change.comparability.events if event.kind == "step")
    return tuple(dict.fromkeys(event.words for event in events))
