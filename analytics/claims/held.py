"""A claim of a level or a change, held against our figures: as stated, in earlier editions, beside its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from analytics.areas import find_area
from analytics.change import NO_CLEAR_CHANGE
from analytics.claims.answer import Check, Evaluation, Verdict
from analytics.claims.checks import TOLERANCE_WORDS
from analytics.claims.claim import Claim
from analytics.claims.evaluate import evaluate, in_earlier_edition
from analytics.claims.finding import Finding
from analytics.claims.neighbours import Neighbour, neighbours
from analytics.claims.readings import BOTH_READINGS, readings
from analytics.claims.totals import where_published
from analytics.claims.words import change_words, figure_words, figures_words, windows_words
from analytics.indicators import indicator
from analytics.narrative import number
from analytics.periods import month_name

REVISED_LEVEL = "Each edition revises the one before: a count is taken as the same within 3%, and within one case."
REVISED_CHANGE = (
    "Each edition revises the one before: a change is taken as the same within 2% of the ratio of its counts (3% for "
    "less than a year) and a fifth of itself, or within one case in either count."
)
COULD_BE_CHANCE = "A difference of this size could be chance: the 95% interval includes no change."
AMONG_SO_MANY = "Among so many, one that gives the number can do so by chance."
NO_POINTS = "A count has no percentage points: they are read as per cent."
OTHER_LENGTH = "The two periods are not of one length ({} and {} months), so their counts cannot be compared."
_RESERVATIONS = {
    "earlier_edition": "as an earlier edition had them",
    "revision": "within the usual revision",
}
_WEAKEST_FIRST = ("chance", "revision", "earlier_edition", "rounding", "exact")
_WITHHELD = ("withheld_break", "withheld_start", "missing", "no_denominator")


@dataclass(frozen=True, slots=True)
class _Stated:
    """The claim as stated: our figures, and those of an earlier edition that gives its numbers, with its day."""

    now: Evaluation
    earlier: Evaluation | None = None
    day: date | None = None


def hold(claim: Claim, *, is_open: bool, as_of: date | None = None) -> Finding:
    """The finding on a settled claim without a rank. `is_open`: the period was not stated but looked for."""
    if claim.period and claim.baseline and claim.period.months != claim.baseline.months:
        reason = OTHER_LENGTH.format(claim.period.months, claim.baseline.months)
        return Finding(claim=claim, verdict="cannot_be_compared", explanation=(reason,))
    stated = _as_stated(claim, as_of)
    tried = _alternatives(claim, is_open=is_open, as_of=as_of)
    alternatives = ((stated.earlier,) if stated.earlier else ()) + tried
    hits = tuple(each for each in tried if each.matches and _explains(each, stated.now))
    verdict = verdict_of(claim, stated.now, has_neighbour=bool(hits))
    return Finding(
        claim=claim,
        verdict=verdict,
        reservation=_reservation(claim, verdict, stated.now, hits),
        explanation=tuple(_explanation(claim, stated, verdict, tried, hits)),
        readings=readings(claim, stated.now),
        stated=stated.now,
        alternatives=alternatives,
        where=where_published(claim.indicator or "") if stated.now.status == "withheld_start" else "",
    )


def _as_stated(claim: Claim, as_of: date | None) -> _Stated:
    now = evaluate(claim, as_of=as_of)
    settled = now.matches and not any(check.tolerance == "revision" for check in now.checks)
    if settled or as_of is not None or now.status in _WITHHELD:
        return _Stated(now)
    found = in_earlier_edition(claim)
    if found is None:
        return _Stated(now)
    checks = tuple(_from_edition(check) for check in now.checks)
    return _Stated(replace(now, checks=checks, matches=True), found[1], found[0])


def _from_edition(check: Check) -> Check:
    """A check that an earlier edition passes where the newest does not, or only as a revision."""
    if check.tolerance in ("exact", "rounding"):
        return check
    words = f"{check.words.rsplit(': ', 1)[0]}: {TOLERANCE_WORDS['earlier_edition']}."
    return replace(check, tolerance="earlier_edition", words=words)


def _alternatives(claim: Claim, *, is_open: bool, as_of: date | None) -> tuple[Evaluation, ...]:
    area = find_area(claim.area_code)
    found = []
    for each in neighbours(claim, level=area.level):
        evaluation = evaluate(each.claim, as_of=as_of, differs_in=each.differs_in)
        if evaluation.status not in _WITHHELD:
            found.append(replace(evaluation, matches=_is_hit(evaluation, each, is_open=is_open)))
    return tuple(sorted(found, key=lambda each: _closeness(claim, each)))


def _is_hit(evaluation: Evaluation, neighbour: Neighbour, *, is_open: bool) -> bool:
    """Whether a neighbour gives the stated numbers, by stricter rules than the claim as stated.

    A direction alone is no hit: half of all windows have it. A change must be there when rounded. Windows shifted by
    a few months differ by less than revisions do, so there every number must be: unless the period was left open.
    """
    if not evaluation.matches or all(check.what == "direction" for check in evaluation.checks):
        return False
    if is_open and neighbour.differs_in == ("period",):
        return True
    revised = {check.what for check in evaluation.checks if check.tolerance in ("revision", "chance")}
    return not revised if neighbour.is_shifted else revised <= {"value", "base_value"}


def _explains(hit: Evaluation, stated: Evaluation) -> bool:
    """Whether a hit may say where a number comes from: where ours begin too late, only another definition may."""
    return stated.status not in _WITHHELD or hit.differs_in == ("definition",)


def _closeness(claim: Claim, each: Evaluation) -> tuple[float, ...]:
    """What makes an alternative worth showing first: it matches, differs in little, lies near, and comes close."""
    apart = abs((each.period.end - claim.period.end).days) if claim.period else 0
    gaps = [abs(c.found - c.stated) / max(abs(c.stated), 1) for c in each.checks if c.found is not None and c.stated]
    by_revision = sum(check.tolerance == "revision" for check in each.checks)
    if each.matches:
        return (0, len(each.differs_in), apart, by_revision, sum(gaps))
    return (1, sum(gaps), len(each.differs_in), apart)


def verdict_of(claim: Claim, stated: Evaluation, *, has_neighbour: bool) -> Verdict:
    """The verdict on a claim from its figures, and from whether a neighbour of it gives its numbers."""
    if stated.status in _WITHHELD and stated.status != "withheld_break" and has_neighbour:
        return "matches_other_definition_or_period"
    if stated.status in _WITHHELD or _too_few(claim, stated):
        return "cannot_be_compared"
    if stated.matches:
        return "matches_but_recording_changed" if stated.status == "step" else "matches"
    if has_neighbour:
        return "matches_other_definition_or_period"
    directions = [check.passed for check in stated.checks if check.what == "direction"]
    return "right_direction_different_size" if directions and all(directions) else "does_not_match"


def _too_few(claim: Claim, stated: Evaluation) -> bool:
    """A percentage from a small base: only the counts can be checked, where they are stated."""
    percentage = claim.size is not None and claim.size_unit != "count"
    counted = claim.value is not None and claim.base_value is not None
    return stated.status == "withheld_small_base" and percentage and not counted


def weakest(checks: tuple[Check, ...]) -> str:
    """The widest tolerance that any of the checks needed."""
    used = {check.tolerance for check in checks}
    return next((name for name in _WEAKEST_FIRST if name in used), "")


def could_be_chance(claim: Claim, stated: Evaluation) -> bool:
    """Whether a rise or fall is claimed that the interval does not exclude from being none."""
    change = stated.change
    moved = claim.direction in ("up", "down")
    return moved and change is not None and change.verdict == NO_CLEAR_CHANGE


def _reservation(claim: Claim, verdict: Verdict, stated: Evaluation, hits: tuple[Evaluation, ...]) -> str:
    """What completes the headline: which neighbour, which tolerance, and that the difference could be chance."""
    if verdict == "matches_other_definition_or_period":
        return f": {other_words(hits[0])}"
    tolerance = _RESERVATIONS.get(weakest(stated.checks), "") if verdict == "matches" else ""
    chance = could_be_chance(claim, stated) or weakest(stated.checks) == "chance"
    by_chance = "; the difference could be chance" if verdict == "matches" and chance else ""
    return (f", {tolerance}" if tolerance else "") + by_chance


def other_words(hit: Evaluation) -> str:
    """Which definition, period or baseline it is."""
    names = {
        "definition": indicator(hit.indicator).in_sentence,
        "period": hit.period.name,
        "baseline": f"against {hit.baseline.name}" if hit.baseline else "",
    }
    return ", ".join(names[each] for each in hit.differs_in if each in names)


def _explanation(
    claim: Claim, stated: _Stated, verdict: Verdict, tried: tuple[Evaluation, ...], hits: tuple[Evaluation, ...]
) -> list[str]:
    now = stated.now
    found = [NO_POINTS] if claim.size_unit == "percentage_points" and now.unit != "percent" else []
    found += [BOTH_READINGS] if claim.size_unit == "percent_or_points" and now.unit == "percent" else []
    found.append(figures_words(now))
    found += [check.words for check in now.checks if check.what != "direction" or not _size_says_it(now)]
    if now.status in _WITHHELD or verdict == "cannot_be_compared":
        found.append(recording_words(now) or now.note)
        return found + (_of_neighbours(now, tried, hits) if hits and verdict != "cannot_be_compared" else [])
    if stated.earlier and stated.day:
        found.append(_edition_words(stated.earlier, stated.day))
    elif now.matches:
        found += _revised_words(now)
    found.append(recording_words(now))
    if could_be_chance(claim, now):
        found.append(COULD_BE_CHANCE)
    return found + _of_neighbours(now, tried, hits)


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


def _edition_words(earlier: Evaluation, day: date) -> str:
    figures = figure_words(earlier, earlier.count)
    if earlier.baseline:
        figures += f", against {figure_words(earlier, earlier.base)}"
        change = change_words(earlier).partition(" (")[0]
        figures += f": {change}" if change else ""
    return f"An edition of {month_name(day)} gives it: {figures}. It has been revised since."


def _of_neighbours(now: Evaluation, tried: tuple[Evaluation, ...], hits: tuple[Evaluation, ...]) -> list[str]:
    if now.matches or not tried:
        return []
    said = f"{number(len(tried))} neighbouring definitions, periods and baselines were tried"
    if not hits:
        return [f"{said}; none of them gives the number."] if _numbers(now) else []
    best = hits[0]
    gives = f"{windows_words(best.period, best.baseline)} ({indicator(best.indicator).title})"
    size = (change_words(best) if best.baseline else "") or figure_words(best, best.count)
    how = f", {TOLERANCE_WORDS['revision']}" if weakest(best.checks) == "revision" else ""
    return [f"The number is there for {gives}: {size}{how}.", f"{said}. {AMONG_SO_MANY}"]


def _numbers(evaluation: Evaluation) -> bool:
    return any(check.stated is not None for check in evaluation.checks)
