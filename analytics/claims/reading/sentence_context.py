"""What a clause or a sentence takes from those before it, and what is said once for all clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.claims.claim import EXTREMES
from analytics.claims.reading.claim_facts import Facts
from analytics.claims.reading.quantities import Quantities
from analytics.claims.reading.times import Times
from analytics.wording.sentence import AREA, Unreadable
from data.published_areas import MPS

# A sentence that begins so speaks of what the one before named.
_ANAPHOR = re.compile(
    r"(?:it|they|there|that|this|these|in|the (?:force|borough|city|town|county|council|police))\b", re.IGNORECASE
)
_CARRIED = "The {} is taken from the sentence before: {}."


def in_context(facts: Facts, before: Facts | None, *, is_clause: bool = False) -> Facts:
    """A clause with the place, and a sentence with the place and the period, that were said before it.

    Raises Unreadable where a time is told by another that is not said.
    """
    if facts.subject.is_uncovered:
        return facts
    facts = facts if before is None else _carried(facts, before, is_clause=is_clause)
    times = facts.times
    if times.period is None and (times.since_then or (times.shift is not None and not times.months_before)):
        words = next(iter(times.said.values()), "")
        raise Unreadable(f"“{words}” refers to a time that is not said", "Name the month or the year")
    return facts


def refers_back(text: str) -> bool:
    """Whether a sentence begins with a word for what was named before it."""
    return bool(_ANAPHOR.match(text))


def _carried(facts: Facts, before: Facts, *, is_clause: bool) -> Facts:
    notes = facts.notes
    facts = replace(facts, times=_times_after(facts.times, before.times))
    if before.place.level in ("borough", "ward"):
        facts.sentence.take_all(rf"\b(?:in )?the {before.place.level}\b", AREA, "area")
    if not facts.place.words:
        first = before.first_names if refers_back(facts.sentence.text) else ()
        facts = replace(facts, names=facts.names + before.names + first)
    if not facts.place.words and before.place.code != MPS:
        facts = replace(facts, place=before.place)
        notes = notes if is_clause else (*notes, _CARRIED.format("place", before.place.words))
    if is_clause or facts.times.period is not None or not before.times.said:
        return replace(facts, notes=notes)
    is_since = facts.times.since is not None or (facts.order.rank in EXTREMES and facts.times.baseline is None)
    if is_since or not facts.times.said:
        times = before.times if not is_since else replace(facts.times, period=before.times.period)
        facts = replace(facts, times=replace(times, notes=()))
        notes = (*notes, _CARRIED.format("period", " and ".join(before.times.said.values())))
    return replace(facts, notes=notes)


def _times_after(times: Times, before: Times) -> Times:
    """The times of a sentence that refers to the period of the one before: "a year later", "than the year before"."""
    period = before.period
    if period is None or times.period is not None:
        return times
    if times.shift is not None and times.shift < 0 and before.shift:
        # "A month earlier … a year earlier": than which of the two before is not said.
        return replace(times, months_before=None)
    if times.shift is not None:
        return replace(times, period=period.shifted(times.shift), months_before=None)
    if times.since_then:
        return replace(times, baseline=period, since_then=False)
    if times.months_before:
        return replace(times, period=period, baseline=period.shifted(-times.months_before), months_before=None)
    return times


def shared(facts: Sequence[Facts]) -> list[Facts]:
    """The clauses of one sentence with what is said once for all of them: the period, the source, the direction."""
    timed = [part.times for part in facts if part.times.said]
    bases = [part.basis for part in facts if part.basis]
    filled: list[Facts] = []
    for part in facts:
        quantities = part.quantities
        share, subject = part.share, part.subject
        like_share = filled[-1].share if filled else None
        if like_share and len(quantities.sizes) == 1 and quantities.direction is None:
            # "Theft made up a third of all crime, and robbery 4 per cent": of the same whole.
            (size,) = quantities.sizes
            share = replace(like_share, value=size.value, rounding=size.rounding, bound=size.bound, words=size.words)
            subject = replace(subject, whole=filled[-1].subject.whole)
            quantities = Quantities()
        elif quantities.sizes and quantities.direction is None and filled:
            like = filled[-1].quantities
            words = quantities.words | {"direction": like.words.get("direction", "")}
            quantities = replace(quantities, direction=like.direction, words=words)
        times = timed[0] if len(timed) == 1 and not part.times.said else part.times
        basis = part.basis or (bases[0] if bases else "")
        filled.append(replace(part, times=times, basis=basis, quantities=quantities, share=share, subject=subject))
    return filled
