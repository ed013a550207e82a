"""From a sentence to a claim: a careful reader by rules, which says what it understood and what was left unsaid.

It knows phrases, not language. What it cannot read as one claim about one place it declines, in words; what the
sentence leaves open it leaves open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analytics.claims.claim import Claim, SourceBasis
from analytics.claims.default_periods import settle
from analytics.claims.reading.leftovers import refuse_dates_in_figures, refuse_leftovers
from analytics.claims.reading.localities import refuse_unknown_in_small_letters
from analytics.claims.reading.place_names import Place, take_place
from analytics.claims.reading.quantities import Quantities, take_quantities
from analytics.claims.reading.rank_phrases import Order, take_order
from analytics.claims.reading.refusals import no_claim, refuse_no_sentence, refuse_undecidable
from analytics.claims.reading.sentence import Sentence, Unreadable
from analytics.claims.reading.subjects import Subject, counts_offences, take_subject
from analytics.claims.reading.times import Times, take_times
from analytics.indicators import indicator
from analytics.periods import add_months
from data.published_areas import MPS

# In this order they are shown.
FIELDS = (
    "indicator", "area", "direction", "size", "value", "base_value", "rank", "since", "period", "baseline", "basis",
)  # fmt: skip
_HOME_OFFICE = r"\bons\b|office for national statistics|\bhome office\b"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was read in a sentence.

    `claim` is None where it was `declined`, which says why and what to do. `understood`: a field and the words from
    which it was understood; `missing`: the fields that the sentence leaves open. `notes` say how something was read
    that could be meant otherwise. `months_before`: the baseline lies so long before a period that is not said.
    """

    claim: Claim | None
    understood: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    declined: str = ""
    notes: tuple[str, ...] = ()
    months_before: int | None = None


def read(text: str, *, said_on: date | None = None) -> Understanding:
    """The claim that a sentence makes. `said_on` is the day of the statement: "last year" depends on it.

    Raises nothing: what cannot be read is declined in words.
    """
    try:
        refuse_no_sentence(text)
        return _read(Sentence(text), said_on)
    except Unreadable as why:
        return Understanding(None, declined=f"{why.message}. {why.hint}.")


def completed(found: Understanding) -> Claim | None:
    """The claim that was read, with what lies so long before a period that is not said: the newest is taken for it.

    Where nothing is to be completed, it is the claim as it was read.
    """
    claim = found.claim
    if claim is None or found.months_before is None or claim.indicator is None:
        return claim
    period = settle(replace(claim, rank=None)).claim.period
    if period is None:
        return claim
    if claim.rank in ("lowest", "highest"):
        return replace(claim, since=add_months(period.end, -found.months_before))
    return replace(claim, baseline=period.shifted(-found.months_before))


def _read(sentence: Sentence, said_on: date | None) -> Understanding:
    basis = sentence.says(_HOME_OFFICE)
    order = take_order(sentence)
    subject = take_subject(sentence)
    refuse_undecidable(sentence)
    place = take_place(sentence)
    refuse_dates_in_figures(sentence)
    times = take_times(sentence, said_on=said_on, is_rank=order.rank in ("lowest", "highest"))
    is_rate = subject.indicator is not None and indicator(subject.indicator).measure != "count"
    amounts = take_quantities(sentence, is_rate=is_rate)
    if amounts.is_empty and order.rank is None:
        bound = amounts.notes[0].partition(":")[0] if amounts.notes else ""
        raise Unreadable(bound, "Give a figure") if bound else no_claim(sentence, subject.said)
    if not subject.said and amounts.size is None and order.rank is None and not counts_offences(sentence):
        raise no_claim(sentence, subject.said)
    refuse_leftovers(sentence)
    if not place.said:
        refuse_unknown_in_small_letters(sentence)
    _refuse_unclear_order(order, times, amounts)
    _refuse_count_of_years(times, amounts)
    group = _group(subject, sentence)
    claim = _claim(subject, place, times, amounts, order, said_on, "home_office" if basis else "police", group)
    said = {"indicator": subject.said, "area": place.said, "rank": order.said, "basis": basis}
    said |= {"direction": order.said if order.direction else ""} | amounts.said | times.said
    understood = tuple((name, said[name]) for name in FIELDS if said.get(name))
    notes = tuple(dict.fromkeys((*times.notes, *amounts.notes, *_not_read(sentence))))
    return Understanding(claim, understood, _missing(claim, place), "", notes, times.months_before)


def _refuse_unclear_order(order: Order, times: Times, amounts: Quantities) -> None:
    """The highest of what? And a change beside an order is a second claim."""
    if order.rank in ("lowest", "highest", "all_boroughs") and (amounts.size or amounts.base_value is not None):
        raise Unreadable(
            f"“{order.said}” and “{amounts.said.get('size') or amounts.said['base_value']}” are two claims",
            "Check them one at a time",
        )
    if order.rank in ("lowest", "highest") and not (order.is_of_times or times.since or times.months_before):
        raise Unreadable(
            f"“{order.said}” may be meant of places or of times",
            f"Say since when, as in: its {order.rank} since 2014. The page Compare sets the boroughs side by side",
        )


def _refuse_count_of_years(times: Times, amounts: Quantities) -> None:
    """In "30,000 in the last two years" and in "30,000 since 2020" nothing is compared."""
    only_counted = amounts.value is not None and amounts.direction is None and amounts.size is None
    if only_counted and (times.baseline is not None or (times.months_before or 0) > 12):
        raise Unreadable(
            f"“{amounts.said['value']}” is counted over “{times.said['baseline']}” together",
            "Give the figure of one year, or the two years that are compared",
        )


def _not_read(sentence: Sentence) -> list[str]:
    """Figures that no rule knew what to do with."""
    left = [sentence.text[found.start() : found.end()] for found in sentence.occurrences(r"[£$€]?\d[\d,.]*\d%?|\d%?")]
    return [f"Not read: {', '.join(f'“{each}”' for each in left)}."] if left else []


def _claim(
    subject: Subject, place: Place, times: Times, amounts: Quantities, order: Order, said_on: date | None,
    basis: SourceBasis, group: Literal["adult", "youth"] | None,
) -> Claim:  # fmt: skip
    return Claim(
        indicator=_for_level(subject.indicator, place),
        subject=subject.words,
        area_code=place.code,
        direction=amounts.direction or order.direction,
        size=amounts.size,
        size_unit=amounts.size_unit,
        value=amounts.value,
        base_value=amounts.base_value,
        value_unit=amounts.value_unit,
        value_per=amounts.value_per,
        rank=order.rank,
        since=times.since,
        period=times.period,
        baseline=times.baseline,
        published=said_on,
        rounding=amounts.rounding,
        value_rounding=amounts.value_rounding,
        source_basis=basis,
        adult_or_youth=group,
    )


def _for_level(which: str | None, place: Place) -> str | None:
    """Boroughs and wards have no violence against women and girls by group, so there the wider total stands."""
    return "vawg" if which == "vawg_offences" and place.level != "mps" else which


def _group(subject: Subject, sentence: Sentence) -> Literal["adult", "youth"] | None:
    """Whose reoffending, where it is said of one group alone."""
    if subject.indicator != "proven_reoffending_rate":
        return None
    said = sentence.text.lower()
    adults, young = "adult" in said, re.search(r"juvenile|youth|child|young", said) is not None
    return "adult" if adults and not young else "youth" if young and not adults else None


def _missing(claim: Claim, place: Place) -> tuple[str, ...]:
    """The fields that a checkable claim has and this sentence does not."""
    by_time = claim.rank in ("lowest", "highest")
    is_change = (claim.direction is not None or claim.size is not None) and not by_time
    of_boroughs = claim.rank in ("largest_fall", "smallest_fall", "largest_rise", "smallest_rise")
    open_fields = {
        "indicator": claim.indicator is None and not claim.subject,
        "area": not place.said and (claim.rank != "all_boroughs" or place.code != MPS),
        "direction": claim.direction is None and claim.size is not None,
        "size": is_change and claim.rank is None and claim.size is None and claim.base_value is None
        and claim.direction != "same",
        "period": claim.period is None,
        "baseline": claim.baseline is None and (is_change or of_boroughs),
        "since": by_time and claim.since is None,
    }  # fmt: skip
    return tuple(name for name, is_open in open_fields.items() if is_open)
