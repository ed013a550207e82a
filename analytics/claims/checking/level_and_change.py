"""A claim of a level or a change, held against our figures: as stated, in earlier editions, beside its neighbours.

Why it has its verdict is said in whole sentences: what makes the difference first, then the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.claims.answer import Evaluation, Finding, Verdict
from analytics.claims.answer_table import usual_beside
from analytics.claims.checking.claim_evaluation import WITHHELD, Stated, as_stated
from analytics.claims.checking.claim_verdicts import (
    NO_CLEAR_MATCH,
    is_unclear,
    lacks_clear_change,
    reservation,
    verdict_of,
    weakest,
)
from analytics.claims.checking.figures_not_held import HOME_OFFICE_WHERE, where_published
from analytics.claims.checking.neighbours import explains, search
from analytics.claims.checking.number_checks import BOTH_READINGS, TOLERANCE_WORDS, readings
from analytics.claims.checking.said_elsewhere import PastWindows, past_windows, published_with_number
from analytics.claims.claim import Claim
from analytics.claims.claim_words import change_words, figure_words, figures_words, period_name
from analytics.indicators import indicator
from analytics.narrative import number, usual_words
from analytics.periods import month_name, months_between

OTHER_LENGTH = "The two periods are not of one length ({} and {} months), so their counts cannot be compared."
ANOTHER_COUNT = (
    "The claim goes by another count, which is not held here: ours differs from it by more than revisions do, or "
    "only a revision would make the two agree."
)
REVISED_LEVEL = "Each edition revises the one before: a count is taken as the same within 3%, and within one case."
REVISED_CHANGE = (
    "Each edition revises the one before: a change is taken as the same within 2% of the ratio of its counts (3% for "
    "less than a year) and a fifth of itself, or within one case in either count."
)
NO_CLEAR_DIFFERENCE = "It is no clear change: the 95% interval of the usual monthly variation includes no change."
AMONG_SO_MANY = "Among so many, one may give the number by accident."
SHARED = "The two periods have {} in common, so the interval says too little of their difference: compare the rest."
NO_POINTS = "A count has no percentage points: they are read as per cent."


def hold(claim: Claim, *, is_open: bool, as_of: date | None = None) -> Finding:
    """The finding on a settled claim without a rank. `is_open`: the period was not stated but looked for."""
    if claim.period and claim.baseline and claim.period.months != claim.baseline.months:
        return Finding("cannot_be_compared", (OTHER_LENGTH.format(claim.period.months, claim.baseline.months),))
    stated = as_stated(claim, as_of=as_of)
    now, by_edition = stated.now, (stated.earlier,) if stated.earlier else ()
    if claim.source_basis == "home_office" and _is_another_count(now):
        figures = figures_words(now, whose="The Metropolitan Police's")
        words = (ANOTHER_COUNT, figures, *(check.words for check in now.checks))
        own = replace(now, matches=False)
        return Finding("not_in_our_data", words, reservation=": another count", stated=own, where=HOME_OFFICE_WHERE)
    tried = search(claim, is_open=is_open, as_of=as_of)
    hits = tuple(neighbour for neighbour in tried if neighbour.matches and explains(neighbour, now))
    verdict = verdict_of(claim, now, has_neighbour=bool(hits))
    denied = verdict in ("does_not_match", "right_direction_different_size")
    past = past_windows(claim, as_of=as_of) if denied else PastWindows()
    instead = _instead(claim) if denied or verdict == "matches_other_definition_or_period" else ""
    unclear = NO_CLEAR_MATCH if is_unclear(claim, verdict, now) else ""
    return Finding(
        verdict,
        (*_explanation(claim, stated, verdict, tried, hits), past.words),
        reservation=reservation(claim, verdict, now, hits),
        headline=". ".join(filter(None, (unclear, instead))),
        readings=readings(claim, now),
        stated=now,
        alternatives=(*by_edition, *tried) if stated.by_earlier else (*tried, *by_edition),
        where=where_published(claim.indicator or "") if now.status == "withheld_start" else "",
    )


def _instead(claim: Claim) -> str:
    """Of which period the number was published and is borne out, and that the claimed one is another."""
    published, claimed = published_with_number(claim), claim.period.name if claim.period else "this period"
    if published is None or published.claim.period is None:
        return ""
    return f"True of {period_name(published.claim.period)} ({published.who}, {published.when}), not of {claimed}"


def _is_another_count(stated: Evaluation) -> bool:
    """Whether a number by another body's count is not ours, or would be only if revisions explained it."""
    numbers = [check for check in stated.checks if check.what != "direction"]
    return stated.status not in WITHHELD and any(check.tolerance in (None, "revision") for check in numbers)


def _explanation(
    claim: Claim, stated: Stated, verdict: Verdict, tried: Sequence[Evaluation], hits: Sequence[Evaluation]
) -> list[str]:
    """The sentences on a claim: readings, our figures, stated numbers, editions, recording, variation, neighbours."""
    now = stated.now
    is_share, size_says_it = now.unit == "percent", any(check.what in ("change", "difference") for check in now.checks)
    sentences = [
        NO_POINTS if claim.size_unit == "percentage_points" and not is_share else "",
        BOTH_READINGS if claim.size_unit == "percent_or_points" and is_share else "",
        figures_words(now),
        _shared_words(now),
        *(check.words for check in now.checks if check.what != "direction" or not size_says_it),
    ]
    if now.status in WITHHELD or verdict == "cannot_be_compared":
        sentences.append(_recording_words(now) or now.note)
        return sentences + (_of_neighbours(now, tried, hits) if hits and verdict != "cannot_be_compared" else [])
    revised = {check.what for check in now.checks if check.tolerance == "revision"}
    revised = revised if now.matches and not stated.by_earlier else set()
    usual = usual_beside(now)
    return [
        *sentences,
        _edition_words(stated),
        REVISED_CHANGE if revised & {"change", "difference"} else "",
        REVISED_LEVEL if revised & {"value", "base_value"} else "",
        _recording_words(now),
        NO_CLEAR_DIFFERENCE if lacks_clear_change(claim, now) else "",
        usual_words(now.change, usual) if usual and now.change else "",
        *_of_neighbours(now, tried, hits),
    ]


def _shared_words(evaluation: Evaluation) -> str:
    """Of windows that overlap: the interval is one for counts that have nothing in common."""
    if evaluation.baseline is None:
        return ""
    first, last = sorted((evaluation.period, evaluation.baseline), key=lambda window: window.start)
    shared = months_between(last.start, first.end) + 1
    return SHARED.format(f"{shared} months" if shared > 1 else "a month") if shared > 0 else ""


def _recording_words(evaluation: Evaluation) -> str:
    """Why a change cannot be told from one of recording, or why it is not given; cautions are caveats."""
    if evaluation.status == "spans" or evaluation.change is None:
        return evaluation.note
    if evaluation.status == "withheld_small_base":
        return evaluation.change.comparability.notes[0]
    steps = (event.words for event in evaluation.change.comparability.events if event.kind == "step")
    return " ".join(steps) if evaluation.status == "step" else ""


def _edition_words(stated: Stated) -> str:
    """What an edition before had: where it gives the number, or where none does and older ones may have."""
    earlier, day = stated.earlier, stated.day
    if earlier is None or day is None or not _has_numbers(stated.now):
        return ""
    figures = figure_words(earlier, earlier.count)
    if earlier.baseline:
        change = change_words(earlier).partition(" (")[0]
        figures += f", against {figure_words(earlier, earlier.base)}{f': {change}' if change else ''}"
    if stated.by_earlier:
        gives = "comes within the usual revision of it" if earlier.is_revised else "gives it"
        return f"An edition of {month_name(day)} {gives}: {figures}. It has been revised since."
    return f"The oldest edition here with these periods, of {month_name(day)}, has {figures}."


def _of_neighbours(now: Evaluation, tried: Sequence[Evaluation], hits: Sequence[Evaluation]) -> list[str]:
    if now.matches or not tried:
        return []
    opening = f"{number(len(tried))} neighbouring definitions, periods and baselines were tried"
    if not hits:
        return [f"{opening}; none of them gives the number."] if _has_numbers(now) else []
    best = hits[0]
    when = f"{best.period.name} against {best.baseline.name}" if best.baseline else best.period.name
    size = (change_words(best) if best.baseline else "") or figure_words(best, best.count)
    how = f", {TOLERANCE_WORDS['revision']}" if weakest(best.checks) == "revision" else ""
    where = f"{when} ({indicator(best.indicator).title})"
    return [f"The number is there for {where}: {size}{how}.", f"{opening}. {AMONG_SO_MANY}"]


def _has_numbers(evaluation: Evaluation) -> bool:
    return any(check.stated is not None for check in evaluation.checks)
