"""What one clause says, piece by piece, and the claims that it makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from analytics.claims.claim import EXTREMES, Claim
from analytics.claims.reading.frequencies import over_period, take_frequency
from analytics.claims.reading.orders import Order, take_order
from analytics.claims.reading.quantities import Quantities, take_quantities
from analytics.claims.reading.shares import SpokenShare, take_share
from analytics.claims.reading.subjects import (
    EVERYTHING,
    Subject,
    completed_by,
    counts_offences,
    described_part,
    subject_of,
)
from analytics.claims.reading.times import Times, take_statement_day, take_times
from analytics.geography.areas import name_of
from analytics.indicators import INDICATORS, indicator
from analytics.wording.changes import ROUNDED_MULTIPLE
from analytics.wording.harmless_words import (
    put_back_source,
    speakers_places,
    take_source,
    take_speakers,
    unread_in,
)
from analytics.wording.place_names import BARE, THAN, SpokenPlace, is_shortened, take_places
from analytics.wording.sentence import AREA, INDICATOR, TAKEN, Piece, Sentence, SeveralClaims, Unreadable
from analytics.wording.spoken_names import take_subjects
from data.published_areas import MPS

# In this order they are shown.
FIELDS = (
    "indicator", "area", "direction", "size", "value", "base_value", "rank", "since", "period", "baseline", "basis",
)  # fmt: skip
_RATE = r"\b(?:rates?|per (?:head|capita|person|resident)(?: of (?:the )?population)?|per-capita)\b"
_REOFFENDING = r"\bre-?offen[dc]"
_GROUPS = (
    r"\b(?:(?P<adult>adults?)|(?P<youth>juveniles?|youths?|child(?:ren)?|young people|under-18s|"
    r"young(?= offenders)))(?:'s)?\b(?: offenders)?"
)
_THAN = rf"{THAN}(?=\x02)"
# "Three times as many as in Bexley", "twice the rate of Bexley".
_AS = (
    r"(?:\b(?:as|than|of|(?:that|those|the (?:rate|number|figure|level)s?) (?:of|in)|compared (?:with|to)) |\x04+ )"
    r"(?:in |there were in )?(?:neighbouring )?(?=\x02)"
)
# "Below the London average", "four times the average for London": of a rate, London's.
_AVERAGE = (
    r"(?:\bthan )?(?:\bthe )?(?:(?P<before>\x02+)(?:'s)? average\b|average (?:for |of |across )?(?P<behind>\x02+))"
)
_SHORTENED = "“{}” is read as {}."
_BOTH = r"\x02+(?:, (?:in )?\x02+)*,?(?: and| &)(?: in| across)? \x02+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was read in one clause. `other`: the area that its own is compared with.

    `names`: what the sentences before name that was not read and may be a place, `first_names` those that begin one.
    """

    sentence: Sentence
    subject: Subject
    place: SpokenPlace
    times: Times
    quantities: Quantities = field(default_factory=Quantities)
    order: Order = field(default_factory=Order)
    share: SpokenShare | None = None
    basis: str = ""
    said_on: date | None = None
    other: SpokenPlace | None = None
    also: tuple[SpokenPlace, ...] = ()
    is_rate: bool = False
    group: Literal["adult", "youth"] | None = None
    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    first_names: tuple[str, ...] = ()

    @property
    def tells_size(self) -> bool:
        """Whether a figure says how much it changed, or what it was before."""
        return bool(self.quantities.sizes) or self.quantities.base_value is not None

    def understood(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        """The fields of a claim and the words from which they were read."""
        order = self.order
        words = {"indicator": self.subject.words, "area": self.place.words, "rank": order.words, "basis": self.basis}
        words |= {"direction": order.words if order.direction else ""} | self.quantities.words | self.times.said
        words |= {"value": self.share.words} if self.share else {}
        sizes = [part.words for part in self.quantities.sizes if part.value == claim.size]
        words |= {"size": sizes[0]} if sizes else {}
        return tuple((name, words[name]) for name in FIELDS if words.get(name))

    def missing(self, claim: Claim) -> tuple[str, ...]:
        """The fields that a checkable claim has and this sentence does not."""
        by_time = claim.rank in EXTREMES
        is_change = (claim.direction is not None or claim.size is not None) and not by_time and not claim.other_area
        of_boroughs = claim.rank in ("largest_fall", "smallest_fall", "largest_rise", "smallest_rise")
        open_fields = {
            "indicator": claim.indicator is None and not claim.subject,
            "area": not self.place.words and (claim.rank != "all_boroughs" or self.place.code != MPS),
            "direction": claim.direction is None and claim.size is not None,
            "size": is_change and claim.rank is None and claim.size is None and claim.base_value is None
            and claim.direction != "same",
            "period": claim.period is None,
            "baseline": claim.baseline is None and (is_change or of_boroughs),
            "since": by_time and claim.since is None,
        }  # fmt: skip
        return tuple(name for name, is_open in open_fields.items() if is_open)


def facts_of(
    sentence: Sentence, said_on: date | None, *, before: Facts | None = None, is_clause: bool = False,
    is_subject: bool = False,
) -> Facts:  # fmt: skip
    """What a clause says. What it leaves out it may take from the clause or the sentence `before`, with a note.

    `is_subject`: the text only names a subject. Raises SeveralClaims where it makes more than one claim,
    Unreadable where it makes none.
    """
    basis = take_source(sentence)
    stated_on = take_statement_day(sentence)
    said_on = said_on or stated_on
    group = _take_group(sentence)
    named = take_subjects(sentence)
    basis = "" if put_back_source(sentence) else basis
    if (only := subject_of(named) if any(not part.meaning.is_covered for part in named) else Subject()).is_uncovered:
        return _uncovered(sentence, only, said_on)
    order, (places, names), share = take_order(sentence), _claimed_places(sentence), take_share(sentence)
    often = take_frequency(sentence)
    subject = described_part(sentence, subject_of(named, share_ends=share.end)) if share else subject_of(named)
    if before is not None and before.subject.indicator:
        subject = completed_by(subject, before.subject)
    times = take_times(sentence, said_on=said_on, is_rank=order.rank in EXTREMES)
    counts = subject.indicator is not None and indicator(subject.indicator).measure == "count"
    is_percentage = subject.is_survey or (subject.indicator is not None and not counts)
    if is_percentage:
        sentence.take_all(r"\b(?:the )?(?:(?:proportion|share)(?: of)?|percentage of)\b", TAKEN, "indicator")
    if subject.is_survey:
        sentence.take_all(r"\b(?:of )?(?:the )?(?:londoners|people|adults|residents)\b", TAKEN, "indicator")
    quantities = take_quantities(sentence, is_rate=is_percentage) if not share else Quantities()
    is_rate = bool(sentence.take_all(_RATE, TAKEN, "indicator")) or order.words.lower().endswith(("rate", "rates"))
    is_rate = is_rate and not is_percentage
    place, other, also = _places(sentence, places, _multiple(sentence, quantities), before if is_clause else None)
    take_speakers(sentence)
    notes = (*times.notes, *([_SHORTENED.format(place.words, name_of(place.code))] if is_shortened(place) else []))
    if often is not None:
        quantities, note = over_period(quantities, often, times.period, times.baseline)
        notes = (*notes, note)
    if not subject.indicator and not subject.is_survey and not is_subject:
        subject, note = _unsaid(sentence, subject, before, quantities, order)
        notes = (*notes, note) if note else notes
    if share is None and quantities.is_empty and order.rank is None and not is_subject:
        raise _no_claim(sentence, subject)
    return Facts(
        sentence=sentence, subject=subject, place=place, times=times, quantities=quantities, order=order, share=share,
        basis=basis, said_on=said_on, other=other, also=also, is_rate=is_rate, group=group, notes=notes, names=names,
    )  # fmt: skip


def _claimed_places(sentence: Sentence) -> tuple[list[SpokenPlace], tuple[str, ...]]:
    """The places that the sentence names, without that of the speaker; it is unread where there is no other."""
    places, of_speaker = take_places(sentence), [piece.words for piece in speakers_places(sentence)]
    # "The Mayor of London, Sadiq Khan, said": London is where all speak of.
    others = [place for place in places if place.level == "mps" or place.words not in of_speaker]
    return others, () if others else tuple(of_speaker)


def _no_claim(sentence: Sentence, subject: Subject) -> Unreadable:
    """Why there is nothing to check: no figure or direction is given, or the words that may give it are not read."""
    unread = ", ".join(f"“{piece.words}”" for piece in unread_in(sentence, has_size=False))
    if not subject.words:
        return Unreadable(
            "No claim: no crime, figure or direction was recognised in this",
            "Write it like this: knife crime in London fell 19 per cent between April and June 2025",
        )
    reason = f"{unread} could not be read" if unread else "says neither how much nor in which direction"
    return Unreadable(f"No claim: the sentence names “{subject.words}”, but {reason}", "Add a figure, “up” or “down”")


def _uncovered(sentence: Sentence, subject: Subject, said_on: date | None) -> Facts:
    """What is not here is answered by its name alone, whatever else the sentence says of it."""
    places = [place for place in take_places(sentence) if place.level != "mps"]
    try:
        times = replace(take_times(sentence, said_on=said_on), notes=())
    except Unreadable:
        times = Times()
    place = places[0] if len(places) == 1 else SpokenPlace()
    return Facts(sentence=sentence, subject=subject, place=place, times=times)


def _take_group(sentence: Sentence) -> Literal["adult", "youth"] | None:
    """Whose reoffending, where it is said of one group alone: before subjects are, of which young offenders are one."""
    if not re.search(_REOFFENDING, sentence.rest):
        return None
    taken = [match for _, match in sentence.take_all(rf"(?:\bof |\bby |\bamong )?{_GROUPS}", INDICATOR, "indicator")]
    groups = {"adult" if match["adult"] else "youth" for match in taken}
    if len(groups) > 1:
        raise SeveralClaims("The sentence speaks of adults and of juveniles", "Check them one at a time")
    return groups.pop() if groups else None  # type: ignore[return-value]


def _places(
    sentence: Sentence, places: Sequence[SpokenPlace], multiple: Piece | None, before: Facts | None
) -> tuple[SpokenPlace, SpokenPlace | None, tuple[SpokenPlace, ...]]:
    """The place that is claimed of; one that it is compared with ("more than in Camden"); others of which the same is
    said ("in Croydon and Lambeth"). `multiple`: the words of "twice the rate", behind which the other place stands.
    """
    smaller = [place for place in places if place.level not in ("mps", "force")]
    for average in sentence.occurrences(_AVERAGE):
        start = average.start("before" if average["before"] else "behind")
        words = next((piece.words for piece in sentence.pieces if piece.start == start), "")
        other = next((place for place in places if place.words == words), None)
        own = [place for place in smaller if place != other] or ([before.place] if before else [])
        if other and len(own) == 1:
            sentence.take(average.start(), average.end(), AREA, "area")
            return own[0], other, ()
    compared = [match for match in sentence.occurrences(_AS if multiple else _THAN)
                if multiple is None or match.end() > multiple.end]  # fmt: skip
    for than in compared[-1:]:
        words = next(
            (piece.words for piece in sentence.pieces if piece.start == than.end() and piece.field == "area"), ""
        )
        other = next((place for place in places if place.words == words), None)
        own = [place for place in smaller if place != other] or [place for place in places if place != other]
        own = own or ([SpokenPlace()] if other and other.level == "force" else [])
        own = own or ([before.place] if multiple and before and before.place.words else [])
        if multiple and other and not own:
            raise Unreadable(f"“{multiple.words}” compares {other.words} with a place that is not named", BARE)
        if other and len(own) == 1:
            sentence.take(than.start(), than.end(), TAKEN, "area")
            return own[0], other, ()
    if len(places) > 1 and re.search(_BOTH, sentence.rest):
        return places[0], None, tuple(places[1:])
    if len(smaller) > 1:
        listed = " and ".join(f"“{place.words}”" for place in smaller)
        raise SeveralClaims(f"The sentence speaks of several places: {listed}", "Check them one at a time")
    return (smaller or list(places) or [SpokenPlace()])[0], None, ()


def _multiple(sentence: Sentence, quantities: Quantities) -> Piece | None:
    """The words by which one thing is said to be so many times another."""
    words = [size.words for size in quantities.sizes if size.rounding == ROUNDED_MULTIPLE]
    return next((piece for piece in sentence.pieces if piece.words in words), None)


def _unsaid(
    sentence: Sentence, subject: Subject, before: Facts | None, quantities: Quantities, order: Order
) -> tuple[Subject, str]:
    """The subject where a clause names none: that of the one before, or all offences where it counts "offences"."""
    if before is not None and before.subject.indicator and not (quantities.is_empty and order.rank is None):
        sentence.take_all(r"\b(?:it|they|offences|crimes|these)\b", TAKEN, "indicator")
        return before.subject, f"What is counted is taken from the part before: {before.subject.words}."
    words = counts_offences(sentence)
    if words:
        note = f"“{words}” by itself is read as {INDICATORS[EVERYTHING].in_sentence}."
        return Subject(EVERYTHING, "", words), note
    return subject, ""
