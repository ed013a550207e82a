"""What one clause says, piece by piece, and the claims that it makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analytics.claims.claim import Claim, Rank
from analytics.claims.reading.harmless_words import take_source, take_speakers
from analytics.claims.reading.orders import Order, take_order
from analytics.claims.reading.place_names import BARE, THAN, SpokenPlace, take_places
from analytics.claims.reading.quantities import Quantities, take_quantities
from analytics.claims.reading.sentence import TAKEN, Sentence, SeveralClaims, Unreadable
from analytics.claims.reading.shares import SpokenShare, take_share
from analytics.claims.reading.subjects import (
    EVERYTHING,
    Subject,
    counts_offences,
    described_part,
    is_part_of,
    subject_of,
    take_subjects,
)
from analytics.claims.reading.times import Times, take_statement_day, take_times
from analytics.indicators import INDICATORS, indicator
from data.published_areas import MPS

# In this order they are shown.
FIELDS = (
    "indicator", "area", "direction", "size", "value", "base_value", "rank", "since", "period", "baseline", "basis",
)  # fmt: skip
_RATE = r"\b(?:rates?|per (?:head|capita|person|resident)(?: of (?:the )?population)?|per-capita)\b"
_GROUPS = (
    r"\b(?:(?P<adult>adults?)|(?P<youth>juveniles?|youths?|child(?:ren)?|young people|under-18s))(?:'s)?\b(?: "
    r"offenders)?"
)
_THAN = rf"{THAN}(?=\x02)"
_BOTH = r"\x02+(?:, (?:in )?\x02+)*,?(?: and| &)(?: in| across)? \x02+"
_LEVEL_RANKS: dict[Rank, Rank] = {"lowest": "lowest_level", "highest": "highest_level"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was read in one clause. `other`: the area that its own is compared with."""

    sentence: Sentence
    subject: Subject
    place: SpokenPlace
    times: Times
    quantities: Quantities
    order: Order
    share: SpokenShare | None
    basis: str
    said_on: date | None = None
    other: SpokenPlace | None = None
    also: tuple[SpokenPlace, ...] = ()
    is_rate: bool = False
    group: Literal["adult", "youth"] | None = None
    notes: tuple[str, ...] = ()

    def of_other(self, sentence: Sentence, other: Facts) -> Facts:
        """The same said of another subject."""
        return replace(self, sentence=sentence, subject=other.subject)

    def understood(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        """The fields of a claim and the words from which they were read."""
        words = {"indicator": self.subject.words, "area": self.place.words, "rank": self.order.words}
        words |= {"basis": self.basis, "direction": self.order.words if self.order.direction else ""}
        words |= self.quantities.words | self.times.said
        if self.share:
            words["value"] = self.share.words
        size = next((part for part in self.quantities.sizes if part.value == claim.size), None)
        words |= {"size": size.words} if size else {}
        return tuple((name, words[name]) for name in FIELDS if words.get(name))

    def missing(self, claim: Claim) -> tuple[str, ...]:
        """The fields that a checkable claim has and this sentence does not."""
        by_time = claim.rank in ("lowest", "highest")
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
    """What a clause says. What it leaves out it may take from the clause `before`; a new sentence only its subject.

    `is_subject`: the text only names a further subject. Raises SeveralClaims where it makes more than one claim,
    Unreadable where it makes none.
    """
    basis = take_source(sentence)
    said_on = said_on or take_statement_day(sentence)
    named = take_subjects(sentence)
    if any(not part.meaning.is_covered for part in named):
        return _uncovered(sentence, subject_of(named), said_on)
    order, places, share = take_order(sentence), take_places(sentence), take_share(sentence)
    subject = described_part(sentence, subject_of(named, share_ends=share.end)) if share else subject_of(named)
    times = take_times(sentence, said_on=said_on, is_rank=order.rank in ("lowest", "highest"))
    counts = subject.indicator is not None and indicator(subject.indicator).measure == "count"
    is_percentage = subject.is_survey or (subject.indicator is not None and not counts)
    group = _take_group(sentence, subject)
    quantities = take_quantities(sentence, is_rate=is_percentage) if not share else Quantities()
    is_rate = bool(sentence.take_all(_RATE, TAKEN, "indicator")) or order.words.lower().endswith(("rate", "rates"))
    is_rate = is_rate and not is_percentage
    place, other, also = _places(sentence, places)
    take_speakers(sentence)
    notes = times.notes
    if not subject.indicator and not subject.is_survey and not is_subject:
        subject, note = _unsaid(sentence, subject, before, quantities, order)
        notes = (*notes, note) if note else notes
    if share is None and quantities.is_empty and order.rank is None and not is_subject:
        raise _no_claim(subject)
    if not place.words and before is not None and is_clause:
        place = before.place if before.place.words else place
    return Facts(
        sentence=sentence, subject=subject, place=place, times=times, quantities=quantities, order=order, share=share,
        basis=basis, said_on=said_on, other=other, also=also, is_rate=is_rate, group=group, notes=notes,
    )  # fmt: skip


def _uncovered(sentence: Sentence, subject: Subject, said_on: date | None) -> Facts:
    """What is not here is answered by its name alone, whatever else the sentence says of it."""
    places, times = take_places(sentence), Times()
    try:
        times = take_times(sentence, said_on=said_on)
    except Unreadable:
        times = Times()
    in_london = [place for place in places if place.level != "mps"]
    place = in_london[0] if len(in_london) == 1 else SpokenPlace()
    return Facts(
        sentence=sentence, subject=subject, place=place, times=replace(times, notes=()), quantities=Quantities(),
        order=Order(), share=None, basis="",
    )  # fmt: skip


def _take_group(sentence: Sentence, subject: Subject) -> Literal["adult", "youth"] | None:
    """Whose reoffending, where it is said of one group alone."""
    if subject.indicator is None or indicator(subject.indicator).kind != "reoffending":
        return None
    taken = [match for _, match in sentence.take_all(rf"(?:\bof |\bby |\bamong )?{_GROUPS}", TAKEN, "indicator")]
    groups = {"adult" if match["adult"] else "youth" for match in taken}
    return groups.pop() if len(groups) == 1 else None  # type: ignore[return-value]


def _places(
    sentence: Sentence, places: Sequence[SpokenPlace]
) -> tuple[SpokenPlace, SpokenPlace | None, tuple[SpokenPlace, ...]]:
    """The place that is claimed of; one that it is compared with ("more than in Camden"); others of which the same is
    said ("in Croydon and Lambeth").
    """
    smaller = [place for place in places if place.level not in ("mps", "force")]
    if than := re.search(_THAN, sentence.rest):
        words = next(
            (piece.words for piece in sentence.pieces if piece.start == than.end() and piece.field == "area"), ""
        )
        other = next((place for place in places if place.words == words), None)
        own = [place for place in smaller if place != other] or [place for place in places if place != other]
        own = own or ([SpokenPlace()] if other and other.level == "force" else [])
        if other and len(own) == 1:
            sentence.take(than.start(), than.end(), TAKEN, "area")
            return own[0], other, ()
    if len(places) > 1 and re.search(_BOTH, sentence.rest):
        return places[0], None, tuple(places[1:])
    if len(smaller) > 1:
        listed = " and ".join(f"“{place.words}”" for place in smaller)
        raise SeveralClaims(f"The sentence speaks of several places: {listed}", "Check them one at a time")
    return (smaller or list(places) or [SpokenPlace()])[0], None, ()


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


def _no_claim(subject: Subject) -> Unreadable:
    """Why there is nothing to check: the sentence gives neither a figure nor a direction."""
    if subject.words:
        return Unreadable(
            f"No claim: the sentence names “{subject.words}”, but says neither how much nor in which direction",
            "Add a figure, “up” or “down”",
        )
    return Unreadable(
        "No claim: no crime, figure or direction was recognised in this",
        "Write it like this: knife crime in London fell 19 per cent between April and June 2025",
    )


def shared(facts: Sequence[Facts]) -> list[Facts]:
    """The clauses of one sentence with what is said once for all of them: the period, the source, the direction."""
    timed = [part.times for part in facts if part.times.said]
    bases = [part.basis for part in facts if part.basis]
    filled: list[Facts] = []
    for part in facts:
        quantities = part.quantities
        if quantities.sizes and quantities.direction is None and filled:
            quantities = _directed(quantities, filled[-1].quantities)
        times = timed[0] if len(timed) == 1 and not part.times.said else part.times
        basis = part.basis or (bases[0] if bases else "")
        filled.append(replace(part, times=times, basis=basis, quantities=quantities))
    return filled


def _directed(quantities: Quantities, like: Quantities) -> Quantities:
    return replace(
        quantities, direction=like.direction, words=quantities.words | {"direction": like.words.get("direction", "")}
    )


def claims_of(facts: Facts, said_on: date | None) -> list[Claim]:
    """The claims that a clause makes: a change that is given in per cent and as a count is two, an order is one more.

    Raises Unreadable for an order that may be meant of places or of times, for a share of what is not held.
    """
    said_on = said_on or facts.said_on
    claims = _claims_of_place(facts, said_on)
    if not facts.also:
        return claims
    if any(part is not None for claim in claims for part in (claim.size, claim.value, claim.rank)):
        listed = " and ".join(f"“{place.words}”" for place in (facts.place, *facts.also))
        raise Unreadable(f"The figure may be meant of {listed} together or of each", "Check them one at a time")
    return [replace(claim, area_code=place.code) for place in (facts.place, *facts.also) for claim in claims]


def _claims_of_place(facts: Facts, said_on: date | None) -> list[Claim]:
    if facts.subject.is_uncovered:
        times = facts.times
        return [Claim(indicator=None, subject=facts.subject.name, area_code=facts.place.code, period=times.period,
                      baseline=times.baseline, published=said_on)]  # fmt: skip
    quantities, times, order = facts.quantities, facts.times, facts.order
    common = Claim(
        indicator=_for_level(facts.subject.indicator, facts.place),
        subject=facts.subject.name,
        area_code=facts.place.code,
        period=times.period,
        baseline=times.baseline,
        published=said_on,
        source_basis="home_office" if facts.basis else "police",
        adult_or_youth=facts.group,
        value_unit="rate" if facts.is_rate else "count",
    )
    if facts.share is not None:
        return [_share_claim(common, facts, facts.share)]
    if facts.other is not None:
        return [_comparison(common, facts)]
    levels = replace(
        common, direction=quantities.direction or order.direction, value=quantities.value,
        base_value=quantities.base_value, value_rounding=quantities.value_rounding, value_bound=quantities.value_bound,
        value_per=quantities.value_per,
        value_unit="rate" if facts.is_rate else quantities.value_unit,
    )  # fmt: skip
    sizes = [
        replace(levels, size=part.value, size_unit=part.unit, rounding=part.rounding, size_bound=part.bound)
        if i == 0 else
        replace(common, direction=levels.direction, size=part.value, size_unit=part.unit, rounding=part.rounding,
                size_bound=part.bound)
        for i, part in enumerate(quantities.sizes)
    ]  # fmt: skip
    return _with_order(sizes or [levels], facts)


def _with_order(claims: list[Claim], facts: Facts) -> list[Claim]:
    order = facts.order
    if order.rank is None:
        _refuse_count_of_years(facts)
        return claims
    first = claims[0]
    if order.rank == "all_boroughs":
        if first.size is not None or first.base_value is not None:
            raise Unreadable(
                f"“{order.words}” and “{facts.quantities.words.get('size') or facts.quantities.words['base_value']}”: "
                "whether each borough or all together changed by so much is not said",
                "Check the direction in all boroughs, and the change of London, one at a time",
            )
        return [replace(first, rank=order.rank)]
    if order.rank in _LEVEL_RANKS:
        return _of_levels(claims, facts)
    return [replace(first, rank=order.rank, rank_place=order.place), *claims[1:]]


def _of_levels(claims: list[Claim], facts: Facts) -> list[Claim]:
    """The highest of the boroughs, or of times: by the words beside it. A change beside it is a claim by itself."""
    order, times, first = facts.order, facts.times, claims[0]
    is_of_times = order.is_of_times or times.since is not None or bool(times.months_before)
    rank = order.rank or "highest"
    plain = replace(first, direction=None, size=None, size_unit=None, rounding=None, size_bound=None, base_value=None)
    is_change = first.size is not None or first.base_value is not None
    if facts.place.level == "borough" and not is_of_times:
        ranked = replace(plain, rank=_LEVEL_RANKS[rank], rank_place=order.place, baseline=None)
        return [*claims, ranked] if is_change else [ranked]
    if not is_of_times or order.place > 1:
        raise Unreadable(
            f"“{order.words}” may be meant of places or of times",
            f"Say since when, as in: its {rank} since 2014; or name the borough that has the {rank} number",
        )
    ranked = replace(plain, rank=rank, since=times.since, baseline=None)
    return [replace(claims[0], baseline=times.baseline), *claims[1:], ranked] if is_change else [ranked]


def _refuse_count_of_years(facts: Facts) -> None:
    """In "30,000 in the last two years" and in "30,000 since 2020" nothing is compared."""
    quantities, times = facts.quantities, facts.times
    only_counted = quantities.value is not None and quantities.direction is None and not quantities.sizes
    if (
        only_counted
        and (times.baseline is not None or (times.months_before or 0) > 12)
        and quantities.base_value is None
    ):
        raise Unreadable(
            f"“{quantities.words['value']}” is counted over “{times.said['baseline']}” together",
            "Give the figure of one year, or the two years that are compared",
        )


def _share_claim(common: Claim, facts: Facts, share: SpokenShare) -> Claim:
    """A borough's share of London, or the share of a subgroup in its group; others are shares of what is not held."""
    part, whole = facts.subject.indicator, facts.subject.whole
    stated = replace(common, value=share.value, value_unit="percent", value_rounding=share.rounding,
                     value_bound=share.bound, baseline=None)  # fmt: skip
    if facts.subject.is_survey or (part and indicator(part).kind == "reoffending"):
        return stated
    if part and whole and is_part_of(part, whole):
        return replace(stated, whole=whole)
    if part and whole is None and facts.place.level in ("borough", "command_unit"):
        return replace(stated, whole_area=MPS)
    raise Unreadable(
        f"“{share.words}” is a share, and the figures here do not tell what it is a share of",
        "A borough's share of London, and a kind of offence as a share of its group, can be checked",
    )


def _comparison(common: Claim, facts: Facts) -> Claim:
    other, quantities = facts.other or SpokenPlace(), facts.quantities
    if quantities.direction not in ("up", "down") or quantities.sizes or quantities.value is not None:
        raise Unreadable(f"“{facts.place.words}” and “{other.words}” are compared, but it is not said how", BARE)
    is_of_forces = (facts.place.level, other.level) == ("mps", "force")
    if not is_of_forces and other.level != facts.place.level and (not facts.is_rate or other.level == "force"):
        raise Unreadable(
            f"“{facts.place.words}” and “{other.words}” are not of one kind", "Compare their rates, or two boroughs"
        )
    return replace(common, direction=quantities.direction, other_area=other.code, baseline=None)


def _for_level(id: str | None, place: SpokenPlace) -> str | None:
    """Boroughs and wards have no violence against women and girls by group, so there the wider total stands."""
    return "vawg" if id == "vawg_offences" and place.level != "mps" else id
