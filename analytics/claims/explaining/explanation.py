"""Why a claim has its verdict, in whole sentences: what makes the difference first, then the figures."""

from __future__ import annotations

from analytics.claims.answer import Evaluation, Verdict
from analytics.claims.checking.claim_evaluation import WITHHELD
from analytics.claims.checking.claim_verdicts import lacks_clear_change, weakest
from analytics.claims.checking.number_checks import TOLERANCE_WORDS
from analytics.claims.checking.percent_readings import BOTH_READINGS
from analytics.claims.checking.stated_claim import Stated
from analytics.claims.claim import Claim
from analytics.claims.claim_words import change_words, figure_words, figures_words, windows_words
from analytics.claims.explaining.answer_table import usual_beside
from analytics.indicators import indicator
from analytics.narrative import number, usual_words
from analytics.periods import month_name, months_between

REVISED_LEVEL = "Each edition revises the one before: a count is taken as the same within 3%, and within one case."
REVISED_CHANGE = (
    "Each edition revises the one before: a change is taken as the same within 2% of the ratio of its counts (3% for "
    "less than a year) and a fifth of itself, or within one case in either count."
)
NO_CLEAR_DIFFERENCE = "It is no clear change: the 95% interval of the usual monthly variation includes no change."
AMONG_SO_MANY = "Among so many, one may give the number by accident."
SHARED = "The two periods have {} in common, so the interval says too little of their difference: compare the rest."
NO_POINTS = "A count has no percentage points: they are read as per cent."


def explanation(
    claim: Claim, stated: Stated, verdict: Verdict, tried: tuple[Evaluation, ...], hits: tuple[Evaluation, ...]
) -> list[str]:
    """The sentences on a claim: readings, our figures, stated numbers, editions, recording, variation, neighbours."""
    now = stated.now
    sentences = [NO_POINTS] if claim.size_unit == "percentage_points" and now.unit != "percent" else []
    sentences += [BOTH_READINGS] if claim.size_unit == "percent_or_points" and now.unit == "percent" else []
    sentences += [figures_words(now), _shared_words(now)]
    sentences += [check.words for check in now.checks if check.what != "direction" or not _size_says_it(now)]
    if now.status in WITHHELD or verdict == "cannot_be_compared":
        sentences.append(recording_words(now) or now.note)
        return sentences + (_of_neighbours(now, tried, hits) if hits and verdict != "cannot_be_compared" else [])
    sentences.append(_edition_words(stated))
    sentences += _revised_words(now) if now.matches and not stated.by_earlier else []
    sentences.append(recording_words(now))
    if lacks_clear_change(claim, now):
        sentences.append(NO_CLEAR_DIFFERENCE)
    usual = usual_beside(now)
    sentences.append(usual_words(now.change, usual) if usual and now.change else "")
    return sentences + _of_neighbours(now, tried, hits)


def _shared_words(evaluation: Evaluation) -> str:
    """Of windows that overlap: the interval is one for counts that have nothing in common."""
    if evaluation.baseline is None:
        return ""
    first, last = sorted((evaluation.period, evaluation.baseline), key=lambda window: window.start)
    shared = months_between(last.start, first.end) + 1
    return SHARED.format(f"{shared} months" if shared > 1 else "a month") if shared > 0 else ""


def _revised_words(stated: Evaluation) -> list[str]:
    revised = {check.what for check in stated.checks if check.tolerance == "revision"}
    change = [REVISED_CHANGE] if revised & {"change", "difference"} else []
    return change + ([REVISED_LEVEL] if revised & {"value", "base_value"} else [])


def recording_words(evaluation: Evaluation) -> str:
    """Why a change cannot be told from one of recording, or why it is not given; cautions are caveats."""
    if evaluation.status == "spans" or evaluation.change is None:
        return evaluation.note
    if evaluation.status == "withheld_small_base":
        return evaluation.change.comparability.notes[0]
    steps = (event.words for event in evaluation.change.comparability.events if event.kind == "step")
    return " ".join(steps) if evaluation.status == "step" else ""


def _size_says_it(stated: Evaluation) -> bool:
    return any(check.what in ("change", "difference") for check in stated.checks)


def _edition_words(stated: Stated) -> str:
    """What an edition before had: where it gives the number, or where none does and older ones may have."""
    earlier, day = stated.earlier, stated.day
    if earlier is None or day is None or not _numbers(stated.now):
        return ""
    figures = figure_words(earlier, earlier.count)
    if earlier.baseline:
        figures += f", against {figure_words(earlier, earlier.base)}"
        change = change_words(earlier).partition(" (")[0]
        figures += f": {change}" if change else ""
    if stated.by_earlier:
        return f"An edition of {month_name(day)} gives it: {figures}. It has been revised since."
    return f"The oldest edition here with these periods, of {month_name(day)}, has {figures}."


def _of_neighbours(now: Evaluation, tried: tuple[Evaluation, ...], hits: tuple[Evaluation, ...]) -> list[str]:
    if now.matches or not tried:
        return []
    opening = f"{number(len(tried))} neighbouring definitions, periods and baselines were tried"
    if not hits:
        return [f"{opening}; none of them gives the number."] if _numbers(now) else []
    best = hits[0]
    gives = f"{windows_words(best.period, best.baseline)} ({indicator(best.indicator).title})"
    size = (change_words(best) if best.baseline else "") or figure_words(best, best.count)
    how = f", {TOLERANCE_WORDS['revision']}" if weakest(best.checks) == "revision" else ""
    return [f"The number is there for {gives}: {size}{how}.", f"{opening}. {AMONG_SO_MANY}"]


def _numbers(evaluation: Evaluation) -> bool:
    return any(check.stated is not None for check in evaluation.checks)
